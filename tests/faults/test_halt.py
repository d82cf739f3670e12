"""A person halts all writing in the middle: not one write more, and nothing twice when it goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support.faults.world import World, Worlds
from support.paths import ROOT

from app import provisioning
from app.audit import AuditRecord, Deed
from app.config import settings
from app.db import unit_of_work
from app.errors import Halted
from app.halt import service as halt
from app.outbox.models import OwedMessage
from app.outbox.service import owe
from app.provisioning.ledger.models import TenantObject
from graph_adapters import free_busy
from jobs.outgoing import send_what_is_owed
from jobs.provision.reconcile import Rules
from jobs.provision.settle import settle_everything

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from sqlmodel import Session

    from app.provisioning import AnyErrand
    from jobs.tenant import Tenant

SENTENCE = (
    "it@example.no har stanset all skriving til Microsoft 365 (siden 01.04.2026 kl. 08.00). "
    "Begrunnelse: «Feil navn på teamene». Ingenting blir laget, endret eller sendt før noen slipper det løs."
)


def _one_at_a_time(session: Session, cohort_id: int, *, busy: Sequence[str], **asked: Any) -> list[AnyErrand]:
    """Let no request be on its way when another is halted, so that writes can be counted exactly."""
    found = provisioning.errands_within_mail_budget(session, cohort_id, busy=busy, **asked)
    return [] if busy else list(found[:1])


class HaltAfter:
    """Let the tenant through, and halt all writing once it has written so often."""

    def __init__(self, world: World, writes: int, halt_it: Callable[[], None]) -> None:
        self._inside, self._world, self._writes, self._halt_it = world.app, world, writes, halt_it
        self.is_halted = False
        world.app = self  # type: ignore[assignment]

    async def __call__(self, *asked: Any) -> None:
        await self._inside(*asked)
        if not self.is_halted and self._world.writes() == self._writes:
            self.is_halted = True
            self._halt_it()


def _halt_here() -> None:
    with unit_of_work() as session:
        deed = Deed(actor="it@example.no", at=World().clock.now())
        halt.stop_writing(session, deed=deed, why="Feil navn på teamene")


def _let_go_here() -> None:
    with unit_of_work() as session:
        halt.resume_writing(session, deed=Deed(actor="it@example.no", at=World().clock.now()))


def _kull(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.cli", *words]
    ours = os.environ | {"PYTHONPATH": str(ROOT), "KULL_NOW": "2026-04-01T08:00:00+02:00"}
    return subprocess.run(  # noqa: S603 - our own program
        command, env=ours, capture_output=True, text=True, check=True
    )


def _halt_in_another_process() -> None:
    _kull("stop", "--why", "Feil navn på teamene")


def _let_go_in_another_process() -> None:
    assert _kull("go").stdout == "Skrivingen er sluppet løs, og arbeidet går videre.\n"


@pytest.mark.parametrize(
    ("halt_it", "let_go"),
    [(_halt_here, _let_go_here), (_halt_in_another_process, _let_go_in_another_process)],
    ids=["here", "in another process"],
)
def test_not_a_write_leaves_after_a_halt_and_all_is_made_once_it_is_let_go(
    worlds: Worlds, halt_it: Callable[[], None], let_go: Callable[[], None]
) -> None:
    clean = worlds.new()
    clean.provision()
    world = worlds.new(rules=Rules(due=_one_at_a_time))
    HaltAfter(world, 20, halt_it)
    with pytest.raises(Halted):
        world.provision()
    with pytest.raises(Halted):
        world.settle()
    assert (world.writes(), _blamed()) == (20, [])

    let_go()
    world.settle()
    assert (world.progress().waiting, world.progress().pause) == (0, None)
    assert world.census() == clean.census()
    assert world.writes_of_another_run() == 0


def test_of_many_requests_at_once_those_on_their_way_are_answered_and_no_other_leaves(worlds: Worlds) -> None:
    clean = worlds.new()
    clean.provision()
    world = worlds.new()
    HaltAfter(world, 5, _halt_here)
    with pytest.raises(Halted):
        world.provision()
    before = world.writes()
    for _ in range(3):
        with pytest.raises(Halted):
            world.settle()
    assert (world.writes(), _blamed()) == (before, [])

    _let_go_here()
    world.settle()
    assert world.census() == clean.census()


def _blamed() -> list[str]:
    """The rows on which an attempt was counted or a problem written, but for those Microsoft is late with."""
    with unit_of_work() as session:
        rows = session.exec(select(TenantObject).where(col(TenantObject.problem).is_not(None))).all()
        return [row.key for row in rows if row.cause not in {"late", "busy"}]


def test_progress_says_who_halted_it_and_why(worlds: Worlds) -> None:
    world = worlds.new()
    _halt_here()
    world.ask_directory()
    world.approve()
    with pytest.raises(Halted) as refused:
        world.settle()
    assert (str(refused.value), world.progress().pause, world.writes()) == (SENTENCE, SENTENCE, 0)


def test_other_cohorts_and_the_directory_are_read_while_writing_is_halted(worlds: Worlds) -> None:
    world = worlds.new()
    _halt_here()
    world.with_tenant(lambda tenant: settle_everything(tenant, settings()))
    assert (world.writes(), len(world.calls()) > 0) == (0, True)


def test_a_question_that_is_posted_is_no_write(worlds: Worlds) -> None:
    world = worlds.new()
    _halt_here()
    start = world.clock.now().replace(tzinfo=None)

    async def busy(tenant: Tenant) -> int:
        found = await free_busy.ask(
            tenant.connection, tenant.organiser, [tenant.organiser], start, start + timedelta(hours=1)
        )
        return len(found)

    assert world.with_tenant(busy) == 1


def test_letters_wait_as_they_were(worlds: Worlds) -> None:
    world = worlds.new()
    with unit_of_work() as session:
        owe(
            session,
            to="kari@example.no",
            about="prøve",
            step="prøve",
            subject="Hei",
            text="Hei",
            approved=True,
            now=world.clock.now(),
        )
    _halt_here()
    with pytest.raises(Halted):
        world.with_tenant(_sends(world))
    assert _letter() == ("approved", None, None)
    _let_go_here()
    world.with_tenant(_sends(world))
    assert (_letter()[0], world.writes()) == ("sent", 1)


def _sends(world: World) -> Callable[[Tenant], Awaitable[None]]:
    return lambda tenant: send_what_is_owed(tenant, settings(), world.clock)


def _letter() -> tuple[str, object, str | None]:
    with unit_of_work() as session:
        letter = session.exec(select(OwedMessage)).one()
        return letter.state, letter.tried_at, letter.problem


def test_the_audit_says_who_halted_it_and_who_let_go(worlds: Worlds) -> None:
    worlds.new()
    _halt_here()
    _halt_here()  # a second person halts what is halted
    _let_go_here()
    _let_go_here()
    with unit_of_work() as session:
        acts = session.exec(select(AuditRecord.act).where(col(AuditRecord.act).startswith("writing"))).all()
    assert acts == ["writing stopped", "writing resumed"]
