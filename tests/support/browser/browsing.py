"""The service on a socket, and a browser's window on it."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from app.web.language import COOKIE
from jobs.demo_people import CAST
from support.browser.handed_in import token_of
from support.forked import begin_kull, run_kull
from support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright._impl._api_structures import SetCookieParam
    from playwright.sync_api import BrowserContext, ConsoleMessage, Cookie, Page

    from support.browser.what_is_there import Contents

APRIL = "2026-04-01T08:00:00+02:00"
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
CHOOSING, UNIT = "Logg inn i sandkassen", CAST["improvement_unit"][1]
"""The page where the sandbox asks who one is, and who we are there."""

HERE = "http://127.0.0.1"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


@dataclass
class Service:
    """The service at an address, and the terminal beside it."""

    folder: Path
    port: int
    environment: dict[str, str]

    @property
    def address(self) -> str:
        return f"{HERE}:{self.port}"

    def at(self, path: str, **values: object) -> str:
        """Return the address of a page; `{team_uid}` is the first team's, `{token}` one that was mailed."""
        if "{team_uid}" in path:
            with closing(sqlite3.connect(self.folder / "kull.db")) as rows:
                (values["team_uid"],) = rows.execute("SELECT uid FROM team ORDER BY id").fetchone()
        if "{token}" in path:
            values["token"] = token_of(self.folder, path.split("/")[1])
        return self.address + path.format(**values)

    def kull(self, *words: str) -> str:
        """Say something at the terminal; 3 means that something waits for a person."""
        done = run_kull(words, folder=self.folder, environment=self.environment)
        assert done.returncode in {0, 3}, done.stdout + done.stderr
        return done.stdout


def _service(folder: Path) -> Service:
    ours = {
        "KULL_DATABASE_URL": f"sqlite:///{folder / 'kull.db'}",
        "KULL_SANDBOX_FILE": str(folder / "sandbox.jsonl"),
        "KULL_NOW": APRIL,
        "KULL_PACE": "off",
        "KULL_ACCESSIBILITY_STATEMENT": "https://uustatus.example.no/kull",
        "PYTHONPATH": str(ROOT),
    }
    return Service(folder, _free_port(), {**os.environ, **ours})


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def filled(folder: Path, contents: Contents) -> Service:
    """Fill a service from the terminal."""
    made = _service(folder)
    contents(made.kull, folder)
    return made


def running(folder: Path, contents: Contents) -> Iterator[Service]:
    """Fill a service, then let it serve until the tests are done with it."""
    made = filled(folder, contents)
    words = ["serve", "--port", str(made.port)]
    serving = begin_kull(words, folder=folder, environment=made.environment, told=folder)
    _wait_for(f"{made.address}/health/ready")
    yield made
    serving.terminate()
    serving.join(timeout=30)


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own address
                assert answer.status == 200
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"{address} never answered")


SIGNED_IN: dict[tuple[str, str], list[SetCookieParam]] = {}
"""The cookies of whoever has signed in to a service before: what is tested here is pages, and the way in elsewhere."""


def _to_keep(cookies: list[Cookie]) -> list[SetCookieParam]:
    return [
        {"name": one["name"], "value": one["value"], "domain": one["domain"], "path": one["path"]}
        for one in cookies
        if one["name"] != COOKIE
    ]


@dataclass
class Window:
    """A browser's window: opens pages, signed in, and remembers what the console complained about."""

    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    home: str = ""

    def open(self, address: str, *, role: str = UNIT) -> Page:
        self.home = "/".join(address.split("/")[:3])
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.context.add_cookies(SIGNED_IN.get((self.home, role), []))
        page.goto(address)
        if page.title() == CHOOSING:
            page.get_by_role("button", name=role).click()
            page.wait_for_url(f"{self.home}/**")
            SIGNED_IN[self.home, role] = _to_keep(self.context.cookies())
        return page

    def leave(self) -> None:
        for page in self.context.pages:
            page.close()

    def forget_what_is_not_there(self) -> None:
        """Let pass that the browser itself complains of a page that answers 404 or 422, as it should."""
        refused = "Failed to load resource: the server responded with a status of 4"
        self.complaints[:] = [one for one in self.complaints if not one.startswith(refused)]

    def _hear(self, message: ConsoleMessage) -> None:
        """Listen to what is said of our own pages; the sandbox's page to sign in is another's."""
        if message.type == "error" and message.location["url"].startswith(self.home):
            self.complaints.append(message.text)
