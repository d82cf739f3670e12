"""Names of people in text that no column of names holds."""

from __future__ import annotations

import re

from app.enrolment.doubts.place_names import PLACE_NAMES

_WORD = r"[^\W\d_a-zæøå][^\W\d_]*(?:['’-][^\W\d_]+)*\.?"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:de|van|von|af|av|der)\s+)?{_WORD}){{1,4}}")
_BETWEEN = re.compile(r"\s*(?:[,;/&+<>()|]|\s[–—-]\s|\s(?:og|and|samt)\s|\S+@\S+)\s*")
_OF_A_PLACE = re.compile(
    r"sykehus|sjukehus|hospital|helse|klinik|avdeling|seksjon|poliklin|sengepost|posten?\b|senter|sentral|kommune|"
    r"team|gruppe|norge|noreg|legevakt|enhet|eining|universitet|høyskole|fylke|prosjekt|program|stiftelse",
    re.IGNORECASE,
)
_PLACES = frozenset(PLACE_NAMES.split())
_MIN_LETTERS = 2


def is_whole_name(text: str) -> bool:
    """Tell whether a text reads as a first name and a surname, and not as a place, an abbreviation or a letter."""
    words = text.split()
    return (
        bool(_NAME.fullmatch(text))
        and not _OF_A_PLACE.search(text)
        and not any(word in _PLACES or (word.isupper() and len(word) > 1) for word in words)
        and all(len(word) >= _MIN_LETTERS for word in (words[0], words[-1]))
    )


def names_in(text: str) -> list[str]:
    """Return the whole names a text lists, with or without addresses between them."""
    return [part for part in _BETWEEN.split(text) if is_whole_name(part)]
