"""A tenant for our adapters to work in, reached in three ways; what is asked is held to what Graph takes."""

import asyncio
import contextlib
import os
import ssl
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from azure.identity import ClientSecretCredential, EnvironmentCredential
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)

from app.tenant.things import MsTeam, Placed
from graph_adapters import channels, directory, msteams
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.server import server
from graph_adapters.sandbox.sign_in.certificates import certificates
from graph_adapters.transport.connection import V1, Connection
from graph_adapters.transport.sign_in import SCOPE, sandbox_sign_in
from support.graph.requests import Checked

APP = "6b756c6c-0000-4000-8000-000000000001"
ORGANISER = "laeringsnettverk@example.no"
PEOPLE = [
    {"mail": "kari@example.no", "displayName": "Kari Nordmann"},
    {"mail": "ola@example.no", "displayName": "Ola Nordmann"},
]
PATIENCE_SECONDS = 120.0  # a machine that is merely busy answers sooner
LIVE = os.environ.get("GRAPH_CONTRACT_TENANT") == "1"


@dataclass
class Tenant:
    """The line our adapters have, two people who are there, and the remote control where there is one."""

    connection: Connection
    kari: str
    ola: str
    client: httpx.AsyncClient
    address: str = ""
    organiser: str = ORGANISER

    async def control(self, path: str, body: Any, method: str = "POST") -> Any:
        answer = await self.client.request(method, f"{self.address}/_sandbox{path}", json=body)
        return answer.raise_for_status().json() if answer.content else None

    async def msteam(self, name: str = "kull-1") -> str:
        wanted = MsTeam(
            name="Tørn kull 3", description="Læringsnettverk", unique_name=name, owners=(self.kari,)
        )
        return (await msteams.create(self.connection, wanted)).external_id

    async def general(self) -> tuple[str, str]:
        """A Microsoft Team and the folder of its first channel."""
        msteam = await self.msteam()
        channel = (await channels.general(self.connection, msteam)).external_id
        for _ in range(2):
            with contextlib.suppress(Exception):
                return msteam, (await channels.files(self.connection, msteam, channel)).external_id
        raise AssertionError("The folder did not come.")


Scenario = Callable[[Tenant], Awaitable[None]]
Run = Callable[[Scenario], None]


def without_request_id(placed: Placed) -> tuple[str, bool]:
    return placed.external_id, placed.request_id is not None


# --- the three ways -----------------------------------------------------------------------------


def in_process(scenario: Scenario) -> None:
    app = Checked(create_sandbox(State()))

    async def work() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            await _with_people(scenario, client, "https://graph.microsoft.com", V1)

    asyncio.run(work())
    assert app.problems == []


def over_http(scenario: Scenario) -> None:
    app = Checked(create_sandbox(State()))

    async def work(address: str) -> None:
        async with httpx.AsyncClient() as client:
            await _with_people(scenario, client, address, f"{address}/v1.0")

    with served(app) as port:
        asyncio.run(work(f"http://127.0.0.1:{port}"))
    assert app.problems == []


async def _with_people(scenario: Scenario, client: httpx.AsyncClient, address: str, base_url: str) -> None:
    kari, ola = await _seeded(client, address)
    sign_in = sandbox_sign_in(client, address, APP)
    connection = Connection(client, sign_in, app_id=APP, base_url=base_url)
    await scenario(Tenant(connection, kari, ola, client, address))


async def _seeded(client: httpx.AsyncClient, address: str) -> list[str]:
    made = (await client.post(f"{address}/_sandbox/people", json=PEOPLE)).json()
    return [row["id"] for row in made["value"]]


def over_https(scenario: Scenario, folder: Path) -> None:
    """Sign in as azure-identity does it, by a certificate of the tenant's own authority."""
    app, trusted = Checked(create_sandbox(State())), str(certificates(folder).authority)

    async def work(address: str) -> None:
        async with httpx.AsyncClient(verify=ssl_of(folder)) as client:
            kari, ola = await _seeded(client, address)
            with ClientSecretCredential(
                "kull",
                APP,
                "sandbox",
                authority=address,
                disable_instance_discovery=True,
                connection_verify=trusted,
            ) as credential:
                sign_in = AzureIdentityAuthenticationProvider(credential, scopes=[SCOPE])
                sign_in.access_token_provider._allowed_hosts_validator.set_allowed_hosts([])  # noqa: SLF001
                connection = Connection(client, sign_in, app_id=APP, base_url=f"{address}/v1.0")
                await scenario(Tenant(connection, kari, ola, client, address))

    with served(app, tls=folder) as port:
        asyncio.run(work(f"https://localhost:{port}"))
    assert app.problems == []


def ssl_of(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificates(folder).authority)


def live(scenario: Scenario) -> None:
    """In a real tenant, with AZURE_* set and two addresses in GRAPH_CONTRACT_PEOPLE."""

    async def work() -> None:
        sign_in = AzureIdentityAuthenticationProvider(EnvironmentCredential(), scopes=[SCOPE])
        async with httpx.AsyncClient() as client:
            connection = Connection(client, sign_in, app_id=os.environ["AZURE_CLIENT_ID"])
            addresses = os.environ["GRAPH_CONTRACT_PEOPLE"].split(",")
            kari, ola = [str((await directory.look_up(connection, who)).user_id) for who in addresses]
            await scenario(Tenant(connection, kari, ola, client, organiser=addresses[0]))

    asyncio.run(work())


@contextlib.contextmanager
def served(app: Any, *, tls: Path | None = None) -> Iterator[int]:
    """On a free loopback port, in a thread of its own; gives the port."""
    running = server(app, port=0, tls=tls)
    thread = threading.Thread(target=lambda: asyncio.run(running.serve()))
    thread.start()
    while not running.started:
        time.sleep(0.01)
    try:
        yield running.servers[0].sockets[0].getsockname()[1]
    finally:
        running.should_exit = True
        thread.join()


@contextlib.asynccontextmanager
async def connected(address: str) -> AsyncIterator[Connection]:
    """A line that waits for each answer until it surely hangs; its token comes over the same client."""
    async with httpx.AsyncClient() as client:
        sign_in = sandbox_sign_in(client, address, APP)
        patience = httpx.Timeout(PATIENCE_SECONDS)
        yield Connection(client, sign_in, app_id=APP, base_url=f"{address}/v1.0", timeout=patience)
