"""The content of a meeting: its text, its agenda, the way there, its fixed questions and its links."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from pydantic import BaseModel, Field

from app.programmes.language.vocabulary import HttpsAddress, Words
from app.programmes.language.when import Clock


class Venue(BaseModel, extra="forbid", frozen=True):
    """A place, or the places to choose between later (`between`): names, or keys of other venues."""

    name: Words | None = None
    address: Words | None = None
    travel: Words | None = None
    link: Words | None = None
    between: tuple[Words, ...] = ()

    @property
    def place(self) -> str | None:
        return ", ".join(part for part in (self.name, self.address) if part) or None

    def is_called(self, place: str | None) -> bool:
        """Tell whether a meeting's place is this one: by its name, with or without its address."""
        names = {self.name, self.place} if self.name else {self.place}
        return (place or "").casefold() in {(name or "").casefold() for name in names}


class AgendaItem(BaseModel, extra="forbid", frozen=True):
    time: Clock | None = None
    day: Annotated[int, Field(ge=1, le=5)] = 1
    item: Words
    responsible: Words | None = None

    @property
    def line(self) -> str:
        """Return it as people read it: «09.00 Velkommen (Kari)»."""
        whose = f"({self.responsible})" if self.responsible else ""
        clock = (self.time or "").replace(":", ".")
        return " ".join(part for part in (clock, self.item, whose) if part)


class Link(BaseModel, extra="forbid", frozen=True):
    """A page of the hospital's own, for instance a procedure."""

    title: Words
    address: HttpsAddress


class Content(BaseModel, frozen=True):
    """What a meeting holds, as it was when the cohort was started.

    `directions` are to every place it may be held at; a place that has none here is told by its name alone.
    """

    text: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    guide: tuple[Words, ...] = ()
    links: tuple[Link, ...] = ()
    directions: tuple[Venue, ...] = ()

    @property
    def agenda_by_day(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the lines of each day, by its number; within a day as they were written."""
        items = sorted(self.agenda, key=lambda item: item.day)
        return tuple((day, tuple(i.line for i in found)) for day, found in groupby(items, lambda i: i.day))

    def way_to(self, place: str | None) -> Venue | None:
        """Return the directions to a place; None when there are none, or nothing that the place does not say."""
        found = next((venue for venue in self.directions if venue.is_called(place)), None)
        return found if found and (found.travel or found.link or found.place != place) else None
