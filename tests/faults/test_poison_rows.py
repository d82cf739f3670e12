"""A row that breaks our own program, or that cannot be written, stops no other; the next version tries it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, text
from sqlmodel import Session, select
from support.faults.smallest_cohort import UID, enrolled
from support.faults.world import THE_FIRST_OF_APRIL, World, Worlds

from app.config import program_version, settings
from app.db import AWAY, MAX_TEXT_CHARACTERS, engine, migrate, unit_of_work
from app.provisioning.ledger.models import TenantObject
from jobs.provision.kinds import KINDS
from jobs.provision.reconcile import Rules

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence
    from datetime import datetime

    from app.provisioning import AnyErrand
    from app.tenant import Placed
    from jobs.tenant import Tenant

    Make = Callable[[Tenant, AnyErrand], Awaitable[Placed]]

POISON = f"{UID}/team:aaaa0001/channel"
FIVE_MILLION, AN_HOUR = 5_000_000, timedelta(hours=1)
OURS = "Noe gikk galt hos oss med kanalen."


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world whose rows lie on either database."""
    if request.param == "postgresql":
        _on_postgres(request.getfixturevalue("postgres"), monkeypatch)
    return World()


def _on_postgres(address: str, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("KULL_DATABASE_URL", address)
    settings.cache_clear()
    engine.cache_clear()
    migrate()
    with unit_of_work() as session:
        enrolled(session, THE_FIRST_OF_APRIL)


def _with_poison(make: Make) -> Rules:
    """Make the poisoned channel by `make`, and all others as always."""
    good = KINDS["channel"].create
    assert good is not None

    async def create(tenant: Tenant, errand: AnyErrand) -> Placed:
        assert good is not None
        return await (make if errand.key == POISON else good)(tenant, errand)

    return Rules(kinds={**KINDS, "channel": replace(KINDS["channel"], create=create)})


async def _breaks(_tenant: Tenant, errand: AnyErrand) -> Placed:
    raise KeyError(errand.key)


def _makes_with_address(address: str) -> Rules:
    """Make the channel, and answer with an address no database takes."""
    good = KINDS["channel"].create

    async def create(tenant: Tenant, errand: AnyErrand) -> Placed:
        assert good is not None
        return replace(await good(tenant, errand), web_url=address)

    return _with_poison(create)


def _row(key: str = POISON) -> TenantObject:
    with unit_of_work() as session:
        row = session.get_one(TenantObject, key)
        session.expunge(row)
        return row


def _waiting(world: World) -> set[str]:
    """The rows that wait, but for those that stand in the poisoned one."""
    with unit_of_work() as session:
        rows = session.exec(select(TenantObject)).all()
        return {row.key for row in rows if not row.settled and not row.key.startswith(f"{UID}/team:aaaa0001")}


def test_a_row_that_breaks_our_code_says_so_waits_longer_each_time_and_stops_no_other(worlds: Worlds) -> None:
    world = worlds.new(rules=_with_poison(_breaks))
    world.provision()
    waits = []
    for _ in range(6):
        row = _row()
        assert row.next_try_at is not None
        wait = row.next_try_at - world.clock.now()
        waits.append((row.attempts, round(wait / AN_HOUR)))
        world.clock.jump(wait)
        world.settle()
    assert _waiting(world) == set()
    assert world.problem("/team:aaaa0001/channel") == (
        OURS,
        "Meld fra til den som drifter tjenesten (KeyError). Vi prøver igjen av oss selv, og straks med en ny versjon.",
    )
    assert waits == [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 16)]


def test_a_new_version_tries_it_at_once(worlds: Worlds) -> None:
    clean = worlds.new()
    clean.provision()
    world = worlds.new(rules=_with_poison(_breaks))
    world.provision()
    before = _row()
    world.settle()
    assert (before.tried_by_version, _row().attempts) == (program_version(), before.attempts)
    with unit_of_work() as session:
        session.get_one(TenantObject, POISON).tried_by_version = "0.0.1"
    world.rules = Rules()
    world.settle()
    assert (world.progress().waiting, world.progress().problems) == (0, [])
    assert world.census() == clean.census()


def test_a_task_that_breaks_our_code_leaves_the_others_of_its_group_alone(worlds: Worlds) -> None:
    good, poison = KINDS["task"].create_many, f"{UID}/team:aaaa0001/plan/oppstart/samle"

    async def create_many(tenant: Tenant, errands: Sequence[AnyErrand]) -> Sequence[Placed | Exception]:
        if any(errand.key == poison for errand in errands):
            raise KeyError(poison)
        assert good is not None
        return await good(tenant, errands)

    world = worlds.new(rules=Rules(kinds={**KINDS, "task": replace(KINDS["task"], create_many=create_many)}))
    world.provision()
    with unit_of_work() as session:
        tasks = session.exec(select(TenantObject).where(TenantObject.kind == "task")).all()
        settled = {row.key: row.settled for row in tasks}
    assert (_row(poison).cause, settled.pop(poison), set(settled.values())) == ("ours", False, {True})
    assert sum(len(team.tasks) for team in world.census().teams) == len(settled)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "https://x/" + "x" * FIVE_MILLION,
            f"Teksten er på 5000010 tegn, og det lagres høyst {MAX_TEXT_CHARACTERS}.",
        ),
        ("https://x/\x00", "Teksten har tegn som ikke er skrift, og kan ikke lagres."),
        ("https://x/\ud800", "Teksten har tegn som ikke er skrift, og kan ikke lagres."),
    ],
    ids=["five million characters", "NUL", "half a character"],
)
def test_an_answer_nobody_can_store_is_said_on_its_row_and_the_others_are_written(
    world: World, address: str, told: str
) -> None:
    world.rules = _makes_with_address(address)
    world.provision()
    assert (_row().problem, _row().external_id, _waiting(world)) == (OURS, None, set())
    assert told in (_row().next_step or "")
    with unit_of_work() as session:
        session.get_one(TenantObject, POISON).tried_by_version = "0.0.1"
    world.rules = Rules()
    world.settle()
    assert world.progress().waiting == 0
    assert [team.channel for team in world.census().teams] == sorted(
        {team.channel for team in world.census().teams}
    )


@pytest.fixture
def cut(
    worlds: Worlds, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Session], None]]:
    """Cut a session's own connection to PostgreSQL, as a server that is started anew does."""
    _on_postgres(postgres, monkeypatch)
    server = create_engine(postgres, isolation_level="AUTOCOMMIT")

    def cut_it(session: Session) -> None:
        pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with server.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid})
        session.execute(text("SELECT 1"))

    yield cut_it
    server.dispose()


def test_a_database_cut_while_an_outcome_is_written_is_no_error_of_ours(
    cut: Callable[[Session], None],
) -> None:
    def record(session: Session, _errand: AnyErrand, _placed: Placed, _now: datetime) -> None:
        cut(session)

    world = World(rules=Rules(kinds={**KINDS, "channel": replace(KINDS["channel"], record=record)}))
    with pytest.raises(AWAY):
        world.provision()
    _goes_on_with_nobody_to_blame(world)


def test_a_database_cut_while_a_thing_is_made_is_no_error_of_ours(cut: Callable[[Session], None]) -> None:
    async def make(_tenant: Tenant, _errand: AnyErrand) -> Placed:
        with unit_of_work() as session:
            cut(session)
        raise AssertionError("the line was cut")

    world = World(rules=_with_poison(make))
    with pytest.raises(AWAY):
        world.provision()
    _goes_on_with_nobody_to_blame(world)


def _goes_on_with_nobody_to_blame(world: World) -> None:
    with unit_of_work() as session:
        causes: set[Any] = {row.cause for row in session.exec(select(TenantObject))}
    assert causes <= {None, "late", "busy"}
    world.rules = Rules()
    world.settle()
    assert (world.progress().waiting, world.writes_of_another_run()) == (0, 0)
    channels = [team.channel for team in world.census().teams]
    assert len(channels) == len(set(channels))
