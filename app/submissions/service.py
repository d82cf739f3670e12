"""The rules of submissions: missing, accepted and returned versions, and more time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app import audit, cohorts, deliverables, outbox, places
from app.audit import Act, Deed
from app.cohorts import Team
from app.errors import Code, Conflict, Invalid, NotFound
from app.people import leads_team, tidy_text
from app.submissions.models import LateException, LibraryItem, Submission, SubmissionState
from app.submissions.review import in_channel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from app.deliverables import Asked, Deliverable

OSLO = ZoneInfo("Europe/Oslo")
State = Literal["not_yet", "missing", "received", "accepted", "returned"]


class Version(Protocol):
    """The facts that decide whether a version counts."""

    @property
    def state(self) -> SubmissionState: ...

    @property
    def after_freeze(self) -> bool: ...


AVersion = TypeVar("AVersion", bound=Version)


@dataclass(frozen=True, kw_only=True)
class DeliverableStatus:
    """A team and a deliverable it is asked for. `counts` is the version that counts, None while all is missing.

    `newest` is the newest version; `ends_at` is when the deadline, or the team's own, is over. `not_yet`: nobody lacks
    it so far.
    """

    team: Team
    asked: Asked
    counts: Submission | None
    newest: Submission | None
    ends_at: datetime | None
    late: bool
    gone: bool
    not_yet: bool = False

    @property
    def state(self) -> State:
        return self.counts.state.value if self.counts else "not_yet" if self.not_yet else "missing"


def get(session: Session, submission_id: int) -> Submission:
    submission = session.get(Submission, submission_id)
    if submission is None:
        raise NotFound(Code.no_such_submission, f"Det finnes ingen innlevering {submission_id}.")
    return submission


def submissions_of_cohorts(session: Session, cohort_ids: Iterable[int]) -> Sequence[Submission]:
    """Return every version handed in, the oldest first."""
    found = select(Submission).where(col(Submission.cohort_id).in_(list(cohort_ids)))
    return session.exec(found.order_by(col(Submission.id))).all()


def standings(session: Session, cohort_id: int, *, now: datetime) -> list[DeliverableStatus]:
    """Say how each team with a place stands with each thing it is asked for, teams in the order they applied."""
    asked = deliverables.asked_of_teams(session, cohort_id)
    taking_part = teams_taking_part(session, cohort_id)
    handed_in = by_team_and_deliverable(session, cohort_id)
    more_time = until_when(session, [team.id for team in taking_part])
    gone = _gone(session)
    return [
        _standing(team, one, handed_in.get((team.id, one.deliverable_id), []), more_time, gone, now)
        for team in taking_part
        for one in asked[team.id]
    ]


def _gone(session: Session) -> set[int]:
    return set(session.exec(select(LibraryItem.id).where(col(LibraryItem.gone).is_(True))))


def with_gone_file(session: Session, found: Collection[Submission]) -> set[int]:
    """Return the ids of the versions whose file was deleted or moved out of the channel."""
    items = [one.item_id for one in found]
    gone = select(LibraryItem.id).where(col(LibraryItem.id).in_(items), col(LibraryItem.gone).is_(True))
    item_ids = set(session.exec(gone))
    return {one.id for one in found if one.item_id in item_ids}


def teams_taking_part(session: Session, cohort_id: int) -> list[Team]:
    """Return the teams with a place, in the order they applied. Raises Conflict while places must be decided."""
    capacity = places.capacity_of(session, cohorts.get(session, cohort_id))
    with_place = places.teams_with_place(session, cohort_id=cohort_id, capacity=capacity)
    return sorted(with_place, key=lambda team: team.id)


def by_team_and_deliverable(session: Session, cohort_id: int) -> dict[tuple[int, int], list[Submission]]:
    """Return every version handed in, the oldest first, by team and deliverable."""
    found = select(Submission).where(Submission.cohort_id == cohort_id).order_by(col(Submission.version))
    handed_in: dict[tuple[int, int], list[Submission]] = {}
    for submission in session.exec(found):
        handed_in.setdefault((submission.team_id, submission.deliverable_id), []).append(submission)
    return handed_in


def until_when(session: Session, team_ids: Iterable[int | None]) -> dict[tuple[int, int], datetime]:
    """Return the teams' own deadlines, by team and deliverable; the exception given last holds."""
    found = select(LateException).where(col(LateException.team_id).in_(list(team_ids)))
    given = session.exec(found.order_by(col(LateException.id)))
    return {(one.team_id, one.deliverable_id): one.until for one in given}


def _standing(
    team: Team,
    asked: Asked,
    versions: Sequence[Submission],
    more_time: dict[tuple[int, int], datetime],
    gone: set[int],
    now: datetime,
) -> DeliverableStatus:
    ends_at = more_time.get((team.id, asked.deliverable_id), asked.ends_at)
    counts = counting(versions)
    first = min((one.received_at for one in versions), default=now)
    not_yet = counts is None and not asked.window.is_open(now)
    return DeliverableStatus(
        team=team,
        asked=asked,
        counts=counts,
        newest=versions[-1] if versions else None,
        ends_at=ends_at,
        late=ends_at is not None and first >= ends_at and not not_yet,
        gone=counts is not None and counts.item_id in gone,
        not_yet=not_yet,
    )


def counting(versions: Sequence[AVersion]) -> AVersion | None:
    """Choose the version that counts: the newest accepted, else the newest.

    A later version, of after the freeze, counts only where no version of before it is accepted or still waits.
    """
    accepted = [one for one in versions if one.state == SubmissionState.accepted]
    frozen = [one for one in versions if not one.after_freeze and one.state != SubmissionState.returned]
    return next(reversed(accepted or frozen or versions), None)


# --- what mentors decide -----------------------------------------------------------------------


def accept(session: Session, submission_id: int, *, deed: Deed) -> Submission:
    """Accept a version. Raises Conflict for a barred version, which may not be kept or shown."""
    submission = get(session, submission_id)
    if submission.barred:
        raise Conflict(
            Code.submission_has_errors,
            "Filen kan ikke godkjennes slik den er. Teamet har fått beskjed om hva som må rettes.",
        )
    _decide(session, submission, SubmissionState.accepted, deed)
    return submission


def give_back(session: Session, submission_id: int, *, question: str, deed: Deed) -> Submission:
    """Return a version with a question, mailed to its sender or to the team's leaders."""
    submission, question = get(session, submission_id), question.strip()
    if not tidy_text(question):
        raise Invalid(Code.field_missing, "Skriv hva teamet skal se på.")
    if submission.state == SubmissionState.returned:
        raise Conflict(Code.submission_returned, "Innleveringen er alt sendt tilbake.")
    _decide(session, submission, SubmissionState.returned, deed)
    submission.question = question
    asked = deliverables.get(session, submission.deliverable_id)
    for to in addresses(session, submission):
        outbox.owe(
            session,
            to=to,
            about=f"submission:{submission.id}",
            step="returned",
            known_by=f"{submission.tag} {submission.name}",
            subject=f"{asked.title}: et spørsmål fra veilederen",
            text=f"Hei,\n\nVeilederen deres har sett på «{submission.name}» og spør:\n\n{question}\n\n"
            "Legg en ny versjon i kanalen når dere er klare. Dere trenger ikke svare på denne e-posten.",
            approved=True,
            now=deed.at,
            cohort_id=submission.cohort_id,
        )
    return submission


_DECIDED = {
    SubmissionState.accepted: Act.submission_accepted,
    SubmissionState.returned: Act.submission_returned,
}


def _decide(session: Session, submission: Submission, state: SubmissionState, deed: Deed) -> None:
    submission.state, submission.decided_by, submission.decided_at = state, deed.actor, deed.at
    in_channel.tell_decided(session, submission, now=deed.at)
    audit.record(
        session,
        _DECIDED[state],
        deed,
        about=f"submission:{submission.id}",
        cohort_id=submission.cohort_id,
        details={"team": submission.team_id, "version": submission.version},
    )


def addresses(session: Session, submission: Submission) -> list[str]:
    """Return the address it was handed in from, if it is the team's; else the addresses of the team's leaders."""
    people = {person.email for person in cohorts.people_of(session, team_id=submission.team_id)}
    if submission.handed_in_by in people:
        return [submission.handed_in_by]
    return leaders_of(session, submission.cohort_id, submission.team_id)


def leaders_of(session: Session, cohort_id: int, team_id: int) -> list[str]:
    grants = cohorts.grants_of(session, cohort_id=cohort_id)
    leading = [
        person.email for grant, person in grants if grant.team_id == team_id and leads_team(grant.role)
    ]
    return list(dict.fromkeys(leading))


def about_more_time(asked: Deliverable, team: Team) -> str:
    """Return the audit's name for a team's own deadline for a deliverable."""
    return f"{asked.key} team:{team.uid}"


def grant_exception(
    session: Session, *, team_id: int, deliverable_id: int, until: datetime, why: str, deed: Deed
) -> LateException:
    """Give a team more time for a deliverable. Raises Invalid for a time that is past."""
    if until <= deed.at:
        raise Invalid(Code.deadline_past, "Den nye fristen må ligge foran oss.")
    team, asked = team_with_id(session, team_id), deliverables.get(session, deliverable_id)
    if team.cohort_id != asked.cohort_id:
        raise NotFound(Code.not_asked_of_team, f"{team.name} er ikke bedt om dette.")
    exception = LateException(
        team_id=team_id,
        deliverable_id=deliverable_id,
        until=until,
        why=tidy_text(why),
        by=deed.actor,
        at=deed.at,
    )
    session.add(exception)
    session.flush()
    audit.record(
        session,
        Act.more_time_given,
        deed,
        about=about_more_time(asked, team),
        cohort_id=team.cohort_id,
        details={"until": until.isoformat()},
    )
    return exception


def team_with_id(session: Session, team_id: int) -> Team:
    team = session.get(Team, team_id)
    if team is None:
        raise NotFound(Code.no_such_team, f"Det finnes ikke noe team {team_id}.")
    return team
