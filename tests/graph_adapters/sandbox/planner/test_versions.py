"""Etags, and changes that were made from an older one."""

from pathlib import Path
from typing import Any

import pytest
from support.sandbox.tenant import Client, error, live

from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.planner.versions import etag

ASSIGNED = {"@odata.type": "#microsoft.graph.plannerAssignment", "orderHint": " !"}
REFERENCE = {"@odata.type": "#microsoft.graph.plannerExternalReference", "alias": "Mal"}


def _check(title: str, **more: Any) -> dict[str, Any]:
    return {"@odata.type": "#microsoft.graph.plannerChecklistItem", "title": title} | more


async def _places(ask: Client) -> dict[str, str]:
    """Where each of Planner's things is, in a plan of its own."""
    plan = await ask.plan()
    bucket = (await ask.ask("POST", "/planner/buckets", {"name": "Uke 1", "planId": plan})).json()["id"]
    new = {"planId": plan, "bucketId": bucket, "title": "Prosjektplan"}
    task = f"/planner/tasks/{(await ask.ask('POST', '/planner/tasks', new)).json()['id']}"
    return {
        "plan": f"/planner/plans/{plan}",
        "plan details": f"/planner/plans/{plan}/details",
        "bucket": f"/planner/buckets/{bucket}",
        "task": task,
        "details": f"{task}/details",
        "assigned": f"{task}/assignedToTaskBoardFormat",
        "progress": f"{task}/progressTaskBoardFormat",
        "by bucket": f"{task}/bucketTaskBoardFormat",
    }


# The thing, somebody's change, a change of another field, and a change of the same.
MERGES = [
    ("plan details", {"categoryDescriptions": {"category1": "Frist"}}, "categoryDescriptions", "category2"),
    ("plan details", {"sharedWith": {"kari": True}}, "sharedWith", "ola"),
    ("task", {"assignments": {"kari": ASSIGNED}}, "assignments", "ola"),
    ("task", {"appliedCategories": {"category1": True}}, "appliedCategories", "category2"),
    ("details", {"checklist": {"k1": _check("Les")}}, "checklist", "k2"),
    ("details", {"references": {"https%3A//a%2Eno": REFERENCE}}, "references", "https%3A//b%2Eno"),
    ("assigned", {"orderHintsByAssignee": {"kari": " !"}}, "orderHintsByAssignee", "ola"),
]


async def _tag(ask: Client, url: str) -> str:
    return str((await ask.ask("GET", url)).json()["@odata.etag"])


async def _statuses(ask: Client, url: str, *changes: dict[str, Any]) -> list[int]:
    """Send each change with the etag that was the last before the first of them."""
    tag = await _tag(ask, url)
    return [(await ask.ask("PATCH", url, change, If_Match=tag)).status_code for change in changes]


@pytest.mark.parametrize(("thing", "theirs", "name", "other"), MERGES)
def test_members_of_an_open_type_are_merged_each_by_its_own_key(
    thing: str, theirs: dict[str, Any], name: str, other: str
) -> None:
    async def scenario(ask: Client) -> None:
        url = (await _places(ask))[thing]
        ((key, value),) = theirs[name].items()
        ours = {name: {other: value}}
        assert await _statuses(ask, url, theirs, ours, theirs) == [204, 204, 412]
        assert {key, other} <= (await ask.ask("GET", url)).json()[name].keys()

    live(scenario)


@pytest.mark.parametrize(
    ("thing", "theirs", "ours"),
    [
        ("bucket", {"name": "Uke 2"}, {"orderHint": " !"}),
        ("task", {"percentComplete": 50}, {"title": "Ny tittel"}),
        ("task", {"dueDateTime": "2027-03-01T12:00:00Z"}, {"priority": 1, "title": "Ny tittel"}),
        ("details", {"description": "Under"}, {"previewType": "checklist"}),
        ("assigned", {"unassignedOrderHint": " !"}, {"orderHintsByAssignee": {"kari": " !"}}),
    ],
)
def test_a_change_from_an_older_etag_stands_beside_somebodys_change_of_another_field(
    thing: str, theirs: dict[str, Any], ours: dict[str, Any]
) -> None:
    async def scenario(ask: Client) -> None:
        url = (await _places(ask))[thing]
        assert await _statuses(ask, url, theirs, ours, ours | theirs) == [204, 204, 412]

    live(scenario)


@pytest.mark.parametrize(
    ("thing", "body"),
    [("plan", {"title": "A"}), ("progress", {"orderHint": " !"}), ("by bucket", {"orderHint": " !"})],
)
def test_a_thing_with_one_field_takes_no_second_change_from_an_older_etag(
    thing: str, body: dict[str, Any]
) -> None:
    async def scenario(ask: Client) -> None:
        assert await _statuses(ask, (await _places(ask))[thing], body, body) == [204, 412]

    live(scenario)


def test_a_field_that_was_sent_as_it_stood_is_nobodys_change() -> None:
    async def scenario(ask: Client) -> None:
        url = (await _places(ask))["task"]
        whole = {"title": "Prosjektplan", "percentComplete": 50}
        assert await _statuses(ask, url, whole, {"title": "Ny"}, {"percentComplete": 100}) == [204, 204, 412]

    live(scenario)


def test_what_somebody_took_away_is_not_changed_from_an_older_etag() -> None:
    async def scenario(ask: Client) -> None:
        url = (await _places(ask))["details"]
        await _statuses(ask, url, {"checklist": {"k1": _check("Les"), "k2": _check("Skriv")}})
        away, tick = {"checklist": {"k1": None}}, {"checklist": {"k1": _check("Les", isChecked=True)}}
        assert await _statuses(ask, url, away, tick, {"checklist": {"k2": _check("Skriv ny")}}) == [
            204,
            412,
            204,
        ]
        left = (await ask.ask("GET", url)).json()["checklist"]
        assert {key: item["title"] for key, item in left.items()} == {"k2": "Skriv ny"}

    live(scenario)


@pytest.mark.parametrize("thing", ["task", "bucket", "plan"])
def test_an_older_etag_is_enough_to_delete(thing: str) -> None:
    async def scenario(ask: Client) -> None:
        url = (await _places(ask))[thing]
        old = await _tag(ask, url)
        change = {"name": "Uke 2"} if thing == "bucket" else {"title": "Ny"}
        assert await _statuses(ask, url, change) == [204]
        assert (await ask.ask("DELETE", url, If_Match=old)).status_code == 204
        assert error(await ask.ask("GET", url)) == (404, "")

    live(scenario)


def test_an_etag_that_the_thing_never_had_is_refused() -> None:
    async def scenario(ask: Client) -> None:
        places = await _places(ask)
        other = await _tag(ask, (await _places(ask))["task"])
        wrong = [other, await _tag(ask, places["details"]), 'W/"JzEtVGFzayAgQEBAQEBAQEBAQEBAQEBAWCc="', "x"]
        answers = [await ask.ask("PATCH", places["task"], {"title": "Ny"}, If_Match=tag) for tag in wrong]
        answers.append(await ask.ask("DELETE", places["task"], If_Match=other))
        assert [error(answer) for answer in answers] == [(412, "")] * 5

    live(scenario)


def test_the_newer_etag_is_the_greater_as_text() -> None:
    row = {"id": "task", "version": 1}
    tags = [etag("Task", row, version) for version in range(1, 1200)]
    assert tags == sorted(tags)
    assert len(set(tags)) == 1199


def test_a_change_is_merged_also_after_the_tenant_was_started_anew(tmp_path: Path) -> None:
    seen: list[str] = []

    async def before(ask: Client) -> None:
        url = (await _places(ask))["task"]
        seen.extend((url, await _tag(ask, url)))
        await _statuses(ask, url, {"percentComplete": 50})

    async def after(ask: Client) -> None:
        url, old = seen
        changes = ({"title": "Ny"}, {"percentComplete": 100})
        answers = [await ask.ask("PATCH", url, change, If_Match=old) for change in changes]
        assert [answer.status_code for answer in answers] == [204, 412]

    live(before, State(tmp_path / "tenant"))
    live(after, State(tmp_path / "tenant"))


def test_a_task_of_an_older_journal_takes_changes_from_its_last_etag_on() -> None:
    async def scenario(ask: Client) -> None:
        url = (await _places(ask))["task"]
        row = tenant.get("task", url.rpartition("/")[2]) or {}
        kept = {name: value for name, value in row.items() if name != "changed"}
        tenant.put("task", kept | {"version": 3})  # as it was kept before fields had versions
        tenant.commit()
        old = etag("Task", row, 2)
        assert error(await ask.ask("PATCH", url, {"title": "Ny"}, If_Match=old)) == (412, "")
        changes = ({"percentComplete": 50}, {"title": "Ny"}, {"percentComplete": 100})
        assert await _statuses(ask, url, *changes) == [204, 204, 412]

    tenant = State()
    live(scenario, tenant)
