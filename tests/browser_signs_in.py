"""What a browser does when a person signs in: cookies, the sandbox's page, a choice, and back."""

from __future__ import annotations

import httpx

from jobs.cast import CAST

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
