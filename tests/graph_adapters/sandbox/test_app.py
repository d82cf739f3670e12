"""What all operations share: tokens, options, batches, faults, the clock, the journal."""

import base64
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.sandbox.tenant import KARI, ORGANISER, Client, error, live, new_event, new_group

from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.sign_in.tokens import mint_token

JSON_TYPE = "application/json"
JSON = {"Content-Type": JSON_TYPE}


def test_without_a_token_nothing_is_answered() -> None:
    async def scenario(ask: Client) -> None:
        del ask.http.headers["authorization"]
        assert error(await ask.ask("GET", "/users")) == (401, "InvalidAuthenticationToken")
        ask.http.headers["authorization"] = "Bearer x.y.z"
        assert error(await ask.ask("GET", "/users")) == (401, "InvalidAuthenticationToken")

    live(scenario)


def test_a_token_lives_an_hour_of_the_tenants_clock() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("POST", "/clock", {"seconds": 3600})
        assert error(await ask.ask("GET", "/users")) == (401, "InvalidAuthenticationToken")

    live(scenario)


def test_a_permission_that_was_not_granted_is_missed() -> None:
    state = State()

    async def scenario(ask: Client) -> None:
        ask.http.headers["authorization"] = f"Bearer {mint_token(state, roles=['User.Read.All'])}"
        assert (await ask.ask("GET", "/users")).status_code == 200
        assert error(await ask.ask("POST", "/groups", new_group())) == (403, "Authorization_RequestDenied")

    live(scenario, state)


def test_an_unknown_address_names_itself() -> None:
    async def scenario(ask: Client) -> None:
        answer = await ask.ask("GET", "/security/alerts")
        assert answer.json()["error"]["message"] == "The sandbox does not know GET /security/alerts."
        assert error(answer) == (501, "NotImplemented")

    live(scenario)


@pytest.mark.parametrize(
    "more", [{"mail": "x@example.no"}, {"displayname": "x"}, {"displayName": 3}, {"nonsense": 1}]
)
def test_what_may_not_be_written_is_refused(more: dict[str, Any]) -> None:
    async def scenario(ask: Client) -> None:
        assert error(await ask.ask("POST", "/groups", new_group() | more)) == (400, "Request_BadRequest")

    live(scenario)


def test_users_are_found_by_mail_and_counted_when_consistency_is_eventual() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        query = "$filter=mail eq 'KARI@example.no'&$select=displayName"
        found = (await ask.ask("GET", f"/users?{query}")).json()["value"]
        assert [row["displayName"] for row in found] == ["Kari Nordmann"]
        assert "@odata.count" not in (await ask.ask("GET", "/users?$count=true")).json()
        counted = (await ask.ask("GET", "/users?$count=true&$top=1", ConsistencyLevel="eventual")).json()
        assert (counted["@odata.count"], len(counted["value"]), "@odata.nextLink" in counted) == (3, 1, True)

    live(scenario)


def test_a_guest_is_usable_a_little_later() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("PATCH", "/settings", {"guestReplicationCalls": 1})
        team, _ = await ask.team()
        body = {"invitedUserEmailAddress": "gjest@example.com", "inviteRedirectUrl": "https://example.no"}
        guest = (await ask.ask("POST", "/invitations", body)).json()["invitedUser"]["id"]
        link = {"@odata.id": f"https://graph.microsoft.com/v1.0/directoryObjects/{guest}"}
        assert (await ask.ask("GET", f"/users/{guest}")).status_code == 200
        assert error(await ask.ask("POST", f"/groups/{team}/members/$ref", link)) == (
            400,
            "Request_BadRequest",
        )
        assert (await ask.ask("POST", f"/groups/{team}/members/$ref", link)).status_code == 204

    live(scenario)


# --- batches --------------------------------------------------------------------------------------


def test_each_request_of_a_batch_is_answered_for_itself() -> None:
    async def scenario(ask: Client) -> None:
        plan = await ask.plan()
        task = {"method": "POST", "url": "/planner/tasks", "headers": JSON}
        requests = [
            task | {"id": "1", "body": {"planId": plan, "title": "En"}},
            task | {"id": "2", "body": {"planId": "nothing", "title": "To"}},
            task | {"id": "3", "body": {"planId": plan, "title": "Tre"}, "dependsOn": ["2"]},
        ]
        answer = await ask.ask("POST", "/$batch", {"requests": requests})
        seen = [(row["id"], row["status"]) for row in answer.json()["responses"]]
        assert seen == [
            ("1", 201),
            ("2", 404),
            ("3", 424),
        ]

    live(scenario)


def test_a_batch_is_taken_as_clients_write_it() -> None:
    async def scenario(ask: Client) -> None:
        plan = await ask.plan()
        body = {"planId": plan, "title": "En"}
        requests: list[dict[str, Any]] = [
            {"id": 1, "method": "get", "url": "users", "headers": None, "depends_on": None},
            {"id": "B", "method": "GET", "url": "/v1.0/groups?$top=1", "dependsOn": [1]},
            {"id": 3, "method": "GET", "url": "v1.0/teams", "dependsOn": ["b"], "nonsense": True},
            {
                "id": "4",
                "method": "POST",
                "url": "planner/tasks",
                "body": body,
                "headers": {"CONTENT-TYPE": JSON_TYPE},
            },
        ]
        rows = (await ask.ask("POST", "/$batch", {"requests": requests})).json()["responses"]
        assert [(row["id"], row["status"]) for row in rows] == [
            ("1", 200),
            ("B", 200),
            ("3", 200),
            ("4", 201),
        ]

    live(scenario)


def test_bytes_come_in_a_batch_as_base64_and_are_answered_as_base64() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        address, octets = f"/drives/{drive}/items/{folder}:", {"Content-Type": "application/octet-stream"}
        put = {"method": "PUT", "headers": octets}
        requests = [
            put | {"id": "1", "url": f"{address}/a.bin:/content", "body": "/+8="},
            put | {"id": "2", "url": f"{address}/b.bin:/content", "body": "not base64"},
        ]
        done, refused = (await ask.ask("POST", "/$batch", {"requests": requests})).json()["responses"]
        assert json.loads(base64.b64decode(done["body"]))["size"] == 2
        assert (done["status"], refused["status"], refused["body"]["error"]["code"]) == (
            201,
            400,
            "BadRequest",
        )

    live(scenario)


@pytest.mark.parametrize(
    "requests",
    [
        [{"id": str(number), "method": "GET", "url": "/users"} for number in range(21)],
        [{"id": "1", "method": "GET", "url": "/users"}] * 2,
        [{"id": "1", "method": "GET", "url": "https://graph.microsoft.com/v1.0/users"}],
        [{"id": "1", "method": "POST", "url": "/planner/tasks", "body": {}}],
    ],
)
def test_a_batch_that_breaks_the_rules_is_refused_as_a_whole(requests: list[dict[str, Any]]) -> None:
    async def scenario(ask: Client) -> None:
        assert error(await ask.ask("POST", "/$batch", {"requests": requests})) == (400, "BadRequest")

    live(scenario)


def test_one_request_of_a_batch_can_be_throttled() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control(
            "POST", "/faults", {"operation": "user.list", "status": 429, "retry_after": "2.5", "nth": 2}
        )
        requests = [{"id": str(number), "method": "GET", "url": "/users"} for number in (1, 2)]
        first, second = (await ask.ask("POST", "/$batch", {"requests": requests})).json()["responses"]
        assert (first["status"], second["status"], second["headers"]["Retry-After"]) == (200, 429, "2.5")

    live(scenario)


# --- faults ---------------------------------------------------------------------------------------


def test_a_504_can_come_after_the_work_was_done() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("POST", "/faults", {"operation": "event.create", "status": 504, "after": True})
        answer = await ask.ask("POST", f"/users/{ORGANISER}/events", new_event())
        assert error(answer) == (504, "GatewayTimeout")
        assert len((await ask.ask("GET", f"/users/{ORGANISER}/events")).json()["value"]) == 1

    live(scenario)


def test_a_connection_can_be_lost_before_anything_was_done() -> None:
    async def scenario(ask: Client) -> None:
        await ask.control("POST", "/faults", {"operation": "group.create", "kind": "hang_up"})
        with pytest.raises(httpx.RemoteProtocolError):
            await ask.ask("POST", "/groups", new_group())
        assert (await ask.ask("GET", "/groups")).json()["value"] == []
        assert (await ask.ask("POST", "/groups", new_group())).status_code == 201

    live(scenario)


def test_every_request_is_in_the_log_and_writes_are_counted() -> None:
    async def scenario(ask: Client) -> None:
        await ask.ask("GET", "/users")
        await ask.ask("POST", "/groups", new_group())
        await ask.ask("POST", "/groups", new_group())
        log = await ask.control("GET", "/requests")
        seen = [(row["operation"], row["status"], row["wrote"]) for row in log["value"]]
        assert seen == [("user.list", 200, False), ("group.create", 201, True), ("group.create", 400, False)]
        assert (log["count"], log["writes"]) == (3, 1)

    live(scenario)


# --- the journal ----------------------------------------------------------------------------------


def test_what_was_answered_is_remembered_by_the_next_process(tmp_path: Path) -> None:
    journal = tmp_path / "tenant.jsonl"

    async def before(ask: Client) -> None:
        await ask.channel("Team Hjerte")

    async def after(ask: Client) -> None:
        (team,) = (await ask.ask("GET", "/teams")).json()["value"]
        channels = (await ask.ask("GET", f"/teams/{team['id']}/channels")).json()["value"]
        assert [row["displayName"] for row in channels] == ["General", "Team Hjerte"]

    live(before, State(journal))
    journal.write_text(journal.read_text() + '[99, 0.0, [["group", {"id": "to')  # torn by a kill
    live(after, State(journal))
    live(after, State(journal))


def test_the_same_story_gives_the_same_ids() -> None:
    seen: list[str] = []

    async def scenario(ask: Client) -> None:
        seen.append((await ask.channel())[1])

    live(scenario)
    live(scenario)
    assert seen[0] == seen[1]


def test_reset_forgets_everything() -> None:
    async def scenario(ask: Client) -> None:
        await ask.team()
        await ask.control("POST", "/reset")
        await ask.sign_in()
        assert (await ask.ask("GET", "/groups")).json()["value"] == []

    live(scenario)


@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("POST", "/people", b"{"),
        ("POST", "/clock", b'{"seconds": "ti"}'),
        ("PATCH", "/settings", b"[1]"),
        ("POST", "/as/kari@example.no", b'{"url": 7}'),
        ("POST", "/faults", b'{"kind": "tull"}'),
        ("PATCH", "/limits", b'{"value": {"tull": {"amount": 1, "seconds": 1}}}'),
    ],
)
def test_the_remote_control_refuses_what_it_cannot_read(method: str, path: str, content: bytes) -> None:
    async def scenario(ask: Client) -> None:
        url = f"https://graph.microsoft.com/_sandbox{path}"
        headers = {"content-type": "application/json"}
        answer = await ask.http.request(method, url, content=content, headers=headers)
        assert error(answer) == (400, "BadRequest")

    live(scenario)
