"""Let a cohort or a team deviate from its programme: kept with actor, time and reason; its rows follow.

What still stands as the programme had it follows the deviation. A date or a place that a person has set since is
theirs and stays; the answer names it, so that nobody believes it moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, select

from app import audit, cohorts, meetings
from app.audit import Act, Deed
from app.cohorts import CohortDeviation
from app.deliverables import Deliverable
from app.errors import Code, Conflict, Invalid, NotFound
from app.people import tidy_text
from app.programmes import as_meant_now, compile_programme
from app.provisioning.lifecycle.start import deliverable_row, meeting_row
from app.sensitive import refuse_identity_numbers

if TYPE_CHECKING:
    from app.cohorts import Cohort
    from app.meetings import Meeting
    from app.programmes import Calendar, Changes

A_COHORTS_OWN = {
    *("purpose", "focus", "defaults", "venues", "roles", "capacity", "application", "team_rules", "mentors"),
    *("stated", "tracks", "meetings", "deliverables", "tasks", "folders", "templates", "self_evaluation"),
    *("recognition", "retention", "keep", "hours", "hours_assumed"),
}
A_TEAMS_OWN = {"deliverables": None, "templates": None, "tasks": {"team"}, "folders": {"team"}}
TIME = ("starts_at", "ends_at")
WORDS = ("kind", "title", "audience", "mode", "theme", "goal")


@dataclass(frozen=True, kw_only=True)
class Deviated:
    """`stays` are titles of meetings whose date or place a person had set: they were left as they are."""

    deviation: CohortDeviation
    stays: list[str]


def deviate(
    session: Session, cohort_id: int, *, team_id: int | None = None, changes: Changes, why: str, deed: Deed
) -> Deviated:
    """Let a cohort, or a team in it, deviate. Raises Invalid, and keeps nothing, when the result is no programme."""
    cohort = cohorts.get(session, cohort_id)
    _refuse(session, cohort, team_id, changes, why)
    changes = as_meant_now(changes)
    before = compiled(session, cohort)
    row = CohortDeviation(
        cohort_id=cohort_id, team_id=team_id, changes=changes, why=tidy_text(why), by=deed.actor, at=deed.at
    )
    session.add(row)
    session.flush()
    try_every_team(session, cohort)
    stays = follow(session, cohort, before, deed=deed)
    details = {"changes": changes, "why": row.why, "team_id": team_id}
    audit.record(session, Act.deviated, deed, about=cohort.uid, cohort_id=cohort_id, details=details)
    return Deviated(deviation=row, stays=stays)


def _refuse(session: Session, cohort: Cohort, team_id: int | None, changes: Changes, why: str) -> None:
    if cohort.closed_at:
        raise Conflict(Code.cohort_closed, f"{cohort.name} er avsluttet og kan ikke endres.")
    if not tidy_text(why):
        raise Invalid(Code.field_missing, "Skriv hvorfor programmet tilpasses.")
    refuse_identity_numbers(why, where="Begrunnelsen")
    if not changes:
        raise Invalid(Code.field_missing, "Skriv hva som er annerledes enn i programmet.")
    if team_id is None:
        _refuse_unknown(set(changes) - A_COHORTS_OWN, "Et kull kan ikke ha sin egen «{}».")
        return
    if team_id not in {team.id for team in cohorts.teams_of(session, cohort_id=cohort.id)}:
        raise NotFound(Code.no_such_team, "Teamet er ikke med i kullet.")
    _refuse_unknown(_not_a_teams(changes), "Et team kan ikke ha sin egen «{}»; den er hele kullets.")


def _refuse_unknown(fields: set[str], sentence: str) -> None:
    if fields:
        raise Invalid(Code.field_unknown, sentence.format(min(fields)))


def _not_a_teams(changes: Changes) -> set[str]:
    outside = set(changes) - set(A_TEAMS_OWN)
    for field, inner in A_TEAMS_OWN.items():
        if inner and isinstance(changes.get(field), dict):
            outside |= {f"{field}.{name}" for name in set(changes[field]) - inner}
    return outside


def compiled(session: Session, cohort: Cohort) -> Calendar:
    """Return the dates of the cohort's programme, with its deviations."""
    definition = cohorts.programme_as_run(cohort, cohorts.deviations_of(session, cohort.id))
    return compile_programme(definition, cohort.start_year)


def try_every_team(session: Session, cohort: Cohort) -> None:
    """Raise Invalid when a team's own deviation does not fit any more."""
    rows = cohorts.deviations_of(session, cohort.id)
    for team_id in {row.team_id for row in rows if row.team_id}:
        cohorts.programme_as_run(cohort, rows, team_id=team_id)


def follow(
    session: Session,
    cohort: Cohort,
    before: Calendar,
    *,
    deed: Deed,
    confirmed: bool = True,
    leave_held: bool = False,
) -> list[str]:
    """Move the cohort's rows from the dates `before` to the programme's now; return titles of meetings that stay.

    New meetings are `confirmed` by whoever asked for them by name; else they wait for that as others do. What has
    been held is left as it was, or refuses the whole. To a day people have off a meeting is moved only where its new
    date counts as `confirmed`.
    """
    after = compiled(session, cohort)
    _deliverables_follow(session, cohort, after)
    standing = {row.key: row for row in meetings.of_cohort(session, cohort.id)}
    was = {one.id: meeting_row(cohort, one) for one in before.meetings}
    will = {one.id: meeting_row(cohort, one) for one in after.meetings}
    if leave_held:
        will |= {
            key: was[key] for key, row in standing.items() if key in was and meetings.is_held(row, deed.at)
        }
    for key in set(was) - set(will):
        meetings.drop(session, standing[key].id, deed=deed)
    stays: list[str] = []
    for key, wanted in will.items():
        if key not in was:
            if confirmed:
                wanted.confirmed_at, wanted.confirmed_by = deed.at, deed.actor
            session.add(wanted)
        elif not _meeting_follows(session, standing[key], was[key], wanted, deed=deed, confirmed=confirmed):
            stays.append(standing[key].title)
    return stays


def _meeting_follows(
    session: Session, row: Meeting, was: Meeting, will: Meeting, *, deed: Deed, confirmed: bool
) -> bool:
    """Apply a deviation to a meeting; return False when a person's own date or place was left alone."""
    for field in WORDS:
        if getattr(was, field) != getattr(will, field):
            setattr(row, field, getattr(will, field))
    news = {name: value for name, value in will.details.items() if was.details.get(name) != value}
    row.details = {**row.details, **news}
    placed = _place_follows(row, was, will)
    if will.needs_own_confirmation and not confirmed and _time(was) != _time(will):
        return False
    return _time_follows(session, row, was, will, deed=deed) and placed


def _place_follows(row: Meeting, was: Meeting, will: Meeting) -> bool:
    if was.place == will.place:
        return True
    if row.place != was.place:
        return False
    row.place = will.place
    return True


def _time_follows(session: Session, row: Meeting, was: Meeting, will: Meeting, *, deed: Deed) -> bool:
    if _time(was) == _time(will):
        return True
    if _time(row) != _time(was):
        return False
    if will.starts_at is None:
        meetings.open_date(session, row.id, precision=will.precision, deed=deed)
    else:
        starts_at, ends_at = will.starts_at, will.ends_at
        meetings.reschedule(session, row.id, starts_at=starts_at, ends_at=ends_at, deed=deed)
    return True


def _time(meeting: Meeting) -> tuple[Any, ...]:
    return tuple(getattr(meeting, field) for field in TIME)


def _deliverables_follow(session: Session, cohort: Cohort, after: Calendar) -> None:
    asked = session.exec(select(Deliverable).where(Deliverable.cohort_id == cohort.id)).all()
    standing = {row.key: row for row in asked}
    for dated in after.deliverables:
        wanted = deliverable_row(cohort, dated)
        row = standing.pop(dated.id, None)
        if row is None:
            session.add(wanted)
        else:
            row.type, row.title = wanted.type, wanted.title
            row.origin, row.due_rule = wanted.origin, wanted.due_rule
    for dropped in standing.values():
        session.delete(dropped)
