"""A task's place on the boards, and what a person is given."""

from typing import Any

from support.sandbox.tenant import KARI, OLA, Client, error, live

ASSIGNED = {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}


async def _format(ask: Client, task: str, name: str, body: dict[str, Any]) -> dict[str, Any]:
    url = f"/planner/tasks/{task}/{name}"
    tag = (await ask.ask("GET", url)).json()["@odata.etag"]
    answer = await ask.ask("PATCH", url, body, If_Match=tag, Prefer="return=representation")
    assert (answer.status_code, answer.headers["preference-applied"]) == (200, "return=representation")
    changed: dict[str, Any] = answer.json()
    return changed


def test_an_assignee_has_a_place_of_their_own_until_it_is_taken_away() -> None:
    async def scenario(ask: Client) -> None:
        task, name = (await ask.task())["id"], "assignedToTaskBoardFormat"
        one = await _format(ask, task, name, {"orderHintsByAssignee": {"kari": " !", "ola": " !"}})
        assert (one["id"], sorted(one["orderHintsByAssignee"])) == (task, ["kari", "ola"])
        two = await _format(ask, task, name, {"orderHintsByAssignee": {"kari": None}})
        assert two["orderHintsByAssignee"] == {"ola": one["orderHintsByAssignee"]["ola"]}

    live(scenario)


def test_each_board_has_its_place_and_comes_along_when_it_is_asked_for() -> None:
    async def scenario(ask: Client) -> None:
        task = await ask.task()
        moved = await _format(ask, task["id"], "progressTaskBoardFormat", {"orderHint": " !"})
        url = f"/planner/tasks/{task['id']}?$expand=progressTaskBoardFormat,bucketTaskBoardFormat"
        seen = (await ask.ask("GET", url)).json()
        assert seen["progressTaskBoardFormat"]["orderHint"] == moved["orderHint"]
        assert seen["bucketTaskBoardFormat"]["orderHint"] == task["orderHint"]

    live(scenario)


def test_a_hint_that_was_sent_before_may_be_part_of_the_next() -> None:
    async def scenario(ask: Client) -> None:
        task = (await ask.task())["id"]
        url, tag = f"/planner/tasks/{task}/progressTaskBoardFormat", ""
        for hint, status in (("  !!", 204), ("85P", 400)):
            tag = (await ask.ask("GET", url)).json()["@odata.etag"]
            assert (await ask.ask("PATCH", url, {"orderHint": hint}, If_Match=tag)).status_code == status

    live(scenario)


def test_a_person_sees_what_they_are_given_in_whatever_plan() -> None:
    async def scenario(ask: Client) -> None:
        kari, ola = await ask.people(KARI, OLA)
        plans = [await ask.plan(), await ask.plan()]
        for plan, title, person in ((plans[0], "En", kari), (plans[1], "To", kari), (plans[1], "Tre", ola)):
            new = {"planId": plan, "title": title, "assignments": {person: ASSIGNED}}
            assert (await ask.ask("POST", "/planner/tasks", new)).status_code == 201
        given = (await ask.ask("GET", f"/users/{kari}/planner/tasks?$select=title")).json()["value"]
        assert [task["title"] for task in given] == ["En", "To"]
        nobody = await ask.ask("GET", "/users/ukjent@example.no/planner/tasks")
        assert error(nobody) == (404, "Request_ResourceNotFound")
        assert error(await ask.ask("GET", f"/users/{kari}/planner/plans")) == (501, "NotImplemented")

    live(scenario)
