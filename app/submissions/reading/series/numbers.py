"""Numbers as people write them. A column has one decimal sign, and 1.250 is asked about where it does not show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt
from app.submissions.reading.series.held import HELD, Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.reports.spots import Spot
    from app.submissions.reading.series.layouts import Line

POINT, COMMA = ".", ","

_SPACES = str.maketrans(dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "))
_WHOLE = re.compile(r"-?\d+")
_SPACED = re.compile(r"-?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_POINTED = re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d{1,3}(?:\.\d{3}){2,}")
_COMMAED = re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+|-?\d{1,3}(?:,\d{3}){2,}")
_DECIMAL = re.compile(r"-?\d+[.,]\d+")
_DOUBTFUL = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}")
_THREE_DECIMALS = re.compile(r"-?(?:0|\d{4,})\.\d{3}")


@dataclass(frozen=True, kw_only=True)
class NumberRules:
    """How a line's doubtful numbers are read: by the sign in them, `thousands` or `decimals`.

    A sign that is missing here is asked about, or its numbers are left out.
    """

    signs: dict[str, str]


def number_of(text: str, rules: NumberRules | None = None) -> float | None:
    """Read a number with decimal comma or point, signs or spaces between thousands, or a percent sign."""
    bare = _bare(text)
    match = _DOUBTFUL.fullmatch(bare)
    if match and rules and rules.signs.get(match[1]) == "thousands":
        bare = bare.replace(match[1], "")
    elif _SPACED.fullmatch(bare):
        bare = bare.replace(" ", "")
    elif _POINTED.fullmatch(bare):
        bare = bare.replace(POINT, "")
    elif _COMMAED.fullmatch(bare):
        bare = bare.replace(COMMA, "")
    if not (_WHOLE.fullmatch(bare) or _DECIMAL.fullmatch(bare)):
        return None
    value = float(bare.replace(COMMA, POINT))
    return round(value / 100, 12) if is_per_cent(text) else value


def is_per_cent(text: str) -> bool:
    return text.strip().endswith("%")


def _bare(text: str) -> str:
    even = text.translate(_SPACES).replace("\N{MINUS SIGN}", "-").strip()
    return even.removesuffix("%").strip()


def written(value: float) -> str:
    """Return a number as people write it here."""
    return f"{value:.10g}".replace(POINT, COMMA)


def read_number(spot: Spot, rules: NumberRules) -> float | Held | None:
    """Read the number of a cell by the rules of its line; None when it is none, HELD when it waits or is left out."""
    if spot.cell.typed is not None:
        return float(spot.cell.text)
    match = _DOUBTFUL.fullmatch(_bare(spot.cell.text))
    if match and rules.signs.get(match[1]) not in {"thousands", "decimals"}:
        return HELD
    return number_of(spot.cell.text, rules)


def rules_of_numbers(
    line: Line, spots: Sequence[Spot], answered: Answered
) -> tuple[NumberRules, list[Finding]]:
    """Decide what the signs in a line's numbers mean, and ask where it does not show. Excel's own numbers are sure."""
    texts = list(dict.fromkeys(_bare(spot.cell.text) for spot in spots if spot.cell.typed is None))
    signs, told = {}, []
    for sign in (POINT, COMMA):
        doubtful = [text for text in texts if (match := _DOUBTFUL.fullmatch(text)) and match[1] == sign]
        if doubtful and _are_decimals(sign, texts):
            signs[sign] = "decimals"
        elif doubtful:
            answer, finding = doubted(_doubt(line, sign, doubtful[0], texts), answered)
            signs[sign] = answer or ""
            told.append(finding)
    return NumberRules(signs=signs), told


def _are_decimals(sign: str, texts: Sequence[str]) -> bool:
    """Tell whether the rest of the line shows that a sign stands before decimals, as 0.125 and 3,5 do."""
    if sign == COMMA:
        return _has_decimals(COMMA, texts) and not _has_decimals(POINT, texts)
    return any(map(_THREE_DECIMALS.fullmatch, texts)) and not _has_decimals(COMMA, texts)


def _has_decimals(sign: str, texts: Sequence[str]) -> bool:
    sure = re.compile(rf".*\d{re.escape(sign)}\d+")
    return any(
        sure.fullmatch(text) and text.count(sign) == 1 and not _DOUBTFUL.fullmatch(text)
        for text in texts
        if number_of(text) is not None
    )


def _doubt(line: Line, sign: str, example: str, texts: Sequence[str]) -> Doubt:
    other = COMMA if sign == POINT else POINT
    shows = [name for name, one in (("point", POINT), ("comma", COMMA)) if _has_decimals(one, texts)]
    few_decimals = sign == COMMA or (_has_decimals(sign, texts) and not _has_decimals(other, texts))
    return Doubt(
        kind="thousands-or-decimals",
        seen=(line.sheet, line.heading, sign, *shows),
        choices=("thousands", "decimals", "left-out"),
        proposed="decimals" if few_decimals else "thousands",
        details={
            "column": line.heading,
            "sheet": line.sheet,
            "written": example,
            "thousands": example.replace(sign, " "),
            "decimals": example.replace(sign, COMMA),
        },
    )
