"""A question is settled beside the thing it is about, by those who may, and leads back to the page it stood on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from support.everybody import introduced
from support.service import ask, signed_in
from support.sign_in.browser import PAGE
from support.teams import a_team
from support.workbooks import NOW, a_cohort

from app.db import migrate, unit_of_work
from app.questions.kinds import AskedOf, QuestionKind
from app.questions.service import Asking, ask_question

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.terminal import Terminal

TEAM = "Sengepost A"
LED_BACK, NOT_FOR_THEM, REFUSED = 303, 404, 403


@pytest.fixture
def asked(here: Path) -> dict[AskedOf, int]:
    """Ask the unit, a mentor and a team about one team; return the numbers of the questions."""
    migrate()
    with unit_of_work() as session:
        team = a_team(session, a_cohort(session), TEAM)
        return {
            whom: ask_question(
                session, _about_kari(whom), now=NOW, cohort_id=team.cohort_id, team_id=team.id
            ).id
            for whom in AskedOf
        }


def _about_kari(whom: AskedOf) -> Asking:
    return Asking(
        kind=QuestionKind.named_in_text,
        seen=(whom.value,),
        about="team:1",
        choices=("same", "another"),
        asked_of=whom,
        details={"found": "Kari Nes", "around": "Kari Nes er syk"},
    )


@pytest.mark.parametrize(
    ("role", "answered"),
    [
        ("improvement_unit", (LED_BACK, LED_BACK, LED_BACK)),
        ("mentor", (NOT_FOR_THEM, LED_BACK, LED_BACK)),
        ("team_member", (NOT_FOR_THEM, NOT_FOR_THEM, LED_BACK)),
        ("insight", (REFUSED, REFUSED, REFUSED)),
    ],
)
def test_a_question_is_answered_by_those_it_is_asked_of_and_by_the_unit(
    asked: dict[AskedOf, int], role: str, answered: tuple[int, int, int]
) -> None:
    async def story(client: httpx.AsyncClient) -> list[int]:
        headers = PAGE | signed_in(client, email=introduced(team=TEAM)[role])
        form = {"answer": "same"}
        return [
            (await client.post(f"/sporsmal/{asked[whom]}", data=form, headers=headers)).status_code
            for whom in (AskedOf.unit, AskedOf.mentor, AskedOf.team)
        ]

    assert tuple(ask(story, as_role=None)) == answered


def test_a_press_leads_back_to_its_page_and_nowhere_else(asked: dict[AskedOf, int]) -> None:
    async def story(client: httpx.AsyncClient) -> list[str]:
        return [
            (
                await client.post(f"/sporsmal/{asked[AskedOf.unit]}", data={"answer": "same", "back": back})
            ).headers["location"]
            for back in ("/kull/1/pamelding#ark", "https://elsewhere.example.no/")
        ]

    assert ask(story) == ["/kull/1/pamelding#ark", "/"]


def test_a_program_answers_all_of_its_keys_or_none(asked: dict[AskedOf, int]) -> None:
    async def story(client: httpx.AsyncClient) -> tuple[int, int, int]:
        there = "/api/cohorts/1/questions"
        keys = [one["key"] for one in (await client.get(there)).json()]
        wrong = [{"key": keys[0], "answer": "same"}, {"key": keys[1], "answer": "perhaps"}]
        refused = await client.post(f"{there}/answers", json=wrong)
        waiting = len((await client.get(there)).json())
        await client.post(f"{there}/answers", json=[{"key": keys[0], "answer": "same"}])
        return refused.status_code, waiting, len((await client.get(there)).json())

    assert (len(asked), ask(story)) == (3, (422, 3, 2))


def test_the_terminal_ends_with_three_while_a_question_waits(
    asked: dict[AskedOf, int], here: Path, kull: Terminal
) -> None:
    keys = {whom: _about_kari(whom).key for whom in asked}
    told = _answer(here, kull, keys[AskedOf.unit], keys[AskedOf.mentor])
    assert told[0] == 3
    assert told[1].splitlines()[1] == (
        f"Venter på svar ({keys[AskedOf.team]}): Er «Kari Nes» i teksten «Kari Nes er syk» den samme som skal slettes? "
        "same (Ja, slett navnet her), another (Nei, det er en annen)"
    )
    assert _answer(here, kull, keys[AskedOf.team]) == (0, "1 svar er lagret.\n")


def _answer(here: Path, kull: Terminal, *keys: str) -> tuple[int, str]:
    file = here / "answers.json"
    file.write_text(json.dumps([{"key": key, "answer": "same"} for key in keys]))
    done = kull.run("enrol", "answer", "Tørn kull 3", "--answers", str(file))
    return done.returncode, done.stdout
