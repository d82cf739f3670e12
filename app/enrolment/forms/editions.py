"""A team that applies in two forms: a person says which of them holds, or that they belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.enrolment.headings import Column
from app.people import same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry

BOTH = "both"


def with_one_form(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Keep the rows of the form that holds; a team in two forms waits whole until that is said."""
    teams: dict[str, list[Entry]] = {}
    for entry in entries:
        teams.setdefault(same_spelling(entry.team), []).append(entry)
    dropped: set[int] = set()
    for key, rows in teams.items():
        files = list(dict.fromkeys(row.file for row in rows))
        if key and len(files) > 1 and all(files):
            dropped |= {id(row) for row in _not_holding(rows, files, doubts)}
    return [entry for entry in entries if id(entry) not in dropped]


def _not_holding(rows: list[Entry], files: list[str], doubts: Doubts) -> list[Entry]:
    answer = doubts.answer(rows[0].where(Column.team), _asking(rows[0].team, files, doubts))
    if answer is None:
        doubts.hold(text for row in rows for text in (row.team, row.name, row.email or ""))
        return rows
    return [] if answer == BOTH else [row for row in rows if row.file != answer]


def _asking(team: str, files: list[str], doubts: Doubts) -> Asking:
    return Asking(
        kind=QuestionKind.which_form,
        seen=(same_spelling(team), *files),
        about=doubts.about,
        choices=(*files, BOTH),
        details={"team": team, "files": " og ".join(f"«{file}»" for file in files)},
    )
