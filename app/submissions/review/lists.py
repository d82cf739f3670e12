"""Lists of unanswered versions and unplaced files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists
from sqlalchemy import select as select_values
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app import cohorts, deliverables
from app.access import Scope
from app.cohorts import Team
from app.deliverables import Deliverable
from app.submissions.library import arrivals, unplaced
from app.submissions.models import Submission, SubmissionState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.submissions.models import Arrival, LibraryItem


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """An unanswered version; `place` is its team, cohort and organisation."""

    submission_id: int
    team: str
    team_uid: str
    title: str
    version: int
    received_at: datetime
    place: Scope


@dataclass(frozen=True, kw_only=True)
class ToPlace:
    """A file for a person to place. `proposals` are (form value, text), the likeliest first."""

    item: LibraryItem
    team: str
    proposals: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class MailedToPlace:
    """A part of a mail for a person to place; `choices` are (form value, text), and none where there is no file."""

    arrival: Arrival
    team: str
    choices: Sequence[tuple[str, str]]


def unanswered(session: Session, cohort_id: int) -> list[Unanswered]:
    """Return the newest version of each thing while it waits for an answer, the oldest first."""
    newer = aliased(Submission)
    is_newest = ~exists().where(
        col(newer.team_id) == Submission.team_id,
        col(newer.deliverable_id) == Submission.deliverable_id,
        col(newer.version) > Submission.version,
    )
    found = (
        select_values(
            col(Submission.id),
            col(Team.id),
            col(Team.name),
            col(Team.uid),
            col(Team.organisation_id),
            col(Deliverable.title),
            col(Submission.version),
            col(Submission.received_at),
        )
        .join(Team, col(Submission.team_id) == Team.id)
        .join(Deliverable, col(Submission.deliverable_id) == Deliverable.id)
        .where(
            col(Submission.cohort_id) == cohort_id,
            col(Submission.state) == SubmissionState.received,
            is_newest,
        )
        .order_by(col(Submission.received_at), col(Submission.id))
    )
    return [
        Unanswered(
            submission_id=submission_id,
            team=team,
            team_uid=team_uid,
            title=title,
            version=version,
            received_at=received_at,
            place=Scope(cohort_id=cohort_id, team_id=team_id, organisation_id=organisation_id),
        )
        for submission_id, team_id, team, team_uid, organisation_id, title, version, received_at in (
            session.execute(found)
        )
    ]


def versions_of(session: Session, submission: Submission) -> Sequence[Submission]:
    """Return every version of the same thing from the same team, the oldest first."""
    found = select(Submission).where(
        Submission.team_id == submission.team_id, Submission.deliverable_id == submission.deliverable_id
    )
    return session.exec(found.order_by(col(Submission.version))).all()


def to_place(session: Session, cohort_id: int) -> list[ToPlace]:
    """Return the files that wait, each with its proposals and its team's other deliverables."""
    files = unplaced.unplaced_files(session, cohort_id)
    if not files:
        return []
    teams = {team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    titles = {row.id: row.title for row in deliverables.of_cohort(session, cohort_id)}
    asked = deliverables.asked_of_teams(session, cohort_id)

    def choice(team_id: int, deliverable_id: int) -> tuple[str, str]:
        return f"{team_id}:{deliverable_id}", f"{titles[deliverable_id]} – {teams[team_id]}"

    def waits(item: LibraryItem) -> ToPlace:
        proposals = [choice(one["team_id"], one["deliverable_id"]) for one in item.proposals]
        own = [choice(item.team_id or 0, one.deliverable_id) for one in asked.get(item.team_id or 0, ())]
        return ToPlace(
            item=item,
            team=teams.get(item.team_id or 0, ""),
            proposals=proposals,
            others=[one for one in own if one not in proposals],
        )

    return [waits(item) for item in files]


def mailed_to_place(session: Session, cohort_id: int) -> list[MailedToPlace]:
    """Return the parts of mails that wait, from this cohort's teams and from senders nobody knows."""
    waiting = [one for one in arrivals.waiting(session) if one.cohort_id in (None, cohort_id)]
    if not waiting:
        return []
    teams = {team.id: team.name for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    titles = {row.id: row.title for row in deliverables.of_cohort(session, cohort_id)}
    asked = deliverables.asked_of_teams(session, cohort_id)

    def choices(arrival: Arrival) -> list[tuple[str, str]]:
        whose = [arrival.team_id] if arrival.team_id else list(teams)
        return [
            (f"{team_id}:{one.deliverable_id}", f"{titles[one.deliverable_id]} – {teams[team_id]}")
            for team_id in (whose if arrival.is_known else ())
            for one in asked.get(team_id, ())
        ]

    return [
        MailedToPlace(arrival=one, team=teams.get(one.team_id or 0, ""), choices=choices(one))
        for one in waiting
    ]
