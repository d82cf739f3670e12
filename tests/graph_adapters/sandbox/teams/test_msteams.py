import pytest
from support.sandbox.tenant import GRAPH, OLA, WEB_TAB, Client, error, live, new_group

MEMBER = "#microsoft.graph.aadUserConversationMember"


def test_a_group_made_twice_by_its_unique_name_is_one() -> None:
    async def scenario(ask: Client) -> None:
        url = "/groups(uniqueName='kull-7f3')"
        assert error(await ask.ask("PATCH", url, new_group())) == (404, "Request_ResourceNotFound")
        first = await ask.ask("PATCH", url, new_group(), Prefer="create-if-missing")
        again = await ask.ask("PATCH", url, new_group(), Prefer="create-if-missing")
        assert (first.status_code, again.status_code) == (201, 204)
        found = (await ask.ask("GET", "/groups?$filter=mailNickname eq 'kull3'&$select=id")).json()["value"]
        assert found == [{"id": first.json()["id"]}]

    live(scenario)


def test_a_group_without_an_owner_becomes_no_team() -> None:
    async def scenario(ask: Client) -> None:
        group = (await ask.ask("POST", "/groups", new_group())).json()["id"]
        assert error(await ask.ask("PUT", f"/groups/{group}/team", {})) == (400, "BadRequest")

    live(scenario)


def test_a_young_group_is_not_found_when_replication_is_slow() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("PATCH", "/settings", {"groupReplicationSeconds": 30})
        (kari,) = await ask.people(OLA)
        body = new_group() | {"owners@odata.bind": [f"{GRAPH}/users/{kari}"]}
        group = (await ask.ask("POST", "/groups", body)).json()["id"]
        assert error(await ask.ask("PUT", f"/groups/{group}/team", {})) == (404, "NotFound")
        await ask.control("POST", "/clock", {"seconds": 31})
        assert (await ask.ask("PUT", f"/groups/{group}/team", {})).status_code == 201
        assert error(await ask.ask("PUT", f"/groups/{group}/team", {})) == (409, "Conflict")

    live(scenario)


def test_a_team_from_a_template_stands_in_the_headers() -> None:
    async def scenario(ask: Client) -> None:
        (ola,) = await ask.people(OLA)
        owner = {"@odata.type": MEMBER, "roles": ["owner"], "user@odata.bind": f"{GRAPH}/users('{ola}')"}
        body = {
            "template@odata.bind": f"{GRAPH}/teamsTemplates('standard')",
            "displayName": "Kull",
            "members": [owner],
        }
        answer = await ask.ask("POST", "/teams", body)
        assert (answer.status_code, answer.content) == (202, b"")
        team = await ask.ask("GET", answer.headers["content-location"])
        work = await ask.ask("GET", answer.headers["location"])
        assert (team.json()["displayName"], work.json()["status"]) == ("Kull", "succeeded")
        two = body | {"members": [owner, owner]}
        assert error(await ask.ask("POST", "/teams", two)) == (400, "BadRequest")

    live(scenario)


def test_adding_who_is_there_already_is_a_400() -> None:
    async def scenario(ask: Client) -> None:
        team, kari = await ask.team()
        link = {"@odata.id": f"{GRAPH}/directoryObjects/{kari}"}
        answer = await ask.ask("POST", f"/groups/{team}/members/$ref", link)
        assert error(answer) == (400, "Request_BadRequest")
        assert answer.json()["error"]["message"].startswith(
            "One or more added object references already exist"
        )

    live(scenario)


def test_who_joins_is_welcomed_unless_the_group_keeps_quiet() -> None:
    async def scenario(ask: Client) -> None:
        _, kari = await ask.team()
        quiet = new_group("stille") | {"resourceBehaviorOptions": ["WelcomeEmailDisabled"]}
        await ask.ask("POST", "/groups", quiet | {"members@odata.bind": [f"{GRAPH}/users/{kari}"]})
        mails = (await ask.control("GET", "/mailboxes/kari@example.no"))["value"]
        assert [(mail["kind"], mail["subject"]) for mail in mails] == [
            ("welcome", "Velkommen til Tørn kull 3")
        ]

    live(scenario)


def test_a_membership_has_an_id_of_its_own() -> None:
    async def scenario(ask: Client) -> None:
        team, kari = await ask.team()
        assert error(await ask.ask("DELETE", f"/teams/{team}/members/{kari}")) == (400, "BadRequest")
        (ola,) = await ask.people(OLA)
        body = {"@odata.type": MEMBER, "roles": [], "user@odata.bind": f"{GRAPH}/users('{ola}')"}
        member = (await ask.ask("POST", f"/teams/{team}/members", body)).json()
        assert member["userId"] == ola
        assert (await ask.ask("DELETE", f"/teams/{team}/members/{member['id']}")).status_code == 204
        left = (await ask.ask("GET", f"/teams/{team}/members")).json()["value"]
        assert [row["userId"] for row in left] == [kari]

    live(scenario)


def test_adding_many_tells_which_one_failed() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        (ola,) = await ask.people(OLA)
        links = [f"{GRAPH}/users('{ola}')", f"{GRAPH}/users('nobody')"]
        values = [{"@odata.type": MEMBER, "roles": [], "user@odata.bind": link} for link in links]
        answer = await ask.ask("POST", f"/teams/{team}/members/add", {"values": values})
        codes = [row["error"] and row["error"]["code"] for row in answer.json()["value"]]
        assert (answer.status_code, codes) == (207, [None, "Request_ResourceNotFound"])

    live(scenario)


def test_a_deleted_channel_keeps_its_name_for_thirty_days() -> None:
    async def scenario(ask: Client) -> None:
        team, channel = await ask.channel("Team Hjerte")
        again = {"displayName": "team hjerte"}
        assert (await ask.ask("DELETE", f"/teams/{team}/channels/{channel}")).status_code == 204
        assert error(await ask.ask("POST", f"/teams/{team}/channels", again)) == (400, "NameAlreadyExists")
        await ask.control("POST", "/clock", {"seconds": 31 * 24 * 3600})
        await ask.sign_in()
        assert (await ask.ask("POST", f"/teams/{team}/channels", again)).status_code == 201

    live(scenario)


@pytest.mark.parametrize("name", ["x" * 51, "a/b", "_start", "slutt.", "CON", "a#b", ""])
def test_a_name_teams_does_not_take_is_refused(name: str) -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        answer = await ask.ask("POST", f"/teams/{team}/channels", {"displayName": name})
        assert error(answer) == (400, "BadRequest")

    live(scenario)


def test_the_folder_of_a_channel_shows_up_late() -> None:
    async def scenario(ask: Client) -> None:
        team, channel = await ask.channel()
        url = f"/teams/{team}/channels/{channel}/filesFolder"
        assert error(await ask.ask("GET", url)) == (404, "ItemNotFound")
        assert (await ask.ask("GET", url)).json()["name"] == "Team Hjerte"

    live(scenario)


def test_an_archived_team_takes_no_new_channels() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        answer = await ask.ask("POST", f"/teams/{team}/archive", {})
        assert (answer.status_code, (await ask.ask("GET", answer.headers["location"])).status_code) == (
            202,
            200,
        )
        assert error(await ask.ask("POST", f"/teams/{team}/channels", {"displayName": "x"})) == (
            403,
            "Forbidden",
        )

    live(scenario)


def test_what_an_app_may_not_do_is_refused() -> None:
    async def scenario(ask: Client) -> None:
        team, channel = await ask.channel()
        url = f"/teams/{team}/channels/{channel}"
        assert error(await ask.ask("POST", f"{url}/provisionEmail")) == (403, "Forbidden")
        assert error(await ask.ask("POST", f"{url}/messages", {"body": {"content": "hei"}})) == (
            401,
            "Unauthorized",
        )
        assert error(await ask.ask("POST", f"/groups/{team}/events", {})) == (403, "ErrorAccessDenied")

    live(scenario)


def test_a_planner_tab_is_refused_until_the_tenant_takes_it() -> None:
    async def scenario(ask: Client) -> None:
        team, channel = await ask.channel()
        app = WEB_TAB.replace("tab.web", "tab.planner")
        body = {"displayName": "Plan", "teamsApp@odata.bind": app}
        url = f"/teams/{team}/channels/{channel}/tabs"
        answer = await ask.ask("POST", url, body)
        app_id = "com.microsoft.teamspace.tab.planner"
        message = f"Creating or updating tab configuration for app '{app_id}' is not supported."
        assert answer.json()["error"]["message"] == message
        await ask.control("PATCH", "/settings", {"plannerTab": "accept"})
        assert (await ask.ask("POST", url, body)).status_code == 201
        query = "$expand=teamsApp&$filter=teamsApp/id eq 'com.microsoft.teamspace.tab.planner'"
        found = await ask.ask("GET", f"{url}?{query}")
        assert [tab["displayName"] for tab in found.json()["value"]] == ["Plan"]

    live(scenario)


def test_only_groups_with_a_team_are_found_by_that() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        await ask.ask("POST", "/groups", new_group("uten"))
        query = "$filter=resourceProvisioningOptions/Any(x:x eq 'Team')&$select=id,displayName"
        assert [row["id"] for row in (await ask.ask("GET", f"/groups?{query}")).json()["value"]] == [team]

    live(scenario)
