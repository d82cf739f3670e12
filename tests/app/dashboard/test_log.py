"""Logg tells what was done in plain words, in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support import small_cohort
from support.service import ask

from app.web.language import COOKIE

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

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
