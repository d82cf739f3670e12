"""Utboks, to people, to programs and in the terminal: what waits, and what a person decides."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support import small_cohort
from support.service import HERE, ask
from support.sign_in.browser import sign_in

from app import outbox
from app.config import settings
from app.db import unit_of_work
from app.outbox import OwedMessage
from app.sign_in.secrets import bound

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.terminal import Terminal

FAR_AWAY = timedelta(days=300)


def _letters(cohort_id: int, *facts: dict[str, Any]) -> list[int]:
    """Keep letters that no job touches: the sandbox takes mail, so those that wait for their turn would be sent."""
    now = small_cohort.now()
    shared: dict[str, Any] = {"about": "submission:7", "text": "Hei.", "owed_at": now, "tried_at": now}
    with unit_of_work() as session:
        rows = [
            OwedMessage(cohort_id=cohort_id, step=str(number), **shared | fact)
            for number, fact in enumerate(facts)
        ]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def _state_of(message_id: int) -> str:
    with unit_of_work() as session:
        (owed,) = outbox.messages_by_id(session, [message_id])
        return owed.state.value


UNSURE = {
    "recipient": "kari@example.no",
    "subject": "Kvittering",
    "state": "unsure",
    "problem": "Svaret kom bort.",
}
FAILED = {
    "recipient": "ola@example.no",
    "subject": "Samtykke",
    "state": "failed",
    "problem": "Avvist: ukjent.",
}


@pytest.fixture
def cohort_id(here: Path) -> int:
    return small_cohort.started("torn-kull-3", 2026)


def _looked_for() -> dict[str, Any]:
    later: datetime = settings().clock() + FAR_AWAY
    return UNSURE | {"subject": "Frist", "next_try_at": later}


def _buttons(page: str) -> list[str]:
    return re.findall(r'<form method="post" action="(/kull/\d+/utboks/[^"]+)"', page)


def test_the_page_lists_what_may_have_arrived_and_what_was_refused(cohort_id: int) -> None:
    first, _, third = _letters(cohort_id, UNSURE, _looked_for(), FAILED)

    async def looked(client: httpx.AsyncClient) -> list[str]:
        paths = (f"/kull/{cohort_id}/utboks", f"/kull/{cohort_id}", "/teknisk-status")
        return [(await client.get(path)).text for path in paths]

    page, front, status = ask(looked)
    for told in (
        "2 brev venter på deg.",
        "Brev vi ikke vet om kom frem",
        "Brev som ikke kunne sendes",
        "kan mottakeren få brevet to ganger",
        "kari@example.no",
        "Avvist: ukjent.",
        "Vi ser etter selv",
    ):
        assert told in page
    assert _buttons(page) == [
        f"/kull/{cohort_id}/utboks/{message}/{act}"
        for message in (first, third)
        for act in ("send-igjen", "mottatt")
    ]
    assert f'<a href="/kull/{cohort_id}/utboks">Utboks</a>' in front
    assert "2 brev kom kanskje ikke frem." in front
    assert "Brev i kullenes utboks: Venter på noen. 2 brev kom kanskje ikke frem." in status


def test_a_cohort_with_nothing_unsettled_says_so(cohort_id: int) -> None:
    async def looked(client: httpx.AsyncClient) -> list[str]:
        return [(await client.get(path)).text for path in (f"/kull/{cohort_id}/utboks", f"/kull/{cohort_id}")]

    page, front = ask(looked)
    assert "Ingen brev venter på deg." in page
    assert "kom kanskje ikke frem" not in front


def test_a_button_decides_and_a_letter_of_another_cohort_is_left_alone(cohort_id: int) -> None:
    (message,) = _letters(cohort_id, UNSURE)

    async def pressed(browser: httpx.AsyncClient) -> list[tuple[int, str]]:
        await sign_in(browser)
        browser.headers["Origin"] = HERE
        form = {"form_token": bound(browser.cookies["kull_session"])}
        paths = [
            f"/kull/{number}/utboks/{message}/mottatt" for number in (cohort_id + 1, cohort_id, cohort_id)
        ]
        answers = [await browser.post(path, data=form) for path in paths]
        return [(one.status_code, one.headers.get("location", "")) for one in answers]

    told = ask(pressed, as_role=None)
    assert told == [(404, ""), (303, f"/kull/{cohort_id}/utboks"), (422, "")]
    assert _state_of(message) == "sent"


def test_who_has_insight_sees_no_receivers_and_no_tab(cohort_id: int) -> None:
    _letters(cohort_id, UNSURE)

    async def looked(client: httpx.AsyncClient) -> tuple[list[int], str]:
        closed = [await client.get(path) for path in (f"/kull/{cohort_id}/utboks", "/api/messages/waiting")]
        return [one.status_code for one in closed], (await client.get(f"/kull/{cohort_id}")).text

    closed, front = ask(looked, as_role="insight")
    assert closed == [403, 403]
    assert "1 brev kom kanskje ikke frem." in front
    assert f"/kull/{cohort_id}/utboks" not in front
    assert "kari@example.no" not in front


def test_programs_list_what_waits_and_decide(cohort_id: int) -> None:
    first, second, _ = _letters(cohort_id, UNSURE, FAILED, _looked_for())

    async def decided(client: httpx.AsyncClient) -> Any:
        waiting = (await client.get("/api/messages/waiting", params={"cohort_id": cohort_id})).json()
        received = await client.post(f"/api/messages/{first}/mark-received")
        again = await client.post(f"/api/messages/{second}/send-again")
        twice = await client.post(f"/api/messages/{first}/send-again")
        return waiting, received.json(), again.json(), (twice.status_code, twice.json()["type"])

    waiting, received, again, twice = ask(decided)
    assert [(one["id"], one["recipient"], one["state"], one["problem"]) for one in waiting] == [
        (first, "kari@example.no", "unsure", "Svaret kom bort."),
        (second, "ola@example.no", "failed", "Avvist: ukjent."),
    ]
    assert "text" not in waiting[0]
    assert (received["state"], again["state"]) == ("sent", "approved")
    assert twice == (409, "urn:kull:message-not-waiting")


def test_the_terminal_lists_and_decides_and_the_doctor_says_how_many(here: Path, kull: Terminal) -> None:
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    first, second = _letters(cohort_id, UNSURE, FAILED)
    (letters,) = [one for one in kull.json("doctor", exit_code=1)["checks"] if one["name"] == "letters"]
    assert letters == {
        "name": "letters",
        "ok": False,
        "detail": "2 brev kom kanskje ikke frem, og venter på at noen avgjør.",
        "fix": "Åpne Utboks i Kullet: send igjen, eller marker som mottatt.",
    }
    assert [one["id"] for one in kull.json("letters", "list", "Kullet")] == [first, second]
    assert kull.run("letters", "list").stdout.splitlines()[:2] == [
        f"{first}: kari@example.no: Kvittering (kan ha kommet frem)",
        "    Svaret kom bort.",
    ]
    assert kull.json("letters", "mark-received", str(first))["state"] == "sent"
    assert kull.run("letters", "send-again", str(second)).stdout == "Brevet sendes igjen når tjenesten går.\n"
    assert kull.run("letters", "send-again", str(second)).returncode == 1
    assert (kull.json("letters", "list"), kull.json("doctor")["ok"]) == ([], True)


def _drafts(cohort_id: int) -> list[int]:
    """A draft about absence, and one that the service decides about itself."""
    draft = {"recipient": "kari@example.no", "subject": "Oppmøtet i Kirurgi", "text": "Ola kom ikke."}
    first, second, third = _letters(cohort_id, draft, draft, draft)
    with unit_of_work() as session:
        for message, step in ((first, "forfall"), (second, "twice_missing"), (third, "annet")):
            owed = session.get_one(OwedMessage, message)
            owed.step, owed.about = step, str(message)
    return [first, second, third]


def test_drafts_about_absence_are_read_and_then_sent_or_dropped(cohort_id: int) -> None:
    first, second, third = _drafts(cohort_id)

    async def pressed(browser: httpx.AsyncClient) -> tuple[list[str], list[int], list[str]]:
        await sign_in(browser)
        browser.headers["Origin"] = HERE
        form = {"form_token": bound(browser.cookies["kull_session"])}
        base = f"/kull/{cohort_id}/utboks"
        before = [(await browser.get(base)).text, (await browser.get(f"/kull/{cohort_id}")).text]
        presses = [f"{first}/send", f"{second}/forkast", f"{second}/send", f"{third}/send"]
        answers = [(await browser.post(f"{base}/{one}", data=form)).status_code for one in presses]
        return before, answers, [(await browser.get(base)).text]

    before, answers, after = ask(pressed, as_role=None)
    assert "2 brev venter på deg." in before[0]
    assert "Ola kom ikke." in before[0]
    assert "2 brev om forfall eller fravær venter på at noen leser dem." in before[1]
    assert answers == [303, 303, 422, 404]
    assert "Ingen brev venter på deg." in after[0]
    assert [_state_of(second), _state_of(third)] == ["draft", "draft"]
    assert _state_of(first) in {"approved", "sending", "sent"}
