"""Every cohort in one line: how far it is, what waits for a person, and those that need somebody first."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from support.teams import a_team
from support.workbooks import NOW, a_cohort

from app.cohorts.models import Cohort, Place
from app.dashboard.queries import cohort_lines, coming
from app.meetings.models import Meeting
from app.provisioning.ledger.models import Approval, Look, TenantObject

if TYPE_CHECKING:
    from sqlmodel import Session

A_DAY = timedelta(days=1)


def meet(
    session: Session, cohort: Cohort, key: str, at: datetime | None, *, basis: str = "source", **more: object
) -> None:
    facts = {"kind": "gathering", "title": key, "audience": "all", "mode": "online", "precision": "time"}
    session.add(Meeting(cohort_id=cohort.id, key=key, starts_at=at, basis=basis, **facts, **more))


def thing(session: Session, cohort: Cohort, key: str, **facts: object) -> None:
    session.add(TenantObject(cohort_id=cohort.id, key=key, kind="folder", wanted={"name": key}, **facts))


def test_a_cohorts_line_counts_what_stands_and_what_waits(session: Session) -> None:
    cohort = a_cohort(session, definition={"name": "Tørn"})
    a_team(session, cohort, "A")
    a_team(session, cohort, "B").place = Place.withdrawn
    session.add(Approval(cohort_id=cohort.id, checksum="c", approved_by="rhf", approved_at=NOW))
    session.add(Look(cohort_id=cohort.id, drifted=2))
    thing(session, cohort, "placed", external_id="1")
    thing(session, cohort, "stuck", problem="Ingen tilgang")
    thing(session, cohort, "let go", decision="let_go", problem="x")
    meet(session, cohort, "no date", None)
    meet(session, cohort, "assumed", NOW + 9 * A_DAY, basis="assumed")
    meet(session, cohort, "confirmed", NOW + 8 * A_DAY, basis="assumed", confirmed_at=NOW)
    session.flush()
    (line,) = cohort_lines(session, now=NOW)
    assert (line.state, line.teams, line.placed, line.total) == ("provisioning", 1, 1, 2)
    assert (line.undated, line.unconfirmed, line.problems, line.drifted, line.needs) == (1, 1, 1, 2, 5)
    assert (line.next_meeting, line.next_meeting_at) == ("confirmed", NOW + 8 * A_DAY)


def test_cohorts_that_need_somebody_come_first_and_closed_ones_last(session: Session) -> None:
    closed, rests, draft, newest = (
        a_cohort(session, name=name, definition={"name": "Tørn"}, **facts)
        for name, facts in (("Avsluttet", {"closed_at": NOW}), ("Ferdig", {}), ("Utkast", {}), ("Nyest", {}))
    )
    session.add(Approval(cohort_id=rests.id, checksum="c", approved_by="rhf", approved_at=NOW))
    session.add(Look(cohort_id=closed.id, drifted=7))
    session.flush()
    assert [(line.name, line.state, line.needs) for line in cohort_lines(session, now=NOW)] == [
        ("Nyest", "draft", 1),
        ("Utkast", "draft", 1),
        ("Ferdig", "provisioned", 0),
        ("Avsluttet", "closed", 0),
    ]
    assert [line.name for line in cohort_lines(session, now=NOW, only=draft.id)] == ["Utkast"]
    assert newest.id == 4


def test_the_next_meeting_is_ahead_and_not_cancelled(session: Session) -> None:
    cohort, other = (a_cohort(session, name=name) for name in ("A", "B"))
    meet(session, cohort, "over", NOW)
    meet(session, cohort, "cancelled", NOW + A_DAY, cancelled_at=NOW)
    meet(session, cohort, "later", NOW + 3 * A_DAY)
    meet(session, cohort, "next", NOW + 2 * A_DAY)
    meet(session, other, "other", NOW + A_DAY)
    session.flush()
    assert coming(session, NOW, only=cohort.id) == {cohort.id: ("next", NOW + 2 * A_DAY)}
    assert sorted(coming(session, NOW)) == [cohort.id, other.id]
