"""The live way of signing in to Graph, against the sandbox's https door: azure-identity, TLS, and our own line."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from azure.identity import ClientSecretCredential
from support.contract_tenants import APP, ssl_of
from support.contract_tenants import served as served_by

from graph_adapters.errors import Rejected, TryAgain
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.sign_in.certificates import certificates
from graph_adapters.transport.connection import Connection
from graph_adapters.transport.requests import Request
from graph_adapters.transport.sign_in import credential_of, live_sign_in

if TYPE_CHECKING:
    from pathlib import Path

    from azure.core.credentials import TokenCredential

USERS = Request(method="GET", path="/users?$top=1")


def here(address: str, folder: Path) -> dict[str, Any]:
    """Where this Entra is: on this machine, under a certificate of its own."""
    return {
        "authority": address,
        "disable_instance_discovery": True,
        "connection_verify": str(certificates(folder).authority),
        "retry_total": 0,
    }


def asked(address: str, folder: Path) -> int:
    with ClientSecretCredential("kull", APP, "sandbox", **here(address, folder)) as credential:
        return asked_by(credential, address, folder)


def asked_by(credential: TokenCredential, address: str, folder: Path) -> int:
    async def ask() -> int:
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


def test_a_secret_that_is_rotated_while_we_run_is_taken_into_use_and_no_call_fails(tmp_path: Path) -> None:
    state, mounted = State(), tmp_path / "secret"
    mounted.write_text("the-old-one\n")
    state.set("clientSecrets", ["the-old-one"])
    with served_by(create_sandbox(state), tls=tmp_path) as port:
        address = f"https://localhost:{port}"
        credential = credential_of("kull", APP, secret=mounted, **here(address, tmp_path))
        told = [asked_by(credential, address, tmp_path)]
        state.set("clientSecrets", ["the-old-one", "the-new-one"])
        told.append(asked_by(credential, address, tmp_path))
        mounted.unlink()  # a platform lays another file in its place
        told.append(asked_by(credential, address, tmp_path))
        mounted.write_text("the-new-one\n")
        state.set("clientSecrets", ["the-new-one"])
        told.append(asked_by(credential, address, tmp_path))
        assert told == [200, 200, 200, 200]
        mounted.write_text("a-third-one-nobody-made\n")
        with pytest.raises(Rejected):
            asked_by(credential, address, tmp_path)
