"""Credentials that are refused: everything stops once, one sentence says so, and it goes on by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.db import unit_of_work
from app.errors import Paused
from app.provisioning.ledger import pause

if TYPE_CHECKING:
    from support.faults.world import World, Worlds
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

SENTENCE = (
    "Microsoft 365 avviser innloggingen vår (siden 01.04.2026 kl. 08.00), så alt arbeid der står stille. "
    "Be IT fornye appregistreringens hemmelighet eller sertifikat. Vi prøver igjen hvert femte minutt."
)
REFUSED = {"status": 401, "times": 0}


def _stands_still(world: World) -> bool:
    with unit_of_work() as session:
        return pause.stands_still(session, now=world.clock.now())


def test_no_row_is_blamed_and_one_sentence_says_why(worlds: Worlds) -> None:
    world = worlds.new()
    world.strike(operation="channel.create", **REFUSED)
    with pytest.raises(Paused):
        world.provision()
    progress = world.progress()
    waiting_of_its_own = ["k0123456789/general/files"]
    assert (progress.pause, [problem.key for problem in progress.problems]) == (SENTENCE, waiting_of_its_own)


def test_it_is_tried_again_after_five_minutes_and_goes_on_when_let_in(worlds: Worlds) -> None:
    world = worlds.new()
    world.strike(**REFUSED)
    with pytest.raises(Paused):
        world.provision()
    assert _stands_still(world)
    world.clock.jump(timedelta(minutes=5))
    assert not _stands_still(world)

    with pytest.raises(Paused):
        world.settle()
    assert (_stands_still(world), world.progress().pause) == (True, SENTENCE)

    world.calm()
    world.provision()
    assert (world.progress().pause, world.progress().waiting) == (None, 0)


def test_what_was_done_beside_the_refused_request_is_written_down(worlds: Worlds) -> None:
    world = worlds.new()
    world.strike(operation="channel.create", nth=2, **REFUSED)
    with pytest.raises(Paused):
        world.provision()
    assert world.progress().by_kind["channel"] == (1, 2)


def test_the_terminal_says_the_sentence(kull: Terminal, sandbox: SandboxOnASocket) -> None:
    kull.run("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2026", "--name", "Kull")
    sandbox.refuse_everybody()
    done = kull.run("provision", "1")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, SENTENCE)
