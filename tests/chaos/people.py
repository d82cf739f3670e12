"""What people do meanwhile, in Microsoft 365 and through our API; an act that is done is written in their ledger."""

from __future__ import annotations

import base64
import time
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx

from chaos.checker import ORGANISER
from chaos.ledger import KEYS, PROGRAMME, SLOTS, START_YEAR, Slot
from chaos.world import NotYetError, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from chaos.ledger import CohortDone, MeetingDone
    from chaos.world import World

OSLO, ZONE = ZoneInfo("Europe/Oslo"), "W. Europe Standard Time"
HEADINGS = "foretak;prioritet;team;navn;e-post;rolle"
APART_SECONDS = 60.0
"""So far from each other are two moves of one meeting, so that no clock doubts which was the last."""
TRIES = 60
REST = "04 Målinger"
"""A folder nothing is asked for in; what lies there is known by its name."""


# --- beginning a cohort -----------------------------------------------------------------------------


def begin(world: World, cohort: CohortDone) -> None:
    """Start a cohort, enrol its teams, and approve all it is to have."""
    world.introduce(*cohort.people)
    new = {"programme": PROGRAMME, "start_year": START_YEAR, "name": cohort.name}
    answer = world.ask("POST", "/api/cohorts", json=new)
    answer.raise_for_status()
    cohort.number = answer.json()["id"]
    enrol(world, cohort)
    approve(world, cohort)


def enrol(world: World, cohort: CohortDone) -> None:
    rows = [
        f"Nordlandssykehuset;1;{team};{name_of(one)};{one};{'medarbeider' if place else 'teamleder'}"
        for team, people in cohort.teams.items()
        for place, one in enumerate(people)
    ]
    sheet = {"workbook": ("påmelding.csv", "\n".join([HEADINGS, *rows]).encode(), "text/csv")}
    world.ask("POST", f"/api/cohorts/{cohort.number}/enrolment", files=sheet).raise_for_status()


def approve(world: World, cohort: CohortDone) -> bool:
    """Say yes to a preview, or to a newer one; tell whether there was anything to say yes to."""
    for _ in range(TRIES):
        seen = world.told(f"/api/cohorts/{cohort.number}/preview")
        if not any(count for what, count in seen["counts"].items() if what != "unchanged"):
            return False
        if _said_yes(world, cohort, seen["checksum"]):
            return True
        time.sleep(1)
    raise TimeoutError(f"{cohort.name} is never as it was shown")


def _said_yes(world: World, cohort: CohortDone, checksum: str) -> bool:
    """A preview that is out of date by now is refused."""
    where = f"{world.address}/api/cohorts/{cohort.number}/provision"
    headers = {"Authorization": f"Bearer {world.token}"}
    with suppress(httpx.TransportError):
        return world.http.post(where, json={"checksum": checksum}, headers=headers).is_success
    return False


# --- files ------------------------------------------------------------------------------------------


def drop_file(world: World, cohort: CohortDone) -> None:
    """Lay a file where a team's answer to something belongs."""
    free = [
        Slot(team, asked) for team in cohort.teams for asked in SLOTS if Slot(team, asked) not in cohort.files
    ]
    if not free:
        raise NotYetError
    slot = world.chance.choice(free)
    _drop(world, cohort, slot.team, SLOTS[slot.deliverable])
    cohort.files[slot] = SLOTS[slot.deliverable]


def drop_riddle(world: World, cohort: CohortDone) -> None:
    """Lay down a file nobody can tell what is."""
    team = world.chance.choice(list(cohort.teams))
    path = f"Noe annet {len(cohort.questions) + 1}.docx"
    _drop(world, cohort, team, path)
    cohort.questions.append(Slot(team, path))


def _drop(world: World, cohort: CohortDone, team: str, path: str) -> None:
    folder, _, name = path.rpartition("/")
    content = base64.b64encode(f"{team} {path}".encode()).decode()
    _file_act(world, cohort, team, action="drop", path=folder, name=name, content=content)


def move_file(world: World, cohort: CohortDone) -> None:
    """Move a file that answers something to another folder of the team, or call it something else."""
    standing = [
        slot for slot, path in cohort.files.items() if path == SLOTS[slot.deliverable] and "mp4" not in path
    ]
    if not standing:
        raise NotYetError
    slot = world.chance.choice(standing)
    path = cohort.files[slot]
    folder, _, name = path.rpartition("/")
    if world.chance.random() < 0.5:
        _file_act(world, cohort, slot.team, action="move", path=path, to=REST)
        cohort.files[slot] = f"{REST}/{name}"
    else:
        name = name.replace("vår", "helt vår").replace("hos oss", "her hos oss").replace("Vår", "Helt vår")
        _file_act(world, cohort, slot.team, action="rename", path=path, name=name)
        cohort.files[slot] = f"{folder}/{name}"


def _file_act(world: World, cohort: CohortDone, team: str, **act: Any) -> None:
    channel = next((row for row in world.rows("channel") if row["displayName"] == team), None)
    if channel is None or not _folders_are_there(world, channel):
        raise NotYetError(team)
    leader = cohort.teams[team][0]
    world.sandbox.control("POST", "/files", {"channel": channel["id"], "person": leader, **act})


def _folders_are_there(world: World, channel: dict[str, Any]) -> bool:
    """People find the folders we made; they do not make them."""
    names = {row["id"]: row["name"] for row in world.rows("item")}
    inside = {row["name"] for row in world.rows("item") if names.get(row["parent"]) == channel["firstName"]}
    return {REST, "05 Poster"} <= inside


# --- meetings ---------------------------------------------------------------------------------------


def move_in_outlook(world: World, cohort: CohortDone) -> None:
    _in_outlook(world, cohort, _unmoved(world, cohort))


def move_by_us(world: World, cohort: CohortDone) -> None:
    _by_us(world, cohort, _unmoved(world, cohort))


def move_again(world: World, cohort: CohortDone) -> None:
    """Move a meeting that was moved before, on either side; the last mover is right."""
    moved = [
        one for one in cohort.meetings if 0 < one.moved_at < world.clock.now().timestamp() - APART_SECONDS
    ]
    if not moved:
        raise NotYetError
    side = world.chance.choice([_in_outlook, _by_us])
    side(world, cohort, world.chance.choice(moved))


def _unmoved(world: World, cohort: CohortDone) -> MeetingDone:
    """Choose a meeting that stands in the calendar where it was first put.

    Gatherings stay, since the teams' deadlines move with them, and those are written by hand here.
    """
    fresh = [one for one in cohort.meetings if not one.moved_at and not one.whole_days]
    if not fresh:
        raise NotYetError
    chosen = world.chance.choice(fresh)
    chosen.event = chosen.event or _event(world, cohort, chosen)
    return chosen


def _event(world: World, cohort: CohortDone, meeting: MeetingDone) -> str:
    url = f"/users/{ORGANISER}/events?$top=100&$select=id,subject,start"
    for event in world.as_person(ORGANISER, "GET", url)["value"]:
        is_named = event["subject"] == f"{cohort.name}: {meeting.title}"
        if is_named and event["start"]["dateTime"][:16] == meeting.starts:
            return str(event["id"])
    raise NotYetError(meeting.key)


def _in_outlook(world: World, cohort: CohortDone, meeting: MeetingDone) -> None:
    del cohort
    starts, ends = _elsewhen(world, meeting)
    times = {
        "start": {"dateTime": f"{starts}:00", "timeZone": ZONE},
        "end": {"dateTime": f"{ends}:00", "timeZone": ZONE},
    }
    world.as_person(ORGANISER, "PATCH", f"/users/{ORGANISER}/events/{meeting.event}", times)
    _moved(world, meeting, starts, ends)


def _by_us(world: World, cohort: CohortDone, meeting: MeetingDone) -> None:
    starts, ends = _elsewhen(world, meeting)
    _put_time(world, cohort, meeting, starts)
    _moved(world, meeting, starts, ends)
    remember(world, _put_time_again, cohort, meeting, starts)


def _put_time(world: World, cohort: CohortDone, meeting: MeetingDone, starts: str) -> None:
    number = meeting_number(cohort, meeting)
    new = {"starts_at": datetime.fromisoformat(starts).replace(tzinfo=OSLO).isoformat()}
    answer = world.ask("PUT", f"/api/meetings/{number}/time", json=new)
    answer.raise_for_status()
    assert answer.json()["key"] == meeting.key


def _put_time_again(world: World, cohort: CohortDone, meeting: MeetingDone, starts: str) -> None:
    """Unless somebody has moved it since."""
    if meeting.starts == starts:
        _put_time(world, cohort, meeting, starts)


def meeting_number(cohort: CohortDone, meeting: MeetingDone) -> int:
    """The API numbers meetings as the programme lists them, one cohort after the other."""
    return (cohort.number - 1) * len(KEYS) + KEYS.index(meeting.key) + 1


def _elsewhen(world: World, meeting: MeetingDone) -> tuple[str, str]:
    """Some days later."""
    by = timedelta(days=world.chance.choice([1, 2, 7, 8, 14]))
    starts, ends = (datetime.fromisoformat(one) + by for one in (meeting.starts, meeting.ends))
    return starts.isoformat()[:16], ends.isoformat()[:16]


def _moved(world: World, meeting: MeetingDone, starts: str, ends: str) -> None:
    meeting.starts, meeting.ends = starts, ends
    meeting.moved_at = world.clock.now().timestamp()


# --- people -----------------------------------------------------------------------------------------


def name_stand_in(world: World, cohort: CohortDone) -> None:
    """Replace a member at a meeting by somebody else."""
    team, people = world.chance.choice(list(cohort.teams.items()))
    meeting = world.chance.choice([one for one in cohort.meetings if one.for_teams])
    instead_of = people[-1]
    stand_in = f"vikar.{len(meeting.stand_ins) + 1}.{meeting.key}.{cohort.name[-1].casefold()}@example.no"
    world.introduce(stand_in)
    _put_stand_in(world, cohort, meeting, team, instead_of, stand_in)
    meeting.stand_ins[instead_of] = stand_in
    remember(world, _put_stand_in, cohort, meeting, team, instead_of, stand_in)


def _put_stand_in(
    world: World, cohort: CohortDone, meeting: MeetingDone, team: str, instead_of: str, stand_in: str
) -> None:
    new = {"team": team, "instead_of": instead_of, "name": name_of(stand_in), "email": stand_in}
    number = meeting_number(cohort, meeting)
    world.ask("PUT", f"/api/meetings/{number}/stand-ins", json=new).raise_for_status()


def let_in_newcomer(world: World, cohort: CohortDone) -> None:
    """Enrol one more in a team, and approve what follows of it."""
    team = world.chance.choice(list(cohort.teams))
    letter = cohort.name[-1].casefold()
    newcomer = f"ny.{letter}.{sum(map(len, cohort.teams.values()))}@example.no"
    world.introduce(newcomer)
    cohort.teams[team].append(newcomer)
    _enrol_and_approve(world, cohort)
    remember(world, _enrol_and_approve, cohort)


def _enrol_and_approve(world: World, cohort: CohortDone) -> None:
    enrol(world, cohort)
    approve(world, cohort)


# --- after a restore --------------------------------------------------------------------------------


def remember(world: World, act: Callable[..., None], *about: Any) -> None:
    """Keep what was done through us: what is not in a backup is done again by whoever did it."""
    if world.since_backup is not None:
        world.since_backup.append((act, about))


def do_again(world: World) -> None:
    again, world.since_backup = world.since_backup or [], None
    time.sleep(1)
    for act, about in again:
        act(world, *about)
