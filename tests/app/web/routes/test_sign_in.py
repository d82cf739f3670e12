"""A person with a browser: in by the sandbox's own page and a code, out again, and what is refused on the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlmodel import select
from support.sign_in.browser import PAGE, UNIT, choose, param_of, sessions, sign_in, visit

from app.config import settings
from app.db import unit_of_work
from app.sign_in.models import BrowserSession, SignInAttempt
from app.sign_in.service import _forget_attempts
from app.web.http.rate_limit import Allowances
from app.web.own_path import path_of_ours

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session


def test_v10_4_a_stranger_is_shown_the_way_in_and_comes_back_to_where_they_were_going(here: Path) -> None:
    async def visited(browser: httpx.AsyncClient) -> None:
        sent = await browser.get("/?a=1", headers=PAGE)
        assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=%2F%3Fa%3D1")
        back = await sign_in(browser, to="/?a=1")
        assert (back.status_code, back.headers["location"]) == (303, "/?a=1")
        page = await browser.get("/", headers=PAGE)
        assert (page.status_code, "Ingen kull ennå." in page.text) == (200, True)

    visit(visited)


def test_v3_3_the_session_cookie_is_for_us_alone(here: Path) -> None:
    async def visited(browser: httpx.AsyncClient) -> str:
        cookies = (await sign_in(browser)).headers.get_list("set-cookie")
        return next(cookie for cookie in cookies if cookie.startswith("kull_session="))

    _, *attributes = visit(visited).split("; ")
    assert attributes == ["HttpOnly", "Max-Age=36000", "Path=/", "SameSite=lax"]


def test_v3_3_over_https_the_cookie_carries_host(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://127.0.0.1:8000")
    settings.cache_clear()

    async def visited(browser: httpx.AsyncClient) -> httpx.Response:
        return await browser.get("/sign-in", headers=PAGE)

    name, *attributes = visit(visited).headers["set-cookie"].split("; ")
    assert name.startswith("__Host-kull-attempt=")
    assert attributes == ["HttpOnly", "Max-Age=600", "Path=/", "SameSite=lax", "Secure"]


def test_v3_4_over_https_every_answer_says_so_for_two_years_and_teams_alone_may_frame_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_PUBLIC_URL", "https://127.0.0.1:8000")
    settings.cache_clear()
    headers = visit(lambda browser: browser.get("/health/live")).headers
    assert headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    (framed_by,) = re.findall(r"frame-ancestors ([^;]+);", headers["content-security-policy"])
    assert framed_by.split() == [
        "https://teams.microsoft.com",
        "https://*.teams.microsoft.com",
        "https://*.cloud.microsoft",
    ]


def test_v13_3_no_secret_of_a_browser_stands_in_a_row(here: Path) -> None:
    async def visited(browser: httpx.AsyncClient) -> str:
        await sign_in(browser)
        return browser.cookies["kull_session"]

    secret = visit(visited)
    with unit_of_work() as session:
        (row,) = session.exec(select(BrowserSession)).all()
        assert secret not in str(row.model_dump())
        assert (row.email, row.app_roles) == (UNIT, ["improvement_unit"])


def test_v7_2_each_sign_in_gives_a_new_secret_and_the_old_one_is_worth_nothing(here: Path) -> None:
    async def visited(browser: httpx.AsyncClient) -> list[int]:
        await sign_in(browser)
        first = browser.cookies["kull_session"]
        await sign_in(browser)
        assert first != browser.cookies["kull_session"]
        browser.cookies.clear()
        stolen = await browser.get("/api/cohorts", headers={"Cookie": f"kull_session={first}"})
        return [stolen.status_code, sessions()]

    assert visit(visited) == [401, 1]


def test_v10_4_an_answer_is_good_once(here: Path) -> None:
    async def visited(browser: httpx.AsyncClient) -> list[int]:
        sent = await browser.get("/sign-in", headers=PAGE)
        attempt = {"Cookie": f"kull_attempt={browser.cookies['kull_attempt']}"}
        back = await choose(sent.headers["location"], email=UNIT)
        browser.cookies.clear()
        answers = [await browser.get(back, headers=PAGE | attempt) for _ in range(2)]
        return [answer.status_code for answer in answers]

    assert visit(visited) == [303, 401]


def test_v10_4_an_answer_to_somebody_elses_question_lets_nobody_in(here: Path) -> None:
    """Login CSRF: the attacker's own code and state are given to a victim's browser."""

    async def visited(browser: httpx.AsyncClient) -> list[int]:
        sent = await browser.get("/sign-in", headers=PAGE)
        attackers = await choose(sent.headers["location"], email=UNIT)
        await browser.get("/sign-in", headers=PAGE)  # the victim begins a sign-in of their own
        in_victims = await browser.get(attackers, headers=PAGE)
        browser.cookies.clear()
        in_a_browser_that_asked_nothing = await browser.get(attackers, headers=PAGE)
        return [in_victims.status_code, in_a_browser_that_asked_nothing.status_code, sessions()]

    assert visit(visited) == [401, 401, 0]


def test_v10_4_a_code_from_another_sign_in_is_refused(here: Path) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        first = await browser.get("/sign-in", headers=PAGE)
        stolen = param_of(await choose(first.headers["location"], email=UNIT), "code")
        second = await browser.get("/sign-in", headers=PAGE)
        own = await choose(second.headers["location"], email=UNIT)
        answer = await browser.get(own.replace(param_of(own, "code"), stolen), headers=PAGE)
        return answer.status_code

    assert visit(visited) == 401


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("/kull/1?fane=moter", "/kull/1?fane=moter"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("\\\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("kull/1", "/"),
        ("/kull\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ],
)
def test_v3_7_nobody_is_sent_to_another_site_after_signing_in(asked: str, given: str) -> None:
    assert path_of_ours(asked) == given


def test_a_sign_in_that_was_never_finished_is_forgotten(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        await browser.get("/sign-in")
        monkeypatch.setenv("KULL_NOW", "2026-04-01T08:11:00+02:00")
        settings.cache_clear()
        await browser.get("/sign-in")
        with unit_of_work() as session:
            return len(session.exec(select(SignInAttempt)).all())

    assert visit(visited) == 1


def test_v13_3_a_secret_rotated_while_we_run_lets_people_in_without_a_restart(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = here / "secret"
    mounted.write_text("the-old-one\n")
    monkeypatch.setenv("KULL_SIGN_IN_SECRET_FILE", str(mounted))
    settings.cache_clear()

    def takes(*secrets: str) -> None:
        told = {"clientSecrets": list(secrets)}
        httpx.patch(f"{settings().sandbox_url}/_sandbox/settings", json=told).raise_for_status()

    async def visited(browser: httpx.AsyncClient) -> list[int]:
        takes("the-old-one")
        with_the_old = await sign_in(browser)
        takes("the-new-one")
        too_early = await sign_in(browser)
        mounted.write_text("the-new-one\n")
        return [answer.status_code for answer in (with_the_old, too_early, await sign_in(browser))]

    assert visit(visited) == [303, 401, 303]


def test_v2_4_an_address_that_begins_sign_ins_without_end_is_told_to_wait_and_others_are_not(
    here: Path,
) -> None:
    async def flood(browser: httpx.AsyncClient) -> list[Any]:
        app: Any = browser._transport.app  # type: ignore[attr-defined]  # noqa: SLF001
        app.state.sign_ins = Allowances(a_second=0, at_once=2)
        answers = [await browser.get("/sign-in", params={"next": "/" + "x" * 5000}) for _ in range(3)]
        other = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, client=("192.0.2.7", 1)), base_url=str(browser.base_url)
        )
        answers.append(await other.get("/sign-in"))
        return [[one.status_code for one in answers], paths()]

    assert visit(flood) == [[303, 303, 429, 303], ["/", "/", "/"]]


def test_v2_4_of_too_many_attempts_the_oldest_are_forgotten(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sign_in.service.MAX_ATTEMPTS", 3)
    begun = datetime(2026, 4, 1, 8, tzinfo=UTC)
    for number in range(5):
        ends = begun + timedelta(seconds=number)
        session.add(SignInAttempt(id_hash=str(number), sealed="", next_path="/", ends_at=ends))
    _forget_attempts(session, now=begun - timedelta(hours=1))
    left = session.exec(select(SignInAttempt.id_hash).order_by(SignInAttempt.id_hash)).all()
    assert list(left) == ["3", "4"]


def paths() -> list[str]:
    """Where each sign-in that is under way leads."""
    with unit_of_work() as session:
        return list(session.exec(select(SignInAttempt.next_path)).all())
