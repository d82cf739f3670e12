"""Veiledere, as the unit sees it, and the page of a mentor's own; the same to programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support import everybody, small_cohort
from support.service import ask
from support.workbooks import xlsx

from app.cohorts.models import Team
from app.db import unit_of_work
from app.people.models import Person, Role, RoleGrant

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

ELI = "eli@example.no"
ROWS = [f"UNN;;;Eli Moe;{ELI};veileder"]


@pytest.fixture
def cohort_id(here: Path) -> int:
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.enrol(cohort_id, ROWS)
    return cohort_id


def ids() -> tuple[int, int, int]:
    """The teams Kirurgi and Medisin, and the mentor."""
    with unit_of_work() as session:
        teams = {team.name: team.id for team in session.exec(select(Team))}
        eli = session.exec(select(Person.id).where(Person.email == ELI)).one()
        return teams["Kirurgi"], teams["Medisin"], eli


def followed() -> list[int | None]:
    with unit_of_work() as session:
        found = select(RoleGrant.team_id).where(RoleGrant.role == Role.mentor)
        return sorted(team for team in session.exec(found) if team)


def test_a_suggestion_is_shown_and_given_only_when_a_person_approves_it(cohort_id: int) -> None:
    kirurgi, medisin, eli = ids()

    async def pressed(client: httpx.AsyncClient) -> tuple[list[str], list[int | None], int, str]:
        shown = (await client.get(f"/kull/{cohort_id}/veiledere")).text
        chosen = re.findall(r'<option value="(\d+:\d+)" selected>', shown)
        before = followed()
        answer = await client.post(f"/kull/{cohort_id}/veiledere", data={"form_key": "a", "pair": chosen})
        after = (await client.get(f"/kull/{cohort_id}/veiledere")).text
        return chosen, before, answer.status_code, after

    chosen, before, status, after = ask(pressed)
    assert chosen == [f"{kirurgi}:{eli}", f"{medisin}:{eli}"]
    assert (before, status, followed()) == ([], 303, sorted([kirurgi, medisin]))
    assert "Alle team har veileder." in after


def test_the_unit_corrects_a_line_and_a_limit_then_stands_in_the_way(cohort_id: int) -> None:
    kirurgi, medisin, eli = ids()

    async def pressed(client: httpx.AsyncClient) -> list[tuple[int, bool]]:
        base = f"/kull/{cohort_id}/veiledere"
        line = {"name": "Eli Moe", "max_teams": "1", "experienced": "ja", "available": "ja"}
        answers = [await client.post(f"{base}/{eli}", data={"form_key": "b", **line})]
        both = [f"{kirurgi}:{eli}", f"{medisin}:{eli}"]
        answers.append(await client.post(base, data={"form_key": "c", "pair": both}))
        answers.append(await client.post(base, data={"form_key": "d", "pair": both, "beyond": "ja"}))
        return [(one.status_code, "kan følge høyst 1" in one.text) for one in answers]

    assert ask(pressed) == [(303, False), (422, True), (303, False)]
    assert followed() == sorted([kirurgi, medisin])


def test_a_number_that_is_none_is_told_beside_its_field(cohort_id: int) -> None:
    _, _, eli = ids()

    async def pressed(client: httpx.AsyncClient) -> str:
        line = {"form_key": "e", "name": "Eli Moe", "max_teams": "mange"}
        return (await client.post(f"/kull/{cohort_id}/veiledere/{eli}", data=line)).text

    assert f'<a href="#max_teams-{eli}">Skriv antallet team som et tall.</a>' in ask(pressed)


def test_a_mentor_sees_and_corrects_the_own_line_and_sees_what_the_teams_lack(cohort_id: int) -> None:
    kirurgi, _, eli = ids()
    everybody.make_known({"Eli Moe": ELI})

    async def given(client: httpx.AsyncClient) -> int:
        pairs = {"pairs": [{"team": kirurgi, "mentor": eli}]}
        return (await client.post(f"/api/cohorts/{cohort_id}/mentors/assigned", json=pairs)).status_code

    async def own(client: httpx.AsyncClient) -> tuple[str, int, dict[str, object]]:
        page = (await client.get("/veileder")).text
        line = {"form_key": "f", "name": "Eli Moe", "clinic": "Medisin", "note": "Borte i mai"}
        sent = await client.post("/veileder", data=line)
        return page, sent.status_code, (await client.get("/api/mentor-line")).json()

    assert ask(given) == 200
    page, status, line = ask(own, as_person=ELI)
    assert "Du følger 1 team." in page
    assert "Teamet mangler tillitsvalgt eller verneombud" in page
    assert (status, line) == (
        303,
        {
            "name": "Eli Moe",
            "clinic": "Medisin",
            "experienced": None,
            "max_teams": None,
            "available": False,
            "note": "Borte i mai",
        },
    )


def test_whoever_is_no_mentor_has_no_such_page(cohort_id: int) -> None:
    async def tried(client: httpx.AsyncClient) -> list[int]:
        return [(await client.get(path)).status_code for path in ("/veileder", "/api/mentor-line")]

    assert ask(tried) == [403, 403]


def test_programs_are_told_mentors_teams_and_warnings_and_a_suggestion(cohort_id: int) -> None:
    kirurgi, medisin, eli = ids()

    async def told(client: httpx.AsyncClient) -> tuple[dict[str, object], list[dict[str, object]]]:
        base = f"/api/cohorts/{cohort_id}/mentors"
        return (await client.get(base)).json(), (await client.get(f"{base}/suggestion?home=own")).json()

    found, suggested = ask(told)
    assert [(one["name"], one["room"]) for one in found["mentors"]] == [("Eli Moe", 2)]  # type: ignore[attr-defined, index]
    assert found["warnings"] == []
    assert suggested == [
        {"team": kirurgi, "mentor": eli, "experienced": False},
        {"team": medisin, "mentor": eli, "experienced": False},
    ]


def test_a_course_list_is_read_on_its_page_and_by_programs(cohort_id: int) -> None:
    data = xlsx(("Anne Aas", "anne@example.no"), headings=("Navn", "E-post"))
    file = {"workbook": ("kurs.xlsx", data)}

    async def sent(client: httpx.AsyncClient) -> tuple[str, str, dict[str, object]]:
        base = f"/kull/{cohort_id}/veiledere/grunnkurs"
        answer = await client.post(base, data={"form_key": "g"}, files=file)
        page = (await client.get(answer.headers["location"])).text
        again = await client.post(f"/api/cohorts/{cohort_id}/course-participants", files=file)
        return answer.headers["location"], page, again.json()

    where, page, again = ask(sent)
    assert where == f"/kull/{cohort_id}/veiledere/grunnkurs?set=1&known=0&ahead=0&strangers=0&asked=0"
    assert "1 person fikk grunnkurs." in page
    assert "1 av 4 i teamene har grunnkurs." in page
    assert again == {"set": 0, "known": 1, "ahead": 0, "strangers": 0, "asked": 0, "questions": []}
