"""A library, a calendar or a mailbox that cannot be read is said where people look, and is read again by itself."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlmodel import select
from support import outlook, small_cohort
from support.handing_in import channel_of, drop, look, standing
from support.service import ask

from app import provisioning
from app.audit import by_system
from app.config import settings
from app.db import unit_of_work
from app.health import SourceKind, UnreadableSource
from app.meetings.models import CalendarCursor, Meeting
from app.submissions.models import Library
from graph_adapters.errors import Gone, Unsure
from graph_adapters.sandbox.engine.faults import Fault, rules
from jobs.clock import WallClock
from jobs.intake.bring import read_mailbox
from jobs.provision import refresh_cohort
from jobs.tenant import open_tenant
from jobs.unread import refusal_of

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

ELSEWHERE = "http://127.0.0.1:9/v1.0/x?$deltatoken=1"
UNIT = "innlevering@example.no"
SAID = {
    SourceKind.files: "Vi får ikke lest filene nå.",
    SourceKind.calendar: "Vi får ikke lest kalenderen nå.",
    SourceKind.mailbox: "Vi får ikke lest postkassen nå.",
}


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("KULL_MAILBOX", UNIT)
    settings.cache_clear()
    sandbox.state.add_person(mail=UNIT, displayName="Innlevering")
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    _read_mail()
    return cohort_id


def _read_mail() -> None:
    async def read() -> None:
        async with open_tenant(settings()) as tenant:
            await read_mailbox(tenant, settings())

    asyncio.run(read())


def _later(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("KULL_NOW", moment)
    settings.cache_clear()


def _unread() -> set[str]:
    with unit_of_work() as session:
        return {one.kind.value for one in session.exec(select(UnreadableSource))}


def _asked(sandbox: SandboxOnASocket, operation: str) -> int:
    requests = httpx.get(f"{sandbox.address}/_sandbox/requests").json()["value"]
    return sum(request["operation"] == operation for request in requests)


def _refuse(sandbox: SandboxOnASocket, status: int, *operations: str) -> None:
    rules(sandbox.state).extend(
        Fault(operation=operation, status=status, times=0) for operation in operations
    )


DELTAS = ("driveItem.delta", "calendarView.delta", "message.delta")


def test_all_that_cannot_be_read_is_said_on_its_pages_on_technical_status_and_by_the_doctor(
    cohort: int, kull: Terminal, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse(sandbox, 404, *DELTAS)
    _later(monkeypatch, "2026-04-01T09:00:00+02:00")
    look(cohort)
    small_cohort.work(cohort)
    _read_mail()
    assert _unread() == {"files", "calendar", "mailbox"}

    async def pages(client: httpx.AsyncClient) -> dict[str, Any]:
        paths = (
            f"/kull/{cohort}",
            f"/kull/{cohort}/innleveringer",
            f"/kull/{cohort}/moter",
            "/teknisk-status",
        )
        return {path.rpartition("/")[2]: (await client.get(path)).text for path in paths}

    shown = ask(pages)
    told = {name: [kind.value for kind in SAID if SAID[kind] in text] for name, text in shown.items()}
    everything = ["files", "calendar", "mailbox"]
    assert told == {
        str(cohort): everything,
        "innleveringer": ["files", "mailbox"],
        "moter": ["calendar"],
        "teknisk-status": everything,
    }
    assert "Alt virker." not in shown["teknisk-status"]
    last = r"Sist lest kl\.\s08\.\d\d\. Ingenting er borte; vi prøver igjen\."
    assert re.search(last, shown["innleveringer"])
    doctor = {one["name"]: one for one in kull.json("doctor", exit_code=1)["checks"]}
    assert [text in doctor["sources"]["detail"] for text in SAID.values()] == [True] * 3


def test_what_cannot_be_read_is_asked_for_again_in_its_time_and_read_when_it_can_be(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse(sandbox, 503, "calendarView.delta", "message.delta")
    _later(monkeypatch, "2026-04-01T09:00:00+02:00")
    before = [_asked(sandbox, operation) for operation in DELTAS[1:]]
    for _ in range(4):
        _later(monkeypatch, "2026-04-01T09:00:10+02:00")
        small_cohort.work(cohort)
        _read_mail()
    refused = [_asked(sandbox, operation) for operation in DELTAS[1:]]
    assert [now - then for now, then in zip(refused, before, strict=True)] == [1, 1]
    rules(sandbox.state).clear()
    _later(monkeypatch, "2026-04-01T09:05:00+02:00")
    small_cohort.work(cohort)
    _read_mail()
    assert _unread() == set()


@pytest.mark.parametrize("status", [400, 404, 410])
def test_a_library_whose_cursor_is_refused_is_read_anew_and_nothing_comes_twice(
    cohort: int, sandbox: SandboxOnASocket, status: int
) -> None:
    kirurgi = channel_of(cohort, "Kirurgi")
    drop(sandbox.address, kirurgi, "05 Poster/Kirurgi.pdf")
    look(cohort)
    drop(sandbox.address, channel_of(cohort, "Medisin"), "05 Poster/Medisin.pdf")
    rules(sandbox.state).append(Fault(operation="driveItem.delta", status=status))
    seen = look(cohort)
    assert (seen.files_seen, seen.submissions, seen.problems, _unread()) == (1, 1, [], set())
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]
    assert standing(cohort, "Medisin") == [("poster", "received", 1)]


def test_a_calendar_read_anew_in_which_nothing_of_ours_stands_is_not_believed(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the database is another tenant's: no meeting is called off before a person has chosen for each."""
    with unit_of_work() as session:
        for cursor in session.exec(select(CalendarCursor)):
            cursor.link = ELSEWHERE
    for event in outlook.events(sandbox.address):
        sandbox.state.remove("event", event["id"])
    sandbox.state.commit()
    _later(monkeypatch, "2026-04-01T09:00:00+02:00")
    small_cohort.work(cohort)
    assert (_called_off(), _unread()) == ([], {"calendar"})

    _look_over(cohort)
    with unit_of_work() as session:
        gone = [one.key for one in provisioning.drift_of(session, cohort).drifted if one.kind == "entry"]
        for key in gone:
            provisioning.decide_about_drift(
                session, cohort, key=key, decision="let_go", deed=by_system(settings().clock())
            )
    _later(monkeypatch, "2026-04-01T09:05:00+02:00")
    small_cohort.work(cohort)
    assert (len(gone) > 2, _called_off(), _unread()) == (True, [], set())


def _called_off() -> list[str]:
    with unit_of_work() as session:
        return [one.key for one in session.exec(select(Meeting)) if one.cancelled_at]


def _look_over(cohort_id: int) -> None:
    async def looked() -> None:
        async with open_tenant(settings()) as tenant:
            await refresh_cohort(tenant, cohort_id, WallClock(settings().clock))

    asyncio.run(looked())


def test_a_library_that_is_another_is_not_believed(cohort: int, sandbox: SandboxOnASocket) -> None:
    with unit_of_work() as session:
        (library,) = session.exec(select(Library)).all()
        items = [row["id"] for row in sandbox.state.by("item", "drive", library.library_id)]
        library.cursor = ELSEWHERE
    for item in items:
        sandbox.state.remove("item", item)
    sandbox.state.commit()
    seen = look(cohort)
    assert (seen.files_seen, len(seen.problems), _unread()) == (0, 1, {"files"})


def test_a_refusal_is_told_by_status_and_code_and_not_by_its_words() -> None:
    told = [
        refusal_of(Gone("Kari is not here.", status=404, code="ErrorInvalidUser")),
        refusal_of(Unsure("The line broke.", wait=3)),
    ]
    assert [(one.said, one.wait_seconds) for one in told] == [
        ("HTTP 404 ErrorInvalidUser", None),
        ("Unsure", 3),
    ]
