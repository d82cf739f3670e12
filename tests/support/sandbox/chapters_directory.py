"""Chapters of the story: relations of the directory, and what an installation asks for."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from support.sandbox.teller import Teller
from support.sandbox.tenant import GRAPH, KARI, OLA, new_group

GRAPH_APP = "00000003-0000-0000-c000-000000000000"
MAIL_SEND = "b633e1c5-b582-4048-a93e-9f11b44c7e96"


async def directory(ask: Teller) -> None:
    kari, ola = await ask.people(KARI, OLA | {"jobTitle": "Overlege"})
    await ask.tell("GET", "/users/delta")
    await ask.tell("GET", "/groups/delta")
    await ask.control("PATCH", "/settings", {"deltaPage": 1})
    for kind in ("users", "groups"):
        link = (await ask.tell("GET", f"/{kind}/delta"))["@odata.nextLink"]
        await ask.tell("GET", link.removeprefix(GRAPH))
    await ask.control("PATCH", "/settings", {"deltaPage": 200})
    for relation in ("memberOf", "transitiveMemberOf", "joinedTeams", "licenseDetails"):
        await ask.tell("GET", f"/users/{kari}/{relation}")
    await ask.tell("PUT", f"/users/{kari}/manager/$ref", {"@odata.id": f"{GRAPH}/users/{ola}"})
    await ask.tell("GET", f"/users/{kari}/manager")
    await ask.tell("GET", f"/users/{kari}?$expand=manager")
    await ask.tell("DELETE", f"/users/{kari}/manager/$ref")
    await _groups(ask, kari)
    tenant = (await ask.tell("GET", "/organization"))["value"][0]["id"]
    await ask.tell("GET", f"/organization/{tenant}")
    await ask.tell("GET", "/domains")
    await ask.tell("GET", "/domains/example.no")
    (gone,) = await ask.people({"mail": "sluttet@example.no", "displayName": "Sluttet"})
    await ask.control("DELETE", f"/people/{gone}")
    await ask.tell("GET", "/directory/deletedItems/microsoft.graph.user")
    await ask.tell("DELETE", f"/directory/deletedItems/{gone}")


async def _groups(ask: Teller, person: str) -> None:
    plain = {"groupTypes": [], "mailEnabled": False, "securityEnabled": True}
    inner = await ask.tell("POST", "/groups", new_group("inner") | plain)
    outer = await ask.tell("POST", "/groups", new_group("outer") | plain)
    people = {"@odata.id": f"{GRAPH}/directoryObjects/{person}"}
    await ask.tell("POST", f"/groups/{inner['id']}/members/$ref", people)
    nested = {"@odata.id": f"{GRAPH}/directoryObjects/{inner['id']}"}
    await ask.tell("POST", f"/groups/{outer['id']}/members/$ref", nested)
    await ask.tell("GET", f"/groups/{outer['id']}/transitiveMembers")
    await ask.tell("GET", f"/users/{person}/transitiveMemberOf")


async def registrations(ask: Teller) -> None:
    asked = [{"resourceAppId": GRAPH_APP, "resourceAccess": [{"id": MAIL_SEND, "type": "Role"}]}]
    made = await ask.tell("POST", "/applications", {"displayName": "Kull", "requiredResourceAccess": asked})
    url = f"/applications/{made['id']}"
    await ask.tell("GET", "/applications")
    await ask.tell("GET", url)
    await ask.tell("GET", f"/applications(appId='{made['appId']}')")
    key = {"key": certificate()[1], "type": "AsymmetricX509Cert", "usage": "Verify"}
    await ask.tell("PATCH", url, {"notes": "x", "keyCredentials": [key]})
    secret = await ask.tell("POST", f"{url}/addPassword", {"passwordCredential": {"displayName": "Kull"}})
    await ask.tell("POST", f"{url}/removePassword", {"keyId": secret["keyId"]})
    mine = await ask.tell("POST", "/servicePrincipals", {"appId": made["appId"]})
    await ask.tell("GET", f"/servicePrincipals/{mine['id']}")
    await ask.tell("GET", "/servicePrincipals")
    graph = await ask.tell("GET", f"/servicePrincipals(appId='{GRAPH_APP}')")
    await ask.tell("PATCH", f"/servicePrincipals/{mine['id']}", {"appRoleAssignmentRequired": True})
    await _grants(ask, mine["id"], graph["id"])
    await _on_places(ask, made["appId"])
    await ask.tell("DELETE", f"/servicePrincipals/{mine['id']}")
    await ask.tell("DELETE", url)
    await ask.tell("GET", "/directory/deletedItems/microsoft.graph.application")


async def _grants(ask: Teller, mine: str, graph: str) -> None:
    role = {"principalId": mine, "resourceId": graph, "appRoleId": MAIL_SEND}
    for url in (
        f"/servicePrincipals/{mine}/appRoleAssignments",
        f"/servicePrincipals/{graph}/appRoleAssignedTo",
    ):
        assigned = await ask.tell("POST", url, role)
        await ask.tell("GET", url)
        await ask.tell("DELETE", f"{url}/{assigned['id']}")
    grant = {"clientId": mine, "consentType": "AllPrincipals", "resourceId": graph, "scope": "User.Read"}
    made = await ask.tell("POST", "/oauth2PermissionGrants", grant)
    url = f"/oauth2PermissionGrants/{made['id']}"
    await ask.tell("GET", "/oauth2PermissionGrants")
    await ask.tell("GET", url)
    await ask.tell("PATCH", url, {"scope": "User.Read openid"})
    await ask.tell("DELETE", url)


async def _on_places(ask: Teller, app_id: str) -> None:
    drive, folder = await ask.folder()
    group = (await ask.ask("GET", f"/drives/{drive}")).json()["owner"]["group"]["id"]
    site = (await ask.ask("GET", f"/groups/{group}/sites/root")).json()["id"]
    to = {"application": {"id": app_id, "displayName": "Kull"}}
    given = {"roles": ["read"], "grantedToIdentities": [to]}
    made = await ask.tell("POST", f"/sites/{site}/permissions", given)
    url = f"/sites/{site}/permissions/{made['id']}"
    await ask.tell("GET", f"/sites/{site}/permissions")
    await ask.tell("GET", url)
    await ask.tell("PATCH", url, {"roles": ["write"]})
    await ask.tell("DELETE", url)
    await ask.tell(
        "POST", f"/drives/{drive}/items/{folder}/permissions", {"roles": ["write"], "grantedToV2": to}
    )


def certificate() -> tuple[Any, str]:
    """Make a private key, and its certificate as base64."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kull")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now - timedelta(days=1))
    made = builder.not_valid_after(now + timedelta(days=365)).sign(key, hashes.SHA256())
    return key, base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()
