"""Is a time good? What calendars say of those who must come, and what the day is."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from support import outlook, service
from support.small_cohort import ANNE, BERIT, CARL, DINA, at, begin, now, work

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.meetings import service as meetings
from app.meetings import stand_ins, time_checks
from app.people import service as people
from jobs.meetings.check_times import check_asked_times
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket

STRANGER = "kari@annen-kommune.example"


def ask(cohort_id: int, starts: str, ends: str) -> dict[str, Any]:
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43")
        meeting_id = meeting.id or 0
        time_checks.ask_time_check(
            session, meeting_id, starts_at=at(starts), ends_at=at(ends), deed=Deed(actor="rhf", at=now())
        )

    asyncio.run(answered())
    with unit_of_work() as session:
        latest = time_checks.latest(session, meeting_id)
        assert latest is not None
        assert latest.answer is not None
        return latest.answer


async def answered() -> None:
    async with open_tenant(settings()) as tenant:
        await check_asked_times(tenant, settings())


def busy(address: str, who: str, starts: str, ends: str) -> None:
    """Put an appointment in somebody's own calendar."""
    times = {
        "subject": "Vakt",
        "start": {"dateTime": f"{starts}:00", "timeZone": outlook.ZONE},
        "end": {"dateTime": f"{ends}:00", "timeZone": outlook.ZONE},
    }
    outlook.as_person(address, who, "POST", f"/users/{who}/events", times)


def test_who_is_busy_is_named_and_whom_we_cannot_see_is_unknown_and_never_free(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    busy(sandbox.address, BERIT, "2026-10-20T08:00", "2026-10-20T12:00")
    with unit_of_work() as session:
        meeting = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43")
        team_id = people.grants(session, cohort_id=cohort_id, person_id=4, team_id=2)[0].team_id or 0
        stand_ins.name_stand_in(
            session,
            meeting.id or 0,
            team_id=team_id,
            instead_of=DINA,
            name="Kari Vik",
            email=STRANGER,
            deed=Deed(actor="rhf", at=now()),
        )
    work(cohort_id)
    monkeypatch.setenv("KULL_NOW", "2026-04-01T10:00:00+02:00")
    settings.cache_clear()
    work(cohort_id)
    answer = ask(cohort_id, "2026-10-20T09:00", "2026-10-20T10:00")
    assert answer == {
        "free": 2,
        "not_free": [{"email": BERIT, "status": "busy"}],
        "unknown": [STRANGER],
        "days": [time_checks.SCHOOL_HOLIDAYS_NOT_KNOWN],
    }


def test_a_red_day_is_named_with_its_year_and_source(here: Path, sandbox: SandboxOnASocket) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    answer = ask(cohort_id, "2027-05-17T09:00", "2027-05-17T10:00")
    sentence, _ = answer["days"]
    assert sentence.startswith("mandag 17.05.2027 er andre pinsedag og grunnlovsdag (kilde: holidays ")
    assert sentence.endswith(", 2027).")
    assert (answer["free"], answer["unknown"]) == (4, [])
    assert {ANNE, CARL} & {one["email"] for one in answer["not_free"]} == set()


def test_before_a_meeting_is_moved_its_page_says_who_is_busy_then(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = begin("torn-kull-3", 2026)
    busy(sandbox.address, BERIT, "2026-10-20T08:00", "2026-10-20T12:00")
    with unit_of_work() as session:
        meeting_id = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43").id
    form = {"day": "2026-10-20", "clock": "09:00", "form_key": "one"}
    moving = f"/kull/{cohort_id}/moter/{meeting_id}"

    async def moved(client: httpx.AsyncClient) -> tuple[str, list[str]]:
        before = await client.get(f"{moving}/flytt", params={"day": "2026-10-20", "clock": "09:00"})
        asked = await client.post(f"{moving}/ledige", data=form)
        await answered()
        after = await client.get(asked.headers["location"])
        return asked.headers["location"], [shown(before.text), shown(after.text)]

    leads_to, (before, after) = service.ask(moved)
    assert leads_to == f"{moving}/flytt?day=2026-10-20&clock=09%3A00"
    assert "Se om 4 som må komme, er ledige" in before
    assert "3 er ledige, 1 er opptatt, og 0 kan vi ikke se kalenderen til. Opptatt: berit@example.no" in after


def shown(page: str) -> str:
    """The words of a page."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())
