"""A second team below the first in one sheet, whose people must not end in the first one's team."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.headings import known_headings
from app.enrolment.table.columns import Column, meaning
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.enrolment.headings import Table
    from app.enrolment.sheets import Row

    IsPerson = Callable[[Row], bool]

_OF_A_TEAM = (Column.team, Column.organisation, Column.unit)
_MIN_HEADINGS = 3
_NUMBER = re.compile(r"\s(?:nr\.?\s?)?[0-9]{1,2}$", re.IGNORECASE)
_MAX_WORDS_OF_HEADING = 4
_OF_A_PART = re.compile(
    r"\w*(?:ledere?|leiar|leiarar)\b|leiing|ledelse|medarbeid|ansatt|tilsett|deltak|medlem|teammedl|tillitsvalg|verneomb|"
    r"veiled|rettlei|mentor|observatør|gjest|repres|\w*(?:pleiere?|pleiarar|leger?|legar|terapeut\w*)\b|lækj|fagfolk|"
    r"fagarb|helsefag|tverrfag|jordm|psykologe?r?\b|sekret|bruker|brukar|pasienter\b|pasientar\b|pasientrep|erfaring|"
    r"pårør|kontakt|andre\b|annet\b|øvrig|resten|nye?\b|nytt\b|faste?\b|kjerne|styring|styret|referanse|ressurs|støtte|"
    r"(?:prosjekt|arbeids)gr|dagtid|natt|side\b|fort[sh]|interne?\b|eksterne?\b|administr|lagt\b|kom\b|komm?et\b|"
    r"kommer\b|påmeld|etter\b|etter(?:på)?m|tillegg|seinare|senere|oppdat|avmeld|trukk|trekt|reserv|vara|stedfort|"
    r"stadfort|ikk|avbud|slutt|vente|permisjon|sykmeld|sjukmeld|utgå|frafall|forfall|merk\w*\b|nb\b|obs\b|not[ae]|totalt?\b|"
    r"sum\b|antall|members?\b|staff|leaders?\b|others?\b|new\b|page\b|continued|usikr|usikk|uavkl|ubekr|disse|desse|dei\b|de\b"
)
"""How words begin by which people part a team: by role, by occupation, by when they came or that they left."""
_NO_NAME = re.compile(r"[@!?]|[.]$|\d{3}|^\W*\d[\d\W]*$")


def next_team(table: Table, is_person: IsPerson) -> int | None:
    """Return the row where another team begins, in a sheet whose team stands above the table."""
    if not table.is_form:
        return None
    below = list(table.below())
    people = [number for number, row in below if is_person(row)]
    return next(
        (
            number
            for number, row in below
            if people
            and people[0] < number < people[-1]
            and (_says_another(table, row) or (not {number - 1, number} & {*people} and _begins(table, row)))
        ),
        None,
    )


def _begins(table: Table, row: Row) -> bool:
    return _has_headings(row) or _is_name_of_another(table, row)


def _has_headings(row: Row) -> bool:
    """Tell whether headings stand here; right below a person they are only printed again on the next page."""
    return known_headings(row) >= _MIN_HEADINGS


def _is_name_of_another(table: Table, row: Row) -> bool:
    """Tell whether a lone heading names something that stands nowhere above: «BARSEL 2», «2. Barsel:»."""
    texts = {cell.text for cell in row if cell.text}
    text = next(iter(texts), "").rstrip(": ")
    words = _words(text)
    if len(texts) != 1 or not 0 < len(words) <= _MAX_WORDS_OF_HEADING or _NO_NAME.search(text):
        return False
    above = {
        word for row in table.sheet.rows[: table.heading_row] for cell in row for word in _words(cell.text)
    }
    return not (words <= above or any(_OF_A_PART.match(word) for word in words))


def _words(text: str) -> set[str]:
    """Return the words of a text but those that label a team: «Enhet», «Team»."""
    words = set(re.findall(r"\w+", same_spelling(text)))
    return {word for word in words if meaning(word) not in _OF_A_TEAM and word != "teamet"}


def _says_another(table: Table, row: Row) -> bool:
    column, value = _labelled([cell.text for cell in row if cell.text])
    fact = table.facts.get(column) if column else None
    return fact is not None and same_spelling(value) != same_spelling(fact.cell.text)


def _labelled(texts: list[str]) -> tuple[Column | None, str]:
    """Split «Team | Barsel», «Team: Barsel» or «Team Barsel» in what it is about and what it says."""
    first, beside = (texts[0], " ".join(texts[1:])) if texts else ("", "")
    whole = _NUMBER.sub("", first.rstrip(": ")) if beside else first
    if meaning(whole) in _OF_A_TEAM and ":" not in whole.rstrip(": "):
        return meaning(whole), beside
    first = first.rstrip(": ")
    label, mark, value = first.partition(":" if ":" in first else " ")
    column = meaning(_NUMBER.sub("", label)) if mark and value and not beside else None
    return (column, value) if column in _OF_A_TEAM else (None, "")
