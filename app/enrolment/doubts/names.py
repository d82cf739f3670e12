"""Near-duplicates among the names of a column: each name leads to the one it stands for, or waits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from app.enrolment.doubts.similar import MAX_NAMES_COMPARED, near, spelt_alike, words_of
from app.enrolment.problems import Where
from app.questions import Asking

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from app.enrolment.doubts.ledger import Doubts
    from app.questions import QuestionKind


@dataclass(frozen=True)
class Name:
    """A name as it stands in some rows, or in the cohort (`where` is None); `key` is shared by its spellings."""

    key: str
    text: str
    rows: int = 0
    where: Where | None = None
    organisations: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        return f"{self.where.sheet}, rad {self.where.row}" if self.where else "i kullet"


def settle_names(
    kind: QuestionKind, names: Iterable[Name], known: Collection[Name], doubts: Doubts
) -> Mapping[str, str | None]:
    """Return, for the key of each name that is another's spelling, that other's text; None while it is asked about.

    Names in the cohort stand; of the others, those with most rows come first.
    """
    standing = list(known)
    meant: dict[str, str | None] = {}
    there = {name.key for name in known}
    for name in sorted((one for one in names if one.key not in there), key=lambda one: -one.rows):
        answers = [
            (main, doubts.answer(name.where or Where(), _asking(kind, main, name, doubts)))
            for main in _near(name, standing)
        ]
        same = next((main for main, answer in answers if answer == "same"), None)
        if same is not None:
            meant[name.key] = same.text
        elif any(answer is None for _, answer in answers):
            meant[name.key] = None
        else:
            standing.append(name)
    return meant


def _near(name: Name, standing: list[Name]) -> Iterable[Name]:
    alike: Callable[[Name, Name], bool] = _may_be_one if len(standing) <= MAX_NAMES_COMPARED else _spelt_alike
    return [main for main in standing if alike(main, name)]


def _spelt_alike(one: Name, other: Name) -> bool:
    return spelt_alike(one.text, other.text)


def _may_be_one(one: Name, other: Name) -> bool:
    """Tell whether two names may be one; siblings of different organisations must be spelt alike."""
    if _spelt_alike(one, other):
        return True
    own = frozenset().union(*map(words_of, one.organisations | other.organisations))
    return near(one.text, other.text, own=own) and _related(one, other)


def _related(one: Name, other: Name) -> bool:
    if not one.organisations or not other.organisations:
        return True
    pairs = product(one.organisations, other.organisations)
    return any(near(here, there, own=words_of(here) | words_of(there)) for here, there in pairs)


def _asking(kind: QuestionKind, main: Name, name: Name, doubts: Doubts) -> Asking:
    return Asking(
        kind=kind,
        seen=tuple(sorted((main.key, name.key))),
        about=doubts.about,
        choices=("same", "different"),
        proposed="same",
        details={"one": main.text, "one_place": main.place, "other": name.text, "other_place": name.place},
    )
