"""The code at the door, the list that is printed, and the page where the unit ticks the rest."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from support.gathering import gathering, noted
from support.service import ask
from support.small_cohort import ANNE, BERIT, CARL, DINA, at, started
from support.workbooks import a_cohort

from app.config import settings
from app.db import unit_of_work
from app.meetings.attendance import door_list, service
from app.meetings.models import Presence, UnknownAttendee

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

DURING = "2026-09-16T09:00:00+02:00"
FORM = {"form_key": "once"}


@pytest.fixture
def cohort_id(here: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two teams of two, on the morning of the gathering."""
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://kull.example.no")
    made = started("torn-kull-3", 2026)
    monkeypatch.setenv("KULL_NOW", DURING)
    settings.cache_clear()
    return made


@pytest.fixture
def meeting_id(cohort_id: int) -> int:
    with unit_of_work() as session:
        return gathering(session, cohort_id)


def test_whoever_points_a_telephone_at_the_code_ticks_themselves_and_reads_nobodys_name(
    meeting_id: int,
) -> None:
    with unit_of_work() as session:
        token = door_list.open_list(session, meeting_id, now=at(DURING))

    async def at_the_door(client: httpx.AsyncClient) -> list[tuple[int, str]]:
        page = f"/oppmote/{token}"
        asked = await client.get(page)
        wrong = await client.post(page, data={"email": "kari@example.no"})
        right = [await client.post(page, data={"email": " Anne@Example.no "}) for _ in range(2)]
        return [(answer.status_code, answer.text) for answer in (asked, wrong, *right)]

    (asked, first), (refused, second), *ticked = ask(at_the_door, as_role=None)
    assert (asked, refused, [status for status, _ in ticked]) == (200, 422, [200, 200])
    assert "E-postadressen du er innkalt med" in first
    assert "kari@example.no er ikke innkalt og har ingen rolle i kullet." in second
    assert all("Du er krysset av. Velkommen!" in text for _, text in ticked)
    assert not any(name in first + second for name in (ANNE, BERIT, CARL, DINA))
    with unit_of_work() as session:
        assert noted(session, meeting_id) == {ANNE: Presence.present}


def test_a_code_that_was_replaced_opens_nothing(meeting_id: int) -> None:
    with unit_of_work() as session:
        old, new = (door_list.open_list(session, meeting_id, now=at(DURING)) for _ in range(2))

    async def opened(client: httpx.AsyncClient) -> list[int]:
        return [(await client.get(f"/oppmote/{token}")).status_code for token in (old, new, "0" * 43)]

    assert ask(opened, as_role=None) == [404, 200, 404]


def test_the_list_to_print_has_a_code_that_opens_and_everybody_under_their_team(
    cohort_id: int, meeting_id: int
) -> None:
    async def printed(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post(f"/kull/{cohort_id}/moter/{meeting_id}/dorliste", data=FORM)

    document = Document(BytesIO(ask(printed).content))
    assert [one.text for one in document.paragraphs] == [
        "Kullet: Samling 1",
        "",
        "Pek mobilen hit for å krysse av at du er her, eller kryss av i listen.",
        "Kirurgi",
        f"☐ {ANNE}",
        f"☐ {BERIT}",
        "Medisin",
        f"☐ {CARL}",
        f"☐ {DINA}",
    ]
    assert len(document.inline_shapes) == 1


def test_the_unit_ticks_those_nobody_has_noted_and_says_when_it_is_done(
    cohort_id: int, meeting_id: int
) -> None:
    page = f"/kull/{cohort_id}/moter/{meeting_id}/oppmote"
    with unit_of_work() as session:
        service.sign_the_list(session, meeting_id, email=ANNE, now=at(DURING))

    async def ticked(client: httpx.AsyncClient) -> list[list[str]]:
        waits = [await waiting(client)]
        await client.post(page, data={"form_key": "one", "came": [CARL], "sorry": [BERIT]})
        waits.append(await waiting(client))
        await client.post(f"{page}/ferdig", data={"form_key": "two"})
        return [*waits, await waiting(client)]

    async def waiting(client: httpx.AsyncClient) -> list[str]:
        return re.findall('name="came" value="([^"]+)"', (await client.get(page)).text)

    assert ask(ticked) == [[BERIT, CARL, DINA], [DINA], []]
    with unit_of_work() as session:
        assert noted(session, meeting_id) == {
            ANNE: Presence.present,
            BERIT: Presence.apologised,
            CARL: Presence.present,
            DINA: Presence.apologised,
        }


def test_a_name_in_the_report_is_said_to_be_somebody_once(cohort_id: int, meeting_id: int) -> None:
    with unit_of_work() as session:
        session.add_all(UnknownAttendee(meeting_id=meeting_id, name=name) for name in ("+47 12", "Gjest"))
    page = f"/kull/{cohort_id}/moter/{meeting_id}/oppmote/ukjent"

    async def told(client: httpx.AsyncClient) -> list[int]:
        forms = [{"name": "+47 12", "email": DINA}, {"name": "Gjest", "email": ""}, {"name": "Gjest"}]
        sent = [await client.post(page, data=form | {"form_key": str(n)}) for n, form in enumerate(forms)]
        return [answer.status_code for answer in sent]

    assert ask(told) == [303, 303, 422]
    with unit_of_work() as session:
        assert noted(session, meeting_id) == {DINA: Presence.present}
        assert service.unknown_attendees(session, meeting_id) == []


def test_a_meeting_of_another_cohort_has_no_page_here(cohort_id: int, meeting_id: int) -> None:
    with unit_of_work() as session:
        other = a_cohort(session, name="Et annet").id

    async def asked(client: httpx.AsyncClient) -> int:
        return (await client.get(f"/kull/{other}/moter/{meeting_id}/oppmote")).status_code

    assert ask(asked) == 404
