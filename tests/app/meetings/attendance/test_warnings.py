"""A member missing twice in a row, or fewer and fewer of a team, is said early to its leader and mentor."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlmodel import select

from app.meetings.attendance import warnings
from app.outbox.models import OwedMessage

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.meetings.models import Meeting

EVERYBODY = ("anne", "berit", "carl", "dina")


def said(session: Session, cohort: Cohort) -> list[tuple[str, str, str | None, str]]:
    return [(one.team, one.kind, one.email, one.text) for one in warnings.of_cohort(session, cohort.id)]


def test_one_fewer_once_is_nothing_to_warn_of(
    session: Session, cohort: Cohort, held: Callable[..., Meeting]
) -> None:
    held("2026-09-16", *EVERYBODY)
    held("2026-11-04", "anne", "berit", "carl")
    assert said(session, cohort) == []


def test_a_team_that_shrinks_twice_running_or_by_two_at_once_is_warned_of(
    session: Session, cohort: Cohort, held: Callable[..., Meeting]
) -> None:
    held("2026-09-16", *EVERYBODY)
    held("2026-11-04", "anne", "berit", "carl")
    held("2027-01-28")
    assert said(session, cohort) == [
        ("Kirurgi", "falling", None, "Det blir færre fra Kirurgi: 2, 2, 0 på de siste møtene."),
        (
            "Medisin",
            "twice_missing",
            "dina@example.no",
            "Dina Eng har ikke vært med på de to siste møtene.",
        ),
        ("Medisin", "falling", None, "Det blir færre fra Medisin: 2, 1, 0 på de siste møtene."),
    ]


def test_a_member_who_came_in_between_is_not_missing_twice_in_a_row(
    session: Session, cohort: Cohort, held: Callable[..., Meeting]
) -> None:
    held("2026-09-16", "anne", "carl", "dina")
    held("2026-11-04", *EVERYBODY)
    held("2027-01-28", "anne", "carl", "dina")
    assert said(session, cohort) == []


def told(session: Session) -> list[tuple[str, str, str]]:
    return [(one.recipient, one.step, one.subject) for one in session.exec(select(OwedMessage))]


def test_leader_and_mentor_are_told_once_for_each_meeting(
    session: Session, cohort: Cohort, held: Callable[..., Meeting]
) -> None:
    held("2026-09-16", "anne", "carl", "dina")
    again = held("2026-11-04", "anne", "carl", "dina")
    for _ in range(2):
        warnings.warn_about_absence(session, again, now=datetime(2026, 11, 5, tzinfo=UTC))
    assert told(session) == [
        ("anne@example.no", "twice_missing", "Oppmøtet i Kirurgi"),
        ("mona@example.no", "twice_missing", "Oppmøtet i Kirurgi"),
    ]


def test_a_leader_who_is_missing_is_told_of_to_the_leader_above(
    session: Session, cohort: Cohort, held: Callable[..., Meeting]
) -> None:
    held("2026-09-16", "berit", "carl", "dina")
    again = held("2026-11-04", "berit", "carl", "dina")
    warnings.warn_about_absence(session, again, now=datetime(2026, 11, 5, tzinfo=UTC))
    assert [(one.recipient, one.text.split("\n")[0]) for one in session.exec(select(OwedMessage))] == [
        ("mona@example.no", "Anne Aas har ikke vært med på de to siste møtene."),
        ("nils@example.no", "1 av 2 i Kirurgi var ikke med på det siste møtet."),
    ]


def test_a_letter_that_names_somebody_waits_for_a_person_and_one_of_figures_goes_by_itself(
    session: Session, cohort: Cohort, held: Callable[..., Meeting]
) -> None:
    held("2026-09-16", *EVERYBODY)
    held("2026-11-04", "anne", "carl")
    last = held("2027-01-28", "anne")
    warnings.warn_about_absence(session, last, now=datetime(2027, 1, 29, tzinfo=UTC))
    states = {(one.step, str(one.state)) for one in session.exec(select(OwedMessage))}
    assert states == {("twice_missing", "draft"), ("falling", "approved")}
    assert warnings.ABSENCE_STEPS == ("forfall", "twice_missing")
