"""Attendance is numbers for most, and names for the team, its mentor and, once agreed, a sponsor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.workbooks import take

from app.audit import AuditRecord
from app.cohorts.models import Team
from app.errors import Code, Conflict
from app.meetings.attendance import visible
from app.meetings.models import AttendanceReading, Presence, ReadingOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts.models import Cohort
    from app.meetings.models import Meeting

PRESENT, ABSENT = Presence.present, Presence.absent


def test_each_team_is_counted_by_its_members_alone(
    session: Session, cohort: Cohort, held: Callable[..., Meeting]
) -> None:
    gathering = held("2026-09-16", "anne", "carl", "dina", "mona")
    counted = visible.in_numbers(session, gathering.id)
    assert [(one.team, one.text) for one in counted] == [("Kirurgi", "1 av 2"), ("Medisin", "2 av 2")]


def test_meetings_are_counted_in_the_order_they_were_held_and_one_nobody_has_noted_is_left_out(
    session: Session, cohort: Cohort, held: Callable[..., Meeting], meeting: Callable[..., Meeting]
) -> None:
    later, earlier = held("2026-11-04", "anne"), held("2026-09-16", "anne", "berit")
    not_noted = meeting("samling-3", "2027-01-28T09:00", "2027-01-28T15:00")
    assert {
        key: [one.text for one in teams] for key, teams in visible.by_meeting(session, cohort.id).items()
    } == {earlier.id: ["2 av 2", "0 av 2"], later.id: ["1 av 2", "0 av 2"]}
    assert list(visible.by_meeting(session, cohort.id)) == [earlier.id, later.id]
    assert visible.in_numbers(session, not_noted.id) == []


def test_names_are_for_the_team_and_its_mentor(
    session: Session, cohort: Cohort, team_ids: dict[str, int]
) -> None:
    take(session, cohort, ("NLSH", None, None, "Sigrid Sund", "sigrid@example.no", "øverste leder"))
    sees = {
        name: visible.may_see_names(
            session, cohort_id=cohort.id, team_id=team_ids["Kirurgi"], email=f"{name}@example.no"
        )
        for name in ("anne", "berit", "carl", "mona", "nils", "sigrid", "kari")
    }
    assert [name for name, may in sees.items() if may] == ["anne", "berit", "mona"]


def test_a_team_sees_its_members_at_each_meeting_and_no_others(
    session: Session, cohort: Cohort, held: Callable[..., Meeting], team_ids: dict[str, int]
) -> None:
    held("2026-11-04", "anne", "carl", "mona")
    held("2026-09-16", "berit")
    found = visible.of_team(session, cohort_id=cohort.id, team_id=team_ids["Kirurgi"])
    assert [(one.meeting, one.email, one.presence) for one in found] == [
        ("2026-09-16", "anne@example.no", ABSENT),
        ("2026-09-16", "berit@example.no", PRESENT),
        ("2026-11-04", "anne@example.no", PRESENT),
        ("2026-11-04", "berit@example.no", ABSENT),
    ]


def test_leaders_are_named_to_their_sponsor_only_once_that_is_agreed(
    session: Session, cohort: Cohort, held: Callable[..., Meeting], deed: Deed
) -> None:
    held("2026-09-16", "anne")
    with pytest.raises(Conflict, match="ikke med navn før dere har registrert at det er avtalt"):
        visible.of_leaders(session, cohort.id)
    visible.agree_on_leaders(session, cohort.id, agreed=True, deed=deed)
    named = [(one.email, one.presence) for one in visible.of_leaders(session, cohort.id)]
    assert named == [("anne@example.no", PRESENT), ("carl@example.no", ABSENT)]
    visible.agree_on_leaders(session, cohort.id, agreed=False, deed=deed)
    with pytest.raises(Conflict) as refused:
        visible.of_leaders(session, cohort.id)
    assert refused.value.code == Code.names_not_agreed
    session.commit()
    acts = [row.act for row in session.exec(select(AuditRecord)) if row.about == cohort.uid]
    assert acts[-2:] == ["naming of leaders agreed", "naming of leaders ended"]


def test_a_sponsor_sees_the_leaders_of_their_own_organisation(
    session: Session,
    cohort: Cohort,
    held: Callable[..., Meeting],
    team_ids: dict[str, int],
    deed: Deed,
) -> None:
    held("2026-09-16", "anne", "carl")
    visible.agree_on_leaders(session, cohort.id, agreed=True, deed=deed)
    own = session.get_one(Team, team_ids["Medisin"]).organisation_id
    named = visible.of_leaders(session, cohort.id, of=lambda organisation_id: organisation_id == own)
    assert [one.email for one in named] == ["carl@example.no"]


def test_a_reading_that_microsoft_refused_says_what_to_do_until_it_succeeds(
    session: Session, meeting: Callable[..., Meeting], deed: Deed
) -> None:
    check_in = meeting("innsjekk", "2026-10-19T13:00", "2026-10-19T14:00")
    assert visible.why_not_read(session, check_in.id) is None
    reading = AttendanceReading(
        entry_key="e1", meeting_id=check_in.id, asked_at=deed.at, outcome=ReadingOutcome.not_configured
    )
    session.add(reading)
    session.flush()
    assert visible.why_not_read(session, check_in.id) == visible.NOT_CONFIGURED
    reading.outcome = ReadingOutcome.read
    session.flush()
    assert visible.why_not_read(session, check_in.id) is None
