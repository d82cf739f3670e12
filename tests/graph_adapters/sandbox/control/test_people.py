"""People whose addresses, licences and mailboxes are as they are in a real tenant."""

from typing import Any

import pytest
from support.sandbox.tenant import ORGANISER, Client, error, live, new_event

ANNE = {
    "mail": "anne.berg@example.no",
    "displayName": "Anne Berg",
    "userPrincipalName": "anbe@example.no",
    "aliases": ["anne.dahl@example.no"],
    "otherMails": ["anne@hjemme.example.com"],
}
NAMES = "$select=id,mail,userPrincipalName,proxyAddresses,otherMails,mailNickname"


async def found(ask: Client, expression: str) -> list[str]:
    answer = (await ask.ask("GET", f"/users?$filter={expression}&$select=displayName")).json()
    return [row["displayName"] for row in answer["value"]]


def test_mail_sign_in_name_and_aliases_may_all_differ() -> None:
    async def scenario(ask: Client) -> None:
        (anne,) = await ask.people(ANNE)
        answer = (await ask.ask("GET", f"/users/anbe@example.no?{NAMES}")).json()
        del answer["@odata.context"]
        assert answer == {
            "id": anne,
            "mail": "anne.berg@example.no",
            "userPrincipalName": "anbe@example.no",
            "proxyAddresses": ["SMTP:anne.berg@example.no", "smtp:anne.dahl@example.no"],
            "otherMails": ["anne@hjemme.example.com"],
            "mailNickname": "anne.berg",
        }
        assert error(await ask.ask("GET", "/users/anne.dahl@example.no")) == (404, "Request_ResourceNotFound")

    live(scenario)


@pytest.mark.parametrize(
    "expression",
    [
        "proxyAddresses/any(p:p eq 'smtp:anne.dahl@example.no')",
        "proxyAddresses/any(p:p eq 'smtp:ANNE.DAHL@example.no')",
        "proxyAddresses/any(p:p eq 'smtp:anne.berg@example.no')",
        "otherMails/any(m:m eq 'anne@hjemme.example.com')",
    ],
)
def test_an_account_is_found_by_each_of_its_addresses(expression: str) -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(ANNE)
        assert await found(ask, expression) == ["Anne Berg"]
        assert await found(ask, "mail eq 'anne.dahl@example.no'") == []

    live(scenario)


def test_a_renamed_colleague_keeps_her_account_and_her_old_address() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people({"mail": "kari.dahl@example.no", "displayName": "Kari Dahl"})
        change = {"mail": "kari.berg@example.no", "displayName": "Kari Berg"}
        changed = await ask.control("PATCH", "/people/kari.dahl@example.no", change)
        assert (changed["id"], changed["userPrincipalName"]) == (kari, "kari.dahl@example.no")
        assert await found(ask, "mail eq 'kari.dahl@example.no'") == []
        assert await found(ask, "proxyAddresses/any(p:p eq 'smtp:kari.dahl@example.no')") == ["Kari Berg"]

    live(scenario)


@pytest.mark.parametrize(
    "more", [{"mailbox": False}, {"licensed": False}, {"mail": None}, {"userType": "Guest"}]
)
def test_without_a_mailbox_exchange_says_so(more: dict[str, Any]) -> None:
    async def scenario(ask: Client) -> None:
        name = {"displayName": "Per", "userPrincipalName": "per@example.no", "mail": "per@example.no"}
        (per,) = await ask.people(name | more)
        refused = (404, "MailboxNotEnabledForRESTAPI")
        assert error(await ask.ask("GET", f"/users/{per}/events")) == refused
        assert error(await ask.ask("GET", f"/users/{per}/mailFolders/inbox/messages")) == refused
        assert (await ask.ask("GET", f"/users/{per}")).status_code == 200

    live(scenario)


def test_a_shared_mailbox_has_no_licence_and_a_mailbox() -> None:
    async def scenario(ask: Client) -> None:
        shared = {"mail": "felles@example.no", "displayName": "Felles", "licensed": False, "mailbox": True}
        (felles,) = await ask.people(shared)
        assert (await ask.ask("GET", f"/users/{felles}/events")).status_code == 200

    live(scenario)


def test_a_licence_is_told_with_its_plans_and_one_without_has_none() -> None:
    async def scenario(ask: Client) -> None:
        people = [{"mail": f"{name}@example.no", "displayName": name} for name in ("med", "uten")]
        await ask.people(people[0], people[1] | {"licensed": False})
        url = "$select=assignedLicenses,assignedPlans"
        told = (await ask.ask("GET", f"/users/med@example.no?{url}")).json()
        assert [row["skuId"] for row in told["assignedLicenses"]] == ["05e9a617-0261-4cee-bb44-138d3ef5d965"]
        plans = [(row["service"], row["capabilityStatus"]) for row in told["assignedPlans"]]
        assert plans == [
            ("exchange", "Enabled"),
            ("TeamspaceAPI", "Enabled"),
            ("SharePoint", "Enabled"),
            ("ProjectWorkManagement", "Enabled"),
        ]
        none = (await ask.ask("GET", f"/users/uten@example.no?{url}")).json()
        assert (none["assignedLicenses"], none["assignedPlans"]) == ([], [])

    live(scenario)


def test_a_guest_of_another_tenant_is_named_as_one() -> None:
    async def scenario(ask: Client) -> None:
        guest = {"mail": "eva@sykehus.example.com", "displayName": "Eva", "userType": "Guest"}
        (eva,) = await ask.people(guest | {"homeTenant": "sykehus.example.com"})
        url = "$select=userPrincipalName,externalUserState,creationType,mailNickname,identities,userType"
        told = (await ask.ask("GET", f"/users/{eva}?{url}")).json()
        login = "eva_sykehus.example.com#EXT#@example.no"
        assert (told["userPrincipalName"], told["mailNickname"]) == (login, "eva_sykehus.example.com#EXT#")
        assert (told["externalUserState"], told["creationType"]) == ("Accepted", "Invitation")
        assert told["identities"][0]["issuer"] == "ExternalAzureAD"

    live(scenario)


def test_an_invitation_to_an_alias_comes_to_its_mailbox_and_is_answered_there() -> None:
    async def scenario(ask: Client) -> None:
        (anne,) = await ask.people(ANNE)
        event = new_event("anne.dahl@example.no")
        made = (await ask.ask("POST", f"/users/{ORGANISER}/events", event)).json()["id"]
        (copy,) = (await ask.ask("GET", f"/users/{anne}/events")).json()["value"]
        accept = {"method": "POST", "url": f"/users/{anne}/events/{copy['id']}/accept", "body": {}}
        await ask.control("POST", "/as/anne.berg@example.no", accept)
        attendee = (await ask.ask("GET", f"/users/{ORGANISER}/events/{made}")).json()["attendees"][0]
        assert (attendee["emailAddress"]["address"], attendee["status"]["response"]) == (
            "anne.dahl@example.no",
            "accepted",
        )

    live(scenario)


def test_a_deleted_account_is_gone_and_its_name_is_free() -> None:
    async def scenario(ask: Client) -> None:
        (first,) = await ask.people(ANNE)
        await ask.control("DELETE", "/people/anne.dahl@example.no")
        assert error(await ask.ask("GET", f"/users/{first}")) == (404, "Request_ResourceNotFound")
        (second,) = await ask.people(ANNE)
        assert second != first

    live(scenario)
