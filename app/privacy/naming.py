"""Where a text names a person: by address and id, and by name as people write it.

A name is whole words, in either order, however it is cased, spaced or composed, with a genitive's s or without; never
part of another name. A place that cannot be decided is given as uncertain: a person decides it, because one is to be
erased and nobody else (GDPR articles 5 and 17).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_LETTER = r"\w\u0300-\u036f"  # with the marks that make a letter another
_WORD_BEGINS, _WORD_ENDS = rf"(?<![{_LETTER}])(?<![{_LETTER}][-‐‑])", rf"(?![{_LETTER}])(?![-‐‑][{_LETTER}])"
_GENITIVE = rf"(?=['’]?s{_WORD_ENDS})"
_ADDRESS_BEGINS, _ADDRESS_ENDS = r"(?<![\w.+'-])", r"(?![\w-])(?!\.\w)"
_NEXT_WORD = re.compile(r"[ \u00a0]+([^\W\d_])")
_LAST_WORD = re.compile(r"(?:^|(?<=[ \u00a0]))([^\W\d_])[^\s.!?:;,]*[ \u00a0]+$")
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:;,(«\"\n]\s*)\S+[ \u00a0]+$")
NEIGHBOUR_CHARACTERS = 80
"""Characters read on each side of a name, to see whether it goes on."""
_NOTHING = r"(?!)"


@dataclass(frozen=True)
class Place:
    """A stretch of a text that names the person, or may do so."""

    start: int
    end: int
    certain: bool


class Naming:
    """The ways texts name a person, told apart from the ways they name others.

    `identifiers` are addresses and ids. A `name` of a single word is too common to be looked for. `others` are the
    names of other people: a longer one that holds this name is theirs, and the very same name is a namesake's, so that
    by itself it decides nothing. `namesakes` are the identifiers of people of the very same name.
    """

    def __init__(
        self,
        identifiers: Iterable[str],
        name: str,
        *,
        others: Iterable[str] = (),
        namesakes: Iterable[str] = (),
    ) -> None:
        everybody = list(others)
        self._by_identifier = _any_address(identifiers)
        self._by_name = _any_name([name] if len(name.split()) > 1 else [])
        self._longer = _any_name(other for other in everybody if self._holds_the_name(name, other))
        self._has_namesake = any(same_spelling(other) == same_spelling(name) for other in everybody)
        self._namesakes = _any_address(namesakes)

    def _holds_the_name(self, name: str, other: str) -> bool:
        return same_spelling(name) != same_spelling(other) and bool(self._by_name.search(other))

    def by_text(self, texts: Sequence[str]) -> dict[str, list[Place]]:
        """Return the places in a row's texts, for each text that has any."""
        return {text: places for text, places in zip(texts, self.places(texts), strict=True) if places}

    def places(self, texts: Sequence[str]) -> list[list[Place]]:
        """Find the places in each text of a row; an identifier in one of them tells whose the name in another is."""
        is_theirs = any(self._by_identifier.search(text) for text in texts)
        is_namesakes = not is_theirs and any(self._namesakes.search(text) for text in texts)
        decided = is_theirs or not self._has_namesake
        return [self._places_in(text, names=not is_namesakes, decided=decided) for text in texts]

    def _places_in(self, text: str, *, names: bool, decided: bool) -> list[Place]:
        found = [Place(*match.span(), certain=True) for match in self._by_identifier.finditer(text)]
        if names:
            found += self._named(text, decided=decided)
        return _apart(found)

    def _named(self, text: str, *, decided: bool) -> Iterator[Place]:
        longer = [match.span() for match in self._longer.finditer(text)]
        for match in self._by_name.finditer(text):
            start, end = match.span()
            if not any(first <= start and end <= last for first, last in longer):
                yield Place(start, end, certain=decided and not _may_go_on(text, start, end))


class EverybodyElse:
    """The ways texts name anybody but one person, whose `own` name is left even where another has it too.

    A name of a single word is too common to be looked for.
    """

    def __init__(self, identifiers: Iterable[str], names: Iterable[str], *, own: str) -> None:
        self._identifiers = _any_address(identifiers)
        self._names = _any_name(name for name in names if len(name.split()) > 1)
        self._own = _any_name([own])

    def places(self, text: str) -> list[Place]:
        """Find the places that name others, longer names that hold the person's own among them."""
        own = [match.span() for match in self._own.finditer(text)]
        found = [one.span() for pattern in (self._identifiers, self._names) for one in pattern.finditer(text)]
        return _apart(
            [
                Place(start, end, certain=True)
                for start, end in found
                if not any(first <= start and end <= last for first, last in own)
            ]
        )


def _any_address(addresses: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(map(_composed_or_not, filter(None, addresses))) or _NOTHING
    return re.compile(f"{_ADDRESS_BEGINS}(?:{words}){_ADDRESS_ENDS}", re.IGNORECASE)


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    orders = sorted({order for name in names for order in _orders(name)}, key=len, reverse=True)
    whole = "|".join(orders) or _NOTHING
    return re.compile(f"{_WORD_BEGINS}(?:{whole})(?:{_WORD_ENDS}|{_GENITIVE})", re.IGNORECASE)


def _orders(name: str) -> Iterator[str]:
    """Give the patterns of a name: as it is said, and with the surname first."""
    words = [_composed_or_not(word) for word in name.split()]
    yield r"\s+".join(words)
    yield rf"{words[-1]}\s*,\s*" + r"\s+".join(words[:-1])
    yield r"\s+".join([words[-1], *words[:-1]])


def _composed_or_not(word: str) -> str:
    """Give the pattern of a word, whether its letters are composed or stand with their marks apart."""
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", word))


def _letter(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    return re.escape(letter) if apart == letter else f"(?:{re.escape(letter)}|{re.escape(apart)})"


def _may_go_on(text: str, start: int, end: int) -> bool:
    """Tell whether the name may be part of a longer one: a capitalised word of the sentence stands beside it."""
    after = _NEXT_WORD.match(text, end)
    before_it = text[max(0, start - NEIGHBOUR_CHARACTERS) : start]
    before = _LAST_WORD.search(before_it)
    is_first = _BEGINS_SENTENCE.search(before_it) is not None
    return bool((after and after[1].isupper()) or (before and before[1].isupper() and not is_first))


def _apart(places: list[Place]) -> list[Place]:
    """Keep the longest of places that lie on each other."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda one: (one.start, -one.end)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def texts_in(value: object) -> list[str]:
    """List every text of a value, in structures too: the keys as well as what stands under them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [text for one in value for text in texts_in(one)]
    if isinstance(value, dict):
        return [text for key, one in value.items() for text in (str(key), *texts_in(one))]
    return []


def with_texts(value: object, change: Callable[[str], str]) -> object:
    """Return a value with each of its texts changed, keys too; numbers and bytes stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [with_texts(one, change) for one in value]
    if isinstance(value, dict):
        return {change(str(key)): with_texts(one, change) for key, one in value.items()}
    return value


def without_places(value: object, places: Mapping[str, Sequence[Place]], instead: str) -> object:
    """Return a value with the places in each of its texts replaced."""

    def change(text: str) -> str:
        for place in reversed(places.get(text, ())):
            text = text[: place.start] + instead + text[place.end :]
        return text

    return with_texts(value, change)
