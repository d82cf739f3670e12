"""Make Kull's two app registrations in Entra: each call to Graph is shown before it is made.

    python infra/entra/register.py --public-url https://kull.example.no --profile narrow --token-file token
    python infra/entra/register.py … --site SITE-ID       gives the narrow profile its site
    python infra/entra/register.py … --principal ID       for a managed identity, instead of a registration
    python infra/entra/register.py … --do                 makes the calls that it shows; without it, it only shows

The token is that of an administrator (Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All,
DelegatedPermissionGrant.ReadWrite.All; Sites.FullControl.All for --site). What is there already is taken as it is, so
it can be run again. No secret is made: give the registrations a certificate, or the machine a managed identity.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

import httpx

from graph_adapters.permissions.profiles import PROFILES, Profile

GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000"
TEAMS_CLIENTS = ("1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346")
"""Teams on desktop and mobile, and Teams on the web (Microsoft Learn, tab-sso-register-aad)."""
WORKER, SIGN_IN = "Kull", "Kull innlogging"
DELEGATED = "openid profile User.Read"
ROLES = {"administrator": "Administrator (IT)", "improvement_unit": "Forbedringsenheten", "insight": "Innsyn"}


@dataclass
class Tenant:
    """Shows each call, and makes it if it is told to; of a call that is not made the answer is made up of names."""

    http: httpx.Client
    does: bool
    shown: list[str] = field(default_factory=list)

    def get(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        return self._call("GET", path, None)

    def write(self, method: str, path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
        self.shown.append(f"{method} {path}")
        print(f"{method} {path}\n{json.dumps(body, indent=2, ensure_ascii=False)}")
        return self._call(method, path, body) if self.does else {"id": "<id>", "appId": "<appId>", **body}

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> Any:  # noqa: ANN401 - any JSON
        answer = self.http.request(method, f"/v1.0{path}", json=body)
        if answer.is_error:
            raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer.json() if answer.content else {}

    def first(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        return next(iter(self.get(path)["value"]), None)


def register(
    tenant: Tenant, profile: Profile, public_url: str, *, site: str = "", identity: str = ""
) -> dict[str, str]:
    """Make what is missing, and return the settings that follow. A managed `identity` needs no registration."""
    graph = tenant.first(f"/servicePrincipals?$filter=appId eq '{GRAPH_APP_ID}'")
    ids = {role["value"]: role["id"] for role in graph["appRoles"]}
    principal = tenant.get(f"/servicePrincipals/{identity}") if identity else _worker(tenant, profile, ids)
    for name in profile.in_entra:
        _consent(tenant, principal["id"], graph["id"], ids[name])
    people = _application(tenant, sign_in_application(public_url))
    _expose(tenant, people, public_url)
    _let_people_in(tenant, _principal(tenant, people["appId"])["id"], graph["id"])
    if site and profile.on_site:
        kull = {"application": {"id": principal["appId"], "displayName": WORKER}}
        tenant.write(
            "POST", f"/sites/{site}/permissions", {"roles": [profile.on_site], "grantedToIdentities": [kull]}
        )
    return {
        "KULL_GRAPH_CLIENT_ID": principal["appId"],
        "KULL_SIGN_IN_CLIENT_ID": people["appId"],
        "KULL_PUBLIC_URL": public_url,
        "KULL_CAPABILITIES": profile.capabilities,
    }


def _worker(tenant: Tenant, profile: Profile, ids: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON
    made = _application(tenant, {"displayName": WORKER, **_asks(ids[name] for name in profile.in_entra)})
    return _principal(tenant, made["appId"])


def sign_in_application(public_url: str) -> dict[str, Any]:
    """Return the registration that people sign in to: a role for each of the three that reach every cohort."""
    roles = [
        {
            "id": str(uuid5(NAMESPACE_URL, f"kull/{value}")),
            "value": value,
            "displayName": name,
            "description": name,
            "isEnabled": True,
            "allowedMemberTypes": ["User"],
        }
        for value, name in ROLES.items()
    ]
    return {
        "displayName": SIGN_IN,
        "signInAudience": "AzureADMyOrg",
        "web": {"redirectUris": [f"{public_url}/sign-in/back"], "logoutUrl": f"{public_url}/signed-out"},
        "appRoles": roles,
    }


def _asks(role_ids: Any) -> dict[str, Any]:  # noqa: ANN401 - any iterable of ids
    access = [{"id": role, "type": "Role"} for role in role_ids]
    asked = [{"resourceAppId": GRAPH_APP_ID, "resourceAccess": access}]
    return {"signInAudience": "AzureADMyOrg", "requiredResourceAccess": asked}


def _application(tenant: Tenant, wanted: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    there = tenant.first(f"/applications?$filter=displayName eq '{wanted['displayName']}'")
    return there or tenant.write("POST", "/applications", wanted)


def _principal(tenant: Tenant, app_id: str) -> Any:  # noqa: ANN401 - any JSON
    there = tenant.first(f"/servicePrincipals?$filter=appId eq '{app_id}'") if app_id != "<appId>" else None
    return there or tenant.write("POST", "/servicePrincipals", {"appId": app_id})


def _consent(tenant: Tenant, principal: str, graph: str, role: str) -> None:
    path = f"/servicePrincipals/{principal}/appRoleAssignments"
    given = tenant.get(path)["value"] if principal != "<id>" else []
    if role not in {one["appRoleId"] for one in given}:
        tenant.write("POST", path, {"principalId": principal, "resourceId": graph, "appRoleId": role})


def _expose(tenant: Tenant, people: dict[str, Any], public_url: str) -> None:
    """Let Teams ask for a token of ours for the person who sits there (`access_as_user`)."""
    if people.get("identifierUris"):
        return
    scope = str(uuid5(NAMESPACE_URL, "kull/access_as_user"))
    words = {
        "adminConsentDisplayName": "Åpne Kull",
        "adminConsentDescription": "Åpne Kull som den som er innlogget.",
    }
    exposed = {"id": scope, "value": "access_as_user", "type": "User", "isEnabled": True, **words}
    teams = [{"appId": client, "delegatedPermissionIds": [scope]} for client in TEAMS_CLIENTS]
    body = {
        "identifierUris": [f"api://{urlsplit(public_url).hostname}/{people['appId']}"],
        "api": {
            "requestedAccessTokenVersion": 2,
            "oauth2PermissionScopes": [exposed],
            "preAuthorizedApplications": teams,
        },
    }
    tenant.write("PATCH", f"/applications/{people['id']}", body)


def _let_people_in(tenant: Tenant, principal: str, graph: str) -> None:
    there = (
        tenant.first(f"/oauth2PermissionGrants?$filter=clientId eq '{principal}'")
        if principal != "<id>"
        else None
    )
    if there is None:
        body = {
            "clientId": principal,
            "consentType": "AllPrincipals",
            "resourceId": graph,
            "scope": DELEGATED,
        }
        tenant.write("POST", "/oauth2PermissionGrants", body)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--public-url", required=True)
    asked.add_argument("--profile", choices=[one.name for one in PROFILES], default="narrow")
    asked.add_argument("--token-file", type=Path, required=True)
    asked.add_argument("--site", default="")
    asked.add_argument("--principal", default="")
    asked.add_argument("--graph", default="https://graph.microsoft.com")
    asked.add_argument("--do", action="store_true")
    given = asked.parse_args()
    signed = {"Authorization": f"Bearer {given.token_file.read_text().strip()}"}
    profile = next(one for one in PROFILES if one.name == given.profile)
    with httpx.Client(base_url=given.graph, headers=signed, timeout=30) as http:
        address, tenant = given.public_url.rstrip("/"), Tenant(http, given.do)
        settings = register(tenant, profile, address, site=given.site, identity=given.principal)
    print("\n".join(f"{name}={value}" for name, value in settings.items()))


if __name__ == "__main__":
    main()
