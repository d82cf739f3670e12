"""A limit or a quota that is reached in the middle: said by its name, not asked for again, and the rest goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

PLANNER = [
    ("MaximumPlannerPlans", "plan.create", "planen i Planner", "planer i et Microsoft-team"),
    ("MaximumProjectsOwnedByUser", "plan.create", "planen i Planner", "planer en konto kan eie"),
    ("MaximumBucketsInProject", "bucket.create", "oppgavelisten", "oppgavelister i en plan"),
    ("MaximumTasksInProject", "task.create", "oppgaven", "oppgaver i en plan"),
    (
        "MaximumActiveTasksInProject",
        "task.create",
        "oppgaven",
        "oppgaver som ikke er ferdige i en plan",
    ),
    ("MaximumTasksCreatedByUser", "task.create", "oppgaven", "oppgaver en konto kan lage"),
    ("MaximumTasksAssignedToUser", "task.create", "oppgaven", "oppgaver en person kan ha"),
    ("MaximumAssigneesInTasks", "task.create", "oppgaven", "ansvarlige for en oppgave"),
    ("MaximumChecklistItemsOnTask", "task.details.update", "oppgaven", "punkter i en sjekkliste"),
    ("MaximumReferencesOnTask", "task.details.update", "oppgaven", "lenker på en oppgave"),
]


def _said(world: World) -> set[tuple[str, str]]:
    return {(one.problem, one.next_step) for one in world.progress().problems}


def _asked(world: World, operation: str) -> int:
    return sum(call["operation"] == operation for call in world.calls())


@pytest.mark.parametrize(("code", "operation", "thing", "limit"), PLANNER)
def test_each_of_planners_limits_is_said_by_its_name_and_the_rest_goes_on(
    worlds: Worlds, code: str, operation: str, thing: str, limit: str
) -> None:
    world = worlds.new()
    world.strike(operation=operation, status=403, code=code, message="Refused.", times=0)
    world.provision()
    assert _said(world) == {
        (
            f"Microsoft 365 tar ikke imot {thing}: grensen for {limit} er nådd.",
            f"Rydd i det som står der, eller del kullet, og prøv igjen. Microsoft kaller grensen {code}.",
        )
    }
    asked = _asked(world, operation)
    world.settle()
    assert _asked(world, operation) == asked
    assert [world.progress().by_kind[kind] for kind in ("channel", "folder", "entry")] == [
        (2, 2),
        (3, 3),
        (2, 2),
    ]
    world.calm()
    world.a_day_later()
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)
    assert [len(team.tasks) for team in world.census().teams] == [2, 2]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (
            413,
            (
                "Microsoft 365 sier at malen er for stort å ta imot.",
                "Kort ned teksten, eller gjør malen mindre, og prøv igjen.",
            ),
        ),
        (
            507,
            (
                "Det er ikke plass til malen i Microsoft 365.",
                "Be IT gi mer plass i SharePoint. Vi prøver igjen av oss selv i morgen.",
            ),
        ),
    ],
)
def test_a_file_too_large_and_a_full_library_are_said_and_the_rest_goes_on(
    worlds: Worlds, status: int, said: tuple[str, str]
) -> None:
    world = worlds.new()
    world.strike(operation="driveItem.content.putByPath", status=status, times=0)
    world.provision()
    assert _said(world) == {said}
    assert world.progress().by_kind["task"] == (4, 4)
    world.calm()
    world.a_day_later()
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            {"operation": "event.create", "status": 507, "code": "ErrorQuotaExceeded"},
            (
                "Postboksen vi innkaller fra, er full, så møtet i kalenderen venter.",
                "Be IT gjøre plass i postboksen til innkalleren. Vi prøver igjen av oss selv i morgen.",
            ),
        ),
        (
            {"path": "/users/", "status": 404, "code": "MailboxNotEnabledForRESTAPI"},
            (
                "Fant ikke postboksen vi innkaller fra, så møtet i kalenderen venter.",
                "Be IT se på postboksen til innkalleren (finnes den, og har den lisens?). Vi prøver igjen i morgen.",
            ),
        ),
    ],
    ids=["full", "missing"],
)
def test_invitations_from_a_mailbox_that_is_full_or_missing_wait_and_the_rest_goes_on(
    worlds: Worlds, fault: dict[str, Any], said: tuple[str, str]
) -> None:
    world = worlds.new()
    world.strike(**fault, times=0)
    world.provision()
    assert (_said(world), world.progress().by_kind["entry"]) == ({said}, (0, 2))
    done = {kind: count for kind, count in world.progress().by_kind.items() if kind not in {"entry", "door"}}
    assert {kind for kind, (settled, total) in done.items() if settled < total} == set()
    world.calm()
    world.a_day_later()
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)
