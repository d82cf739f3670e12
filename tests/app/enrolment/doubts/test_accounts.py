"""Rows with one account are asked about on Påmelding, in words, and an answer can be given anew there."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from sqlmodel import col, select
from support.service import ask
from support.teams import a_team, join
from support.workbooks import NOW, a_cohort

from app.db import migrate, unit_of_work
from app.enrolment.doubts.accounts import ask_about_shared_accounts
from app.people.models import Person, Role
from app.questions.service import open_questions

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from sqlmodel import Session

PAGE = "/kull/1/pamelding"
ASKED = (
    "Er dette den samme personen? Disse har én og samme konto i katalogen: kari (kari@example.no, Sengepost A); "
    "kari.berg (kari.berg@example.no, Sengepost A, Sengepost B). Til det er svart, får de én plass i Teams og én "
    "innkalling til hvert møte. Er en av adressene feil, rett den i påmeldingen."
)
SAME, SHARED = "Ja, samme person", "Nei, flere personer deler kontoen"
CAN_BE_CHANGED = "Svar som er gitt, og kan gjøres om"


def _two_rows(session: Session) -> tuple[Person, Person]:
    cohort = a_cohort(session)
    team = a_team(session, cohort)
    kari, berg = (join(session, team, name, Role.staff) for name in ("kari", "kari.berg"))
    join(session, a_team(session, cohort, "Sengepost B"), "kari.berg", Role.mentor)
    kari.entra_id = berg.entra_id = "entra-1"
    session.flush()
    return kari, berg


def _told_as() -> list[str | None]:
    with unit_of_work() as session:
        rows = session.exec(
            select(Person).where(col(Person.name).startswith("kari")).order_by(col(Person.id))
        )
        return [row.email for row in rows if row.same_as_id is None]


def test_the_page_asks_and_an_answer_can_be_given_anew(here: Path) -> None:
    migrate()
    with unit_of_work() as session:
        _two_rows(session)
        ask_about_shared_accounts(session, 1, now=NOW)

    async def story(client: httpx.AsyncClient) -> list[tuple[str, list[str | None]]]:
        told = [(html.unescape((await client.get(PAGE)).text), _told_as())]
        for answer in ("same", "shared", "same"):
            await client.post("/sporsmal/1", data={"answer": answer, "back": f"{PAGE}#kontoer"})
            told.append((html.unescape((await client.get(PAGE)).text), _told_as()))
        return told

    both = ["kari@example.no", "kari.berg@example.no"]
    (first, asked), *answered = ask(story)
    assert (ASKED in first, CAN_BE_CHANGED in first, asked) == (True, False, both)
    assert [(CAN_BE_CHANGED in page, told) for page, told in answered] == [
        (True, both[:1]),
        (True, both),
        (True, both[:1]),
    ]
    for (page, _), said in zip(answered, (SAME, SHARED, SAME), strict=True):
        assert f"<strong>Svart:</strong> {said}</p>" in page


def test_a_person_in_two_cohorts_with_two_addresses_is_not_asked_about(session: Session) -> None:
    here, there = (a_team(session, a_cohort(session, name=name)) for name in ("Her", "Der"))
    for team, name in ((here, "kari"), (there, "kari.berg")):
        join(session, team, name, Role.staff).entra_id = "entra-1"
    session.flush()
    for team in (here, there):
        ask_about_shared_accounts(session, team.cohort_id, now=NOW)
        assert open_questions(session, team.cohort_id) == []
