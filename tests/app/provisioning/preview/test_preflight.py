"""Each limit of Microsoft 365 is held before anything is begun: one under, at the number, and one over (fault 80)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support.faults.smallest_cohort import enrolled
from support.pictures import meeting, picture, somebody, task, team, work
from support.service import ask

from app.cohorts.models import Cohort, Team
from app.config import settings
from app.db import unit_of_work
from app.provisioning.desired.changes import LedgerRow, changes
from app.provisioning.desired.picture import FolderPicture, PhasePicture, TemplatePicture, Work
from app.provisioning.desired.wanted import wanted
from app.provisioning.ledger.models import Approval, TenantObject
from app.provisioning.preview.cautions import NOBODY_OPENS
from app.provisioning.preview.preflight import passed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from app.provisioning.desired.picture import CohortPicture

EMPTY = Work(phases=(), folders=(), templates=())
NO_PLANS = frozenset({"planner"})
LEADER = somebody("Lea", "leader")


def _said(drawn: CohortPicture, known: dict[str, LedgerRow] | None = None) -> list[str]:
    things = wanted(drawn)
    return [limit.said for limit in passed(things, changes(things, known or {}), known or {})]


def _teams(number: int, off: Any = NO_PLANS) -> CohortPicture:
    return picture(*(team(one) for one in range(number)), work=EMPTY, off=off)


def _tasks(number: int) -> CohortPicture:
    """A plan of so many tasks, of two phases."""
    named = [task(f"o{one}", None) for one in range(number)]
    phases = [PhasePicture(key=f"f{half}", title="Fase", tasks=tuple(named[half::2])) for half in (0, 1)]
    return picture(team(1), work=work(*phases))


def _phases(number: int) -> CohortPicture:
    return picture(
        team(1),
        work=work(*(PhasePicture(key=f"f{one}", title="Fase", tasks=()) for one in range(number))),
    )


def _one_task(people: int = 0, points: int = 0, title: str = "mål") -> CohortPicture:
    made = replace(
        task("mål", None, "leader"), checklist=tuple(str(one) for one in range(points)), title=title
    )
    crowd = [somebody(f"P{one}", "leader") for one in range(people)]
    return picture(team(1, *crowd), work=work(PhasePicture(key="oppstart", title="Oppstart", tasks=(made,))))


def _members(number: int) -> CohortPicture:
    """So many members with the owner, who is one of them too."""
    return picture(team(1, *(somebody(f"P{one}", "staff") for one in range(number - 1))), work=EMPTY)


def _owners(number: int) -> CohortPicture:
    return picture(team(1), owners=tuple(f"id-{one}" for one in range(number)))


def _meeting(people: int = 1, title: str = "Samling") -> CohortPicture:
    crowd = [somebody(f"P{one}", "staff") for one in range(people)]
    return picture(team(1, *crowd), work=EMPTY, meetings=(meeting("m", "teams", title=title, digital=False),))


def _named(number: int) -> CohortPicture:
    return picture(team(1), name="N" * number, work=EMPTY, off=NO_PLANS)


def _planned(number: int) -> CohortPicture:
    """A plan's title has so many characters: «Kull: » and the team's name."""
    return picture(replace(team(1), name="N" * (number - 6)))


def _phase(number: int) -> CohortPicture:
    return picture(team(1), work=work(PhasePicture(key="fase", title="N" * number, tasks=())))


def _about(number: int) -> CohortPicture:
    """A channel's description: the team, its organisation, its theme, what all may do, and our mark."""
    around = "Team 1, UNN.  Alle i kullet kan lese og endre filene her.\n\nkull:k1/team:t1/channel"
    return picture(replace(team(1), theme="N" * (number - len(around))), work=EMPTY)


def _path(number: int) -> CohortPicture:
    """A file whose name, with all it lies in, has so many characters."""
    around = "sites/kull-k1/Shared Documents/Team 1" + "/" + "M" * 100 + "/" + "M" * 100 + "/" + ".docx"
    inner = FolderPicture(name="M" * 100)
    laid = Work(
        phases=(),
        folders=(FolderPicture(name="M" * 100, folders=(inner,)),),
        templates=(
            TemplatePicture(
                name="F" * (number - len(around)) + ".docx",
                folder=f"{inner.name}/{inner.name}",
                source="statusrapport",
            ),
        ),
    )
    return picture(team(1), work=laid)


LIMITS: dict[str, tuple[int, Callable[[int], CohortPicture], str]] = {
    "channels": (
        999,
        _teams,
        (
            "Kullet har 1001 kanaler. Microsoft 365 tar høyst 1000 i et Microsoft-team, og de som er slettet siste 30 "
            "dager, teller med. Del kullet i to."
        ),
    ),
    "plans": (
        200,
        lambda number: _teams(number, frozenset()),
        "Kullet har 201 planer. Microsoft 365 tar høyst 200 i et Microsoft-team. Del kullet i to.",
    ),
    "tasks": (
        2400,
        _tasks,
        (
            "Planen «Kull: Team 1» har 2401 oppgaver. Microsoft 365 tar høyst 2400 som ikke er ferdige i en plan. "
            "Ta bort oppgaver, eller fordel dem på flere team."
        ),
    ),
    "buckets": (
        200,
        _phases,
        "Planen «Kull: Team 1» har 201 oppgavelister. Microsoft 365 tar høyst 200 i en plan. Slå sammen faser.",
    ),
    "assignees": (
        20,
        lambda number: _one_task(people=number),
        "«mål» har 21 ansvarlige. Microsoft 365 tar høyst 20 for en oppgave. Gi oppgaven til færre roller.",
    ),
    "checklist": (
        20,
        lambda number: _one_task(points=number),
        "«mål» har 21 punkter. Microsoft 365 tar høyst 20 i en sjekkliste. Del oppgaven.",
    ),
    "members": (
        25_000,
        _members,
        "Kullet har 25001 medlemmer. Microsoft 365 tar høyst 25000 i et Microsoft-team. Del kullet i to.",
    ),
    "owners": (
        100,
        _owners,
        "Kullet har 101 eiere. Microsoft 365 tar høyst 100 av et Microsoft-team. Be IT ta noen ut av KULL_OWNERS.",
    ),
    "attendees": (
        500,
        _meeting,
        "«Kull: Samling» har 501 innkalte. Microsoft 365 tar høyst 500 i et møte. Del møtet.",
    ),
    "subject": (
        255,
        lambda number: _meeting(title="N" * (number - 6)),
        (
            f"«Kull: {'N' * 73}…» har 256 tegn. Microsoft 365 tar høyst 255 i emnet til et møte. "
            "Kort ned navnet på kullet eller møtet."
        ),
    ),
    "task's title": (
        255,
        lambda number: _one_task(title="N" * number),
        (
            f"«{'N' * 79}…» har 256 tegn. Microsoft 365 tar høyst 255 i navnet på en oppgave. "
            "Kort ned navnet på oppgaven."
        ),
    ),
    "plan's title": (
        255,
        _planned,
        (
            f"«Kull: {'N' * 73}…» har 256 tegn. Microsoft 365 tar høyst 255 i navnet på en plan. "
            "Kort ned navnet på kullet eller teamet."
        ),
    ),
    "bucket's name": (
        255,
        _phase,
        (
            f"«{'N' * 79}…» har 256 tegn. Microsoft 365 tar høyst 255 i navnet på en oppgaveliste. "
            "Kort ned navnet på fasen."
        ),
    ),
    "Team's name": (
        256,
        _named,
        (
            f"«{'N' * 79}…» har 257 tegn. Microsoft 365 tar høyst 256 i navnet på et Microsoft-team. "
            "Kort ned navnet på kullet."
        ),
    ),
    "Team's description": (
        1024,
        lambda number: picture(purpose="N" * number),
        (
            "«Kull» har 1025 tegn. Microsoft 365 tar høyst 1024 i beskrivelsen av et Microsoft-team. "
            "Kort ned formålet i programmet."
        ),
    ),
    "channel's description": (
        1024,
        _about,
        "«Team 1» har 1025 tegn. Microsoft 365 tar høyst 1024 i beskrivelsen av en kanal. Kort ned temaet.",
    ),
    "path": (
        400,
        _path,
        (
            f"«{'F' * 79}…» har 401 tegn. Microsoft 365 tar høyst 400 i navnet på en fil med alle mappene den ligger "
            "i. Kort ned navnene på mappene, eller legg filen høyere opp."
        ),
    ),
}


@pytest.mark.parametrize("name", LIMITS)
def test_each_limit_is_held_at_its_number(name: str) -> None:
    most, drawn, said = LIMITS[name]
    assert [_said(drawn(number)) for number in (most - 1, most, most + 1)] == [[], [], [said]]


def test_a_rare_character_counts_as_two_as_microsoft_counts_it() -> None:
    named = [replace(_named(1), name="N" * 254 + last) for last in ("N🩺", "🩺")]
    assert [len(_said(drawn)) for drawn in named] == [1, 0]


def test_what_stands_already_is_not_refused() -> None:
    """A meeting of 501 that stands, stands; one that is to be changed is refused."""
    drawn = _meeting(501)
    stands = {one.key: LedgerRow(one.key, one.kind, json.dumps(one.value)) for one in wanted(drawn)}
    moved = replace(drawn, meetings=(replace(drawn.meetings[0], place="Bodø"),))
    assert (_said(drawn, stands), len(_said(moved, stands))) == ([], 1)


def test_a_channel_that_is_let_go_counts_with_those_to_be_made() -> None:
    gone = {
        f"k1/team:gone{one}/channel": LedgerRow(
            f"k1/team:gone{one}/channel", "channel", json.dumps({"name": "X"}), decision="let_go"
        )
        for one in range(2)
    }
    assert (_said(_teams(997), gone), len(_said(_teams(998), gone))) == ([], 1)


def test_past_a_limit_nothing_is_begun_and_the_api_says_which(here: Path) -> None:
    async def try_it(client: httpx.AsyncClient) -> tuple[dict[str, Any], httpx.Response, str]:
        with unit_of_work() as session:
            cohort = session.get_one(Cohort, enrolled(session, settings().clock()))
            cohort.name = "N" * 120
            for length, team_row in enumerate(session.exec(select(Team).order_by(col(Team.id))), 140):
                team_row.name = "N" * length
        seen = (await client.get("/api/cohorts/1/preview")).json()
        refused = await client.post("/api/cohorts/1/provision", json={"checksum": seen["checksum"]})
        return seen, refused, (await client.get("/kull/1/klargjoring")).text

    seen, refused, page = ask(try_it)
    said = [
        f"«{'N' * 79}…» har {number} tegn. Microsoft 365 tar høyst 255 i navnet på en plan. "
        "Kort ned navnet på kullet eller teamet."
        for number in (262, 263)
    ]
    assert (seen["is_safe"], seen["cautions"]) == (False, [*said, NOBODY_OPENS])
    assert [(one["what"], one["most"]) for one in seen["limits"]] == [("tegn", 255)] * 2
    assert (refused.status_code, refused.json()["type"], refused.json()["detail"]) == (
        409,
        "urn:kull:limit-passed",
        f"Ingenting er begynt. {said[0]} {said[1]}",
    )
    assert ([one in page for one in said], 'name="checksum"' in page) == ([True, True], False)
    with unit_of_work() as session:
        assert session.exec(select(TenantObject)).all() == []
        assert session.exec(select(Approval)).all() == []
