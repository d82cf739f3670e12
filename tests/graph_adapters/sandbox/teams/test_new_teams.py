from typing import Any

from support.sandbox.teller import membership
from support.sandbox.tenant import GRAPH, KARI, OLA, WEB_TAB, Client, error, live

STANDARD = {"template@odata.bind": f"{GRAPH}/teamsTemplates('standard')"}
CHANNELS = [
    {"displayName": "General", "isFavoriteByDefault": True},
    {
        "displayName": "Team Hjerte",
        "isFavoriteByDefault": True,
        "tabs": [
            {
                "displayName": "Plan",
                "teamsApp@odata.bind": WEB_TAB,
                "configuration": {"contentUrl": "https://example.no/plan"},
            }
        ],
    },
]


async def _made(ask: Client, **more: Any) -> str:
    (kari,) = await ask.people(KARI)
    owner = {"displayName": "Kull", "members": [membership(kari, "owner")]}
    answer = await ask.ask("POST", "/teams", STANDARD | owner | more)
    assert answer.status_code == 202, answer.text
    return str(answer.headers["Content-Location"]).split("'")[1]


def test_a_team_is_made_with_its_channels_tabs_and_apps() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("PATCH", "/settings", {"teamsApps": {"kull-app": "Kull"}})
        app = {"teamsApp@odata.bind": f"{GRAPH}/appCatalogs/teamsApps('kull-app')"}
        team = await _made(ask, channels=CHANNELS, installedApps=[app])
        channels = (await ask.ask("GET", f"/teams/{team}/channels")).json()["value"]
        assert [(one["displayName"], one["isFavoriteByDefault"]) for one in channels] == [
            ("General", None),
            ("Team Hjerte", True),
        ]
        tabs = (await ask.ask("GET", f"/teams/{team}/channels/{channels[1]['id']}/tabs")).json()["value"]
        assert [tab["displayName"] for tab in tabs] == ["Plan"]
        apps = (await ask.ask("GET", f"/teams/{team}/installedApps?$expand=teamsApp")).json()["value"]
        assert [one["teamsApp"]["displayName"] for one in apps] == ["Kull"]

    live(scenario)


def test_of_a_team_that_is_refused_nothing_is_left() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        owner = {"displayName": "Kull", "members": [membership(kari, "owner")]}
        twice = [{"displayName": "Team Hjerte"}, {"displayName": "team hjerte"}]
        answer = await ask.ask("POST", "/teams", STANDARD | owner | {"channels": twice})
        assert error(answer) == (400, "NameAlreadyExists")
        assert (await ask.ask("GET", "/teams")).json()["value"] == []
        assert (await ask.ask("GET", "/groups")).json()["value"] == []

    live(scenario)


def test_a_person_who_makes_a_team_owns_it() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        new = STANDARD | {"displayName": "Kull"}
        assert error(await ask.ask("POST", "/teams", new)) == (400, "BadRequest")
        wish = {"method": "POST", "url": "/teams", "body": new}
        await ask.control("POST", "/as/kari@example.no", wish)
        (team,) = (await ask.ask("GET", "/teams")).json()["value"]
        members = (await ask.ask("GET", f"/teams/{team['id']}/members")).json()["value"]
        assert [(one["email"], one["roles"]) for one in members] == [("kari@example.no", ["owner"])]

    live(scenario)


def test_a_template_that_is_not_built_says_so_and_one_that_does_not_exist_is_refused() -> None:
    async def scenario(ask: Client) -> None:
        (kari,) = await ask.people(KARI)
        new = {"displayName": "Kull", "members": [membership(kari, "owner")]}
        for template, answered in (
            ("com.microsoft.teams.template.OrganizeAnEvent", (501, "NotImplemented")),
            ("tull", (400, "BadRequest")),
        ):
            bound = {"template@odata.bind": f"{GRAPH}/teamsTemplates('{template}')"}
            assert error(await ask.ask("POST", "/teams", new | bound)) == answered
        migration = {"@microsoft.graph.teamCreationMode": "migration"}
        assert error(await ask.ask("POST", "/teams", STANDARD | new | migration)) == (501, "NotImplemented")

    live(scenario)


def test_members_are_found_by_name_mail_and_id_under_their_derived_type() -> None:
    async def scenario(ask: Client) -> None:
        team = await _made(ask)
        (ola,) = await ask.people(OLA)
        await ask.ask("POST", f"/teams/{team}/members", membership(ola))
        kind = "microsoft.graph.aadUserConversationMember"
        for clause in (
            f"({kind}/displayName eq 'Ola Nordmann' or {kind}/email eq 'OLA@example.no')",
            f"({kind}/userId eq '{ola}')",
            f"{kind}/userId eq '{ola}'",
        ):
            found = (await ask.ask("GET", f"/teams/{team}/members?$filter={clause}")).json()
            assert (found["@odata.count"], [one["userId"] for one in found["value"]]) == (1, [ola])

    live(scenario)


def test_members_are_taken_out_together_and_each_is_answered_for() -> None:
    async def scenario(ask: Client) -> None:
        team = await _made(ask)
        (kari, ola) = await ask.people(KARI, OLA)
        await ask.ask("POST", f"/teams/{team}/members", membership(ola))
        both = {"values": [membership(ola), membership(kari)]}
        answer = await ask.ask("POST", f"/teams/{team}/members/remove", both)
        codes = [(one["error"] or {}).get("code") for one in answer.json()["value"]]
        assert (answer.status_code, codes) == (207, [None, "BadRequest"])  # the last owner stays
        members = (await ask.ask("GET", f"/teams/{team}/members")).json()["value"]
        assert [one["email"] for one in members] == ["kari@example.no"]
        too_many = {"values": [membership(ola)] * 21}
        assert error(await ask.ask("POST", f"/teams/{team}/members/remove", too_many)) == (400, "BadRequest")

    live(scenario)


def test_members_of_enumerations_are_read_in_any_case() -> None:
    async def scenario(ask: Client) -> None:
        team = await _made(ask, visibility="Private", funSettings={"giphyContentRating": "Moderate"})
        told = (await ask.ask("GET", f"/teams/{team}")).json()
        assert (told["visibility"], told["funSettings"]["giphyContentRating"]) == ("private", "moderate")
        new = {"displayName": "Team Lunge", "membershipType": "Standard"}
        assert (await ask.ask("POST", f"/teams/{team}/channels", new)).json()["membershipType"] == "standard"
        other = {"displayName": "Team Nyre", "membershipType": "Tull"}
        assert error(await ask.ask("POST", f"/teams/{team}/channels", other)) == (400, "BadRequest")

    live(scenario)


def test_a_team_may_have_more_than_thirty_private_channels() -> None:
    """The limit of thirty went away with message centre MC1134737."""

    async def scenario(ask: Client) -> None:
        team = await _made(ask)
        (kari,) = await ask.people(KARI)
        closed = {"membershipType": "private", "members": [membership(kari, "owner")]}
        made = [
            await ask.ask("POST", f"/teams/{team}/channels", closed | {"displayName": f"Styret {number}"})
            for number in range(31)
        ]
        assert {answer.status_code for answer in made} == {201}

    live(scenario)
