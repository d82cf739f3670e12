"""Meetings for programs: who may ask for what, and what is refused with a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from icalendar import Calendar
from support.service import ask
from support.small_cohort import started

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket


def test_a_feed_is_opened_by_the_unit_read_by_anybody_with_its_address_and_taken_back(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = started("torn-kull-3", 2026)

    async def opened(client: httpx.AsyncClient) -> str:
        answer = await client.post(f"/api/cohorts/{cohort_id}/feeds", json={"team": "Kirurgi"})
        assert answer.status_code == 201
        return str(answer.json()["address"])

    address = ask(opened)

    async def read(client: httpx.AsyncClient) -> tuple[int, str, bytes]:
        answer = await client.get(address)
        return answer.status_code, answer.headers["content-type"], answer.content

    status, kind, content = ask(read, as_role=None)
    assert (status, kind.partition(";")[0]) == (200, "text/calendar")
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 7

    async def closed(client: httpx.AsyncClient) -> int:
        answer = await client.post(f"/api/cohorts/{cohort_id}/feeds/closed", json={"team": "Kirurgi"})
        return answer.status_code

    assert ask(closed) == 204
    assert ask(read, as_role=None)[0] == 404


def test_what_the_unit_asks_about_a_meeting(here: Path, sandbox: SandboxOnASocket) -> None:
    cohort_id = started("torn-kull-3", 2026)

    async def asked(client: httpx.AsyncClient) -> dict[str, Any]:
        first = "/api/meetings/4"
        times = {"starts_at": "2026-09-17T09:00:00+02:00", "ends_at": "2026-09-17T10:00:00+02:00"}
        answers = {
            "organiser": await client.put(f"/api/cohorts/{cohort_id}/organiser", json={"organiser": "una"}),
            "cancel": await client.post(f"{first}/cancelled", json={"because": " "}),
            "answers": await client.get(f"{first}/answers"),
            "time": await client.post(f"{first}/time-check", json=times),
            "attendance": await client.get(f"{first}/attendance"),
            "tick": await client.put(
                f"{first}/attendance", json={"email": "anne@example.no", "presence": "present"}
            ),
            "leaders": await client.get(f"/api/cohorts/{cohort_id}/leaders-attendance"),
            "names": await client.get(f"/api/cohorts/{cohort_id}/teams/1/attendance"),
        }
        return {name: (one.status_code, _sentence(one)) for name, one in answers.items()}

    assert ask(asked) == {
        "organiser": (422, "«una» er ikke en e-postadresse."),
        "cancel": (422, "Skriv en setning om hvorfor møtet er avlyst. De som er innkalt, leser den."),
        "answers": (200, None),
        "time": (202, None),
        "attendance": (200, None),
        "tick": (409, "Møtet har ikke begynt ennå."),
        "leaders": (409, "Lederes deltakelse vises ikke med navn før dere har registrert at det er avtalt."),
        "names": (403, "Rollen din gir ikke tilgang til dette. Be forbedringsenheten om hjelp."),
    }


def _sentence(answer: httpx.Response) -> str | None:
    """What a refusal says."""
    return str(answer.json()["detail"]) if answer.is_error else None
