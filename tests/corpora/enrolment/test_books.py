"""Each workbook is enrolled, asked about or refused as its row in the table says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from support.workbooks import saved

from app.enrolment.applications import understand
from app.enrolment.doubts.ledger import Doubts
from app.enrolment.sheets import Sheet, Sheets, Unseen
from app.enrolment.workbook import read_workbook
from app.people import same_spelling

from . import books, leaving
from .books import HEADINGS, Book, Rows
from .crossed import CROSSED

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from app.enrolment.applications import Enrolment

BOOKS = (*books.BOOKS, *CROSSED, *leaving.BOOKS)
SAMPLE = BOOKS[::6]


def laid_out(book: Book) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    _fill(sheet, book.title, book.rows, book.more)
    for title, rows in book.sheets.items():
        _fill(workbook.create_sheet(), title, rows)
    for number in book.unseen:
        sheet.row_dimensions[number].hidden = True
    for cell, comment in book.comments.items():
        sheet[cell].comment = Comment(comment, "Eva Lie")
    if book.hidden_sheet:
        hidden = workbook.create_sheet()
        _fill(hidden, "I fjor", book.hidden_sheet)
        hidden.sheet_state = "hidden"
    return saved(workbook)


def _fill(sheet: Worksheet, title: str, rows: Rows, more: tuple[str, ...] = ()) -> None:
    sheet.title = title
    for row in ((*HEADINGS, *more), *rows):
        sheet.append(row)


def as_seen(book: Book) -> Sheets:
    """The workbook as it is read, and by hand what of it is not seen."""
    first, *others = read_workbook(laid_out(book), "påmelding.xlsx").sheets
    seen = replace(first, unseen=book.unseen, hidden_columns=book.hidden_columns)
    if book.hidden_sheet:
        others = [*others[:-1], _hidden(others[-1])]
    return Sheets((seen, *others))


def _hidden(sheet: Sheet) -> Sheet:
    return replace(sheet, unseen=dict.fromkeys(range(1, len(sheet.rows) + 1), Unseen.hidden_sheet))


def enrolled(enrolment: Enrolment) -> dict[str, str]:
    names = {person.email: person.name for person in enrolment.people}
    teams = {team.key: team.name for team in enrolment.teams}
    sitting: dict[str, list[str]] = {team.name: [] for team in enrolment.teams}
    for seat in enrolment.seats:
        sitting.setdefault(teams.get(seat.team_key, ""), []).append(names[seat.email])
    for entry in enrolment.waiting:
        sitting[teams[same_spelling(entry.team)]].append(f"{entry.name} (venter)")
    return {team: ", ".join(people) for team, people in sitting.items()}


def holds(book: Book) -> None:
    sheets, doubts = as_seen(book), Doubts("workbook:1", {}, book.known)
    enrolment, problems = understand(sheets, doubts)
    asked = tuple(problem.code for problem in problems if problem.level == "question")
    refused = tuple(problem.code for problem in problems if problem.level == "error")
    assert (enrolled(enrolment), asked, refused) == (book.enrolled, book.asked, book.refused)
    if book.answer:
        answers = dict.fromkeys(doubts.asked, book.answer)
        again = Doubts("workbook:1", answers, book.known)
        assert enrolled(understand(sheets, again)[0]) == book.then
        assert again.asked == {}


@pytest.mark.parametrize("book", SAMPLE, ids=lambda book: book.name)
def test_a_workbook_of_the_sample_gives_what_was_meant(book: Book) -> None:
    holds(book)


@pytest.mark.corpora
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_workbook_gives_what_was_meant(book: Book) -> None:
    holds(book)


def test_there_are_at_least_twenty_five_and_each_has_a_name_of_its_own() -> None:
    assert len({book.name for book in BOOKS}) == len(BOOKS) >= 25
