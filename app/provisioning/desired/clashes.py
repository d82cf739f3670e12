"""People who must be at two meetings at one hour, by name. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.programmes import day_in_norwegian, listed
from app.provisioning.desired.audience import attendees
from app.provisioning.desired.own_meetings import Occasion, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.provisioning.desired.picture import CohortPicture


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two meetings, or two teams' own of the same, and the `people` who must be at both, by name."""

    one: str
    other: str
    span: Span
    people: tuple[str, ...]

    @property
    def said(self) -> str:
        who, day = listed(self.people), day_in_norwegian(self.span.starts_at.date())
        when = f"{day} kl. {self.span.starts_at:%H:%M}"
        return f"«{self.one}» og «{self.other}» er samtidig, {when}: {who} skal være begge steder. Flytt det ene."


def clashes(picture: CohortPicture) -> list[Clash]:
    """Return the clashes ahead, by time: of what stands, and of what we have laid."""
    must: dict[int, dict[str, str]] = {}
    found = []
    for one, other in _overlapping(occasions(picture)):
        both = _must(picture, one, must).keys() & _must(picture, other, must).keys()
        if both:
            names = sorted(_must(picture, one, must)[email] for email in both)
            found.append(Clash(one=one.title, other=other.title, span=other.span, people=tuple(names)))
    return found


def occasions(picture: CohortPicture) -> list[Occasion]:
    """Return every meeting ahead with a time, by time; proposals are nobody's yet."""
    found, teams = picture.laid, {team.id: team for team in picture.teams}
    known = {meeting.key: meeting for meeting in picture.meetings}
    slots = [Occasion(known[key], (teams[team_id],), span) for (key, team_id), span in found.slots.items()]
    ahead = [one for one in (*found.fixed, *slots) if one.span.ends_at.date() >= picture.today]
    return sorted(ahead, key=lambda one: (one.span, one.title))


def _overlapping(by_time: Sequence[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    for number, one in enumerate(by_time):
        for other in by_time[number + 1 :]:
            if other.span.starts_at >= one.span.ends_at:
                break
            yield one, other


def _must(picture: CohortPicture, one: Occasion, known: dict[int, dict[str, str]]) -> dict[str, str]:
    """Return the names of those who must come, by address; worked out once for each."""
    if id(one) not in known:
        people = attendees(picture, one.meeting, one.teams)
        known[id(one)] = {person.email: person.name for person in people if person.required}
    return known[id(one)]
