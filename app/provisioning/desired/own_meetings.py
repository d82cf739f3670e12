"""Times for meetings that each team has for itself, so that nobody must be at two at one hour. Pure.

Where we arrange them they follow one another within the meeting's days; where a team agrees on its own, the time is a
proposal. What has a time keeps it, and a meeting that fits nowhere is left without: nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from app.programmes import is_working_day
from app.provisioning.desired.audience import attendees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from app.provisioning.desired.picture import CohortPicture, MeetingPicture, TeamPicture

DAY_STARTS, DAY_ENDS = time(8), time(16)
MIDNIGHT = time(0)


class Span(NamedTuple):
    """A time on the clock on the wall."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: Span) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Occasion(NamedTuple):
    """A meeting at its time, with the teams it is for: all, or the single team that has it for itself."""

    meeting: MeetingPicture
    teams: tuple[TeamPicture, ...]
    span: Span

    @property
    def title(self) -> str:
        return f"{self.meeting.title} ({self.teams[0].name})" if self.meeting.per_team else self.meeting.title


Own = tuple[str, int]
"""A meeting's key and a team's id."""


@dataclass
class Laid:
    """The times found: `fixed` stand, `slots` are to be invited to, `proposed` are for a team to agree on.

    `left` are the meetings that we are to arrange and that fit nowhere, with the teams that lack a time.
    """

    fixed: list[Occasion] = field(default_factory=list)
    slots: dict[Own, Span] = field(default_factory=dict)
    proposed: dict[Own, Span] = field(default_factory=dict)
    left: dict[str, list[TeamPicture]] = field(default_factory=lambda: defaultdict(list))
    _busy: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))

    def occupy(self, people: Iterable[str], span: Span) -> None:
        for email in people:
            self._busy[email].append(span)

    def is_free(self, people: Iterable[str], span: Span) -> bool:
        return not any(span.meets(taken) for email in people for taken in self._busy[email])


def lay(picture: CohortPicture) -> Laid:
    """Lay every team's own meetings between those that stand; ours first, then the proposals."""
    found, without_time = Laid(fixed=list(_standing(picture))), sorted(_without_time(picture), key=_order)
    for occasion in found.fixed if without_time else ():
        found.occupy(must_come(picture, occasion.meeting, occasion.teams), occasion.span)
    for meeting, team in without_time:
        _lay(picture, found, meeting, team)
    return found


def _standing(picture: CohortPicture) -> Iterator[Occasion]:
    for meeting in picture.meetings:
        if not (meeting.per_team or meeting.waits_for_teams):
            yield Occasion(meeting, picture.teams_at(meeting), Span(meeting.starts_at, meeting.ends_at))
    for meeting, team in _of_teams(picture):
        if span := _set_time(meeting, team):
            yield Occasion(meeting, (team,), span)


def _without_time(picture: CohortPicture) -> Iterator[tuple[MeetingPicture, TeamPicture]]:
    for meeting, team in _of_teams(picture):
        if meeting.arranged_by and team.id not in meeting.own_times:
            yield meeting, team


def _of_teams(picture: CohortPicture) -> Iterator[tuple[MeetingPicture, TeamPicture]]:
    for meeting in (*picture.meetings, *picture.to_agree):
        yield from ((meeting, team) for team in picture.teams_at(meeting) if meeting.per_team)


def _set_time(meeting: MeetingPicture, team: TeamPicture) -> Span | None:
    """Return the time a team has: its own, or all teams' where nobody arranges it; None when it has none."""
    own = meeting.own_times.get(team.id)
    if own is not None:
        return None if own.cancelled else Span(own.starts_at, own.ends_at)
    return None if meeting.arranged_by else Span(meeting.starts_at, meeting.ends_at)


def _order(one: tuple[MeetingPicture, TeamPicture]) -> tuple[bool, datetime, str, int]:
    meeting, team = one
    return meeting.arranged_by != "unit", meeting.starts_at, meeting.key, team.id


def _lay(picture: CohortPicture, found: Laid, meeting: MeetingPicture, team: TeamPicture) -> None:
    people = must_come(picture, meeting, (team,))
    possible = (one for one in _candidates(meeting) if _may_be(meeting, one, picture.today))
    span = next((one for one in possible if found.is_free(people, one)), None)
    if span:
        found.occupy(people, span)
        (found.slots if meeting.arranged_by == "unit" else found.proposed)[meeting.key, team.id] = span
    elif meeting.arranged_by == "unit" and meeting.window and meeting.window[1] >= picture.today:
        found.left[meeting.key].append(team)


def _may_be(meeting: MeetingPicture, span: Span, today: date) -> bool:
    """Tell whether a time is still ahead, where we arrange it: today, only from the hour a person has set on."""
    if meeting.arranged_by != "unit" or span.starts_at.date() > today:
        return True
    return span.starts_at.date() == today and not meeting.ended and span.starts_at >= meeting.starts_at


def must_come(picture: CohortPicture, meeting: MeetingPicture, teams: Iterable[TeamPicture]) -> list[str]:
    return [one.email for one in attendees(picture, meeting, teams) if one.required]


def _candidates(meeting: MeetingPicture) -> Iterator[Span]:
    """Yield the times within the meeting's days: from its own day and hour on, then the rest, each after the other."""
    if meeting.window is None:
        return
    lasts = meeting.ends_at - meeting.starts_at
    for day in _days(meeting):
        for starts_at in _starts(day, meeting, lasts):
            yield Span(starts_at, starts_at + lasts)


def _days(meeting: MeetingPicture) -> Iterator[date]:
    """Yield the day it is set to first. A proposal is on a working day; where we arrange, a person has set the day."""
    first, last = meeting.window or (meeting.starts_at.date(), meeting.starts_at.date())
    own = meeting.starts_at.date()
    if meeting.arranged_by == "unit" or is_working_day(own):
        yield own
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day != own and is_working_day(day):
            yield day


def _starts(day: date, meeting: MeetingPicture, lasts: timedelta) -> Iterator[datetime]:
    own = datetime.combine(day, meeting.starts_at.time())
    if meeting.all_day or lasts >= timedelta(hours=8):
        yield own
        return
    evening = max(datetime.combine(day, DAY_ENDS), own + lasts)
    yield from _one_after_another(own, evening, lasts)
    yield from _one_after_another(datetime.combine(day, DAY_STARTS), own, lasts)


def _one_after_another(first: datetime, until: datetime, lasts: timedelta) -> Iterator[datetime]:
    while lasts and first + lasts <= until:
        yield first
        first += lasts


def at_own_time(
    meeting: MeetingPicture, team: TeamPicture, slots: Mapping[Own, Span]
) -> MeetingPicture | None:
    """Return a team's own meeting at its time; None when the team has cancelled it, or it has no time."""
    own = meeting.own_times.get(team.id)
    if own is None:
        return _at_slot(meeting, slots.get((meeting.key, team.id)))
    if own.cancelled:
        return None
    return replace(
        meeting,
        starts_at=own.starts_at,
        ends_at=own.ends_at,
        all_day=own.all_day,
        place=own.place,
        ended=own.ended,
    )


def _at_slot(meeting: MeetingPicture, slot: Span | None) -> MeetingPicture | None:
    if not meeting.arranged_by:
        return meeting
    return replace(meeting, starts_at=slot.starts_at, ends_at=slot.ends_at, ended=False) if slot else None
