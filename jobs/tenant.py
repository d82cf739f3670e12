"""Open the line to the tenant the settings name: Microsoft 365, a running sandbox, or a sandbox in this process."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from app.safe import FILE_HOSTS, GRAPH_HOSTS, ON_THIS_MACHINE, async_client, host_of, trusting
from app.safe import client as waiting_client
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.transport import (
    SDK_HANDLING_OFF,
    V1,
    Connection,
    DocumentedPace,
    Options,
    credential_of,
    live_sign_in,
    sandbox_sign_in,
)
from jobs.halt import HaltLight
from jobs.shared_pace import SharedPace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from app.config import Settings
    from graph_adapters.transport import Pace

IN_PROCESS_FILE_HOST = "sharepoint.example.no"
"""Where the sandbox in this process keeps the bytes of files: another host than Graph's."""
SANDBOX_APP_ID = "6b756c6c-0000-4000-8000-000000000001"
IN_PROCESS_ADDRESS = f"https://{GRAPH_HOSTS}"


@dataclass(frozen=True, kw_only=True)
class Tenant:
    """The line to the tenant with the addresses every errand needs.

    `outside` reaches the addresses Microsoft gives for a file's bytes: it carries no token and follows no redirect.
    """

    connection: Connection
    outside: httpx.AsyncClient
    organiser: str
    landing: str
    sandbox: httpx.AsyncClient | None = None
    sandbox_address: str = ""


@asynccontextmanager
async def open_tenant(settings: Settings, *, address: str = "") -> AsyncIterator[Tenant]:
    """Connect to the tenant; `address` is a sandbox the caller serves itself, in another loop."""
    settings.refuse_what_is_not_safe()
    if settings.tenant == "live":
        verify, rehearsed = (
            trusting(settings.authority_ca),
            ON_THIS_MACHINE if settings.authority_host else (),
        )
        async with (
            async_client(rehearsed or [GRAPH_HOSTS], verify=verify, outside=not rehearsed) as client,
            async_client(rehearsed or [FILE_HOSTS], verify=verify, outside=not rehearsed) as outside,
        ):
            yield _live_tenant(settings, client, outside)
        return
    address = address or settings.sandbox_url or embedded_sandbox_address(settings)
    if address:
        hosts = (host_of(address), *ON_THIS_MACHINE)
        async with async_client(hosts) as client, async_client(hosts) as outside:
            yield tenant_over(settings, client, address.rstrip("/"), outside=outside, is_halted=HaltLight())
        return
    with closing(State(Path(settings.sandbox_file))) as state:
        app = create_sandbox(state)
        async with (
            async_client([GRAPH_HOSTS], transport=httpx.ASGITransport(app)) as client,
            async_client([IN_PROCESS_FILE_HOST], transport=httpx.ASGITransport(app)) as outside,
        ):
            yield tenant_over(settings, client, IN_PROCESS_ADDRESS, outside=outside, is_halted=HaltLight())


def _live_tenant(settings: Settings, client: httpx.AsyncClient, outside: httpx.AsyncClient) -> Tenant:
    """Make the line to Microsoft 365 itself, or its stand-in at a rehearsal; there is no remote control of it."""
    credential = credential_of(
        settings.entra_tenant_id,
        settings.graph_client_id,
        secret=settings.graph_secret_file,
        certificate=settings.graph_certificate_file,
        **_stand_in(settings),
    )
    connection = Connection(
        client,
        live_sign_in(credential),
        app_id=settings.graph_client_id,
        base_url=f"{settings.authority_host}/v1.0" if settings.authority_host else V1,
        pace=_pace(settings),
        is_halted=HaltLight(),
    )
    return Tenant(
        connection=connection, outside=outside, organiser=settings.organiser, landing=settings.public_url
    )


def _stand_in(settings: Settings) -> dict[str, Any]:
    """Return what azure-identity is told where another than Entra stands in for it."""
    if not settings.authority_host:
        return {}
    return {
        "authority": settings.authority_host,
        "disable_instance_discovery": True,
        "connection_verify": str(settings.authority_ca),
    }


def tenant_over(
    settings: Settings,
    client: httpx.AsyncClient,
    address: str = IN_PROCESS_ADDRESS,
    options: Options = SDK_HANDLING_OFF,
    *,
    outside: httpx.AsyncClient | None = None,
    pace: Pace | None = None,
    is_halted: Callable[[], bool] = lambda: False,
) -> Tenant:
    """Make the line to a tenant out of a client that reaches it, at the settings' pace unless another is given.

    `outside` is a client that knows no token.
    """
    app_id = settings.graph_client_id or SANDBOX_APP_ID
    sign_in = sandbox_sign_in(client, address, app_id)
    connection = Connection(
        client,
        sign_in,
        app_id=app_id,
        forget_token=sign_in.forget,
        base_url=V1 if address == IN_PROCESS_ADDRESS else f"{address}/v1.0",
        pace=pace or _pace(settings),
        is_halted=is_halted,
        options=options,
    )
    return Tenant(
        connection=connection,
        outside=outside or client,
        organiser=settings.organiser,
        landing=settings.public_url or "https://teams.microsoft.com",
        sandbox=client,
        sandbox_address=address,
    )


def _pace(settings: Settings) -> Pace | None:
    """Keep the documented pace: by ourselves, or on PostgreSQL with the other workers there may be."""
    if settings.pace == "off":
        return None
    return SharedPace() if settings.database_url.startswith("postgresql") else DocumentedPace()


def embedded_sandbox_address_file(settings: Settings) -> Path:
    """Return the file in which a service writes the address of its embedded sandbox."""
    return Path(settings.sandbox_file).with_suffix(".door")


def embedded_sandbox_address(settings: Settings) -> str:
    """Return the address of the embedded sandbox while a service runs it, otherwise ""."""
    try:
        address = str(json.loads(embedded_sandbox_address_file(settings).read_text())["address"])
        with waiting_client(ON_THIS_MACHINE, timeout=2) as asking:
            asking.get(f"{address}/_sandbox/clock").raise_for_status()
    except (OSError, ValueError, KeyError, httpx.HTTPError):
        return ""
    return address
