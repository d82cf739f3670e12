"""A page inside Teams: its token becomes a session over https, and is checked as every bearer token is."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support.service import ask, sandbox_of, signed_in
from support.sign_in.browser import PAGE, UNIT
from support.sign_in.forgery import ATTACKS

from app.config import settings
from app.db import unit_of_work
from app.sign_in.models import BrowserSession
from app.web.packages import packages
from jobs.demo_people import CAST, bearer_token

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

DOOR = "/sign-in/teams"
FRAMED = PAGE | {"Sec-Fetch-Dest": "iframe"}


@pytest.fixture
def https(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://127.0.0.1:8000")
    settings.cache_clear()


def visit(what: Any) -> Any:
    return ask(what, as_role=None)


async def come_in(browser: httpx.AsyncClient, *, email: str = UNIT, has: str = "") -> httpx.Response:
    """Exchange a token of somebody's; `has` is the secret their browser has from before."""
    cookie = {"Cookie": f"__Host-kull={has}"} if has else {}
    return await browser.post(DOOR, headers=signed_in(browser, email=email) | cookie)


async def read(browser: httpx.AsyncClient, secret: str) -> int:
    return (await browser.get("/api/cohorts", headers={"Cookie": f"__Host-kull={secret}"})).status_code


def secret_of(answer: httpx.Response) -> str:
    return SimpleCookie(answer.headers["set-cookie"].replace("; Partitioned", ""))["__Host-kull"].value


def let_pass(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("KULL_NOW", f"2026-04-01T{moment}:00+02:00")
    settings.cache_clear()


def test_v3_3_the_cookie_is_kept_inside_teams_alone(https: None) -> None:
    answer = visit(come_in)
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert (answer.status_code, name.partition("=")[0]) == (204, "__Host-kull")
    assert attributes == ["HttpOnly", "Max-Age=36000", "Path=/", "SameSite=None", "Secure", "Partitioned"]


def test_v10_4_the_session_is_the_persons_own(https: None) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        return await read(browser, secret_of(await come_in(browser)))

    assert visit(visited) == 200
    with unit_of_work() as session:
        (row,) = session.exec(select(BrowserSession)).all()
        assert (row.email, row.app_roles) == (UNIT, ["improvement_unit"])


def test_without_https_nobody_is_let_in_and_no_row_is_kept(here: Path) -> None:
    answer = visit(come_in)
    assert (answer.status_code, answer.json()["detail"]) == (
        409,
        "Innlogging fra Teams krever https. Åpne siden i nettleseren.",
    )
    assert "set-cookie" not in answer.headers
    assert _sessions() == 0


def test_v9_1_an_attackers_token_opens_no_session(https: None) -> None:
    async def visited(browser: httpx.AsyncClient) -> dict[str, Any]:
        found = {}
        for attack, (made, _) in ATTACKS.items():
            answer = await browser.post(DOOR, headers={"Authorization": f"Bearer {made()}"})
            found[attack] = (answer.status_code, "set-cookie" in answer.headers)
        return found

    too_long = {"a token of 17 kB": (431, False)}  # headers are short, or not read
    assert visit(visited) == dict.fromkeys(ATTACKS, (401, False)) | too_long
    assert _sessions() == 0


def test_v9_2_a_token_for_another_program_opens_no_session(https: None) -> None:
    """Signed by the right issuer for a right person, and for Graph."""

    async def visited(browser: httpx.AsyncClient) -> Any:
        token = bearer_token(sandbox_of(browser), email=UNIT, client_id="another-program")
        answer = await browser.post(DOOR, headers={"Authorization": f"Bearer {token}"})
        return answer.status_code, answer.json()["reason"]

    assert visit(visited) == (401, "audience")


def test_v10_4_a_session_alone_is_exchanged_for_nothing(https: None) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        has = {"Cookie": f"__Host-kull={secret_of(await come_in(browser))}"}
        return (await browser.post(DOOR, headers=has)).status_code

    assert visit(visited) == 403  # and without a form's proof it is nobody's
    assert _sessions() == 1


def test_v3_5_another_sites_page_exchanges_nothing(https: None) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://teams.microsoft.com"}
        answer = await browser.post(DOOR, headers=signed_in(browser, email=UNIT) | elsewhere)
        return answer.status_code

    assert (visit(visited), _sessions()) == (403, 0)


def test_v7_2_a_session_without_a_new_token_ends_within_a_quarter_of_an_hour(
    https: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a token that was stolen is worth no more than its own hour, and a quarter."""

    async def visited(browser: httpx.AsyncClient) -> list[int]:
        secret, found = secret_of(await come_in(browser)), []
        for moment in ("08:14", "08:16", "08:17"):
            let_pass(monkeypatch, moment)
            found.append(await read(browser, secret))
        return found

    assert visit(visited) == [200, 401, 401]


def test_a_page_that_stays_open_keeps_its_session_by_a_new_token(
    https: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visited(browser: httpx.AsyncClient) -> list[Any]:
        secret = secret_of(await come_in(browser))
        let_pass(monkeypatch, "08:10")
        again = await come_in(browser, has=secret)
        let_pass(monkeypatch, "08:24")
        return ["set-cookie" in again.headers, await read(browser, secret), _sessions()]

    assert visit(visited) == [False, 200, 1]


def test_v7_3_a_page_nobody_uses_keeps_no_session_past_an_hour(
    https: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        secret = secret_of(await come_in(browser))
        for moment in ("08:10", "08:20", "08:30", "08:40", "08:50", "09:00"):
            let_pass(monkeypatch, moment)
            await come_in(browser, has=secret)
        let_pass(monkeypatch, "09:01")
        return await read(browser, secret)

    assert visit(visited) == 401


def test_v7_2_anothers_token_begins_another_session_and_ends_the_one_before(https: None) -> None:
    async def visited(browser: httpx.AsyncClient) -> list[Any]:
        first = secret_of(await come_in(browser))
        second = secret_of(await come_in(browser, email=CAST["insight"][0], has=first))
        return [first == second, await read(browser, first), await read(browser, second), _sessions()]

    assert visit(visited) == [False, 401, 200, 1]


def test_v7_2_the_same_token_shown_by_another_browser_gives_it_a_secret_of_its_own(https: None) -> None:
    async def visited(browser: httpx.AsyncClient) -> bool:
        token = signed_in(browser, email=UNIT)
        answers = [await browser.post(DOOR, headers=token) for _ in range(2)]
        return secret_of(answers[0]) != secret_of(answers[1])

    assert visit(visited) is True


def test_a_stranger_in_a_frame_is_shown_a_link_that_opens_the_browser(here: Path) -> None:
    answer = visit(lambda browser: browser.get("/?a=1", headers=FRAMED))
    assert answer.status_code == 401
    assert '<a href="/sign-in?next=/%3Fa%3D1" target="_blank" rel="noopener">' in answer.text
    assert "teams-tab.js" not in answer.text  # over http Teams frames nothing


def test_over_https_the_framed_page_brings_the_script_that_signs_in(https: None) -> None:
    framed = visit(lambda browser: browser.get("/", headers=FRAMED))
    assert ("/static/teams-tab.js" in framed.text) == bool(packages()["in_teams"])
    alone = visit(lambda browser: browser.get("/signed-out", headers=PAGE))
    assert "teams-tab.js" not in alone.text


def _sessions() -> int:
    with unit_of_work() as session:
        return len(session.exec(select(BrowserSession)).all())
