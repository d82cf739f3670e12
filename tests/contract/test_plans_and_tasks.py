from datetime import date
from typing import Any

from support.contract_tenants import Run, Tenant

from app.tenant.things import Above, Placed, Seen, Task
from graph_adapters import planner
from graph_adapters.transport.requests import Request

KEY = "k1/team:1/task:1"


def _task(**changed: Any) -> Task:
    usual: dict[str, Any] = {
        "title": "Prosjektplan",
        "bucket_key": "k1/bucket",
        "due": date(2027, 3, 28),
        "description": "Legg planen i mappen.",
        "checklist": ("Mål", "Målinger"),
        "assignees": (),
        "key": KEY,
    }
    return Task(**(usual | changed))


async def _bucket(tenant: Tenant) -> Above:
    msteam, line = await tenant.msteam(), tenant.connection
    plan = (await planner.create_plan(line, msteam, "Leveranser")).external_id
    bucket = (await planner.create_bucket(line, plan, "Før samling 1")).external_id
    return Above(ids={"msteam": msteam, "taskplan": plan, "bucket": bucket})


async def _made(tenant: Tenant, above: Above, task: Task) -> str:
    wanted = [(above["bucket"], task)]
    (placed,) = await planner.create_tasks(tenant.connection, above["taskplan"], wanted)
    assert isinstance(placed, Placed)
    return placed.external_id


async def _details(tenant: Tenant, task: str) -> Any:
    return (await tenant.connection.send(Request(method="GET", path=f"/planner/tasks/{task}/details"))).body


def test_a_plan_is_ours_and_gets_another_name(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _bucket(tenant)
        await planner.rename_plan(tenant.connection, above["taskplan"], "Oppgaver")
        (plan,) = await planner.plans(tenant.connection, above["msteam"])
        address = planner.plan_address(above["taskplan"])
        assert plan == Seen(
            external_id=above["taskplan"],
            name="Oppgaver",
            ours=True,
            web_url=address,
            value={"title": "Oppgaver"},
        )

    run(scenario)


def test_a_bucket_gets_another_name(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _bucket(tenant)
        await planner.rename_bucket(tenant.connection, above["bucket"], "Etter samling 1")
        seen = await planner.buckets(tenant.connection, above["taskplan"])
        value = {"name": "Etter samling 1"}
        assert seen == [Seen(external_id=above["bucket"], name="Etter samling 1", ours=True, value=value)]

    run(scenario)


def test_a_task_is_known_again_by_its_key_and_its_day(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _bucket(tenant)
        task = await _made(tenant, above, _task(assignees=(tenant.kari,)))
        seen = await planner.tasks(tenant.connection, above["taskplan"], frozenset())
        value = {"title": "Prosjektplan", "due": "2027-03-28", "bucket_id": above["bucket"], "key": KEY}
        assert seen == [Seen(external_id=task, name="Prosjektplan", key=KEY, ours=True, value=value)]
        known = await planner.tasks(tenant.connection, above["taskplan"], {task})
        assert [task.key for task in known] == [None]

    run(scenario)


def test_the_details_of_a_task_hold_our_words_and_a_list_to_tick(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above = await _bucket(tenant)
        task = await _made(tenant, above, _task())
        details = await _details(tenant, task)
        assert details["description"] == f"Legg planen i mappen.\n\nkull:{KEY}"
        assert sorted(line["title"] for line in details["checklist"].values()) == ["Mål", "Målinger"]

    run(scenario)


def test_a_changed_task_keeps_what_people_wrote_below_our_words(run: Run) -> None:
    async def scenario(tenant: Tenant) -> None:
        above, line = await _bucket(tenant), tenant.connection
        task = await _made(tenant, above, _task())
        there = await _details(tenant, task)
        theirs = {"description": f"{there['description']}\nVi er snart ferdige."}
        path, headers = f"/planner/tasks/{task}/details", {"If-Match": there["@odata.etag"]}
        await line.send(Request(method="PATCH", path=path, body=theirs, headers=headers))
        await planner.change_task(line, task, _task(title="Plan", due=None, description="Nye ord."))
        (seen,) = await planner.tasks(line, above["taskplan"], frozenset())
        assert seen.value == {"title": "Plan", "due": None, "bucket_id": above["bucket"], "key": KEY}
        expected = f"Nye ord.\n\nkull:{KEY}\nVi er snart ferdige."
        assert (await _details(tenant, task))["description"] == expected

    run(scenario)
