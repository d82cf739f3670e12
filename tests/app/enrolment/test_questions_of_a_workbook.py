"""A workbook in doubt: the certain rows are enrolled, the others wait for an answer, and the same file asks once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from support.service import ask
from support.workbooks import KARI, NOW, OLA, a_cohort, seats, take, xlsx

from app import answering, questions
from app.audit import Deed
from app.db import migrate, unit_of_work
from app.enrolment import drafts, waiting_books
from app.errors import NotFound
from app.questions.service import open_questions

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from sqlmodel import Session
    from support.terminal import Terminal

    from app.cohorts.models import Cohort

BY_KARI = Deed(actor="kari", at=NOW)
VARIANT = ("UNN", 1, "Sengepost-A", "Per Ås", "per@example.no", "medarbeider")
CERTAIN = [("Kari Nes", "leader", "Sengepost A"), ("Ola Vik", "union_rep", "Sengepost A")]
ALL = [CERTAIN[0], CERTAIN[1], ("Per Ås", "staff", "Sengepost A")]
BOOK = (KARI, OLA, VARIANT)
TEXT = "Er dette det samme teamet? «Sengepost A» (Påmelding, rad 2) og «Sengepost-A» (Påmelding, rad 4)."


@pytest.fixture
def cohort(session: Session) -> Cohort:
    return a_cohort(session)


def keys(session: Session, cohort: Cohort) -> list[str]:
    return [one.key for one in open_questions(session, cohort.id, about=f"workbook:{cohort.id}")]


def answer(session: Session, cohort: Cohort, said: str) -> None:
    answers = dict.fromkeys(keys(session, cohort), said)
    answering.settle(session, cohort_id=cohort.id, answers=answers, deed=BY_KARI)


def test_the_certain_rows_are_stored_and_the_answer_brings_the_rest_at_once(
    session: Session, cohort: Cohort
) -> None:
    assert [asking.kind for asking in take(session, cohort, *BOOK).asked] == ["near-team"]
    assert seats(session, cohort) == CERTAIN
    answer(session, cohort, "same")
    assert seats(session, cohort) == ALL
    assert drafts.of_cohort(session, cohort.id, now=NOW) is None


def test_the_same_workbook_does_not_ask_again(session: Session, cohort: Cohort) -> None:
    take(session, cohort, *BOOK)
    answer(session, cohort, "same")
    again = take(session, cohort, ("UNN", 1, "Alta", "Liv Moe", "liv@example.no", "leder"), *BOOK)
    assert (again.asked, again.teams_added, len(seats(session, cohort))) == ((), 1, 4)


def test_a_mended_workbook_withdraws_what_it_does_not_ask_and_the_earlier_waits_no_more(
    session: Session, cohort: Cohort
) -> None:
    take(session, cohort, *BOOK)
    take(session, cohort, KARI, OLA, (*VARIANT[:2], "Sengepost A", *VARIANT[3:]))
    assert (keys(session, cohort), drafts.of_cohort(session, cohort.id, now=NOW)) == ([], None)


OF_ANOTHER_TRUST = ("NLSH", 1, "Barsel", "Gro Dal", "gro@example.no", "leder")
GRO = ("Gro Dal", "leader", "Barsel")


def test_another_trusts_workbook_leaves_the_questions_of_the_first_open(
    session: Session, cohort: Cohort
) -> None:
    take(session, cohort, *BOOK)
    asked = keys(session, cohort)
    take(session, cohort, OF_ANOTHER_TRUST)
    assert (keys(session, cohort), len(asked)) == (asked, 1)
    answer(session, cohort, "same")
    assert sorted(seats(session, cohort)) == sorted([*ALL, GRO])
    assert waiting_books.books(session, cohort.id, now=NOW) == []


def test_workbooks_in_doubt_wait_beside_each_other_and_each_is_taken_up_by_its_own_answers(
    session: Session, cohort: Cohort
) -> None:
    take(session, cohort, *BOOK)
    (first,) = keys(session, cohort)
    near = ("NLSH", 1, "Barsell", "Tor Moe", "tor@example.no", "medarbeider")
    twice = (*OF_ANOTHER_TRUST[:3], "Åse Lie", "ase@example.no", "medarbeider")
    take(session, cohort, OF_ANOTHER_TRUST, twice, near)
    (second,) = set(keys(session, cohort)) - {first}
    answering.settle(session, cohort_id=cohort.id, answers={second: "same"}, deed=BY_KARI)
    assert ("Tor Moe", "staff", "Barsel") in seats(session, cohort)
    assert keys(session, cohort) == [first]
    answering.settle(session, cohort_id=cohort.id, answers={first: "same"}, deed=BY_KARI)
    assert ALL[2] in seats(session, cohort)
    assert waiting_books.books(session, cohort.id, now=NOW) == []


def test_looking_at_another_workbook_and_dropping_it_leaves_the_first_waiting(
    session: Session, cohort: Cohort
) -> None:
    take(session, cohort, *BOOK)
    asked = keys(session, cohort)
    drafts.keep_draft(
        session, cohort_id=cohort.id, data=xlsx(OF_ANOTHER_TRUST), filename="n.xlsx", deed=BY_KARI
    )
    assert (keys(session, cohort), len(waiting_books.books(session, cohort.id, now=NOW))) == (asked, 2)
    drafts.drop(session, cohort_id=cohort.id, now=NOW)
    (first,) = waiting_books.set_aside(session, cohort.id, now=NOW)
    assert keys(session, cohort) == asked
    drafts.drop(session, cohort_id=cohort.id, now=NOW, aside=first.id)
    assert keys(session, cohort) == []


def test_an_answer_after_two_weeks_is_refused_and_says_what_to_do(session: Session, cohort: Cohort) -> None:
    take(session, cohort, *BOOK)
    late = Deed(actor="kari", at=NOW + timedelta(days=15))
    answers = dict.fromkeys(keys(session, cohort), "same")
    with pytest.raises(NotFound) as refused:
        answering.settle(session, cohort_id=cohort.id, answers=answers, deed=late)
    assert str(refused.value) == (
        f"Arket venter ikke lenger, så svaret lagrer ingenting. Last opp arket på nytt, og svar da: {TEXT}"
    )
    assert list(answers) == keys(session, cohort)


def test_a_dry_run_tells_its_questions_and_asks_none(session: Session, cohort: Cohort) -> None:
    told = take(session, cohort, *BOOK, dry_run=True).as_json()
    (question,) = told["questions"]
    assert (question["text"], [one["answer"] for one in question["choices"]], question["proposed"]) == (
        TEXT,
        ["same", "different"],
        "same",
    )
    assert [(one["level"], one["key"]) for one in told["problems"]] == [("question", question["key"])]
    assert [team["team"] for team in told["read"]] == ["Sengepost A"]
    assert keys(session, cohort) == []


def test_a_workbook_that_only_waits_for_a_yes_is_tried_again_and_not_stored(
    session: Session, cohort: Cohort
) -> None:
    drafts.keep_draft(session, cohort_id=cohort.id, data=xlsx(*BOOK), filename="p.xlsx", deed=BY_KARI)
    answer(session, cohort, "same")
    waits = drafts.of_cohort(session, cohort.id, now=NOW)
    assert waits is not None
    assert (waits.result["people"], waits.result["problems"][0]["code"]) == (3, "same_team")
    assert seats(session, cohort) == []
    drafts.accept(session, cohort_id=cohort.id, deed=BY_KARI)
    assert seats(session, cohort) == ALL


def test_a_workbook_taken_back_asks_nothing(session: Session, cohort: Cohort) -> None:
    drafts.keep_draft(session, cohort_id=cohort.id, data=xlsx(*BOOK), filename="p.xlsx", deed=BY_KARI)
    drafts.drop(session, cohort_id=cohort.id, now=NOW)
    assert keys(session, cohort) == []


def test_a_person_who_waits_keeps_their_place(session: Session, cohort: Cohort) -> None:
    take(session, cohort, KARI, OLA, (*VARIANT[:2], "Sengepost A", "Per Ås", "", "medarbeider"))
    told = take(session, cohort, KARI, OLA, (*VARIANT[:4], "", "medarbeider"))
    assert [problem.code for problem in told.problems if problem.code == "person_not_in_sheet"] == []
    with_address = take(session, cohort, KARI, OLA, VARIANT)
    assert [problem.code for problem in with_address.problems] == ["near_team"]


def test_the_page_shows_the_question_and_what_was_read_and_gives_the_workbook_back(here: Path) -> None:
    migrate()
    with unit_of_work() as session:
        a_cohort(session)
    there = "/kull/1/pamelding"

    async def story(client: httpx.AsyncClient) -> tuple[str, bytes, str, int]:
        await client.post(f"{there}/ark", files={"workbook": ("p.xlsx", xlsx(*BOOK))})
        shown = (await client.get(there)).text
        marked = (await client.get(f"{there}/ark/merket")).content
        await client.post(f"{there}/lagre")
        stored = (await client.get(there)).text
        await client.post("/sporsmal/1", data={"answer": "same", "back": there})
        people = (await client.get("/api/cohorts/1")).status_code
        gone = (await client.get(f"{there}/ark/merket")).status_code
        return shown, marked, stored, gone if people else 0

    shown, marked, stored, gone = ask(story)
    for sentence in (TEXT, "1 spørsmål om arket", "Slik er arket lest", "Ingenting er lagret ennå."):
        assert sentence in shown
    assert marked.startswith(b"PK")
    assert "Det som er sikkert, er lagret." in stored
    assert gone == 404
    with unit_of_work() as session:
        assert questions.answers_in(session, 1) != {}


def test_the_terminal_ends_with_three_and_tells_keys_and_choices(here: Path, kull: Terminal) -> None:
    migrate()
    with unit_of_work() as session:
        a_cohort(session)
    file, answers = here / "p.xlsx", here / "answers.json"
    file.write_bytes(xlsx(*BOOK))
    done = kull.run("enrol", "import", "1", str(file), "--json")
    (question,) = json.loads(done.stdout)["questions"]
    assert (done.returncode, question["about"]) == (3, "workbook:1")
    told = kull.run("enrol", "import", "1", str(file), "--dry-run").stdout
    assert told.splitlines()[:3] == [
        "Sengepost A – UNN (uendret)",
        "  Kari Nes <kari@example.no>, leder (uendret)",
        "  Ola Vik <ola@example.no>, tillitsvalgt (uendret)",
    ]
    now = TEXT.replace("Påmelding, rad 2", "i kullet")
    assert f"Venter på svar ({question['key']}): {now} same (Ja, samme team: «Sengepost A»)" in told
    answers.write_text(json.dumps([{"key": question["key"], "answer": "same"}]))
    assert kull.run("enrol", "answer", "1", "--answers", str(answers)).returncode == 0
    again = kull.run("enrol", "import", "1", str(file))
    assert (again.returncode, again.stdout.splitlines()[-1]) == (
        0,
        "1 team og 3 personer lest: 0 team er nye, 0 er endret.",
    )
