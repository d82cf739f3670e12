"""What a browser does when a person signs in: cookies, the sandbox's page, a choice, and back."""

from __future__ import annotations

from typing import Any

import httpx
from sqlmodel import select

from app.db import unit_of_work
from app.sign_in.models import BrowserSession
from jobs.demo_people import CAST
from support.service import HERE, ask

PAGE = {"Accept": "text/html"}
UNIT = CAST["improvement_unit"][0]


async def choose(where: str, *, email: str) -> str:
    """Choose who one is on the sandbox's page; return where it sends the browser."""
    async with httpx.AsyncClient() as outside:
        url = httpx.URL(where)
        people = (await outside.get(url.copy_with(path="/_sandbox/people", query=None))).json()["value"]
        (person,) = [row["id"] for row in people if row["mail"] == email]
        form = dict(url.params) | {"person": person}
        answer = await outside.post(url.copy_with(query=None), data=form)
        return answer.headers["location"]


async def sign_in(browser: httpx.AsyncClient, *, email: str = UNIT, to: str = "/") -> httpx.Response:
    """Sign in with a fresh browser; return the answer to the address it comes back to."""
    sent = await browser.get("/sign-in", params={"next": to}, headers=PAGE)
    return await browser.get(await choose(sent.headers["location"], email=email), headers=PAGE)


def visit(what: Any) -> Any:
    """Visit as somebody who has not signed in."""
    return ask(what, as_role=None)


def beside(browser: httpx.AsyncClient) -> httpx.AsyncClient:
    """Another browser, with cookies of its own."""
    return httpx.AsyncClient(transport=browser._transport, base_url=HERE)  # noqa: SLF001 - the same service


def sessions() -> int:
    """Count those who are signed in by a browser."""
    with unit_of_work() as session:
        return len(session.exec(select(BrowserSession)).all())


def param_of(address: str, name: str) -> str:
    return str(httpx.URL(address).params[name])
