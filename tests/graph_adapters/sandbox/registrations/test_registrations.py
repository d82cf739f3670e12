"""An app is registered, granted, and held to what it was granted."""

from typing import Any

import jwt
import pytest
from support.sandbox.chapters_directory import GRAPH_APP, MAIL_SEND, certificate
from support.sandbox.tenant import KARI, ORGANISER, Client, error, live

TOKENS = "https://login.microsoftonline.com/t/oauth2/v2.0/token"
SCOPE = {"grant_type": "client_credentials", "scope": "https://graph.microsoft.com/.default"}
USER_READ_ALL = "df021288-bdef-4463-88db-98f22de89214"
JWT = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


async def registered(ask: Client) -> tuple[dict[str, Any], str]:
    """Register an app with a service principal; gives the app and the principal's id."""
    app = (await ask.ask("POST", "/applications", {"displayName": "Kull"})).json()
    principal = (await ask.ask("POST", "/servicePrincipals", {"appId": app["appId"]})).json()
    return app, principal["id"]


async def secret_of(ask: Client, app: dict[str, Any]) -> str:
    return str((await ask.ask("POST", f"/applications/{app['id']}/addPassword")).json()["secretText"])


async def grant(ask: Client, principal: str, role: str) -> int:
    query = f"/servicePrincipals?$filter=appId eq '{GRAPH_APP}'&$select=id"
    graph = (await ask.ask("GET", query)).json()["value"][0]["id"]
    body = {"principalId": principal, "resourceId": graph, "appRoleId": role}
    return (await ask.ask("POST", f"/servicePrincipals/{principal}/appRoleAssignments", body)).status_code


async def token(ask: Client, app: dict[str, Any], **proof: str) -> tuple[int, dict[str, Any]]:
    answer = await ask.http.post(TOKENS, data=SCOPE | {"client_id": app["appId"]} | proof)
    return answer.status_code, answer.json()


def test_a_registered_apps_token_names_what_it_was_granted_and_no_more() -> None:
    async def scenario(ask: Client) -> None:
        app, principal = await registered(ask)
        secret = await secret_of(ask, app)
        assert await grant(ask, principal, USER_READ_ALL) == 201
        status, answer = await token(ask, app, client_secret=secret)
        claims = jwt.decode(answer["access_token"], options={"verify_signature": False})
        assert (status, claims["roles"], claims["oid"]) == (200, ["User.Read.All"], principal)
        assert claims["app_displayname"] == "Kull"
        ask.http.headers["authorization"] = f"Bearer {answer['access_token']}"
        assert (await ask.ask("GET", "/users")).status_code == 200
        assert error(await ask.ask("GET", "/groups")) == (403, "Authorization_RequestDenied")

    live(scenario)


def test_a_permission_taken_back_is_gone_from_the_next_token() -> None:
    async def scenario(ask: Client) -> None:
        app, principal = await registered(ask)
        secret = await secret_of(ask, app)
        await grant(ask, principal, USER_READ_ALL)
        url = f"/servicePrincipals/{principal}/appRoleAssignments"
        (row,) = (await ask.ask("GET", url)).json()["value"]
        assert (row["appRoleId"], row["resourceDisplayName"]) == (USER_READ_ALL, "Microsoft Graph")
        assert (await ask.ask("DELETE", f"{url}/{row['id']}")).status_code == 204
        _, answer = await token(ask, app, client_secret=secret)
        assert "roles" not in jwt.decode(answer["access_token"], options={"verify_signature": False})

    live(scenario)


def test_a_registered_app_needs_its_own_secret_and_a_service_principal() -> None:
    async def scenario(ask: Client) -> None:
        app = (await ask.ask("POST", "/applications", {"displayName": "Kull"})).json()
        secret = await secret_of(ask, app)
        status, answer = await token(ask, app, client_secret=secret)
        assert (status, answer["error_description"].split(":")[0]) == (400, "AADSTS7000229")
        await ask.ask("POST", "/servicePrincipals", {"appId": app["appId"]})
        status, answer = await token(ask, app, client_secret="anything")
        assert (status, answer["error_description"].split(":")[0]) == (401, "AADSTS7000215")
        assert (await token(ask, app, client_secret=secret))[0] == 200
        await ask.control("POST", "/clock", {"seconds": 731 * 86_400})
        assert (await token(ask, app, client_secret=secret))[0] == 401

    live(scenario)


def test_a_registered_app_may_prove_itself_by_its_certificate() -> None:
    async def scenario(ask: Client) -> None:
        app, _ = await registered(ask)
        (key, public), (other, _) = certificate(), certificate()
        await ask.ask("PATCH", f"/applications/{app['id']}", {"keyCredentials": [{"key": public}]})
        claims = {"iss": app["appId"], "sub": app["appId"], "aud": TOKENS, "exp": 4_000_000_000}
        good, bad = (jwt.encode(claims, one, algorithm="RS256") for one in (key, other))
        more = {"client_assertion_type": JWT}
        status, answer = await token(ask, app, client_assertion=good, **more)
        shown = jwt.decode(answer["access_token"], options={"verify_signature": False})
        assert (status, shown["appidacr"]) == (200, "2")
        assert (await token(ask, app, client_assertion=bad, **more))[0] == 401

    live(scenario)


def test_a_secret_is_told_once_and_can_be_taken_back() -> None:
    async def scenario(ask: Client) -> None:
        app, _ = await registered(ask)
        url = f"/applications/{app['id']}"
        secret = await secret_of(ask, app)
        (shown,) = (await ask.ask("GET", url)).json()["passwordCredentials"]
        assert (shown["hint"], shown["secretText"]) == (secret[:3], None)
        assert "hash" not in shown
        assert (await ask.ask("POST", f"{url}/removePassword", {"keyId": shown["keyId"]})).status_code == 204
        assert (await token(ask, app, client_secret=secret))[0] == 401

    live(scenario)


@pytest.mark.parametrize(
    ("role", "twice", "message"),
    [
        (
            "00000000-0000-4000-8000-000000000000",
            False,
            "Permission being assigned was not found on application",
        ),
        (MAIL_SEND, True, "Permission being assigned already exists on the object"),
    ],
)
def test_a_grant_that_cannot_be_is_refused(role: str, twice: bool, message: str) -> None:
    async def scenario(ask: Client) -> None:
        _, principal = await registered(ask)
        if twice:
            await grant(ask, principal, role)
        graph = (await ask.ask("GET", f"/servicePrincipals(appId='{GRAPH_APP}')")).json()["id"]
        body = {"principalId": principal, "resourceId": graph, "appRoleId": role}
        answer = await ask.ask("POST", f"/servicePrincipals/{principal}/appRoleAssignments", body)
        assert error(answer) == (400, "Request_BadRequest")
        assert answer.json()["error"]["message"] == message

    live(scenario)


def test_a_deleted_app_can_be_restored_and_its_principal_is_gone() -> None:
    async def scenario(ask: Client) -> None:
        app, principal = await registered(ask)
        assert (await ask.ask("DELETE", f"/applications/{app['id']}")).status_code == 204
        assert error(await ask.ask("GET", f"/servicePrincipals/{principal}")) == (
            404,
            "Request_ResourceNotFound",
        )
        await ask.ask("POST", f"/directory/deletedItems/{app['id']}/restore")
        assert (await ask.ask("GET", f"/applications/{app['id']}")).json()["appId"] == app["appId"]

    live(scenario)


# --- less than the whole tenant ------------------------------------------------------------------


async def as_app(ask: Client, *roles: str) -> None:
    answer = await ask.control("POST", "/token", {"roles": list(roles), "app": "kull"})
    ask.http.headers["authorization"] = f"Bearer {answer['access_token']}"


def test_exchange_lets_an_app_into_the_mailboxes_of_its_own_role() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        roles = [{"app": "kull", "role": "Application Mail.Send", "mailboxes": [ORGANISER]}]
        await ask.control("PATCH", "/settings", {"exchangeRoles": roles})
        await as_app(ask)
        to = [{"emailAddress": {"address": "ola@example.no"}}]
        mail = {"message": {"subject": "Hei", "toRecipients": to}}
        assert (await ask.ask("POST", f"/users/{ORGANISER}/sendMail", mail)).status_code == 202
        assert error(await ask.ask("POST", f"/users/{kari}/sendMail", mail)) == (403, "ErrorAccessDenied")
        url = f"/users/{ORGANISER}/mailFolders/inbox/messages"
        assert error(await ask.ask("GET", url)) == (403, "ErrorAccessDenied")

    live(scenario)


def test_a_role_of_the_token_holds_in_every_mailbox() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        roles = [{"app": "kull", "role": "Application Calendars.Read", "mailboxes": [ORGANISER]}]
        await ask.control("PATCH", "/settings", {"exchangeRoles": roles})
        await as_app(ask, "Calendars.Read")
        assert (await ask.ask("GET", f"/users/{kari}/events")).status_code == 200

    live(scenario)


def test_a_selected_site_is_open_as_far_as_it_was_given() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        other, _ = await ask.folder()
        group = (await ask.ask("GET", f"/drives/{drive}")).json()["owner"]["group"]["id"]
        site = (await ask.ask("GET", f"/groups/{group}/sites/root")).json()["id"]
        given = {"roles": ["read"], "grantedToIdentities": [{"application": {"id": "kull"}}]}
        made = (await ask.ask("POST", f"/sites/{site}/permissions", given)).json()
        (listed,) = (await ask.ask("GET", f"/sites/{site}/permissions")).json()["value"]
        assert (made["roles"], "roles" in listed) == (["read"], False)
        whole = ask.http.headers["authorization"]
        await as_app(ask, "Sites.Selected")
        new = {"name": "Maler", "folder": {}}
        here, there = f"/drives/{drive}/items/{folder}/children", f"/drives/{other}/root/children"
        assert (await ask.ask("GET", here)).status_code == 200
        assert error(await ask.ask("POST", here, new)) == (403, "accessDenied")
        assert error(await ask.ask("GET", there)) == (403, "accessDenied")
        selected = ask.http.headers["authorization"]
        ask.http.headers["authorization"] = whole
        await ask.ask("PATCH", f"/sites/{site}/permissions/{made['id']}", {"roles": ["write"]})
        ask.http.headers["authorization"] = selected
        assert (await ask.ask("POST", here, new)).status_code == 201

    live(scenario)


def test_a_selected_folder_is_open_with_all_below_it() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        url = f"/drives/{drive}/items/{folder}"
        inner = (await ask.ask("POST", f"{url}/children", {"name": "A", "folder": {}})).json()["id"]
        given = {"roles": ["write"], "grantedToV2": {"application": {"id": "kull"}}}
        assert (await ask.ask("POST", f"{url}/permissions", given)).status_code == 201
        await as_app(ask, "Files.SelectedOperations.Selected")
        assert (await ask.ask("GET", f"/drives/{drive}/items/{inner}")).status_code == 200
        assert error(await ask.ask("GET", f"/drives/{drive}/root/children")) == (403, "accessDenied")

    live(scenario)
