"""Who may answer what about a place, and where a place that becomes free goes: once, to the right team."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import Session, select
from support.places import BY_KARI, about, apply, stand, with_room_for
from support.workbooks import NOW

from app.audit import AuditRecord
from app.db import migrate, unit_of_work
from app.errors import Code, Conflict, Invalid
from app.places.answers import confirm, decline, give_place, withdraw
from app.places.changes import Changed
from app.places.decision import decide, teams_with_place
from app.places.line import capacity_of
from app.places.models import PlaceChange
from app.places.overdue import count_unanswered

if TYPE_CHECKING:
    from pathlib import Path

    from app.cohorts.models import Cohort

FIVE = [("UNN", 1, "U1"), ("Ahus", 1, "A1"), ("UNN", 2, "U2"), ("Ahus", 2, "A2"), ("UNN", 3, "U3")]
"""In line they stand A1, U1, A2, U2, U3."""


def two_places(session: Session) -> Cohort:
    cohort = with_room_for(session, 2)
    apply(session, cohort, *FIVE)
    decide(session, cohort_id=cohort.id, deed=BY_KARI, reply_by=date(2026, 3, 18))
    return cohort


def test_a_withdrawal_promotes_the_next_in_line_once(session: Session) -> None:
    cohort = two_places(session)
    leaving = about(session, cohort, "A1")
    outcome = withdraw(session, **leaving, why="Leder sluttet", keep_channel=False)
    assert (outcome.promoted, outcome.reply_by) == ("A2", date(2026, 3, 15))
    assert outcome.changes == (
        Changed(kind="place", about="A1", before="offered", after="withdrawn"),
        Changed(kind="place", about="A2", before="waiting", after="offered"),
    )
    again = withdraw(session, **leaving, why="Leder sluttet", keep_channel=False)
    assert (again.changes, again.promoted) == ((), None)
    assert stand(session, cohort) == {
        "U1": "offered",
        "A1": "withdrawn",
        "U2": "waiting",
        "A2": "offered",
        "U3": "waiting",
    }


def test_each_change_is_kept_with_who_when_why_and_reply_by(session: Session) -> None:
    cohort = two_places(session)
    confirm(session, **about(session, cohort, "A1"))
    withdraw(session, **about(session, cohort, "A1"), why="Leder sluttet", keep_channel=True)
    leaving = about(session, cohort, "A1")["team_id"]
    rows = session.exec(select(PlaceChange).where(PlaceChange.team_id == leaving)).all()
    assert [(row.before, row.after, row.by, row.at, row.why, row.reply_by, row.by_rule) for row in rows] == [
        (
            "applied",
            "offered",
            "kari",
            NOW,
            "Nummer 1 i køen, i runde 1. Det er plass til 2 team.",
            date(2026, 3, 18),
            True,
        ),
        ("offered", "confirmed", "kari", NOW, "Teamet tar plassen.", None, False),
        ("confirmed", "withdrawn", "kari", NOW, "Leder sluttet", None, False),
    ]
    session.commit()
    acts = [row.act for row in session.exec(select(AuditRecord)) if row.act.startswith(("place", "team w"))]
    assert acts == ["places decided", "place confirmed", "team withdrawn", "place given"]


def test_a_team_that_has_confirmed_takes_part_and_keeps_its_place(session: Session) -> None:
    cohort = two_places(session)
    confirm(session, **about(session, cohort, "A1"))
    assert decide(session, cohort_id=cohort.id, deed=BY_KARI).offered == ["A1", "U1"]
    assert stand(session, cohort)["A1"] == "confirmed"
    taking_part = teams_with_place(session, cohort_id=cohort.id, capacity=capacity_of(session, cohort))
    assert [team.name for team in taking_part] == ["A1", "U1"]


def test_a_team_that_was_offered_nothing_cannot_confirm(session: Session) -> None:
    cohort = two_places(session)
    with pytest.raises(Conflict) as refusal:
        confirm(session, **about(session, cohort, "U3"))
    assert (refusal.value.code, str(refusal.value)) == (
        Code.place_not_offered,
        "«U3» har ikke fått tilbud om plass.",
    )


def test_a_declined_offer_goes_on_and_one_on_the_waiting_list_promotes_nobody(session: Session) -> None:
    cohort = two_places(session)
    assert decline(session, **about(session, cohort, "U3"), why="Vil ikke vente").promoted is None
    assert decline(session, **about(session, cohort, "U1"), why="Fikk ikke fri").promoted == "A2"


def test_a_team_that_leaves_moves_nobody_past_those_who_wait(session: Session) -> None:
    """Were U1's turn not kept, U2 would be UNN's first and pass A2, which stood before it."""
    cohort = two_places(session)
    withdraw(session, **about(session, cohort, "U1"), why="Leder sluttet", keep_channel=False)
    assert stand(session, cohort)["A2"] == "offered"
    assert withdraw(session, **about(session, cohort, "A1"), why="Syk", keep_channel=False).promoted == "U2"


def test_a_cohort_that_is_over_full_promotes_nobody(session: Session) -> None:
    cohort = two_places(session)
    give_place(session, **about(session, cohort, "U3"), why="Eneste fra psykiatrien")
    assert withdraw(session, **about(session, cohort, "A1"), why="Syk", keep_channel=False).promoted is None


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (" ", "Skriv hvorfor."),
        ("x" * 2001, "Begrunnelsen er for lang. Skriv høyst 2000 tegn."),
    ],
)
def test_a_change_takes_a_reason(session: Session, why: str, said: str) -> None:
    cohort = two_places(session)
    with pytest.raises(Invalid) as refusal:
        withdraw(session, **about(session, cohort, "A1"), why=why, keep_channel=False)
    assert str(refusal.value) == said


def test_a_closed_cohort_changes_no_place(session: Session) -> None:
    cohort = two_places(session)
    cohort.closed_at = NOW
    with pytest.raises(Conflict) as refusal:
        confirm(session, **about(session, cohort, "A1"))
    assert refusal.value.code is Code.cohort_closed


def test_a_day_to_answer_by_that_has_passed_is_counted_the_day_after(session: Session) -> None:
    cohort = two_places(session)
    confirm(session, **about(session, cohort, "A1"))
    on_the_day, after = NOW.replace(day=18, hour=22), NOW.replace(day=18, hour=23)
    assert count_unanswered(session, cohort.id, now=on_the_day) == 0
    assert count_unanswered(session, cohort.id, now=after) == 1
    assert stand(session, cohort)["U1"] == "offered"


def test_two_who_withdraw_the_same_team_at_once_promote_one(here: Path) -> None:
    migrate()
    with unit_of_work() as session:
        cohort = two_places(session)
        leaving = about(session, cohort, "A1")

    def take_out(_: int) -> str | None:
        with unit_of_work() as session:
            return withdraw(session, **leaving, why="Leder sluttet", keep_channel=False).promoted

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(take_out, range(2)), key=str) == ["A2", None]
    with unit_of_work() as session:
        assert sum(row.after == "offered" for row in session.exec(select(PlaceChange))) == 3
