"""A small cohort, a tenant that remembers, and a clock that jumps: provisioning in process, in no time.

A world is made anew for each run, so that what went wrong in one is not there in the next.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from app.audit import Deed
from app.config import settings
from app.db import engine, migrate, unit_of_work
from app.provisioning.drift.decisions import decide_about_drift
from app.provisioning.drift.report import drift_of
from app.provisioning.ledger.models import TenantObject
from app.provisioning.preview import service as provisioning
from app.provisioning.preview.picture_of import Surroundings, surroundings
from app.provisioning.progress.progress import Progress, progress_of
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.engine.state import State
from graph_adapters.transport.connection import SDK_HANDLING_OFF, Options
from jobs.halt import HaltLight
from jobs.provision.reconcile import RULES, Rules
from jobs.provision.refresh import refresh_cohort
from jobs.provision.settle import Settled, ask_directory, settle_cohort
from jobs.tenant import tenant_over
from support import tenant_census
from support.faults.smallest_cohort import UID, enrolled
from support.graph.requests import Checked

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from app.provisioning.drift.report import Decision, Drift, Drifted
    from app.provisioning.preview.service import Preview
    from jobs.tenant import Tenant

T = TypeVar("T")
GRAPH = "https://graph.microsoft.com"
ORGANISER = "laeringsnettverk@example.no"
THE_FIRST_OF_APRIL = datetime.fromisoformat("2026-04-01T06:00:00+00:00")
A_DAY = timedelta(days=1, minutes=1)
COHORT = 1


class JumpingClock:
    """Nobody waits: whoever sleeps moves the time."""

    def __init__(self, now: datetime = THE_FIRST_OF_APRIL) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def jump(self, by: timedelta) -> None:
        self._now += by

    def jump_seconds(self, seconds: float) -> None:
        self.jump(timedelta(seconds=seconds))

    async def sleep(self, seconds: float) -> None:
        self.jump(timedelta(seconds=seconds))
        await asyncio.sleep(0)


class InProcess(httpx.BaseTransport):
    """Lets a plain client ask the tenant without a socket."""

    def __init__(self, app: Any) -> None:
        self._transport = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return asyncio.run(self._answer(request))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        answer = await self._transport.handle_async_request(request)
        content = await answer.aread()
        return httpx.Response(answer.status_code, headers=answer.headers, content=content)


@dataclass
class World:
    """One cohort and one tenant. `rules` and `options` are ours unless a test puts something worse there."""

    rules: Rules = RULES
    options: Options = SDK_HANDLING_OFF
    clock: JumpingClock = field(default_factory=JumpingClock)

    def __post_init__(self) -> None:
        self.state = State(clock=self.clock.now)
        self.app = create_sandbox(self.state)

    # --- what people do ---------------------------------------------------------------------------

    def preview(self) -> Preview:
        with unit_of_work() as session:
            return provisioning.preview_cohort(session, COHORT, self.surroundings())

    def approve(self) -> None:
        """Say yes to the preview."""
        with unit_of_work() as session:
            provisioning.provision(
                session,
                COHORT,
                checksum=None,
                deed=Deed(actor="prøve", at=self.clock.now()),
                surroundings=self.surroundings(),
            )

    def surroundings(self) -> Surroundings:
        """What a rule is told of the world: the settings, and the time on this world's clock."""
        return replace(surroundings(settings()), now=self.clock.now())

    def provision(self) -> Settled:
        """`kull provision`, as far as it comes without anybody waiting a day."""
        self.ask_directory()
        self.approve()
        return self.settle()

    def ask_directory(self) -> None:
        """Find out who has an account, as long as that is not known."""
        self.with_tenant(lambda tenant: ask_directory(tenant, settings(), COHORT, self.clock))

    def settle(self) -> Settled:
        """What the runner does when it is woken."""
        return self.with_tenant(
            lambda tenant: settle_cohort(tenant, settings(), COHORT, clock=self.clock, rules=self.rules)
        )

    def a_day_later(self) -> None:
        """What waited for a person is tried again."""
        self.clock.jump(A_DAY)
        self.settle()

    def look(self) -> Drift:
        """What the nightly look does, and what it tells."""
        self.with_tenant(lambda tenant: refresh_cohort(tenant, COHORT, self.clock))
        with unit_of_work() as session:
            return drift_of(session, COHORT)

    def drifted(self) -> tuple[Drifted, ...]:
        return self.look().drifted

    def decide(self, key: str, decision: Decision) -> None:
        """A person decides, and the runner is woken."""
        with unit_of_work() as session:
            decide_about_drift(
                session,
                COHORT,
                key=f"{UID}{key}",
                decision=decision,
                deed=Deed(actor="prøve", at=self.clock.now()),
            )
        self.settle()

    def with_tenant(self, work: Callable[[Tenant], Awaitable[T]]) -> T:
        """Let our code reach the tenant; each of its requests is held against Microsoft's metadata."""
        checked = Checked(self.app)

        async def run() -> T:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(checked)) as client:
                return await work(self._tenant_over(client))

        done = asyncio.run(run())
        assert checked.problems == []
        return done

    def _tenant_over(self, client: httpx.AsyncClient) -> Tenant:
        """Look at the halt before every write, not once a second: here the time stands still."""
        look_always = HaltLight(interval_seconds=0)
        return tenant_over(settings(), client, options=self.options, is_halted=look_always)

    def control(self, path: str, body: Any, *, method: str = "POST") -> Any:
        """What people do in Microsoft 365 that no app can do for them."""
        with httpx.Client(transport=InProcess(self.app)) as client:
            answer = client.request(method, f"{GRAPH}/_sandbox{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def by_hand(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """What the organiser does in the tenant."""
        asked = {"method": method, "url": path, "body": body, "headers": headers}
        return self.control(f"/as/{ORGANISER}", asked)

    # --- what goes wrong --------------------------------------------------------------------------

    def strike(self, **fault: Any) -> None:
        rules(self.state).append(Fault(**fault))

    def calm(self) -> None:
        rules(self.state).clear()

    # --- what can be seen -------------------------------------------------------------------------

    def progress(self) -> Progress:
        with unit_of_work() as session:
            return progress_of(session, COHORT)

    def external_id(self, key: str) -> str:
        with unit_of_work() as session:
            return session.get_one(TenantObject, f"{UID}{key}").external_id or ""

    def problem(self, key: str) -> tuple[str, str]:
        """What is said about a row that waits."""
        problems = {one.key: (one.problem, one.next_step) for one in self.progress().problems}
        return problems[f"{UID}{key}"]

    def census(self) -> tenant_census.Census:
        """Count, in an order that does not tell which was made first."""
        with httpx.Client(transport=InProcess(self.app)) as client:
            return in_order(tenant_census.count(GRAPH, ORGANISER, client))

    def calls(self) -> list[dict[str, Any]]:
        return list(self.state.memory.get("log", ()))

    def writes(self) -> int:
        return int(self.state.memory.get("writes", 0))

    def writes_of_another_run(self) -> int:
        before = self.writes()
        self.settle()
        return self.writes() - before


def in_order(census: tenant_census.Census) -> tenant_census.Census:
    census.members.sort()
    census.shared_folders.sort()
    census.teams = [
        replace(team, tasks=sorted(team.tasks, key=lambda task: task.description))
        for team in sorted(census.teams, key=lambda team: team.channel)
    ]
    census.mail = {address: sorted(kinds) for address, kinds in sorted(census.mail.items())}
    return census


@dataclass(frozen=True)
class Worlds:
    """Hands out worlds that all begin alike: the same rows, an empty tenant."""

    folder: Path
    enrolled: Path

    def new(self, **unlike: Any) -> World:
        self.restore()
        return World(**unlike)

    def restore(self) -> None:
        """Put the database back to where it was before anything was provisioned."""
        engine().dispose()
        for left in self.folder.glob("kull.db*"):
            left.unlink()
        shutil.copy(self.enrolled, self.folder / "kull.db")


def write_enrolled(folder: Path) -> Path:
    """Write a cohort nothing has been provisioned of, in one file that can be copied."""
    migrate()
    with unit_of_work() as session:
        enrolled(session, THE_FIRST_OF_APRIL)
    engine().dispose()
    with closing(sqlite3.connect(folder / "kull.db")) as whole:
        whole.execute("VACUUM INTO ?", (str(folder / "enrolled.db"),))
    return folder / "enrolled.db"
