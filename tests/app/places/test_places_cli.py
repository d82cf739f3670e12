"""`kull teams` and `kull enrol confirm|decline`: tried first, then done."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.places import BY_KARI, apply, stand, with_room_for
from typer.testing import CliRunner

from app.cli.enrolment import commands as enrolment
from app.cli.teams import commands as teams
from app.cohorts import service as cohorts
from app.db import migrate, unit_of_work
from app.errors import Conflict
from app.places.decision import decide

if TYPE_CHECKING:
    from pathlib import Path

    from typer import Typer

THREE = [("UNN", 1, "U1"), ("UNN", 2, "U2"), ("UNN", 3, "U3")]
COHORT = "Tørn kull 3"


@pytest.fixture(autouse=True)
def decided(here: Path) -> None:
    migrate()
    with unit_of_work() as session:
        cohort = with_room_for(session, 1)
        apply(session, cohort, *THREE)
        decide(session, cohort_id=cohort.id, deed=BY_KARI)


def run(commands: Typer, *words: str) -> Any:
    answer = CliRunner().invoke(commands, [*words])
    if answer.exception:
        raise answer.exception
    return json.loads(answer.stdout) if "--json" in words else answer.stdout


def places() -> dict[str, str]:
    with unit_of_work() as session:
        return stand(session, cohorts.called(session, COHORT))


BEFORE = {"U1": "offered", "U2": "waiting", "U3": "waiting"}


def test_a_dry_run_tells_and_stores_nothing() -> None:
    told = run(
        teams, "withdraw", COHORT, "U1", "--why", "Syk", "--reply-by", "2026-03-20", "--dry-run", "--json"
    )
    assert told == {
        "changes": [
            {"kind": "place", "about": "U1", "before": "offered", "after": "withdrawn"},
            {"kind": "place", "about": "U2", "before": "waiting", "after": "offered"},
        ],
        "promoted": "U2",
        "reply_by": "2026-03-20",
        "requests": 0,
        "mails": [],
    }
    assert places() == BEFORE


def test_teams_are_confirmed_declined_renamed_merged_and_moved() -> None:
    assert run(enrolment, "confirm", COHORT, "U1") == "U1: offered → confirmed\n"
    assert run(enrolment, "decline", COHORT, "U3", "--why", "Vil ikke vente") == "U3: waiting → declined\n"
    assert run(teams, "rename", COHORT, "U2", "Kirurgen") == "U2: U2 → Kirurgen\n"
    assert run(teams, "move", COHORT, "Kirurgen", "Ahus") == "Kirurgen: UNN → Ahus\n"
    assert run(teams, "merge", COHORT, "U1", "Kirurgen", "--why", "For små") == (
        "u1@example.no: U1 → Kirurgen\nU1: confirmed → withdrawn\nKirurgen: waiting → confirmed\n"
    )
    assert places() == {"U1": "withdrawn", "Kirurgen": "confirmed", "U3": "declined"}


def test_a_withdrawal_names_the_team_that_gets_the_place_and_again_changes_nothing() -> None:
    words = ("withdraw", COHORT, "U1", "--why", "Syk", "--reply-by", "2026-03-20")
    assert run(teams, *words).endswith("U2 får tilbud om plassen, med svarfrist 2026-03-20.\n")
    assert run(teams, *words) == "Det står slik fra før. Ingenting er endret.\n"


def test_a_team_without_an_offer_is_refused_in_a_sentence() -> None:
    with pytest.raises(Conflict) as refusal:
        run(enrolment, "confirm", COHORT, "U3")
    assert str(refusal.value) == "«U3» har ikke fått tilbud om plass."
