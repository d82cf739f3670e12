"""Sheets beside the enrolment that are something else by their names: last year's, a draft, those who withdrew."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from app.enrolment.doubts.similar import spelt_alike
from app.enrolment.headings import Column, is_hidden
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.enrolment.headings import Table

_SAYS_OTHER = re.compile(
    r"\b(?:avmeld\w*|trukket|trekt|utgår|utgått|sluttet|slutta|venteliste|arkiv|archive|gammelt?|old|mal|template|"
    r"utkast|draft|kladd|kopi|copy|tidligere|i fjor|fjorårets?|reserve(?:r|liste|lista|deltakere)?|varamedlem\w*|"
    r"avbud|frafall|frafalt\w*|forfall|ikke med|ikkje med|ikke bruk\w*|ikkje bruk|forrige|førre|backup|foreløpige?|"
    r"førebels|ugyldig\w*)\b|\beksemp|\bexample|\bveiledning|\brettleiing|\bslik fyller"
    r"|\bgamle (?:team|påmelding|deltak|ark|data|lag|versjon)|^(?:gamle|vara|test(?:ark)?)(?: \d+)?$"
)
_YEAR, _COHORT = re.compile(r"\b(20\d\d)\b"), re.compile(r"\bkull\W*(\d+)")
_VERSION = re.compile(r"\b(?:v|versjon|ver|rev) ?\.?(\d+)\b")
_NEWER = re.compile(
    r"\W*\b(?:rettet|retta|ny|nye|nytt|endelig\w*|oppdatert|korrigert|siste|revidert|final|v ?\d+)\b\W*"
)
_COPY_NUMBER = re.compile(r"\s*\((\d+)\)\s*$")
_ABOUT_A_LIST = ("påmelding", "påmeldinger", "påmeldte", "deltakere", "deltakarar", "liste", "ark1", "")
_BY_PERSON = (Column.team, Column.name, Column.email, Column.roles)


def sheets_of_something_else(tables: Iterable[Table]) -> frozenset[str]:
    """Return the names of seen sheets that are not this enrolment by their name, where another sheet may be.

    Of two editions of a list that name the same people and differ, the one that is replaced is asked about, and both
    where only a number tells them apart.
    """
    seen = [table for table in tables if not is_hidden(table.sheet)]
    names = {table.sheet.name: _is_a_teams(table) for table in seen}
    others = {name for name, is_a_teams in names.items() if not is_a_teams and _says_other(name, names)}
    by_name = frozenset(others) if len(others) < len(names) else frozenset()
    return by_name | _editions([table for table in seen if table.sheet.name not in by_name])


def _says_other(name: str, names: Iterable[str]) -> bool:
    return bool(_SAYS_OTHER.search(same_spelling(name))) or any(
        _is_older(number, name, names) for number in (_YEAR, _COHORT, _VERSION)
    )


def _is_older(number: re.Pattern[str], name: str, names: Iterable[str]) -> bool:
    found = number.search(same_spelling(name))
    newest = max((int(one[1]) for other in names if (one := number.search(same_spelling(other)))), default=0)
    return found is not None and int(found[1]) < newest


def _is_a_teams(table: Table) -> bool:
    """Tell whether a sheet is named after the team in it."""
    fact = table.facts.get(Column.team)
    teams = [fact.cell.text] if fact else _texts(table, Column.team)
    return bool(teams) and all(spelt_alike(team, table.sheet.name) for team in teams)


def _texts(table: Table, column: Column) -> list[str]:
    at = table.positions.get(column)
    if at is None:
        return []
    return [row[at].text for _, row in table.below() if at < len(row) and row[at].text]


def _editions(tables: list[Table]) -> frozenset[str]:
    return frozenset(
        name
        for old, new in permutations(tables, 2)
        for name in _replaced(old.sheet.name, new.sheet.name)
        if _share_people(old, new) and _rows(old) != _rows(new)
    )


def _replaced(old: str, new: str) -> tuple[str, ...]:
    """Return which of two sheets are in doubt by their names: «Påmelding» beside «Påmelding rettet», or «(2)»."""
    first, second = same_spelling(old), same_spelling(new)
    if _COPY_NUMBER.search(second) and _COPY_NUMBER.sub("", second) == _COPY_NUMBER.sub("", first):
        return (old, new)
    base = _NEWER.sub(" ", second).strip()
    is_newer = bool(_NEWER.search(second)) and not _NEWER.search(first)
    return (old,) if is_newer and (base == first or (not base and first in _ABOUT_A_LIST)) else ()


def _share_people(one: Table, other: Table) -> bool:
    return any(
        {*map(same_spelling, _texts(one, column))} & {*map(same_spelling, _texts(other, column))}
        for column in (Column.email, Column.name)
    )


def _rows(table: Table) -> set[tuple[str, ...]]:
    """Return who sits where in a sheet, to tell a printed copy from another edition."""
    places = [table.positions[column] for column in _BY_PERSON if column in table.positions]
    rows = {
        tuple(same_spelling(row[at].text) if at < len(row) else "" for at in places)
        for _, row in table.below()
    }
    return {row for row in rows if any(row)}
