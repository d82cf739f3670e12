"""Columns that answer whether a person takes part: «Deltar? Nei», «Avmeldt dato 12. mai», «Status: Inaktiv»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.doubts.leaving import begins_with_leaving
from app.enrolment.table.columns import Column
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

_NO = frozenset({"nei", "n", "no", "false", "usann", "0", "-", "–"})
_YES = frozenset({"ja", "j", "yes", "x", "1", "true", "sann", "ok", "✓", "✔"})
_UNSURE = re.compile(r"\W*(?:usikkert?|kanskje|vet ikke|veit ikkje|avventer|uavklart|maybe|\?)")
_FILLERS = frozenset(
    {
        "du",
        "de",
        "dere",
        "hun",
        "han",
        "ho",
        "vi",
        "jeg",
        "eg",
        "fortsatt",
        "framleis",
        "likevel",
        "å",
        "ja",
        "nei",
        "x",
    }
)
_IS_WITH = re.compile(
    r"(?:(?:skal|vil|kan|ønsker|ønskjer) )?(?:delta|deltar|deltek|deltakelse|deltagelse|deltaking|er med|være med|"
    r"vere med|bli med|med|påmeldt|deltaker|deltakar|bekreftet|bekrefta|aktiv|kommer|kjem)"
    r"(?: (?:deltakelse|deltagelse|deltaking|bekreftet|bekrefta))?"
    r"(?: (?:i|på) (?:kull|læringsnettverk|nettverk|programm?|forbedringsprogramm?|forbedringsarbeid|prosjekt|team|"
    r"forbedringsteam)(?:et)?(?: \d+)?)?"
)
_IS_STATUS = re.compile(r"\w*status(?: \w+)?|svar|vedtak|plass")
_STATUS_OUT = re.compile(
    r"\W*(?:inaktiv|passiv|avslått|avslag|kansellert|fjernet|fjerna|slettet|sletta|strøket|nei|"
    r"(?:ikke|ikkje) (?:\w+ )?(?:aktiv|påmeldt|deltaker|deltakar|bekreftet|aktuell|med|lenger))\b"
)
_SAYS_WHEN = re.compile(r"\b(?:avmeldt|trukket|trekt|sluttet|slutta|frafalt|utgått|avbud|sluttdato)\b")
_OF_SOMETHING_ELSE = re.compile(r"frist|antall?\b|saml|middag|møte|kurs|runde")
_MAX_WORDS_OF_HEADING = 4
_MIN_YES = 2


def is_no(heading: str, said: str) -> bool:
    """Tell whether an unread cell is the answer to its heading by which a row is taken back."""
    heading, said = same_spelling(heading), same_spelling(said)
    if is_of_leaving(heading):
        return bool(said) and _first(said) not in _NO
    if _asks_whether_with(heading):
        return _first(said) in _NO or bool(_UNSURE.match(said) or _STATUS_OUT.match(said))
    return is_status(heading) and bool(_STATUS_OUT.match(said))


def is_of_leaving(heading: str) -> bool:
    """Tell whether a heading is the word of leaving alone, as «Avmeldt» over a date."""
    bare = heading.rstrip("?: ")
    found = begins_with_leaving(bare)
    return found is not None and found.end() == len(bare)


def is_status(heading: str) -> bool:
    return bool(_IS_STATUS.fullmatch(same_spelling(heading).rstrip("?: ")))


def unanswered(table: Table, unread: list[int]) -> dict[int, tuple[str, str]]:
    """Return heading and answer for rows whose cell stands out: empty among crosses, or filled under «Dato avmeldt»."""
    found: dict[int, tuple[str, str]] = {}
    for position in unread:
        heading = _heading(table, position)
        said = dict(_answers(table, position))
        blank = {number for number, text in said.items() if not text}
        if _says_when(heading):
            taken = {number for number, text in said.items() if text and _first(text) not in _NO}
            found |= {number: (heading, said[number]) for number in taken if blank}
        elif _asks_whether_with(same_spelling(heading)):
            yes = sum(_first(text) in _YES for text in said.values())
            found |= {number: (heading, "") for number in blank if yes >= max(_MIN_YES, len(blank))}
    return found


def _answers(table: Table, position: int) -> Iterator[tuple[int, str]]:
    """Give the spelling of a column's cell for each row that names a person."""
    name = table.positions.get(Column.name, table.name_parts[0] if table.name_parts else None)
    for number, row in table.below():
        if name is not None and _at(row, name) and len([cell for cell in row if cell.text]) > 1:
            yield number, same_spelling(_at(row, position))


def _says_when(heading: str) -> bool:
    spelt = same_spelling(heading)
    is_short = len(spelt.split()) <= _MAX_WORDS_OF_HEADING
    return is_short and bool(_SAYS_WHEN.search(spelt)) and not _OF_SOMETHING_ELSE.search(spelt)


def _asks_whether_with(heading: str) -> bool:
    words = [word for word in re.findall(r"\w+", heading) if word not in _FILLERS]
    return bool(_IS_WITH.fullmatch(" ".join(words)))


def _heading(table: Table, position: int) -> str:
    return _at(table.headings, position)


def _at(row: Row, position: int) -> str:
    return row[position].text if position < len(row) else ""


def _first(said: str) -> str:
    words = said.split()
    return (words[0].rstrip(",.;:!") or words[0]) if words else ""
