"""Relations, changes and deleted objects of the directory."""

from typing import Any

import pytest
from support.sandbox.tenant import GRAPH, KARI, OLA, Client, error, live, new_group

SECURITY = {"groupTypes": [], "mailEnabled": False, "securityEnabled": True}
EVENTUAL = {"ConsistencyLevel": "eventual"}


async def group(ask: Client, name: str, **more: Any) -> str:
    return str((await ask.ask("POST", "/groups", new_group(name) | SECURITY | more)).json()["id"])


async def put_in(ask: Client, group_id: str, member: str) -> Any:
    link = {"@odata.id": f"{GRAPH}/directoryObjects/{member}"}
    return await ask.ask("POST", f"/groups/{group_id}/members/$ref", link)


def ids(answer: Any) -> list[str]:
    return [row["id"] for row in answer.json()["value"]]


def test_a_security_group_goes_into_another_and_is_looked_through() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        inner, outer = await group(ask, "inner"), await group(ask, "outer")
        await put_in(ask, inner, kari)
        assert (await put_in(ask, outer, inner)).status_code == 204
        assert ids(await ask.ask("GET", f"/groups/{outer}/members")) == [inner]
        assert ids(await ask.ask("GET", f"/groups/{outer}/transitiveMembers")) == [inner, kari]
        assert ids(await ask.ask("GET", f"/users/{kari}/memberOf")) == [inner]
        assert ids(await ask.ask("GET", f"/users/{kari}/transitiveMemberOf")) == [inner, outer]

    live(scenario)


def test_a_microsoft_365_group_takes_no_group() -> None:
    async def scenario(ask: Client) -> None:
        inner = await group(ask, "inner")
        unified = await group(ask, "outer", groupTypes=["Unified"], mailEnabled=True)
        assert error(await put_in(ask, unified, inner)) == (400, "Request_BadRequest")

    live(scenario)


def test_people_and_groups_are_counted_when_consistency_is_eventual() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        answer = await ask.ask("GET", "/users/$count", **EVENTUAL)
        assert (answer.text, answer.headers["content-type"]) == ("3", "text/plain")
        query = "/users/$count?$filter=mail eq 'kari@example.no'"
        assert (await ask.ask("GET", query, **EVENTUAL)).text == "1"
        assert error(await ask.ask("GET", "/users/$count")) == (400, "Request_BadRequest")

    live(scenario)


async def followed(ask: Client, link: str) -> tuple[list[dict[str, Any]], str]:
    """Read a round to its end; gives what it told and the link to the next."""
    told: list[dict[str, Any]] = []
    while True:
        answer = (await ask.ask("GET", link.removeprefix(GRAPH))).json()
        told += answer["value"]
        if "@odata.deltaLink" in answer:
            return told, answer["@odata.deltaLink"]
        link = answer["@odata.nextLink"]


def test_a_round_tells_whom_it_has_not_told_yet_and_who_left() -> None:
    async def scenario(ask: Client) -> None:
        kari, ola = await ask.people(KARI, OLA)
        first, link = await followed(ask, "/users/delta?$select=displayName")
        assert [row["displayName"] for row in first] == [
            "Læringsnettverk",
            "IT-ansvarlig",
            "Kari Nordmann",
            "Ola Nordmann",
        ]
        none, link = await followed(ask, link)
        assert none == []
        await ask.control("PATCH", f"/people/{kari}", {"displayName": "Kari Berg"})
        await ask.control("PATCH", f"/people/{ola}", {"jobTitle": "Overlege"})
        renamed, link = await followed(ask, link)
        assert renamed == [{"displayName": "Kari Berg", "id": kari}]
        await ask.control("DELETE", f"/people/{kari}")
        assert (await followed(ask, link))[0] == [{"id": kari, "@removed": {"reason": "changed"}}]

    live(scenario)


def test_a_first_round_tells_of_nobody_who_left() -> None:
    async def scenario(ask: Client) -> None:
        people = [{"mail": f"p{number}@example.no", "displayName": f"P {number}"} for number in range(450)]
        await ask.people(*people)
        for number in range(0, 450, 3):
            await ask.control("DELETE", f"/people/p{number}@example.no")
        told, _ = await followed(ask, "/users/delta")
        assert [row for row in told if "@removed" in row] == []
        assert len(told) == 302

    live(scenario)


def test_a_round_of_groups_tells_the_members_who_came_and_left() -> None:
    async def scenario(ask: Client) -> None:
        kari, ola = await ask.people(KARI, OLA)
        team = await group(ask, "team")
        await put_in(ask, team, kari)
        (first,), link = await followed(ask, "/groups/delta?$select=displayName,members")
        kind = {"@odata.type": "#microsoft.graph.user"}
        assert first["members@delta"] == [kind | {"id": kari}]
        await put_in(ask, team, ola)
        await ask.ask("DELETE", f"/groups/{team}/members/{kari}/$ref")
        (second,), _ = await followed(ask, link)
        gone = kind | {"id": kari, "@removed": {"reason": "deleted"}}
        assert second["members@delta"] == [kind | {"id": ola}, gone]

    live(scenario)


def test_a_round_is_good_for_seven_days_and_latest_tells_nothing() -> None:
    async def scenario(ask: Client) -> None:
        told, link = await followed(ask, "/users/delta?$deltatoken=latest")
        assert told == []
        await ask.control("POST", "/clock", {"seconds": 8 * 86_400})
        await ask.sign_in()
        assert error(await ask.ask("GET", link.removeprefix(GRAPH))) == (410, "syncStateNotFound")
        assert (await ask.ask("GET", "/users/delta?$deltatoken=nonsense")).status_code == 400

    live(scenario)


def test_a_deleted_account_comes_back_with_its_places() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        team = await group(ask, "team")
        await put_in(ask, team, kari)
        await ask.control("DELETE", f"/people/{kari}")
        assert ids(await ask.ask("GET", f"/groups/{team}/members")) == []
        assert ids(await ask.ask("GET", "/directory/deletedItems/microsoft.graph.user")) == [kari]
        back = (await ask.ask("POST", f"/directory/deletedItems/{kari}/restore")).json()
        assert (back["@odata.type"], back["displayName"]) == ("#microsoft.graph.user", "Kari Nordmann")
        assert ids(await ask.ask("GET", f"/groups/{team}/members")) == [kari]

    live(scenario)


def test_what_is_deleted_for_ever_cannot_be_restored() -> None:
    async def scenario(ask: Client) -> None:
        team = await group(ask, "team")
        await ask.ask("DELETE", f"/groups/{team}")
        assert (await ask.ask("DELETE", f"/directory/deletedItems/{team}")).status_code == 204
        refused = await ask.ask("POST", f"/directory/deletedItems/{team}/restore")
        assert error(refused) == (404, "Request_ResourceNotFound")

    live(scenario)


def test_a_manager_is_told_and_nobody_has_one_at_first() -> None:
    async def scenario(ask: Client) -> None:
        kari, ola = await ask.people(KARI, OLA)
        url = f"/users/{kari}/manager"
        assert error(await ask.ask("GET", url)) == (404, "Request_ResourceNotFound")
        await ask.ask("PUT", f"{url}/$ref", {"@odata.id": f"{GRAPH}/users/{ola}"})
        assert (await ask.ask("GET", url)).json()["displayName"] == "Ola Nordmann"

    live(scenario)


def test_a_person_is_told_the_teams_they_are_in() -> None:
    async def scenario(ask: Client) -> None:
        team, kari = await ask.team()
        assert ids(await ask.ask("GET", f"/users/{kari}/joinedTeams")) == [team]

    live(scenario)


@pytest.mark.parametrize("sent", ["private", "PRIVATE", "Private"])
def test_an_enumeration_is_read_in_any_case_and_told_in_its_own(sent: str) -> None:
    async def scenario(ask: Client) -> None:
        answer = await ask.ask("POST", "/groups", new_group("team") | {"visibility": sent})
        assert answer.json()["visibility"] == "Private"

    live(scenario)


def test_a_group_that_can_carry_a_role_is_private_and_stays_so() -> None:
    async def scenario(ask: Client) -> None:
        more = new_group("roles") | {"securityEnabled": True, "isAssignableToRole": True}
        made = (await ask.ask("POST", "/groups", more)).json()
        assert (made["isAssignableToRole"], made["visibility"]) == (True, "Private")
        change = {"isAssignableToRole": False}
        assert error(await ask.ask("PATCH", f"/groups/{made['id']}", change)) == (400, "Request_BadRequest")

    live(scenario)


def test_a_manager_is_told_along_with_the_person() -> None:
    async def scenario(ask: Client) -> None:
        kari, ola = await ask.people(KARI, OLA)
        url = f"/users/{kari}?$select=id&$expand=manager($select=id)"
        assert "manager" not in (await ask.ask("GET", url)).json()
        await ask.control("PATCH", f"/people/{kari}", {"manager": "ola@example.no"})
        assert (await ask.ask("GET", url)).json()["manager"]["id"] == ola
        chain = f"/users/{kari}?$expand=manager($levels=max)"
        assert error(await ask.ask("GET", chain)) == (501, "NotImplemented")

    live(scenario)


def test_without_the_plan_for_teams_the_licence_says_so() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        await ask.control("PATCH", "/settings", {"withoutTeamsLicence": [KARI["mail"]]})
        plans = (await ask.ask("GET", f"/users/{kari}?$select=assignedPlans")).json()["assignedPlans"]
        assert [row["service"] for row in plans if row["capabilityStatus"] != "Enabled"] == ["TeamspaceAPI"]

    live(scenario)


def test_a_security_group_has_no_address_and_no_visibility() -> None:
    async def scenario(ask: Client) -> None:
        made = (await ask.ask("POST", "/groups", new_group("sec") | SECURITY)).json()
        assert (made["mail"], made["proxyAddresses"], made["visibility"]) == (None, [], None)

    live(scenario)


def test_a_group_is_made_with_a_group_in_it() -> None:
    async def scenario(ask: Client) -> None:
        inner = await group(ask, "inner")
        outer = await group(ask, "outer", **{"members@odata.bind": [f"{GRAPH}/directoryObjects/{inner}"]})
        assert ids(await ask.ask("GET", f"/groups/{outer}/members")) == [inner]

    live(scenario)
