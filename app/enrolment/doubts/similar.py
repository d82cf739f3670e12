"""The rule of near-duplicates: two names that are not spelt alike, and may still be one.

Near are names that

* differ in spacing, case, punctuation, accents or æøå only («Barsel, Tromsø», «Barsel-Tromso»);
* differ in one letter of one long word («Sengepost Medsin», «Sengepost Medisin»), but where both words are places
  or both are specialities of their own («nefrologi», «nevrologi»);
* are the same but for a place, or the organisation's own name, that the one adds («Kirurgi», «Kirurgi Bodø»).

Never near are names with different numbers («Team 1», «Team 2»; «Kirurgi», «Kirurgi 2»), with different short words
(«Sengepost A», «Sengepost B»), or with other words («Bodø», «Bardu»).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from app.enrolment.doubts.place_names import PLACE_NAMES
from app.people import same_spelling

MIN_LETTERS_FOR_A_SLIP = 4
"""Letters the shorter of two words has when one letter may be a slip; in a shorter word it is another word."""
MIN_LETTERS_FOR_ANOTHER = 5
MAX_NAMES_COMPARED = 400
"""Names that are compared each with each; among more, only those that differ in spelling alone are found."""

_WORD = re.compile(r"\d+|[^\W\d_]+")
_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "a", "ö": "o", "ä": "a", "đ": "d", "ŧ": "t", "ŋ": "n"})
_AS_ONE = ((re.compile("a[ae]*"), "a"), (re.compile("oe*"), "o"))
_MIN_LETTERS_WITH_TWO_FOR_ONE = 3
_APART = (("nefro", "nevro"), ("nefro", "neuro"), ("hepat", "hemat"))
"""Beginnings of words that are a letter apart and mean different things."""
_SAYS_NOTHING = frozenset({"i", "pa", "ved", "hf", "team", "sykehus", "sykehuset", "sjukehus", "sjukehuset"})


@dataclass(frozen=True)
class Folded:
    """A name without what spelling may change; `words` are letters or numbers, in order."""

    words: tuple[str, ...]
    loose: str
    tight: str
    numbers: tuple[str, ...]


@lru_cache(maxsize=20_000)
def folded(name: str) -> Folded:
    plain = unicodedata.normalize("NFKD", same_spelling(name).translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    loose = tuple(_plain_number(word) for word in _WORD.findall(plain))
    words = tuple(map(_with_one_for_two, loose))
    numbers = tuple(word for word in words if word.isdecimal())
    return Folded(words, "".join(loose) or plain, "".join(words) or plain, numbers)


def _plain_number(word: str) -> str:
    return str(int(word)) if word.isdecimal() else word


def _with_one_for_two(word: str) -> str:
    """Read aa, ae and oe as the letter they stand for, but in «AA» and other short names."""
    if len(word) < _MIN_LETTERS_WITH_TWO_FOR_ONE:
        return word
    for ways, one in _AS_ONE:
        word = ways.sub(one, word)
    return word


def spelt_alike(one: str, other: str) -> bool:
    """Tell whether two names differ in spacing, case, punctuation, accents or æøå at most."""
    a, b = folded(one), folded(other)
    return a.numbers == b.numbers and (a.loose == b.loose or a.tight == b.tight)


def near(one: str, other: str, *, own: frozenset[str] = frozenset()) -> bool:
    """Tell whether two names may be one; `own` are words, folded, that say no more than the organisation does."""
    a, b = folded(one), folded(other)
    if a.numbers != b.numbers:
        return False
    return spelt_alike(one, other) or _a_slip(a.words, b.words) or _a_place_added(a.words, b.words, own)


def a_letter_apart(one: str, other: str) -> bool:
    """Tell whether two whole names differ in a letter, in however short a word: for names that share an address."""
    return _one_letter_apart(folded(one).tight, folded(other).tight)


def _a_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _one_letter_apart(*differing[0]) and not _both_are_words(*differing[0])


def _both_are_words(one: str, other: str) -> bool:
    return {one, other} <= _places() or any(
        (one.startswith(a) and other.startswith(b)) or (one.startswith(b) and other.startswith(a))
        for a, b in _APART
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(folded(PLACE_NAMES).words)


def _one_letter_apart(one: str, other: str) -> bool:
    """Tell whether a letter is missing, other, or has changed places with the next."""
    short, long = sorted((one, other), key=len)
    if len(short) < MIN_LETTERS_FOR_A_SLIP or len(long) < MIN_LETTERS_FOR_ANOTHER or short.isdecimal():
        return False
    start = next(
        (at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short)
    )
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest, long_rest = short[start:], long[start:]
    return rest[1:] == long_rest[1:] or (rest[:2] == long_rest[1::-1] and rest[2:] == long_rest[2:])


def _a_place_added(one: tuple[str, ...], other: tuple[str, ...], own: frozenset[str]) -> bool:
    idle = _places() | own | _SAYS_NOTHING
    said = tuple(word for word in one if word not in idle)
    if not said or said != tuple(word for word in other if word not in idle):
        return False
    fewer, more = sorted((set(one), set(other)), key=len)
    return fewer <= more and not more - fewer <= {"i"}  # alone, «I» is a number


@lru_cache(maxsize=2_000)
def words_of(name: str) -> frozenset[str]:
    """Return a name's words, folded: an organisation's own, for `near`."""
    return frozenset(folded(name).words)
