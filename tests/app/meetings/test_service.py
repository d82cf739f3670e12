"""The pages where the unit changes one meeting, and gives calendars to those outside Outlook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.service import ask
from support.small_cohort import ANNE, BERIT, CARL, DINA, begin, started

from app.db import unit_of_work
from app.meetings import service as meetings
from app.meetings import stand_ins
from app.meetings.models import Meeting

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

KEY = "innsjekk-uke-43"


def meeting_of(cohort_id: int) -> int:
    with unit_of_work() as session:
        return meetings.with_key(session, cohort_id=cohort_id, key=KEY).id or 0


@pytest.fixture
def place(here: Path) -> str:
    """Where the pages of one meeting are, in a cohort that nothing is made of yet."""
    return f"/kull/1/moter/{meeting_of(started('torn-kull-3', 2026))}"


def test_the_place_is_saved_and_how_many_are_told_is_said_first(here: Path) -> None:
    meeting_id = meeting_of(begin("torn-kull-3", 2026))
    page = f"/kull/1/moter/{meeting_id}/endre"

    async def changed(client: httpx.AsyncClient) -> tuple[str, int, int]:
        before = await client.get(page)
        saved = await client.post(f"{page}/sted", data={"place": "Bodø, rom 4", "form_key": "a"})
        nothing = await client.post(f"{page}/sted", data={"place": " ", "form_key": "b"})
        return before.text, saved.status_code, nothing.status_code

    before, saved, refused = ask(changed)
    assert "Lagre stedet, og si fra til 4 personer" in before
    assert (saved, refused) == (303, 422)
    with unit_of_work() as session:
        assert session.get_one(Meeting, meeting_id).place == "Bodø, rom 4"


def test_somebody_comes_instead_and_may_be_taken_off_again(place: str) -> None:
    form = {"instead_of": f"1:{BERIT}", "name": "Kari Vik", "email": "kari@example.no"}
    meeting_id = int(place.rpartition("/")[2])

    async def named(client: httpx.AsyncClient) -> list[int]:
        to_itself = form | {"email": BERIT}
        sent = [
            await client.post(f"{place}/endre/vikar", data=form | {"form_key": "a"}),
            await client.post(f"{place}/endre/vikar", data=to_itself | {"form_key": "b"}),
            await client.post(f"{place}/endre/vikar", data=form | {"instead_of": "x", "form_key": "c"}),
        ]
        return [answer.status_code for answer in sent]

    assert ask(named) == [303, 422, 422]
    with unit_of_work() as session:
        assert [(one.instead_of, one.name) for one in stand_ins.stand_ins_of(session, meeting_id)] == [
            (BERIT, "Kari Vik")
        ]

    async def withdrawn(client: httpx.AsyncClient) -> tuple[bool, int]:
        page = await client.get(f"{place}/endre")
        gone = await client.post(f"{place}/endre/ikke-vikar", data={"instead_of": f"1:{BERIT}"})
        return "Kari Vik" in page.text, gone.status_code

    assert ask(withdrawn) == (True, 303)
    with unit_of_work() as session:
        assert stand_ins.stand_ins_of(session, meeting_id) == []


def test_a_meeting_is_called_off_with_a_sentence_and_waits_for_a_yes_in_the_preview(here: Path) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    page = f"/kull/{cohort_id}/moter/{meeting_of(cohort_id)}/endre/avlys"

    async def cancelled(client: httpx.AsyncClient) -> tuple[list[tuple[int, str | None]], int]:
        sent = [
            await client.post(page, data={"because": why, "form_key": why}) for why in (" ", "Storm i nord.")
        ]
        preview = (await client.get(f"/api/cohorts/{cohort_id}/preview")).json()
        return [(one.status_code, one.headers.get("location")) for one in sent], preview["counts"]["withdraw"]

    assert ask(cancelled) == ([(422, None), (303, f"/kull/{cohort_id}/klargjoring")], 1)
    with unit_of_work() as session:
        meeting = session.get_one(Meeting, meeting_of(cohort_id))
        assert (meeting.cancelled_by, meeting.cancelled_because) == ("Frida Forbedring", "Storm i nord.")


def test_a_calendar_link_is_told_once_works_and_is_closed(place: str) -> None:
    async def linked(client: httpx.AsyncClient) -> list[int]:
        page = "/kull/1/kalenderlenker"
        made = [
            await client.post(page, data={"act": "open", "team": "Kirurgi"}),
            await client.post(page, data={"act": "open", "email": CARL}),
        ]
        addresses = [re.search(r"/kalender/[\w-]+\.ics", answer.text) for answer in made]
        paths = [found.group() for found in addresses if found]
        read = [(await client.get(path)).status_code for path in paths]
        stranger = await client.post(page, data={"act": "open", "email": "kari@example.no"})
        await client.post(page, data={"act": "close", "team": "Kirurgi"})
        after = [(await client.get(path)).status_code for path in paths]
        return [*read, stranger.status_code, *after]

    assert ask(linked) == [200, 200, 422, 404, 200]


def test_only_the_unit_changes_meetings(place: str) -> None:
    async def asked(client: httpx.AsyncClient) -> list[int]:
        return [(await client.get(page)).status_code for page in (f"{place}/endre", "/kull/1/kalenderlenker")]

    assert [ask(asked, as_person=who) for who in (ANNE, DINA)] == [[403, 403], [403, 403]]
