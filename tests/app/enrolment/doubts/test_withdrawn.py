"""Rows that are taken back by what stands beside them, and how they are asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.workbooks import HEADINGS, KARI, OLA, sheets

from app.enrolment.doubts.ledger import Doubts
from app.enrolment.doubts.unseen import without_unseen
from app.enrolment.sheets import Cell, Sheet, Sheets

FACTS = (("Foretak", "UNN"), ("Team", "Sengepost A"))
PEOPLE = (
    ("Navn", "E-post", "Rolle"),
    ("Liv Berg", "liv@unn.no", "leder"),
    ("Tor Lie", "tor@unn.no", "medarbeider"),
)


def form(*more: tuple[str, ...], comments: dict[int, tuple[str, ...]] | None = None) -> Sheets:
    rows = (*FACTS, *more, (), *PEOPLE)
    laid = tuple(tuple(map(Cell, row)) for row in rows)
    return Sheets((Sheet("Sengepost A", laid, comments=comments or {}),))


def asked(read: Sheets) -> list[str]:
    doubts = Doubts()
    without_unseen(read, doubts)
    return [problem.text for problem in doubts.problems]


def both(said: str) -> list[str]:
    return [
        f"Ved raden «{person}» står «{said}». Skal den være med?"
        for person in ("Liv Berg, liv@unn.no", "Tor Lie, tor@unn.no")
    ]


def test_an_answer_is_shown_with_the_heading_of_its_column() -> None:
    read = sheets((*KARI, "Ja"), (*OLA, "Nei"), headings=(*HEADINGS, "Deltar?"))
    assert asked(read) == [
        "Ved raden «Ola Vik, ola@example.no, Sengepost A» står «Deltar: Nei». Skal den være med?"
    ]


def test_the_heading_is_no_part_of_the_questions_key() -> None:
    keys = []
    for heading in ("Deltar?", "Skal delta"):
        doubts = Doubts()
        without_unseen(sheets((*KARI, "Ja"), (*OLA, "Nei"), headings=(*HEADINGS, heading)), doubts)
        keys.append(list(doubts.asked))
    assert keys[0] == keys[1]


@pytest.mark.parametrize("fact", [1, 2])
def test_a_comment_on_a_forms_facts_is_said_of_its_whole_team(fact: int) -> None:
    read = form(comments={fact: ("Teamet har trukket seg",)})
    assert asked(read) == both("Teamet har trukket seg")


@pytest.mark.parametrize("said", ["Trukket", "Avslått", "Har meldt avbud"])
def test_a_forms_status_is_said_of_its_whole_team(said: str) -> None:
    assert asked(form(("Status:", said))) == both(f"Status: {said}")


def test_a_note_on_the_team_above_its_people_is_said_of_all() -> None:
    assert asked(form(("Teamet har dessverre trukket seg",))) == both("Teamet har dessverre trukket seg")


@pytest.mark.parametrize("said", ["Påmeldt", "Bekreftet", "Har sluttet å bruke papir"])
def test_an_ordinary_status_is_nothing_to_ask_about(said: str) -> None:
    assert asked(form(("Status:", said))) == []


def test_a_comment_on_a_list_asks_of_its_own_row_alone() -> None:
    read = sheets(KARI, OLA)
    noted = Sheets((replace(read.sheets[0], comments={2: ("Trukket",)}),))
    assert len(asked(noted)) == 1
