"""What a team is told of a meeting that it agrees on itself: a time that is free, who, and what to talk about. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.programmes import day_in_norwegian
from app.provisioning.desired.audience import attendees
from app.provisioning.desired.own_meetings import Span

if TYPE_CHECKING:
    from datetime import date

    from app.provisioning.desired.picture import CohortPicture, MeetingPicture, TeamPicture

THEY_AGREE = "Teamleder og veileder avtaler selv."


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """A team's own meeting: `agreed` is its time, `proposed` one that suits all who must come, `who` their names.

    `window` is the first and the last day the programme says; `about` are lines on what to talk about.
    """

    key: str
    title: str
    agreed: Span | None
    proposed: Span | None
    window: tuple[date, date] | None
    who: tuple[str, ...]
    about: tuple[str, ...]

    @property
    def when(self) -> str:
        """Return the time in a sentence."""
        if self.agreed:
            return f"Avtalt: {in_norwegian(self.agreed)}."
        if self.proposed:
            return f"Forslag: {in_norwegian(self.proposed)}. Da har ingen av dere andre møter i kullet."
        if self.window is None:
            return "Finn en tid som passer."
        first, last = (day_in_norwegian(day) for day in self.window)
        return f"Finn en tid fra {first} til {last}." if first != last else f"Finn en tid {first}."

    @property
    def in_words(self) -> str:
        who = f"Hvem: {', '.join(self.who)}." if self.who else ""
        return "\n".join(line for line in (THEY_AGREE, self.when, who, *self.about) if line)


def agreements_of(picture: CohortPicture, team: TeamPicture) -> list[Agreement]:
    """Return the meetings a team agrees on itself, but those of other teams and those it has cancelled."""
    return [
        _agreement(picture, team, meeting)
        for meeting in picture.to_agree
        if team in picture.teams_at(meeting)
        and not ((own := meeting.own_times.get(team.id)) and own.cancelled)
    ]


def agreement_on(picture: CohortPicture, team: TeamPicture, key: str | None) -> str:
    """Return what a team's task of agreeing on a meeting says; empty for any other task."""
    found = (one for one in agreements_of(picture, team) if one.key == key) if key else iter(())
    return next((one.in_words for one in found), "")


def _agreement(picture: CohortPicture, team: TeamPicture, meeting: MeetingPicture) -> Agreement:
    own = meeting.own_times.get(team.id)
    people = attendees(picture, meeting, (team,))
    return Agreement(
        key=meeting.key,
        title=meeting.title,
        agreed=Span(own.starts_at, own.ends_at) if own else None,
        proposed=picture.laid.proposed.get((meeting.key, team.id)),
        window=meeting.window,
        who=tuple(one.name for one in people if one.required),
        about=_about(meeting),
    )


def _about(meeting: MeetingPicture) -> tuple[str, ...]:
    lines = (
        f"Tema: {meeting.theme}" if meeting.theme else "",
        f"Mål: {meeting.goal}" if meeting.goal else "",
        *meeting.content.text.splitlines(),
        *(line for _, day in meeting.content.agenda_by_day for line in day),
        *meeting.content.guide,
    )
    return tuple(line for line in lines if line)


def in_norwegian(span: Span) -> str:
    return f"{day_in_norwegian(span.starts_at.date())} kl. {span.starts_at:%H:%M}–{span.ends_at:%H:%M}"
