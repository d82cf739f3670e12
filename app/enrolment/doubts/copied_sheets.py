"""A team's form copied for another team, which still names the first: asked about by the sheet's own name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.enrolment.doubts.similar import near, spelt_alike, words_of
from app.enrolment.doubts.teams import hold_rows
from app.enrolment.headings import Column
from app.people import same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry

_NO_NAME = re.compile(r"(?:ark|sheet|blad|tabell|skjema)?\W*\d*\W*")


def with_own_team(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Give the rows of each form their team; those of a copy that still names another sheet's team wait."""
    forms = {entry.line.table.sheet.name: entry for entry in entries if entry.line.table.is_form}
    named = {name for name, entry in forms.items() if spelt_alike(name, entry.team)}
    copies = {
        name: next(
            (one for one in named if same_spelling(forms[one].team) == same_spelling(entry.team)), None
        )
        for name, entry in forms.items()
        if name not in named and _is_anothers(name, entry.team)
    }
    answers = {name: _answer(forms[name], other, doubts) for name, other in copies.items() if other}
    waiting = [entry for entry in entries if answers.get(entry.line.table.sheet.name, "") is None]
    hold_rows([replace(entry, team=entry.line.table.sheet.name) for entry in waiting], doubts)
    return [
        replace(entry, team=name) if answers.get(name) == "sheet" else entry
        for entry in entries
        if answers.get(name := entry.line.table.sheet.name, "") is not None
    ]


def _is_anothers(name: str, team: str) -> bool:
    said_nothing = _NO_NAME.fullmatch(same_spelling(name))
    return not said_nothing and not near(name, team) and not words_of(team) & words_of(name)


def _answer(entry: Entry, other: str, doubts: Doubts) -> str | None:
    sheet = entry.line.table.sheet.name
    asking = Asking(
        kind=QuestionKind.team_of_sheet,
        seen=(same_spelling(sheet), same_spelling(entry.team), same_spelling(other)),
        about=doubts.about,
        choices=("sheet", "written"),
        proposed="sheet",
        details={"sheet": sheet, "team": entry.team, "other": other},
    )
    return doubts.answer(entry.where(Column.team), asking)
