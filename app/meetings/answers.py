"""Answers to invitations per person, team and role, and the drafts to leaders about absences."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app import cohorts, outbox
from app.meetings import service as meetings
from app.meetings.models import Invited, Meeting, Response
from app.meetings.reach import places_at
from app.meetings.roster import Membership, roster
from app.people import Reader, Role, leads_team, told_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

STEP = "forfall"
Counts = dict[Response, int]


@dataclass(frozen=True, kw_only=True)
class PersonsAnswer:
    """A person's answer. `places` are the teams they hold roles in, None for the whole cohort."""

    email: str
    name: str
    required: bool
    response: Response
    answered_at: datetime | None
    places: tuple[Membership, ...]


@dataclass(frozen=True, kw_only=True)
class GroupsAnswers:
    """Answers counted for a team or a role, by its name."""

    name: str
    counts: Counts


def answers_of(session: Session, meeting_id: int) -> list[PersonsAnswer]:
    """Return each invited person's answer, by name. An answer given by mail alone counts as `none`."""
    meeting = meetings.get(session, meeting_id)
    places = places_at(
        meeting,
        cohorts.teams_of(session, cohort_id=meeting.cohort_id),
        roster(session, meeting.cohort_id),
    )
    row = Invited
    read = select_values(*map(col, (row.email, row.name, row.required, row.response, row.answered_at)))
    found = session.execute(read.where(col(row.meeting_id) == meeting_id).order_by(col(row.name)))
    return [
        PersonsAnswer(
            email=email,
            name=name,
            required=required,
            response=response,
            answered_at=answered_at,
            places=tuple(places.get(email, ())),
        )
        for email, name, required, response, answered_at in found
    ]


def answers_by_team(answers: Iterable[PersonsAnswer]) -> list[GroupsAnswers]:
    """Count per team: a person in two teams counts in both, a person without a team in neither."""
    counted: dict[str, Counter[Response]] = defaultdict(Counter)
    for one in answers:
        for name in {place.team for place in one.places if place.team}:
            counted[name][one.response] += 1
    return [_group(name, counted[name]) for name in sorted(counted)]


def by_role(answers: Iterable[PersonsAnswer], reader: Reader) -> list[GroupsAnswers]:
    """Count per role as the reader is told it, in the order of `Role`."""
    counted: dict[Role, Counter[Response]] = defaultdict(Counter)
    for one in answers:
        for role in {told_as(role, reader) for place in one.places for role in place.roles}:
            counted[role][one.response] += 1
    return [_group(role, counted[role]) for role in Role if role in counted]


def _group(name: str, counted: Counter[Response]) -> GroupsAnswers:
    return GroupsAnswers(name=name, counts={response: counted[response] for response in Response})


def teams_without_mentor(answers: Iterable[PersonsAnswer]) -> list[str]:
    """Name the teams where no mentor has accepted; a team needs at least a single acceptance."""
    accepted: dict[str, bool] = {}
    for one in answers:
        for place in one.places:
            if place.team and Role.mentor in place.roles:
                yes = one.response is Response.accepted
                accepted[place.team] = accepted.get(place.team, False) or yes
    return sorted(team for team, yes in accepted.items() if not yes)


def nudge_leaders(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Draft a letter to the team's leader about each required member who declined; once, before it begins.

    A person of the unit reads it and sends it, or does not. What is true no longer is withdrawn.
    """
    cohort = cohorts.get(session, meeting.cohort_id)
    answers = answers_of(session, meeting.id) if _someone_declined(session, meeting, now) else []
    declined = [one for one in answers if one.required and one.response is Response.declined]
    under = f"{cohort.uid}/meeting:{meeting.key}/"
    standing = {f"{under}{one.email}" for one in declined}
    outbox.withdraw_drafts(session, cohort.id, step=STEP, under=under, but=standing)
    places = roster(session, cohort.id) if declined else {}
    for one in declined:
        for place in one.places:
            if place.team and place.sits_in_team:
                _draft(session, meeting, one, place.team, answers, places, now=now)


def _someone_declined(session: Session, meeting: Meeting, now: datetime) -> bool:
    """Tell whether a member who must come to a meeting that has not begun has declined."""
    if not meeting.details.get("mandatory", True) or not meeting.starts_at or meeting.starts_at <= now:
        return False
    declined = select(Invited.email).where(
        Invited.meeting_id == meeting.id, col(Invited.required), Invited.response == Response.declined
    )
    return session.exec(declined).first() is not None


def _draft(
    session: Session,
    meeting: Meeting,
    declined: PersonsAnswer,
    team: str,
    answers: Sequence[PersonsAnswer],
    places: Mapping[str, Sequence[Membership]],
    *,
    now: datetime,
) -> None:
    cohort = cohorts.get(session, meeting.cohort_id)
    for email in leaders_of(places, team, but=declined.email):
        by_name = is_told_names(places, team, email)
        what = f"{declined.name} har meldt forfall" if by_name else f"Forfall fra {team}"
        said = f"{declined.name} i {team}" if by_name else f"{_share(answers, team)} i {team}"
        outbox.owe(
            session,
            to=email,
            about=f"{cohort.uid}/meeting:{meeting.key}/{declined.email}",
            step=STEP,
            subject=f"{what} til {meeting.title}",
            text=_letter(meeting, said),
            approved=False,
            now=now,
            cohort_id=meeting.cohort_id,
        )


def _share(answers: Iterable[PersonsAnswer], team: str) -> str:
    """Return how many of a team's members have declined: «1 av 5»."""
    members = [
        one for one in answers if any(place.team == team and place.sits_in_team for place in one.places)
    ]
    return f"{sum(one.response is Response.declined for one in members)} av {len(members)}"


def leaders_of(places: Mapping[str, Sequence[Membership]], team: str | None, *, but: str = "") -> list[str]:
    """Return a team's leaders by address, without `but`; its nearest leaders when no other is left."""
    leading = _holding(places, team, {role for role in Role if leads_team(role)}) - {but}
    return sorted(leading or _holding(places, team, {Role.nearest_leader}) - {but})


def is_told_names(places: Mapping[str, Sequence[Membership]], team: str | None, email: str) -> bool:
    """Tell whether a letter may name a team's members to somebody: they sit in it, or are its mentor.

    Nearest leaders and the trust's contact are told figures alone.
    """
    return any(
        place.team == team and (place.sits_in_team or Role.mentor in place.roles)
        for place in places.get(email, ())
    )


def _holding(places: Mapping[str, Sequence[Membership]], team: str | None, roles: set[Role]) -> set[str]:
    return {
        email
        for email, held in places.items()
        if any(place.team == team and roles & set(place.roles) for place in held)
    }


def _letter(meeting: Meeting, said: str) -> str:
    assert meeting.starts_at is not None  # noqa: S101 - the caller has looked
    starts = meeting.starts_at.astimezone(meetings.OSLO)
    when = f"{starts:%d.%m.%Y}" if meeting.all_day else f"{starts:%d.%m.%Y kl. %H:%M}"
    return (
        f"{said} har takket nei til {meeting.title} {when}.\n\n"
        "Møtet er for hele teamet. Kan dere få det til likevel, eller kan noen andre i teamet komme i stedet? "
        "Gi beskjed til dem som leder læringsnettverket, så sender vi innkallingen.\n"
    )
