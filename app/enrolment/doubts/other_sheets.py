"""Sheets beside the enrolment that are something else by their names: last year's, a draft, those who withdrew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.doubts.similar import spelt_alike
from app.enrolment.headings import Column, is_hidden
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.enrolment.headings import Table

_SAYS_OTHER = re.compile(
    r"\b(?:avmeld\w*|trukket|trekt|utgår|utgått|sluttet|venteliste|arkiv|archive|gammelt?|old|mal|template|utkast|"
    r"draft|kladd|kopi|copy|tidligere|i fjor|fjorårets?)\b|\beksemp|\bexample|\bveiledning|\brettleiing|\bslik fyller"
    r"|\bgamle (?:team|påmelding|deltak|ark|data|lag|versjon)"
)
_YEAR, _COHORT = re.compile(r"\b(20\d\d)\b"), re.compile(r"\bkull\W*(\d+)")


def sheets_of_something_else(tables: Iterable[Table]) -> frozenset[str]:
    """Return the names of seen sheets that are not this enrolment by their name, where another sheet may be."""
    names = {table.sheet.name: _is_a_teams(table) for table in tables if not is_hidden(table.sheet)}
    others = {name for name, is_a_teams in names.items() if not is_a_teams and _says_other(name, names)}
    return frozenset(others) if len(others) < len(names) else frozenset()


def _says_other(name: str, names: Iterable[str]) -> bool:
    return bool(_SAYS_OTHER.search(same_spelling(name))) or any(
        _is_older(number, name, names) for number in (_YEAR, _COHORT)
    )


def _is_older(number: re.Pattern[str], name: str, names: Iterable[str]) -> bool:
    found = number.search(same_spelling(name))
    newest = max((int(one[1]) for other in names if (one := number.search(same_spelling(other)))), default=0)
    return found is not None and int(found[1]) < newest


def _is_a_teams(table: Table) -> bool:
    """Tell whether a sheet is named after the team in it."""
    fact = table.facts.get(Column.team)
    return fact is not None and spelt_alike(fact.cell.text, table.sheet.name)
