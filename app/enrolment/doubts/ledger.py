"""The doubts of one reading: what is asked, what is answered, and what is held back meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.enrolment.table.columns import NEEDED, NEEDED_IN_OPEN_NETWORK
from app.people import same_spelling, tidy_address
from app.questions import KINDS, Asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.enrolment.headings import Column
    from app.enrolment.problems import Problem, Where


@dataclass(frozen=True)
class KnownTeam:
    """A team that stands in the cohort; `facts` are the columns a workbook may change."""

    name: str
    organisation: str
    facts: Mapping[str, str | int | list[str] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class KnownSeat:
    """A person's roles in a team of the cohort, or in all of it when `team_key` is empty."""

    name: str
    email: str
    team_key: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What the cohort holds already: certain, and asked about no more. Teams are by their key.

    `tracks` are the names of its programme's tracks, by their keys. `role_names` is what the cohort calls its roles.
    `open_network`: people come one by one, and need no team.
    """

    teams: Mapping[str, KnownTeam] = field(default_factory=dict)
    seats: tuple[KnownSeat, ...] = ()
    tracks: Mapping[str, str] = field(default_factory=dict)
    role_names: Mapping[str, str] = field(default_factory=dict)
    open_network: bool = False

    @property
    def needed(self) -> tuple[Column, ...]:
        return NEEDED_IN_OPEN_NETWORK if self.open_network else NEEDED


@dataclass
class Doubts:
    """Asks each thing once; `held` are all texts, in one spelling, of rows that wait for an answer.

    Whatever a held row names is neither enrolled nor told to be missing. `held_people` are the addresses of those rows,
    and all texts of a row that has none.
    """

    about: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    asked: dict[str, Asking] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    held_people: set[str] = field(default_factory=set)

    def answer(self, where: Where, asking: Asking) -> str | None:
        """Return the answer to a doubt, or ask it and return None."""
        given = self.answers.get(asking.key)
        if given in asking.choices:
            return given
        if asking.key not in self.asked:
            self.asked[asking.key] = asking
            sentence = KINDS[asking.kind].text % asking.details
            self.problems.append(where.question(asking.kind.name, sentence, key=asking.key))
        return None

    def hold(self, texts: Iterable[str]) -> None:
        spelt = {one for text in texts for one in (same_spelling(text), tidy_address(text))} - {""}
        self.held |= spelt
        self.held_people |= {one for one in spelt if "@" in one} or spelt
