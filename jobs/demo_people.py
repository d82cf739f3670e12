"""The sandbox's ready-made people, so that a newcomer can sign in as each role that is assigned in Entra.

Leaders, mentors and members come from the enrolment of a cohort, and can be chosen beside them.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from app.errors import Code, NotFound
from app.safe import client as outgoing_client
from app.safe import host_of

if TYPE_CHECKING:
    import httpx

    from jobs.tenant import Tenant

CAST = {
    "improvement_unit": ("forbedringsenheten@example.no", "Frida Forbedring"),
    "administrator": ("administrator@example.no", "Ada Admin"),
    "insight": ("innsyn@example.no", "Ines Innsyn"),
}
REDIRECT_URI = "http://127.0.0.1/kull-token"


async def introduce_demo_people(tenant: Tenant) -> None:
    """Let the sandbox's directory know them; a live tenant has people of its own."""
    if tenant.sandbox is None:
        return
    answer = await tenant.sandbox.post(f"{tenant.sandbox_address}/_sandbox/people", json=_people())
    answer.raise_for_status()


def _people() -> list[dict[str, object]]:
    return [{"mail": mail, "displayName": name, "appRoles": [role]} for role, (mail, name) in CAST.items()]


def bearer_token(address: str, *, email: str, client_id: str) -> str:
    """Sign a person in at a sandbox as their own program would, and return their access token for us."""
    authority, verifier = f"{address}/kull/oauth2/v2.0", secrets.token_urlsafe(32)
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "client_id": client_id,
        "redirect_uri": REDIRECT_URI,
        "response_type": "code",
        "scope": f"openid api://{client_id}/access_as_user",
        "code_challenge": digest,
        "code_challenge_method": "S256",
    }
    with outgoing_client([host_of(address)], timeout=30) as client:
        sent_back = client.post(
            f"{authority}/authorize", data=asked | {"person": _id_of(client, address, email)}
        )
        code = parse_qs(urlsplit(sent_back.headers["location"]).query)["code"][0]
        form = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        form |= {"client_id": client_id, "redirect_uri": REDIRECT_URI}
        answer = client.post(f"{authority}/token", data=form).raise_for_status()
    return str(answer.json()["access_token"])


def _id_of(client: httpx.Client, address: str, email: str) -> str:
    """Find a person of the sandbox by address. Raises NotFound."""
    where = f"{address}/_sandbox/people"
    if email in {mail for mail, _ in CAST.values()}:
        client.post(where, json=_people()).raise_for_status()
    for person in client.get(where).raise_for_status().json()["value"]:
        if person["mail"] == email:
            return str(person["id"])
    raise NotFound(Code.no_such_person, f"Sandkassen kjenner ingen med adressen {email}.")
