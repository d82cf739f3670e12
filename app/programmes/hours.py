"""Hours asked of people over a whole programme: its own estimate, or what its meetings alone come to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Literal

from app.people import Role, role_title
from app.programmes.audiences import required_roles
from app.programmes.dates.compiler import compile_programme
from app.programmes.dates.norwegian import at_the_start, in_a_sentence, listed
from app.programmes.language.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.programmes.dates.calendar import DatedMeeting
    from app.programmes.language.definition import Definition
    from app.programmes.language.vocabulary import RoleCode

Basis = Literal["programme", "assumed", "meetings"]
ANY_YEAR = 2026
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
WORKING_DAY_HOURS = 7.5
"""Of a meeting that lasts a whole day and names no clock time."""


@dataclass(frozen=True, kw_only=True)
class HoursAsked:
    """Hours of each person with any of these roles, by its name in the programme.

    `basis` is where the number is from: the programme's source, its author's guess, or its meetings alone.
    """

    names: Mapping[str, str]
    hours: int
    basis: Basis

    @property
    def who(self) -> str:
        return at_the_start(listed(dict.fromkeys(self.names.values())))


def hours_asked(definition: Definition) -> tuple[HoursAsked, ...]:
    """Return the hours by role; a role the programme names and gives none has those of its meetings."""
    found: dict[tuple[int, Basis], dict[str, str]] = defaultdict(dict)
    for role, hours, basis in _by_role(definition):
        found[hours, basis][role] = _name(definition, role)
    return tuple(HoursAsked(names=names, hours=hours, basis=basis) for (hours, basis), names in found.items())


def _by_role(definition: Definition) -> Iterator[tuple[RoleCode, int, Basis]]:
    for role, hours in definition.hours.items():
        yield role, hours, "assumed" if definition.hours_assumed else "programme"
    alone = meeting_hours(definition)
    for role in definition.roles:
        if role not in definition.hours and role in alone:
            yield role, alone[role], "meetings"


def _name(definition: Definition, role: RoleCode) -> str:
    own = definition.roles.get(role)
    return in_a_sentence(own.name) if own else role_title(Role(role))


def meeting_hours(definition: Definition) -> dict[RoleCode, int]:
    """Return the hours of the meetings that each role must come to, rounded up."""
    hours: dict[RoleCode, float] = defaultdict(float)
    agents = "improvement_agent" in definition.roles
    for meeting in compile_programme(definition, ANY_YEAR).meetings:
        for role in required_roles(meeting, agents=agents):
            hours[role] += _lasts(meeting)
    return {role: ceil(hours[role]) for role in hours}


def _lasts(meeting: DatedMeeting) -> float:
    """Return a meeting's hours: a day without clock times is a working day, and the nights between are nobody's."""
    nights, rest = divmod(meeting.lasts, A_DAY)
    return (nights + 1) * (rest / AN_HOUR) if rest else nights * WORKING_DAY_HOURS


def told_hours(asked: HoursAsked) -> str:
    """Say it in a sentence."""
    hours = f"om lag {asked.hours} {'time' if asked.hours == 1 else 'timer'}"
    if asked.basis == "meetings":
        return f"{asked.who}: møtene alene er {hours}."
    return f"{asked.who}: {hours} i hele programmet{' (antatt)' if asked.basis == 'assumed' else ''}."


def too_few_hours(definition: Definition) -> Iterator[Problem]:
    """Name the roles whose hours do not even cover the meetings."""
    alone = meeting_hours(definition) if definition.hours else {}
    for role, hours in definition.hours.items():
        if hours < alone.get(role, 0):
            text = f"{hours} timer rekker ikke til møtene, som alene er om lag {alone[role]} timer."
            yield Problem(path=f"hours.{role}", level="warning", text=text)
