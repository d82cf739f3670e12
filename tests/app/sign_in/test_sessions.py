"""A sign-in goes on as long as it may: what ends it, who ends it, and what it is worth afterwards."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlmodel import select
from support.service import HERE
from support.sign_in.browser import PAGE, UNIT, beside, param_of, sessions, sign_in, visit

from app.config import settings
from app.db import unit_of_work
from app.sign_in.models import BrowserSession
from app.sign_in.secrets import bound
from app.sign_in.sessions import (
    begin_session,
    claim_renewal,
    end_other_sessions,
    find_session,
    forget_old,
    identity_of,
    is_new_session,
    sessions_of_person,
    vouch_for_session_again,
)
from app.sign_in.tokens import Identity
from jobs.demo_people import CAST

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session
    from support.terminal import Terminal

EIGHT = datetime(2026, 4, 1, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FRIDA = Identity(
    entra_id="f", name="Frida", email="frida@example.no", app_roles=frozenset({"improvement_unit"})
)
ADA = Identity(entra_id="a", name="Ada", email="ada@example.no", app_roles=frozenset())


def test_v7_4_a_stolen_cookie_is_worth_nothing_after_signing_out(here: Path) -> None:
    async def visited(browser: httpx.AsyncClient) -> list[Any]:
        await sign_in(browser)
        stolen = {"Cookie": f"kull_session={browser.cookies['kull_session']}"}
        form = {"form_token": bound(browser.cookies["kull_session"])}
        out = await browser.post("/sign-out", data=form, headers=PAGE | {"Origin": HERE})
        browser.cookies.clear()
        return [
            out.status_code,
            out.headers["location"].rpartition("/")[2],
            (await browser.get("/api/cohorts", headers=stolen)).status_code,
        ]

    status, way_out, after = visit(visited)
    assert (status, after) == (303, 401)
    assert way_out == "logout?post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8000%2Fsigned-out"


EVERY_FIFTY_MINUTES = [
    "08:50",
    "09:40",
    "10:30",
    "11:20",
    "12:10",
    "13:00",
    "13:50",
    "14:40",
    "15:30",
    "16:20",
    "17:10",
]


@pytest.mark.parametrize(
    ("used_at", "status"),
    [
        (["08:59"], 200),
        (["09:02"], 401),
        (EVERY_FIFTY_MINUTES, 200),
        ([*EVERY_FIFTY_MINUTES, "17:59"], 200),
        ([*EVERY_FIFTY_MINUTES, "18:01"], 401),
    ],
)
def test_v7_3_a_session_ends_when_idle_for_an_hour_and_after_ten_hours(
    here: Path, monkeypatch: pytest.MonkeyPatch, used_at: list[str], status: int
) -> None:
    async def visited(browser: httpx.AsyncClient) -> int:
        await sign_in(browser)  # at eight
        for moment in used_at:
            monkeypatch.setenv("KULL_NOW", f"2026-04-01T{moment}:00+02:00")
            settings.cache_clear()
            answer = await browser.get("/api/cohorts")
        return answer.status_code

    assert visit(visited) == status


def test_v8_3_a_role_taken_away_in_entra_is_gone_within_a_quarter_of_an_hour(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {"programme": "torn-kull-3", "start_year": 2026}

    async def visited(browser: httpx.AsyncClient) -> list[int]:
        await sign_in(browser)
        _take_roles_away(UNIT)
        own = {"Origin": HERE, "X-Form-Token": bound(browser.cookies["kull_session"])}
        answers = []
        for moment in ("08:14", "08:16"):
            monkeypatch.setenv("KULL_NOW", f"2026-04-01T{moment}:00+02:00")
            settings.cache_clear()
            answers.append(await browser.post("/api/cohorts", json=new | {"name": moment}, headers=own))
        return [answer.status_code for answer in answers]

    assert visit(visited) == [201, 403]


def _take_roles_away(email: str) -> None:
    people = [{"mail": email, "displayName": "Frida Forbedring", "appRoles": []}]
    httpx.post(f"{settings().sandbox_url}/_sandbox/people", json=people).raise_for_status()


def test_v7_3_somebody_whose_account_is_closed_is_signed_out_within_a_quarter_of_an_hour(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visited(browser: httpx.AsyncClient) -> list[int]:
        await sign_in(browser)
        with unit_of_work() as session:
            session.exec(select(BrowserSession)).one().renewal = "not what the issuer gave"
        monkeypatch.setenv("KULL_NOW", "2026-04-01T08:16:00+02:00")
        settings.cache_clear()
        return [(await browser.get("/api/cohorts")).status_code, sessions()]

    assert visit(visited) == [401, 0]


def test_v7_5_one_sees_where_one_is_signed_in_and_ends_the_others(here: Path) -> None:
    """A telephone that was lost, ended from another browser; somebody else's session stays."""

    async def visited(telephone: httpx.AsyncClient) -> list[Any]:
        await sign_in(telephone)
        async with beside(telephone) as browser, beside(telephone) as somebody:
            await sign_in(somebody, email=CAST["administrator"][0])
            back = await sign_in(browser, to="/innlogginger")
            page = (await browser.get("/innlogginger", headers=PAGE)).text
            form = dict(re.findall(r'name="(form_token|form_key)" value="([^"]*)"', page)) | {
                "which": "andre"
            }
            ended = await browser.post("/innlogginger/avslutt", data=form, headers=PAGE | {"Origin": HERE})
            still = [(await one.get("/", headers=PAGE)).status_code for one in (telephone, browser, somebody)]
            return [
                back.headers["location"],
                "Du er logget inn i 2 nettlesere." in page,
                ended.status_code,
                still,
            ]

    assert visit(visited) == ["/innlogginger", True, 303, [303, 200, 200]]


@pytest.mark.parametrize(("whom", "left"), [([CAST["insight"][0]], 1), (["--everybody"], 0)])
def test_v7_4_whoever_runs_the_service_ends_a_persons_sign_ins_or_everybodys(
    kull: Terminal, here: Path, whom: list[str], left: int
) -> None:
    async def visited(browser: httpx.AsyncClient) -> tuple[int, int]:
        await sign_in(browser)
        async with beside(browser) as another:
            await sign_in(another, email=CAST["insight"][0])
        told = kull.json("people", "sign-out", *whom)
        return told["ended"], sessions()

    assert visit(visited) == (2 - left, left)


def test_v7_5_whoever_has_not_just_signed_in_is_asked_to_and_ends_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visited(browser: httpx.AsyncClient) -> list[Any]:
        await sign_in(browser)
        async with beside(browser) as another:
            await sign_in(another)
            monkeypatch.setenv("KULL_NOW", "2026-04-01T08:06:00+02:00")
            settings.cache_clear()
            page = (await browser.get("/innlogginger", headers=PAGE)).text
            form = {"form_token": bound(browser.cookies["kull_session"]), "which": "andre"}
            refused = await browser.post("/innlogginger/avslutt", data=form, headers=PAGE | {"Origin": HERE})
            asked = await browser.get("/sign-in", params={"next": "/innlogginger"}, headers=PAGE)
            return [
                "Logg inn på nytt" in page,
                refused.status_code,
                sessions(),
                param_of(asked.headers["location"], "prompt"),
            ]

    assert visit(visited) == [True, 403, 2, "login"]


def begun(session: Session, who: Identity = FRIDA, *, at: datetime = EIGHT, renewal: str = "r") -> str:
    secret = begin_session(session, identity=who, renewal=renewal, now=at)
    session.flush()
    return secret


def test_a_session_is_found_by_its_secret_and_tells_who_it_is(session: Session) -> None:
    row = find_session(session, begun(session), now=EIGHT)
    assert row is not None
    assert identity_of(row) == FRIDA
    assert find_session(session, "another", now=EIGHT) is None


def test_each_use_keeps_an_idle_session_alive_until_ten_hours_are_over(session: Session) -> None:
    secret = begun(session)
    uses = [find_session(session, secret, now=EIGHT + 59 * n * MINUTE) for n in range(1, 12)]
    assert [use is not None for use in uses] == [True] * 10 + [False]


def test_the_roles_are_renewed_by_one_of_two_requests_after_a_quarter_of_an_hour(session: Session) -> None:
    secret = begun(session)
    moments = [EIGHT + 14 * MINUTE, EIGHT + 15 * MINUTE, EIGHT + 15 * MINUTE]
    assert [claim_renewal(session, secret, now=now) for now in moments] == [None, "r", None]


def test_only_the_persons_own_token_vouches_for_a_session_and_is_no_use_of_it(session: Session) -> None:
    secret, later = begun(session), EIGHT + 30 * MINUTE
    assert vouch_for_session_again(session, secret, identity=ADA, now=later) is False
    assert vouch_for_session_again(session, secret, identity=FRIDA, now=later) is True
    assert find_session(session, secret, now=EIGHT + 61 * MINUTE) is None


def test_a_sign_in_on_the_sign_in_page_is_new_for_five_minutes(session: Session) -> None:
    row = find_session(session, begun(session), now=EIGHT)
    assert row is not None
    assert [is_new_session(row, now=EIGHT + passed) for passed in (4 * MINUTE, 5 * MINUTE)] == [True, False]


def test_a_persons_other_sessions_are_ended_and_nobody_elses(session: Session) -> None:
    here, there, anothers = begun(session), begun(session, at=EIGHT + MINUTE), begun(session, ADA)
    assert len(sessions_of_person(session, entra_id="f", now=EIGHT + MINUTE)) == 2
    assert end_other_sessions(session, here, entra_id="f", only="no such id") == 0
    assert end_other_sessions(session, here, entra_id="f") == 1
    found = [find_session(session, secret, now=EIGHT) is not None for secret in (here, there, anothers)]
    assert found == [True, False, True]


def test_rows_of_ended_sessions_are_forgotten(session: Session) -> None:
    begun(session)
    begun(session, at=EIGHT + MINUTE)
    forget_old(session, now=EIGHT + 61 * MINUTE)
    assert [row.begun_at for row in session.exec(select(BrowserSession))] == [EIGHT + MINUTE]


def test_v7_5_a_session_from_teams_is_never_new_and_ends_no_others(session: Session) -> None:
    row = find_session(session, begun(session, renewal=""), now=EIGHT)
    assert row is not None
    assert (row.renewal, is_new_session(row, now=EIGHT + MINUTE)) == ("", False)
