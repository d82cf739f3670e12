"""Rows nobody sees: asked about once, whatever row they stand in."""

from __future__ import annotations

from dataclasses import replace

from support.workbooks import KARI, OLA, sheets

from app.enrolment.doubts.ledger import Doubts
from app.enrolment.doubts.unseen import without_unseen
from app.enrolment.sheets import Sheets, Unseen

LIV = ("NLSH", 1, "B", "Liv Moe", "liv@example.no", "leder")


def unseen(read: Sheets, *numbers: int, why: Unseen = Unseen.hidden_row) -> Sheets:
    return Sheets((replace(read.sheets[0], unseen=dict.fromkeys(numbers, why)),))


def keys(read: Sheets) -> list[str]:
    doubts = Doubts()
    without_unseen(read, doubts)
    return list(doubts.asked)


def test_a_row_inserted_above_asks_the_same_question() -> None:
    assert keys(unseen(sheets(KARI, OLA), 3)) == keys(unseen(sheets(LIV, KARI, OLA), 4))


def test_other_words_in_the_row_ask_another() -> None:
    assert keys(unseen(sheets(KARI, OLA), 3)) != keys(unseen(sheets(KARI, (*OLA[:5], "leder")), 3))


def test_the_question_shows_who_it_is_and_not_the_role() -> None:
    doubts = Doubts()
    without_unseen(unseen(sheets(KARI, OLA), 3), doubts)
    assert [problem.text for problem in doubts.problems] == [
        "Raden «Ola Vik, ola@example.no, Sengepost A» er skjult. Skal den være med?"
    ]


def test_an_empty_hidden_row_and_a_hidden_heading_are_nothing_to_ask_about() -> None:
    assert keys(unseen(sheets(KARI, ("",) * 6), 1, 3)) == []


def test_a_hidden_sheet_is_one_question_however_many_rows_it_has() -> None:
    doubts = Doubts()
    without_unseen(unseen(sheets(KARI, OLA), 1, 2, 3, why=Unseen.hidden_sheet), doubts)
    assert [(problem.row, problem.text) for problem in doubts.problems] == [
        (None, "Arket «Påmelding» er skjult. Skal radene i det være med? Utfylt: 2.")
    ]


def test_a_hidden_list_of_choices_is_no_table_of_people() -> None:
    choices = replace(
        sheets(("leder",), headings=("rolle",)).sheets[0], name="Lister", unseen={1: Unseen.hidden_sheet}
    )
    assert keys(Sheets((*sheets(KARI).sheets, choices))) == []
