"""The live way of signing in to Graph, against the sandbox's https door: azure-identity, TLS, and our own line."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest
from azure.identity import ClientSecretCredential
from contract.tenants import APP, ssl_of
from contract.tenants import served as served_by

from graph_adapters.connection import Connection
from graph_adapters.errors import Rejected, TryAgain
from graph_adapters.requests import Request
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.certificates import certificates
from graph_adapters.sandbox.faults import Fault, rules
from graph_adapters.sandbox.state import State
from graph_adapters.sign_in import live_sign_in

if TYPE_CHECKING:
    from pathlib import Path

USERS = Request(method="GET", path="/users?$top=1")


def asked(address: str, folder: Path) -> int:
    async def ask() -> int:
        credential = ClientSecretCredential(
            "kull",
            APP,
            "sandbox",
            authority=address,
            disable_instance_discovery=True,
            connection_verify=str(certificates(folder).authority),
            retry_total=0,
        )
        with credential:
            async with httpx.AsyncClient(verify=ssl_of(folder)) as client:
                line = Connection(client, live_sign_in(credential), app_id=APP, base_url=f"{address}/v1.0")
                return (await line.send(USERS)).status

    return asyncio.run(ask())


def test_azure_identity_signs_our_line_in_over_tls(tmp_path: Path) -> None:
    with served_by(create_sandbox(State()), tls=tmp_path) as port:
        assert asked(f"https://localhost:{port}", tmp_path) == 200


def test_credentials_that_entra_refuses_are_rejected(tmp_path: Path) -> None:
    state = State()
    rules(state).append(Fault(operation="token", status=401, times=0))
    with served_by(create_sandbox(state), tls=tmp_path) as port, pytest.raises(Rejected):
        asked(f"https://localhost:{port}", tmp_path)


def test_an_entra_that_cannot_be_reached_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(TryAgain):
        asked("https://localhost:9", tmp_path)
