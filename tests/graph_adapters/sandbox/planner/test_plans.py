from typing import Any

from support.sandbox.tenant import Client, error, live


def test_a_change_needs_the_last_etag_of_that_very_thing() -> None:
    async def scenario(ask: Client) -> None:
        task = await ask.task()
        url, tag = f"/planner/tasks/{task['id']}", task["@odata.etag"]
        details = (await ask.ask("GET", f"{url}/details")).json()["@odata.etag"]
        change = {"percentComplete": 50}
        assert error(await ask.ask("PATCH", url, change)) == (400, "")
        assert error(await ask.ask("PATCH", url, change, If_Match="*")) == (400, "")
        assert error(await ask.ask("PATCH", url, change, If_Match=details)) == (412, "")
        assert error(await ask.ask("PATCH", f"{url}/details", {"description": "x"}, If_Match=tag)) == (
            412,
            "",
        )
        assert (await ask.ask("PATCH", url, change, If_Match=tag)).status_code == 204
        assert error(await ask.ask("PATCH", url, change, If_Match=tag)) == (412, "")

    live(scenario)


def test_the_new_etag_comes_only_when_the_whole_is_asked_for() -> None:
    async def scenario(ask: Client) -> None:
        task = await ask.task()
        headers = {"If_Match": task["@odata.etag"], "Prefer": "return=representation"}
        answer = await ask.ask("PATCH", f"/planner/tasks/{task['id']}", {"percentComplete": 100}, **headers)
        assert (answer.status_code, answer.headers["preference-applied"]) == (200, "return=representation")
        assert answer.json()["completedDateTime"] is not None
        assert answer.json()["@odata.etag"] != task["@odata.etag"]

    live(scenario)


def _refused(body: dict[str, Any]) -> tuple[int, str]:
    seen: list[tuple[int, str]] = []

    async def scenario(ask: Client) -> None:
        seen.append(
            error(await ask.ask("POST", "/planner/tasks", {"planId": await ask.plan(), "title": "T"} | body))
        )

    live(scenario)
    return seen[0]


def test_a_description_does_not_belong_on_the_task() -> None:
    assert _refused({"description": "hei"}) == (400, "")


def test_a_start_after_the_due_date_is_refused() -> None:
    assert _refused({"startDateTime": "2027-02-02T00:00:00Z", "dueDateTime": "2027-02-01T00:00:00Z"}) == (
        400,
        "",
    )


def test_an_assignment_needs_its_type() -> None:
    assert _refused({"assignments": {"someone": {"orderHint": " !"}}}) == (400, "")


def test_a_returned_order_hint_may_not_be_sent_back() -> None:
    assert _refused({"orderHint": "8585P"}) == (400, "")


def test_more_assignees_than_twenty_is_a_limit_that_waiting_does_not_help() -> None:
    one = {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}
    assert _refused({"assignments": {f"u{n}": one for n in range(21)}}) == (403, "MaximumAssigneesInTasks")


def test_planner_knows_no_filter() -> None:
    async def scenario(ask: Client) -> None:
        plan = await ask.plan()
        answer = await ask.ask("GET", f"/planner/plans/{plan}/tasks?$filter=title eq 'x'")
        assert error(answer) == (400, "BadRequest")

    live(scenario)


def test_a_reference_must_be_percent_encoded() -> None:
    async def scenario(ask: Client) -> None:
        url = f"/planner/tasks/{(await ask.task())['id']}/details"
        tag = (await ask.ask("GET", url)).json()["@odata.etag"]
        reference = {"@odata.type": "microsoft.graph.plannerExternalReference", "alias": "x"}
        bad, good = (
            {"references": {"https://x.no": reference}},
            {"references": {"https%3A//x%2Eno": reference}},
        )
        assert error(await ask.ask("PATCH", url, bad, If_Match=tag)) == (400, "")
        assert (await ask.ask("PATCH", url, good, If_Match=tag)).status_code == 204

    live(scenario)


def test_what_a_person_makes_is_the_persons() -> None:
    async def scenario(ask: Client) -> None:
        task = await ask.task()
        body = {"planId": task["planId"], "title": "Egen oppgave"}
        made = await ask.control(
            "POST", "/as/kari@example.no", {"method": "POST", "url": "/planner/tasks", "body": body}
        )
        assert task["createdBy"]["application"]["id"] == "kull"
        assert (await ask.ask("GET", f"/users/{made['createdBy']['user']['id']}")).json()[
            "mail"
        ] == "kari@example.no"

    live(scenario)
