"""A form of another site's page changes nothing, nor does a form of another sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select
from support.service import HERE, ask
from support.sign_in.browser import sign_in

from app.access.forms import FIELD, HEADER
from app.cohorts.models import Cohort
from app.db import unit_of_work
from app.sign_in.secrets import bound

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

NEW = {"programme": "torn-kull-3", "start_year": 2026, "name": "Kull 3"}


def cohorts() -> list[str]:
    with unit_of_work() as session:
        return [cohort.name for cohort in session.exec(select(Cohort))]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": HERE, HEADER: "own"}, 201),
        ({"Sec-Fetch-Site": "same-origin", HEADER: "own"}, 201),
        ({HEADER: "own"}, 403),
        ({"Origin": HERE}, 403),
        ({"Origin": HERE, HEADER: "another session's"}, 403),
        ({"Origin": HERE, HEADER: "ø"}, 403),
        ({"Origin": "https://evil.example", HEADER: "own"}, 403),
        ({"Sec-Fetch-Site": "cross-site", HEADER: "own"}, 403),
    ],
)
def test_v3_5_a_signed_in_browser_changes_nothing_for_another_site(
    here: Path, headers: dict[str, str], status: int
) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        await sign_in(browser)
        if headers.get(HEADER) == "own":
            headers[HEADER] = bound(browser.cookies["kull_session"])
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        return (await browser.post("/api/cohorts", json=NEW, headers=raw)).status_code

    assert ask(visited, as_role=None) == status
    assert cohorts() == (["Kull 3"] if status == 201 else [])


@pytest.mark.parametrize(("token", "status"), [("own", 303), ("", 403), ("another", 403)])
def test_v3_5_a_pages_form_carries_the_token_in_a_field(here: Path, token: str, status: int) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        await sign_in(browser)
        form = {FIELD: bound(browser.cookies["kull_session"]) if token == "own" else token}
        return (await browser.post("/sign-out", data=form, headers={"Origin": HERE})).status_code

    assert ask(visited, as_role=None) == status
