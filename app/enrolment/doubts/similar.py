"""The rule of near-duplicates: two names that are not spelt alike, and may still be one.

Near are names that

* differ in spacing, case, punctuation, accents or æøå only («Barsel, Tromsø», «Barsel-Tromso»);
* differ in one letter of one long word («Sengepost Medsin», «Sengepost Medisin»), but where both words are places
  or both are specialities of their own («nefrologi», «nevrologi»);
* are the same but for a place, or the organisation's own name, that the one adds («Kirurgi», «Kirurgi Bodø»);
* are the same words in another order, in definite form, shortened as hospitals do, or with the cohort's number added
  («Bodø kirurgi», «Poliklinikken», «Med. avd.», «Sengepost A (kull 3)»).

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

_STOPPED = re.compile(r"([^\W\d_]{2,})\.")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "a", "ö": "o", "ä": "a", "đ": "d", "ŧ": "t", "ŋ": "n"})
_AS_ONE = ((re.compile("a[ae]*"), "a"), (re.compile("oe*"), "o"))
_MIN_LETTERS_WITH_TWO_FOR_ONE = 3
_APART = (
    ("nefro", "nevro"),
    ("nefro", "neuro"),
    ("hepat", "hemat"),
    ("hjerte", "hjerne"),
    ("infeksjon", "injeksjon"),
)
"""Beginnings of words that are a letter apart and mean different things."""
_SHORT_WORDS = """
amb anest avd geri gyn hab hjert inf int kard kir kvin lab lung med nevr nyf onk ort ped pol poli psyk rad
rehab sek seng
"""
_SHORT = frozenset(_SHORT_WORDS.split())
"""Shortened words, as hospitals write them; a word that ends in a full stop is one too."""
_MIN_LETTERS_SHORTENED = 2
_MIN_LETTERS_DEFINITE = 6
_DEFINITE = re.compile(r"(?:en|et|a)$")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_COHORT = re.compile(r"\W*\bkull\W*\d+\W*", re.IGNORECASE)
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
    a, b = (folded(_COHORT.sub(" ", name).strip() or name) for name in (one, other))
    if _roman(a.words, b.words):
        return True
    if a.numbers != b.numbers:
        return False
    return (
        (a.loose == b.loose or a.tight == b.tight)
        or _a_slip(a.words, b.words)
        or _a_place_added(a.words, b.words, own)
        or _same_words(a.words, b.words, shortened(one) | shortened(other))
    )


@lru_cache(maxsize=20_000)
def shortened(name: str) -> frozenset[str]:
    """Return the words of a name that stand for longer ones: «med.», «kir»."""
    stopped = frozenset(folded(word).tight for word in _STOPPED.findall(name))
    return stopped | (_SHORT & frozenset(folded(name).words))


def _roman(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names are alike but for a number that ends the one in Roman letters."""
    if not one or not other or one[:-1] != other[:-1]:
        return False
    return _ROMAN.get(one[-1]) == other[-1] or _ROMAN.get(other[-1]) == one[-1]


def _same_words(one: tuple[str, ...], other: tuple[str, ...], short: frozenset[str]) -> bool:
    """Tell whether each word of a name has its match in the other's, in any order."""
    if len(one) != len(other):
        return False
    left = list(map(_indefinite, other))
    for word in sorted(map(_indefinite, one), key=len, reverse=True):
        match = next((its for its in left if its == word or _stands_for(word, its, short)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _indefinite(word: str) -> str:
    """Return a long word without the ending of «posten», «mottaket», «avdelinga»; places have none."""
    if len(word) < _MIN_LETTERS_DEFINITE or word in _places():
        return word
    return _DEFINITE.sub("", word)


def _stands_for(one: str, other: str, short: frozenset[str]) -> bool:
    few, many = sorted((one, other), key=len)
    return few in short and len(few) >= _MIN_LETTERS_SHORTENED and many.startswith(few) and few != many


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
