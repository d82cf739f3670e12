"""The self-evaluation as people write it: "3", "trinn 3", "3: Enkelte forbedringer …", "3,5", "3 av 5", "tre"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.submissions.reading.findings import Finding, warning
from app.submissions.reading.reports.labels import plain

if TYPE_CHECKING:
    from app.deliverables import FormField

LOWEST, HIGHEST = 1, 5

_WORDS = {"en": 1, "ett": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5}
_DAY = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b")
_THE_SCALE = re.compile(r"(?:/|\bav)\s*5\b|\(?\b1\s*[-–]\s*5\b\)?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.,])-?\d+(?:[.,]\d+)?(?![\d])")


def step(field: FormField, text: str) -> float | Finding:
    """Return the chosen step, or a question about it. Half a step is a number, and a question besides."""
    by_wording = _by_wording(field, text)
    bare = _THE_SCALE.sub(" ", _DAY.sub(" ", text))  # neither a day nor the scale's own ends are an answer
    numbers = {float(number.replace(",", ".")) for number in _NUMBER.findall(bare)}
    if by_wording is not None:
        numbers.add(by_wording)
    if len(numbers) > 1:
        return warning(
            "two_values", f"«{field.label}» sier flere ting: «{_short(text)}». Skriv ett tall fra 1 til 5."
        )
    if not numbers:
        return warning("unclear_step", f"«{field.label}» er «{_short(text)}». Skriv ett tall fra 1 til 5.")
    (number,) = numbers
    if not LOWEST <= number <= HIGHEST:
        return warning("outside_scale", f"«{field.label}» er {_short(text)}. Skalaen går fra 1 til 5.")
    return number


def between(label: str, number: float | None) -> Finding | None:
    """Ask about a number between two steps; it is kept as written."""
    if number is None or number.is_integer():
        return None
    written = f"{number:g}".replace(".", ",")
    return warning(
        "between_steps", f"«{label}» er {written}. Skalaen har hele trinn: velg det som passer best."
    )


def _by_wording(field: FormField, text: str) -> float | None:
    """Know a step by its words, whether or not a number stands before them; the longest wording is meant."""
    said = plain(text.removeprefix("Trinn"))
    if said in _WORDS:
        return float(_WORDS[said])
    wordings = {plain(choice): number for number, choice in enumerate(field.choices, start=LOWEST)}
    told = [wording for wording in wordings if re.search(rf"(?:^|\b\d ){re.escape(wording)}$", said)]
    return float(wordings[max(told, key=len)]) if told else None


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:60]} …"  # noqa: PLR2004 - about a line
