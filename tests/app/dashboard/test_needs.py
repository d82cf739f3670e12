"""The steps of a cohort's way: each tells how it stands, and where it is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.audit.deed import Deed
from app.cohorts.models import Cohort, RequestKind
from app.cohorts.requests import send_request
from app.dashboard.needs import Step, needs_of
from app.dashboard.queries import CohortLine
from app.people.models import Role
from app.provisioning.progress.progress import Progress

if TYPE_CHECKING:
    from sqlmodel import Session

LINE = CohortLine(
    id=1,
    name="Kull 3",
    programme="Tørn",
    start_year=2026,
    state="draft",
    teams=0,
    unconfirmed=0,
    undated=0,
    placed=0,
    total=0,
    problems=0,
    drifted=0,
)
BEFORE = Progress(
    run_id=None,
    pause=None,
    total=0,
    settled=0,
    waiting=0,
    problems=[],
    by_kind={},
    by_team=[],
    waits=[],
    drifted=0,
    by_hand=0,
)
UNDER_WAY = replace(BEFORE, run_id=1, total=12, settled=9, waiting=3)


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


def steps(
    session: Session, cohort: Cohort, line: CohortLine = LINE, progress: Progress = BEFORE
) -> dict[str, Step]:
    return {step.title: step for step in needs_of(session, cohort, line, progress)}


def test_a_new_cohort_waits_for_teams_and_then_for_its_preview(session: Session, cohort: Cohort) -> None:
    told = steps(session, cohort)
    assert [(step.title, step.how, step.route) for step in told.values()] == [
        ("Datoer", "done", "calendar"),
        ("Påmelding", "missing", "enrolment_page"),
        ("Klargjøring", "waits", "preview"),
    ]
    assert steps(session, cohort, replace(LINE, teams=2))["Klargjøring"].how == "missing"


@pytest.mark.parametrize(
    ("undated", "unconfirmed", "text"),
    [
        (1, 0, "1 møte mangler dato før de kan inn i kalendere."),
        (2, 1, "2 møter mangler dato og 1 dato må bekreftes før de kan inn i kalendere."),
    ],
)
def test_dates_that_are_not_known_or_confirmed_are_counted(
    session: Session, cohort: Cohort, undated: int, unconfirmed: int, text: str
) -> None:
    line = replace(LINE, undated=undated, unconfirmed=unconfirmed)
    assert steps(session, cohort, line)["Datoer"].text == text


def test_letters_that_wait_for_somebody_are_counted_and_lead_to_the_outbox(
    session: Session, cohort: Cohort
) -> None:
    assert "Utboks" not in steps(session, cohort)
    told = steps(session, cohort, replace(LINE, letters=2))["Utboks"]
    assert (told.how, told.route, told.waits_for_somebody) == ("late", "outbox", True)
    assert told.text == "2 brev kom kanskje ikke frem. Si om de skal sendes igjen."


def test_a_team_that_lacks_somebody_is_worth_a_look(session: Session) -> None:
    rules = {"roles": [{"any_of": ["leader"], "level": "hard"}]}
    cohort = a_cohort(session, definition={"team_rules": rules})
    team = a_team(session, cohort)
    line = replace(LINE, teams=1)
    assert steps(session, cohort, line)["Påmelding"].text == "1 team er påmeldt. 1 team mangler noen."
    join(session, team, "kari", Role.leader)
    done = steps(session, cohort, line)["Påmelding"]
    assert (done.how, done.text, done.waits_for_somebody) == ("done", "1 team er påmeldt.", False)


@pytest.mark.parametrize(
    ("progress", "how", "text", "route"),
    [
        (UNDER_WAY, "waits", "9 av 12 ting er på plass i Microsoft 365.", "progress"),
        (
            replace(UNDER_WAY, by_hand=2),
            "late",
            "9 av 12 ting er på plass i Microsoft 365. 2 venter på noen.",
            "progress",
        ),
        (
            replace(UNDER_WAY, settled=12, waiting=0),
            "done",
            "12 av 12 ting er på plass i Microsoft 365.",
            "preview",
        ),
    ],
)
def test_provisioning_tells_how_far_it_has_come(
    session: Session, cohort: Cohort, progress: Progress, how: str, text: str, route: str
) -> None:
    step = steps(session, cohort, LINE, progress)["Klargjøring"]
    assert (step.how, step.text, step.route) == (how, text, route)


def test_what_others_have_changed_waits_for_a_choice(session: Session, cohort: Cohort) -> None:
    told = [
        steps(session, cohort, LINE, replace(UNDER_WAY, drifted=drifted))["Endret utenfra"]
        for drifted in (0, 2)
    ]
    assert [(step.how, step.waits_for_somebody) for step in told] == [("done", False), ("change", True)]
    assert told[1].text == "2 ting er endret av andre. Se hva dere kan gjøre."


def test_a_teams_request_comes_first(session: Session, cohort: Cohort) -> None:
    team = a_team(session, cohort)
    send_request(session, team, kind=RequestKind.help, text="Hjelp", deed=Deed(actor="Kari", at=NOW))
    first, *_ = steps(session, cohort).values()
    assert (first.title, first.text, first.route) == (
        "Henvendelser fra team",
        "1 henvendelse venter på svar.",
        "one_cohort",
    )
