"""Logg tells what was done in plain words, in the reader's language."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from support import small_cohort
from support.service import ask
from support.workbooks import a_cohort

from app import audit
from app.audit import Act, Deed, by_system
from app.dashboard.log import log
from app.web.language import COOKIE

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from sqlmodel import Session

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
DAY = {"starts_at": "2026-10-05T10:00:00+02:00", "ends_at": "2026-10-05T12:00:00+02:00"}
ROWS = re.compile(r"<td><bdi>(.*?)</bdi></td>\s*<td>(.*?)\n")


@pytest.mark.parametrize(
    ("language", "cancelled", "dated"),
    [
        ("nb", "Avlyste et møte", "Satte dato på et møte"),
        ("nn", "Avlyste eit møte", "Sette dato på eit møte"),
        ("en", "Cancelled a meeting", "Gave a meeting its date"),
    ],
)
def test_the_log_of_a_cancelled_meeting_is_in_the_readers_language(
    here: Path, language: str, cancelled: str, dated: str
) -> None:
    cohort_id = small_cohort.started("torn-kull-3", 2026)

    async def logged(client: httpx.AsyncClient) -> list[tuple[str, str]]:
        (await client.put("/api/meetings/1/time", json=DAY)).raise_for_status()
        because = {"because": "For få påmeldte."}
        (await client.post("/api/meetings/1/cancelled", json=because)).raise_for_status()
        cookie = {"Cookie": f"{COOKIE}={language}"}
        page = await client.get(f"/kull/{cohort_id}/logg", headers=cookie)
        return ROWS.findall(page.text)[:2]

    assert ask(logged) == [("Frida Forbedring", cancelled), ("Frida Forbedring", dated)]


def shown(session: Session, cohort_id: int, **asked: Any) -> tuple[list[str], int, str]:
    """What the page is given: the acts, the page's number, and where the next one is."""

    def show(_template: str, **context: Any) -> Any:
        page = context["page"]
        return [row.about for row in page.things], page.number, page.address(page.number + 1)

    told: Any = log(session, cohort_id, show, **asked)
    return told


def test_what_the_service_did_by_itself_is_shown_when_asked_for(session: Session) -> None:
    cohort = a_cohort(session)
    for about, deed in (("m-1", Deed(actor="Ada", at=NOON)), ("m-2", by_system(NOON))):
        audit.record(session, Act.meeting_moved, deed, about=about, cohort_id=cohort.id)
    audit.record(session, Act.meeting_moved, by_system(NOON), about="of no cohort")
    session.commit()
    assert shown(session, cohort.id) == (["m-1"], 1, f"/kull/{cohort.id}/logg?side=2")
    assert shown(session, cohort.id, alt=True) == (
        ["m-2", "m-1"],
        1,
        f"/kull/{cohort.id}/logg?side=2&alt=true",
    )


def test_a_long_log_is_shown_fifty_acts_at_a_time_the_newest_first(session: Session) -> None:
    cohort = a_cohort(session)
    for number in range(60):
        deed = Deed(actor="Ada", at=NOON)
        audit.record(session, Act.meeting_moved, deed, about=f"m-{number}", cohort_id=cohort.id)
    session.commit()
    assert shown(session, cohort.id, side=2)[:2] == ([f"m-{number}" for number in reversed(range(10))], 2)
    assert shown(session, cohort.id, side=99)[1] == 2
