"""One service, one tenant, one database and one clock: what people and the nemesis act on."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
from support.faults.elsewhere import free_port
from support.paths import ROOT

from app.sign_in.service import SANDBOX_CLIENT
from chaos.processes import A_MINUTE, Clock, Process, SandboxProcess, until
from jobs.demo_people import CAST, bearer_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from chaos.databases import Database
    from chaos.ledger import CohortDone

BEGINS = datetime.fromisoformat("2026-04-01T08:00:00+02:00")
ANSWERS_WITHIN_SECONDS = 180.0
TRY_AGAIN = {409, 429, 502, 503, 504}
A_MOMENT = 0.3


class NotYetError(Exception):
    """What a person wants to do something with is not there yet; they come back later."""


@dataclass
class World:
    folder: Path
    database: Database
    sandbox: SandboxProcess
    service: Process
    address: str
    chance: random.Random
    done: list[CohortDone]
    clock: Clock
    token: str = ""
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20))
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    since_backup: list[tuple[Callable[..., None], tuple[Any, ...]]] | None = None
    """What people did through us since the copy was taken: they do it again when it is put back."""

    backed_up_at: str = ""
    forgiven: tuple[str, str] | None = None

    # --- the service ----------------------------------------------------------------------------

    def start_service(self) -> None:
        self.service.start(self.clock.now())

    def keep_up(self) -> None:
        """Do what a supervisor does: begin a process that has ended by itself anew."""
        if not self.service.is_alive:
            self.counts["service ended by itself"] += 1
            self.start_service()

    def wait_until_ready(self) -> None:
        until(self._is_ready, 2 * A_MINUTE, "the service does not answer")

    def _is_ready(self) -> bool:
        with suppress(httpx.TransportError):
            return self.http.get(f"{self.address}/health/ready").is_success
        return False

    def wake(self) -> None:
        """Say that there may be work, as a command at this machine's terminal does; it may be heard by nobody."""
        with suppress(httpx.TransportError):
            self.http.post(f"{self.address}/health/wake")

    def jump(self, by: timedelta) -> None:
        """Let it be another time for people, for the tenant, and for whatever is started from now on."""
        self.clock.jump(by)
        self.set_tenants_clock()

    def set_tenants_clock(self) -> None:
        self.sandbox.control("POST", "/clock", {"now": self.clock.stamp()})

    def sign_in(self) -> None:
        """Once, while the tenant's clock is the machine's own: a token is held against that one."""
        email = CAST["improvement_unit"][0]
        self.token = bearer_token(self.sandbox.address, email=email, client_id=SANDBOX_CLIENT)

    def ask(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """Ask the API, again and again with one key until it has answered, as a careful program does."""
        key, tries, ends = self.chance.randbytes(8).hex(), 0, time.monotonic() + ANSWERS_WITHIN_SECONDS
        while time.monotonic() < ends:
            tries += 1
            answer = self._asked(method, path, key=f"{key}-{tries // 10}", **sent)
            if answer is not None and answer.status_code not in TRY_AGAIN:
                if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                    self.wrong.append(f"{method} {path} was answered {answer.status_code}")
                else:
                    return answer
            time.sleep(A_MOMENT)
            self.keep_up()
        raise TimeoutError(f"{method} {path}")

    def _asked(self, method: str, path: str, *, key: str, **sent: Any) -> httpx.Response | None:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        try:
            return self.http.request(method, f"{self.address}{path}", headers=headers, **sent)
        except httpx.TransportError:
            return None

    def told(self, path: str) -> Any:
        answer = self.ask("GET", path)
        answer.raise_for_status()
        return answer.json()

    # --- the tenant -----------------------------------------------------------------------------

    def as_person(self, who: str, method: str, url: str, body: Any = None) -> Any:
        """An act in Microsoft 365 itself; a fault may hit people as well, and they try again."""
        for _ in range(20):
            with suppress(httpx.HTTPStatusError, httpx.TransportError, ValueError):
                if answer := self.sandbox.control("POST", f"/as/{who}", self._request(method, url, body)):
                    return answer
            time.sleep(A_MOMENT)
        raise TimeoutError(f"{who}: {method} {url}")

    @staticmethod
    def _request(method: str, url: str, body: Any) -> dict[str, Any]:
        zone = {"Prefer": 'outlook.timezone="W. Europe Standard Time"'}
        return {"method": method, "url": url, "body": body, "headers": zone}

    def rows(self, table: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.sandbox.control("GET", f"/tables/{table}")["value"]
        return found

    def introduce(self, *addresses: str) -> None:
        """Let the directory know people."""
        known = [{"mail": one, "displayName": name_of(one)} for one in addresses]
        self.sandbox.control("POST", "/people", known)


def name_of(address: str) -> str:
    return " ".join(word.capitalize() for word in re.split(r"[.@-]", address)[:3])


@contextmanager
def a_world(
    folder: Path, database: Database, seed: int, done: list[CohortDone], before: Path | None = None
) -> Iterator[World]:
    """Start the tenant and the service; with `before` that one is an earlier version, by its code."""
    tenant, ours = free_port(), free_port()
    settings = {
        "KULL_DATABASE_URL": database.address,
        "KULL_SANDBOX_FILE": str(folder / "sandbox.jsonl"),
        "KULL_SANDBOX_URL": f"http://127.0.0.1:{tenant}",
        "KULL_UPLOAD_FOLDER": str(folder / "uploads"),
        "KULL_PACE": "off",
    }
    said = folder / "service.log", folder / "sandbox.log"
    service = Process(("serve", "--port", str(ours)), folder, settings, said[0], before or ROOT)
    sandbox = Process(("sandbox", "serve", "--port", str(tenant)), folder, settings, said[1])
    world = World(
        folder=folder,
        database=database,
        sandbox=SandboxProcess(sandbox, settings["KULL_SANDBOX_URL"]),
        service=service,
        address=f"http://127.0.0.1:{ours}",
        chance=random.Random(seed),
        done=done,
        clock=Clock(BEGINS),
    )
    try:
        world.sandbox.start()
        world.sign_in()
        world.set_tenants_clock()
        world.start_service()
        world.wait_until_ready()
        yield world
    finally:
        service.kill()
        sandbox.kill()
        world.http.close()
        world.sandbox.http.close()
