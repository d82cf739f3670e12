"""The whole live start, rehearsed: the sandbox's https door stands in for Entra and Graph, and nothing else is other.

What is live here: the settings' checks, MSAL with a certificate and PKCE, the published keys, the roles, the exchange
from Teams, azure-identity with a certificate, our line to Graph, and the pages.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import jwt
import msal
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from support.contract_tenants import APP, served, ssl_of
from support.terminal import surroundings

from app.config import Settings, settings
from app.db import engine
from app.main import create_app
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.sign_in.certificates import certificates
from graph_adapters.transport.requests import Request
from jobs.doctor.sign_in import check_permissions, check_tokens
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

PUBLIC = "https://kull.example.no"
CLIENT = "6b756c6c-0000-4000-8000-000000000002"
BACK = f"{PUBLIC}/program"
FRIDA = {"mail": "frida@example.no", "displayName": "Frida Forbedring", "appRoles": ["improvement_unit"]}
KARI = {"mail": "kari@example.no", "displayName": "Kari Nordmann"}
PAGE = {"Accept": "text/html"}


@dataclass(frozen=True, kw_only=True)
class Entra:
    """The stand-in: its address and its people's ids, and the authority to trust there."""

    address: str
    tls: Path
    tenant_id: str
    frida: str
    kari: str

    async def choose(self, where: str, person: str) -> str:
        """Choose who one is on the page of the sign-in service; return where it sends the browser."""
        url = httpx.URL(where)
        async with httpx.AsyncClient(verify=ssl_of(self.tls)) as outside:
            sent = await outside.post(url.copy_with(query=None), data=dict(url.params) | {"person": person})
            return sent.headers["location"]

    def token_of(self, person: str) -> str:
        """Return the access token for us that a program of a person's, as Teams is, gets by MSAL."""
        with httpx.Client(verify=ssl_of(self.tls)) as client:
            authority = f"{self.address}/{self.tenant_id}"
            app = msal.PublicClientApplication(
                CLIENT, authority=authority, instance_discovery=False, http_client=client
            )
            flow = app.initiate_auth_code_flow([f"api://{CLIENT}/access_as_user"], redirect_uri=BACK)
            answer = dict(httpx.URL(asyncio.run(self.choose(flow["auth_uri"], person))).params)
            return str(app.acquire_token_by_auth_code_flow(flow, answer)["access_token"])


@pytest.fixture
def entra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Entra]:
    state, tls = State(), tmp_path / "tls"
    frida, kari = state.add_person(**FRIDA)["id"], state.add_person(**KARI)["id"]
    state.commit()
    pem = tmp_path / "certificate.pem"
    pem.write_bytes(own_certificate())
    with served(create_sandbox(state), tls=tls) as port:
        stand_in = Entra(
            address=f"https://localhost:{port}", tls=tls, tenant_id=state.tenant_id, frida=frida, kari=kari
        )
        with live_settings(tmp_path, stand_in, pem, monkeypatch):
            yield stand_in


@contextmanager
def live_settings(
    folder: Path, stand_in: Entra, pem: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    own = {
        "KULL_TENANT": "live",
        "KULL_ENTRA_TENANT_ID": stand_in.tenant_id,
        "KULL_AUTHORITY_HOST": stand_in.address,
        "KULL_AUTHORITY_CA": str(certificates(stand_in.tls).authority),
        "KULL_GRAPH_CLIENT_ID": APP,
        "KULL_GRAPH_CERTIFICATE_FILE": str(pem),
        "KULL_SIGN_IN_CLIENT_ID": CLIENT,
        "KULL_SIGN_IN_CERTIFICATE_FILE": str(pem),
        "KULL_PUBLIC_URL": PUBLIC,
    }
    for name, value in (surroundings(folder) | own).items():
        monkeypatch.setenv(name, value)
    for name in ("KULL_NOW", "KULL_PACE"):
        monkeypatch.delenv(name)
    settings.cache_clear()
    engine.cache_clear()
    yield
    engine().dispose()
    settings.cache_clear()
    engine.cache_clear()


def own_certificate() -> bytes:
    """Make a certificate of ours with its key, as one is mounted."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kull")]), datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=90))
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, form, serialization.NoEncryption())
    return private + builder.sign(key, hashes.SHA256()).public_bytes(pem)


@asynccontextmanager
async def live_service() -> AsyncIterator[httpx.AsyncClient]:
    app = create_app()
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=PUBLIC) as browser,
    ):
        yield browser


async def signed_in(browser: httpx.AsyncClient, entra: Entra, person: str) -> httpx.Response:
    sent = await browser.get("/sign-in", params={"next": "/"}, headers=PAGE)
    return await browser.get(await entra.choose(sent.headers["location"], person), headers=PAGE)


def test_v10_4_a_person_signs_in_to_the_live_service_with_their_roles_and_sees_a_page(entra: Entra) -> None:
    async def visited() -> None:
        async with live_service() as browser:
            sent = httpx.URL((await browser.get("/sign-in", headers=PAGE)).headers["location"])
            assert (sent.copy_with(query=None), sent.params["code_challenge_method"]) == (
                f"{entra.address}/{entra.tenant_id}/oauth2/v2.0/authorize",
                "S256",
            )
            back = await signed_in(browser, entra, entra.frida)
            assert (back.status_code, back.headers["location"]) == (303, "/")
            page = await browser.get("/", headers=PAGE)
            assert (page.status_code, "Frida Forbedring" in page.text) == (200, True)
            new = {"programme": "torn-kull-3", "start_year": 2030, "name": "Kull"}
            assert (await browser.post("/api/cohorts", json=new)).status_code != 201  # no token of a form
            token = await asyncio.to_thread(entra.token_of, entra.frida)
            bearer = {"Authorization": f"Bearer {token}"}
            assert (await browser.post("/api/cohorts", json=new, headers=bearer)).status_code == 201

    asyncio.run(visited())


def test_v10_4_a_person_without_a_role_is_known_and_may_nothing(entra: Entra) -> None:
    async def visited() -> list[int]:
        async with live_service() as browser:
            back = await signed_in(browser, entra, entra.kari)
            token = await asyncio.to_thread(entra.token_of, entra.kari)
            new = {"programme": "torn-kull-3", "start_year": 2030, "name": "Kull"}
            made = await browser.post("/api/cohorts", json=new, headers={"Authorization": f"Bearer {token}"})
            return [back.status_code, made.status_code]

    assert asyncio.run(visited()) == [303, 403]


def test_v10_4_a_code_that_somebody_else_asked_for_is_worth_nothing(
    entra: Entra, capfd: pytest.CaptureFixture[str]
) -> None:
    """The thief has the code and the state of a sign-in of their own, and is stopped by PKCE, at the token endpoint."""

    async def visited() -> list[int]:
        async with live_service() as browser:
            theirs = (await browser.get("/sign-in", headers=PAGE)).headers["location"]
            stolen = httpx.URL(await entra.choose(theirs, entra.frida)).params["code"]
            browser.cookies.clear()
            own = httpx.URL((await browser.get("/sign-in", headers=PAGE)).headers["location"])
            answer = await browser.get(
                "/sign-in/back", params={"code": stolen, "state": own.params["state"]}, headers=PAGE
            )
            return [answer.status_code, (await browser.get("/api/cohorts")).status_code]

    assert asyncio.run(visited()) == [401, 401]
    assert '"route": "/sign-in/back", "why": "code"' in capfd.readouterr().err


def test_v9_1_a_token_from_teams_becomes_a_session_of_the_live_service(entra: Entra) -> None:
    async def visited() -> tuple[int, str, int]:
        async with live_service() as browser:
            token = await asyncio.to_thread(entra.token_of, entra.frida)
            answer = await browser.post("/sign-in/teams", headers={"Authorization": f"Bearer {token}"})
            cookie = answer.headers["set-cookie"].partition(";")[0]
            browser.cookies.clear()
            read = await browser.get("/api/cohorts", headers={"Cookie": cookie})
            return answer.status_code, cookie.partition("=")[0], read.status_code

    assert asyncio.run(visited()) == (204, "__Host-kull", 200)


def test_graph_answers_our_line_with_a_token_for_our_certificate(entra: Entra) -> None:
    async def asked() -> tuple[int, str, str]:
        async with open_tenant(settings()) as tenant:
            answer = await tenant.connection.send(Request(method="GET", path="/users?$top=1"))
            claims = jwt.decode(await tenant.connection.token(), options={"verify_signature": False})
            return answer.status, claims["appid"], claims["idtyp"]

    assert asyncio.run(asked()) == (200, APP, "app")
    assert [(check.name, check.ok) for check in (check_tokens(), check_permissions())] == [
        ("tokens", True),
        ("permissions", True),
    ]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://localhost:8443",
        "https://entra.example.no",
        "https://localhost.example.no:8443",
        "https://localhost:8443@entra.example.no",
        "https://localhost:8443/kull",
        "https://127.0.0.1.example.no",
        "https://localhost:8443\n",
    ],
)
def test_v13_2_entra_is_nowhere_but_at_microsoft_or_on_this_machine(entra: Entra, elsewhere: str) -> None:
    assert Settings(authority_host=elsewhere).unsafe() == [
        "KULL_AUTHORITY_HOST må være https på denne maskinen: https://localhost:PORT."
    ]


def test_v13_2_a_stand_in_is_trusted_by_its_own_authority_alone(
    entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings().unsafe() == []
    monkeypatch.delenv("KULL_AUTHORITY_CA")
    settings.cache_clear()
    assert settings().unsafe() == [
        "KULL_AUTHORITY_HOST og KULL_AUTHORITY_CA settes sammen, eller ikke i det hele tatt."
    ]
