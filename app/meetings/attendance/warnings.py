"""Warn a team's leader and mentor early: a member missing twice in a row, or falling numbers (R121).

A letter about a member waits as a draft for a person of the unit; a letter of figures goes by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from app import cohorts, outbox
from app.meetings.answers import STEP, is_told_names, leaders_of
from app.meetings.attendance import visible
from app.meetings.models import Presence
from app.meetings.roster import roster
from app.people import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.meetings.attendance.visible import TeamsAttendance
    from app.meetings.models import Meeting
    from app.meetings.roster import Membership

MEETINGS_IN_A_ROW = 2
TWICE_MISSING: Literal["twice_missing"] = "twice_missing"
ABSENCE_STEPS = (STEP, TWICE_MISSING)
"""The letters that name somebody: each waits for a person."""
FALL_IN_PEOPLE = 2
"""So many fewer of a team than last time is a falling trend; so is one fewer twice running."""


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A warning about a member missing twice in a row, or about the whole team when `email` is None.

    `figures` says the same without a name, for those who are told no names.
    """

    team_id: int
    team: str
    kind: Literal["twice_missing", "falling"]
    email: str | None
    text: str
    figures: str


def of_cohort(session: Session, cohort_id: int) -> list[Warned]:
    """Return the warnings of the meetings noted so far, by team. Names are for the team and its mentor."""
    counted = list(visible.by_meeting(session, cohort_id).values())
    teams = {(one.team_id, one.team) for teams in counted for one in teams}
    return [
        warned
        for team_id, team in sorted(teams, key=lambda team: team[1])
        for warned in (*_twice_missing(session, cohort_id, team_id, team), *_falling(counted, team_id, team))
    ]


def _twice_missing(session: Session, cohort_id: int, team_id: int, team: str) -> Iterator[Warned]:
    by_person: dict[str, list[Presence]] = {}
    for one in visible.of_team(session, cohort_id=cohort_id, team_id=team_id):
        by_person.setdefault(one.email, []).append(one.presence)
    names = {person.email: person.name for _, person in cohorts.grants_of(session, cohort_id=cohort_id)}
    missing = sum(presences[-1] is not Presence.present for presences in by_person.values())
    figures = f"{missing} av {len(by_person)} i {team} var ikke med på det siste møtet."
    for email, presences in sorted(by_person.items()):
        last = presences[-MEETINGS_IN_A_ROW:]
        if len(last) == MEETINGS_IN_A_ROW and Presence.present not in last:
            text = f"{names.get(email, email)} har ikke vært med på de to siste møtene."
            yield Warned(
                team_id=team_id, team=team, kind=TWICE_MISSING, email=email, text=text, figures=figures
            )


def _falling(counted: Sequence[Sequence[TeamsAttendance]], team_id: int, team: str) -> Iterator[Warned]:
    present = [one.present for teams in counted for one in teams if one.team_id == team_id][-3:]
    falls = [before - after for before, after in pairwise(present)]
    if falls and (falls[-1] >= FALL_IN_PEOPLE or (len(falls) == MEETINGS_IN_A_ROW and min(falls) > 0)):
        text = f"Det blir færre fra {team}: {', '.join(map(str, present))} på de siste møtene."
        yield Warned(team_id=team_id, team=team, kind="falling", email=None, text=text, figures=text)


def warn_about_absence(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Owe a team's leader and mentor the warnings after a meeting, once for each meeting."""
    cohort, places = cohorts.get(session, meeting.cohort_id), roster(session, meeting.cohort_id)
    found, under = of_cohort(session, cohort.id), f"{cohort.uid}/meeting:{meeting.key}/"
    standing = {f"{under}{warned.email}" for warned in found if warned.email}
    outbox.withdraw_drafts(session, cohort.id, step=TWICE_MISSING, under=under, but=standing)
    for warned in found:
        for email in _told(places, warned):
            outbox.owe(
                session,
                to=email,
                about=f"{under}{warned.email or warned.team_id}",
                step=warned.kind,
                subject=f"Oppmøtet i {warned.team}",
                text=_letter(warned.text if is_told_names(places, warned.team, email) else warned.figures),
                approved=warned.email is None,
                now=now,
                cohort_id=cohort.id,
            )


def _told(places: Mapping[str, Sequence[Membership]], warned: Warned) -> list[str]:
    mentors = {
        email
        for email, held in places.items()
        if any(place.team_id == warned.team_id and Role.mentor in place.roles for place in held)
    }
    return sorted({*leaders_of(places, warned.team, but=warned.email or ""), *mentors})


def _letter(said: str) -> str:
    return (
        f"{said}\n\n"
        "Samlingene og innsjekkene er for hele teamet. Snakk gjerne sammen om hva som skal til, "
        "og gi beskjed hvis noen andre skal inn i teamet.\n"
    )
