"""A name in doubt is shown with the words around it, and settled in the terminal or by a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlmodel import select
from support.service import ask
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.cohorts.models import Request, RequestKind
from app.db import migrate, unit_of_work
from app.people.models import Role
from app.privacy.doubts import CHARACTERS_AROUND, Doubts
from app.privacy.naming import Place

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from sqlmodel import Session
    from support.terminal import Terminal


def test_a_doubt_shows_the_words_around_the_name(session: Session) -> None:
    doubts = Doubts(session, pseudonym="slettet-1", now=NOW)
    text = "a" * 50 + "Kari Nes" + "b" * 50
    certain = Place(0, 1, certain=True)
    places = {text: [certain, Place(50, 58, certain=False)]}
    assert doubts.decided(("team", 1, "aim"), places) == {text: [certain]}
    (asked,) = doubts.still_open()
    assert asked.details == {
        "found": "Kari Nes",
        "around": f"…{'a' * CHARACTERS_AROUND}Kari Nes{'b' * CHARACTERS_AROUND}…",
    }


def test_the_terminal_ends_with_three_until_each_name_is_decided(here: Path, kull: Terminal) -> None:
    _two_of_one_name()
    erased = kull.run("people", "erase", "kari@example.no", "--yes", "--json")
    assert erased.returncode == 3, erased.stderr
    (doubt,) = json.loads(erased.stdout)["undecided"]
    assert (doubt["text"], doubt["choices"]) == (
        "Er «Kari Nes» i teksten «Kari Nes er syk» den samme som skal slettes?",
        [
            {"answer": "same", "text": "Ja, slett navnet her"},
            {"answer": "another", "text": "Nei, det er en annen"},
        ],
    )
    answers = here / "answers.json"
    answers.write_text(json.dumps([{"key": doubt["key"], "answer": "another"}]))
    answered = kull.run("people", "answer", "--answers", str(answers), "--json")
    assert (answered.returncode, json.loads(answered.stdout)["undecided"]) == (0, []), answered.stderr
    assert _asked_for() == ["Kari Nes er syk"]


def test_a_program_reads_the_doubts_and_answers_them(here: Path) -> None:
    _two_of_one_name()

    async def story(client: httpx.AsyncClient) -> tuple[list[str], int, list[str]]:
        await client.post("/api/people/erase", json={"email": "kari@example.no"})
        doubts = (await client.get("/api/people/questions")).json()
        answers = [{"key": one["key"], "answer": "same"} for one in doubts]
        (done,) = (await client.post("/api/people/questions/answers", json=answers)).json()
        left = (await client.get("/api/people/questions")).json()
        return [one["text"] for one in doubts], len(done["undecided"]), left

    assert ask(story) == (["Er «Kari Nes» i teksten «Kari Nes er syk» den samme som skal slettes?"], 0, [])
    (text,) = _asked_for()
    assert text.startswith("slettet-")


def _two_of_one_name() -> None:
    migrate()
    with unit_of_work() as session:
        team = a_team(session, a_cohort(session))
        for who in ("kari", "kari2"):
            join(session, team, who, Role.staff).name = "Kari Nes"
        asked = {"cohort_id": team.cohort_id, "team_id": team.id, "by": "ola", "at": NOW}
        session.add(Request(kind=RequestKind.change, text="Kari Nes er syk", **asked))


def _asked_for() -> list[str]:
    with unit_of_work() as session:
        return [one.text for one in session.exec(select(Request))]
