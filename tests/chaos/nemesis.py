"""What goes wrong, and when: a list of acts drawn by a seed, people's and the nemesis's own mixed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from support.paths import ROOT

from chaos import people
from chaos.people import do_again
from chaos.world import NotYetError

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from chaos.world import World

    Act = Callable[[World], None]

MAX_NTH = 8
FAULTS: Sequence[dict[str, Any]] = [
    {"status": 429, "retry_after": "1"},
    {"status": 503},
    {"status": 503, "retry_after": "1"},
    {"status": 503, "after": True},
    {"status": 504, "after": True},
    {"kind": "hang_up"},
    {"kind": "hang_up", "after": True},
    {"kind": "timeout", "seconds": 0.5},
    {"kind": "timeout", "seconds": 0.5, "after": True},
    {"kind": "garbage"},
    {"kind": "garbage", "after": True},
    {"kind": "cut", "after": True},
    {"kind": "empty"},
]
JUMPS = [
    timedelta(minutes=11),
    timedelta(hours=1),
    timedelta(hours=7),
    timedelta(days=1),
    timedelta(seconds=-90),
]
WHILE_DOWN = timedelta(minutes=11)
"""As long as it is down each time: files are looked for every ten minutes where nobody can tell us of them."""
SHARE_WOKEN = 0.3
"""So often the service is told that there may be work; by itself it looks for files three times a minute."""
STOP_WITHIN_SECONDS = 45.0
PATIENCE = 25
"""How often an act is put off because what it is about is not there yet."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How often what happens. `cohorts` and `teams` are how large the world is."""

    cohorts: int = 3
    teams: int = 2
    kills: int = 20
    stops: int = 5
    sandbox_kills: int = 5
    faults: int = 50
    restarts: int = 3
    cuts: int = 5
    jumps: int = 6
    files: int = 30
    riddles: int = 4
    moved_files: int = 6
    outlook_moves: int = 7
    our_moves: int = 7
    moves_again: int = 5
    stand_ins: int = 4
    newcomers: int = 3
    upgrade: bool = True
    restore: bool = True
    pause_seconds: float = 1.2
    round_seconds: float = 35.0
    """Long enough for every job of the timetable that comes within half a minute."""


# --- what goes wrong --------------------------------------------------------------------------------


def kill_service(world: World) -> None:
    world.service.kill()
    world.jump(WHILE_DOWN)
    world.start_service()


def stop_service(world: World) -> None:
    world.service.freeze(world.chance.uniform(0.5, 4))


def kill_sandbox(world: World) -> None:
    count_struck(world)
    world.sandbox.kill()
    time.sleep(world.chance.uniform(0, 1.5))
    world.sandbox.start()


def break_network(world: World) -> None:
    """One request of the next ones meets a fault."""
    rule = world.chance.choice(FAULTS) | {"nth": world.chance.randint(1, MAX_NTH)}
    world.sandbox.control("POST", "/faults", rule)


def count_struck(world: World) -> None:
    """Take note of the faults that somebody met, and forget them all."""
    for rule in world.sandbox.control("GET", "/faults")["value"]:
        world.counts["faults met"] += rule["seen"] >= rule["nth"]
    world.sandbox.control("DELETE", "/faults")


def restart_database(world: World) -> None:
    world.database.restart()


def cut_connections(world: World) -> None:
    world.database.cut()


def jump_clock(world: World) -> None:
    """Stop the service as an operator does, and begin it at another time."""
    world.service.stop(STOP_WITHIN_SECONDS)
    if world.service.is_alive:
        world.wrong.append(f"the service was asked to stop, and ran on for {STOP_WITHIN_SECONDS:.0f} s")
        world.service.kill()
    world.jump(world.chance.choice(JUMPS))
    world.start_service()


def upgrade(world: World) -> None:
    """Kill the earlier version in the middle, and go on with this one."""
    world.service.kill()
    world.service.code = ROOT
    world.jump(WHILE_DOWN)
    world.start_service()


def back_up(world: World) -> None:
    world.backed_up_at = world.clock.stamp()
    world.database.backup()
    world.since_backup = []


def restore(world: World) -> None:
    world.service.kill()
    world.database.restore()
    world.forgiven = world.backed_up_at, world.clock.stamp()
    world.start_service()
    do_again(world)


# --- the schedule -----------------------------------------------------------------------------------


def schedule(plan: Plan, chance: random.Random, *, has_server: bool) -> list[tuple[str, Act]]:
    """Draw the order. The upgrade comes early, the copy in the middle, and it is put back after three quarters."""
    drawn = [
        (name, act) for name, (act, times) in _acts(plan, has_server=has_server).items() for _ in range(times)
    ]
    chance.shuffle(drawn)
    eighth = len(drawn) // 8
    middle: list[tuple[int, str, Act]] = []
    if plan.upgrade:
        middle.append((eighth, "upgrade", upgrade))
    if plan.restore:
        middle += [(4 * eighth, "backup", back_up), (6 * eighth, "restore", restore)]
    for place, name, act in reversed(middle):
        drawn.insert(place, (name, act))
    return drawn


def _acts(plan: Plan, *, has_server: bool) -> Mapping[str, tuple[Act, int]]:
    ours: dict[str, tuple[Act, int]] = {
        "kill -9": (kill_service, plan.kills),
        "SIGSTOP, SIGCONT": (stop_service, plan.stops),
        "sandbox killed": (kill_sandbox, plan.sandbox_kills),
        "network fault": (break_network, plan.faults),
        "clock jump": (jump_clock, plan.jumps),
        "file dropped": (_in_some(people.drop_file), plan.files),
        "riddle dropped": (_in_some(people.drop_riddle), plan.riddles),
        "file moved": (_in_some(people.move_file), plan.moved_files),
        "meeting moved in Outlook": (_in_some(people.move_in_outlook), plan.outlook_moves),
        "meeting moved by us": (_in_some(people.move_by_us), plan.our_moves),
        "meeting moved again": (_in_some(people.move_again), plan.moves_again),
        "stand-in named": (_in_some(people.name_stand_in), plan.stand_ins),
        "newcomer": (_in_some(people.let_in_newcomer), plan.newcomers),
    }
    if has_server:
        ours["PostgreSQL restarted at once"] = restart_database, plan.restarts
        ours["connections cut"] = cut_connections, plan.cuts
    return ours


def _in_some(act: Callable[[World, Any], None]) -> Act:
    """Do it in a cohort drawn by chance."""

    def done(world: World) -> None:
        act(world, world.chance.choice(world.done))

    return done


def play(world: World, acts: Sequence[tuple[str, Act]], plan: Plan, until: float) -> None:
    """Do one thing after the other, each at a moment drawn by chance, as long as there is time."""
    left, put_off = list(acts), 0
    while left and time.monotonic() < until:
        world.keep_up()
        name, act = left.pop(0)
        try:
            act(world)
            world.counts[name] += 1
            put_off = 0
        except NotYetError:
            left.append((name, act))
            put_off += 1
            if put_off > PATIENCE + len(left):
                break
        if world.chance.random() < SHARE_WOKEN:
            world.wake()
        time.sleep(world.chance.uniform(0, plan.pause_seconds))
    world.service.code = ROOT  # however little there was time for, it ends with this version
    world.counts["left undone"] = len(left)
