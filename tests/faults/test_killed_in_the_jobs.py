"""Collecting, sending and following Outlook are killed at a request; the next run loses nothing and repeats nothing."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import outlook, small_cohort
from support.faults.elsewhere import ANY, DOWNLOAD, Moment
from support.faults.every_fault import in_time
from support.handing_in import channel_of, drop
from support.tenant_census import Tenant

from app.audit import Act, AuditRecord
from app.db import migrate, unit_of_work
from app.meetings.models import Invited, Meeting
from app.outbox import service as outbox
from app.outbox.models import MessageState, OwedMessage
from jobs.clock import WallClock
from jobs.meetings import follow_outlook
from jobs.outgoing import send_what_is_owed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.context import ForkProcess

    from support.faults.elsewhere import Elsewhere

    from app.config import Settings

FILES = {
    "Kirurgi": ["01 Presentasjon/film.mp4", "05 Poster/Poster.pdf", "Noe annet.docx"],
    "Medisin": ["03 Statusrapporter/Statusrapport 1.docx"],
}
DONE_IN_PART = 3
"""`kull collect` ends so while a file waits for a person."""

# --- collecting -------------------------------------------------------------------------------------


@pytest.fixture
def files(elsewhere: Elsewhere) -> Elsewhere:
    """A cohort in place, and files in its folders that nobody has looked for."""
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    elsewhere.control("POST", "/people", [{"mail": small_cohort.ANNE, "displayName": "Anne Aas"}])
    for team, paths in FILES.items():
        for path in paths:
            drop(elsewhere.address, channel_of(cohort_id, team), path)
    elsewhere.keep()
    return elsewhere


def _collect(elsewhere: Elsewhere) -> ForkProcess:
    return elsewhere.terminal("collect", "1", "--json")


def _collect_to_the_end(elsewhere: Elsewhere) -> dict[str, int]:
    elsewhere.to_the_end(_collect(elsewhere), (DONE_IN_PART,))
    told: dict[str, int] = json.loads(elsewhere.said)
    return told


def _handed_in(elsewhere: Elsewhere) -> list[tuple[str, str, int]]:
    """Team, deliverable and the number of versions, as the terminal tells it."""
    elsewhere.to_the_end(elsewhere.terminal("submissions", "1", "--json"))
    listed = json.loads(elsewhere.said)
    return sorted(
        (one["team"], one["deliverable"], one["newest_version"]) for one in listed if one["newest_version"]
    )


ALL_HANDED_IN = [("Kirurgi", "poster", 1), ("Kirurgi", "video", 1), ("Medisin", "statusrapport-1", 1)]


def _collected(elsewhere: Elsewhere) -> Iterator[str]:
    """What is wrong after a kill."""
    unplaced = _collect_to_the_end(elsewhere)["unplaced"]
    if unplaced != 1:
        yield f"{unplaced} wait for a person"
    if (found := _handed_in(elsewhere)) != ALL_HANDED_IN:
        yield f"handed in: {found}"
    again: dict[str, int] = {}
    if writes := elsewhere.writes_of(lambda: again.update(_collect_to_the_end(elsewhere))):
        yield f"writes again: {writes}"
    if again["submissions"]:
        yield f"taken in again: {again['submissions']}"


def _moments_of_collecting(elsewhere: Elsewhere) -> list[Moment]:
    elsewhere.begin_anew()
    return _moments(elsewhere.every_moment(lambda: _collect_to_the_end(elsewhere), ANY, DOWNLOAD))


def _wrong_in_collecting(elsewhere: Elsewhere, moments: Iterable[Moment]) -> dict[Moment, list[str]]:
    return _wrong(elsewhere, moments, lambda: _collect(elsewhere), _collected)


@pytest.mark.timeout(300)
def test_a_few_moments_of_collecting(files: Elsewhere) -> None:
    moments = _moments_of_collecting(files)
    assert {moment.operation for moment in moments} == {ANY, DOWNLOAD}
    assert _wrong_in_collecting(files, [moments[1], moments[-1]]) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_moment_of_collecting(files: Elsewhere) -> None:
    assert _wrong_in_collecting(files, in_time(_moments_of_collecting(files))) == {}


# --- sending ----------------------------------------------------------------------------------------

LATER_RUNS = ["2026-04-01T08:10:00+02:00", "2026-04-02T08:00:00+02:00", "2026-04-04T08:00:00+02:00"]
SETTLED = {MessageState.sent, MessageState.unsure, MessageState.failed}


@pytest.fixture
def letters(elsewhere: Elsewhere) -> Elsewhere:
    """Eight letters, each to a person of its own, that nobody has sent."""
    migrate()
    with unit_of_work() as session:
        for number in range(8):
            outbox.owe(
                session,
                to=f"person-{number}@example.no",
                about="test",
                step="receipt",
                subject=f"Brev {number}",
                text="Vi har fått det du leverte.",
                approved=True,
                now=small_cohort.now(),
            )
    elsewhere.keep()
    return elsewhere


def _send(elsewhere: Elsewhere, now: str = LATER_RUNS[0]) -> ForkProcess:
    return elsewhere.job(send_what_is_owed, KULL_NOW=now)


def _sent(elsewhere: Elsewhere) -> Iterator[str]:
    """Twice is wrong, and so is a letter that neither has arrived nor is shown to a person."""
    for now in LATER_RUNS:
        elsewhere.to_the_end(_send(elsewhere, now))
    arrived = _mailboxes(elsewhere)
    if twice := {to: count for to, count in arrived.items() if count > 1}:
        yield f"twice: {twice}"
    states = _states()
    if waiting := {to: state for to, state in states.items() if state not in SETTLED}:
        yield f"waits: {waiting}"
    if said := [to for to, state in states.items() if state == MessageState.sent and to not in arrived]:
        yield f"never sent, though it is said: {said}"
    if writes := elsewhere.writes_of(lambda: elsewhere.to_the_end(_send(elsewhere, LATER_RUNS[-1]))):
        yield f"writes again: {writes}"


def _mailboxes(elsewhere: Elsewhere) -> Counter[str]:
    with closing(Tenant(elsewhere.address)) as tenant:
        boxes = tenant.control("/mailboxes")["value"]
    return Counter({box["address"]: box["count"] for box in boxes})


def _states() -> dict[str, MessageState]:
    with unit_of_work() as session:
        return {one.recipient: one.state for one in session.exec(select(OwedMessage))}


def _moments_of_sending(elsewhere: Elsewhere) -> list[Moment]:
    elsewhere.begin_anew()
    return _moments(elsewhere.every_moment(lambda: elsewhere.to_the_end(_send(elsewhere)), ANY))


def _wrong_in_sending(elsewhere: Elsewhere, moments: Iterable[Moment]) -> dict[Moment, list[str]]:
    return _wrong(elsewhere, moments, lambda: _send(elsewhere), _sent)


@pytest.mark.timeout(300)
def test_a_few_moments_of_sending(letters: Elsewhere) -> None:
    moments = _moments_of_sending(letters)
    assert _wrong_in_sending(letters, [moments[0], moments[len(moments) // 2 + 1]]) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_moment_of_sending(letters: Elsewhere) -> None:
    assert _wrong_in_sending(letters, in_time(_moments_of_sending(letters))) == {}


# --- following Outlook ------------------------------------------------------------------------------

AN_HOUR_LATER, TWO_HOURS_LATER = "2026-04-01T09:00:00+02:00", "2026-04-01T10:00:00+02:00"
FOLLOWED = (Act.meeting_moved_in_outlook, Act.meeting_cancelled_in_outlook)


@pytest.fixture
def calendar(elsewhere: Elsewhere) -> Elsewhere:
    """A cohort in place; in Outlook a meeting was moved, another called off, and a third declined by a person."""
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    small_cohort.work(cohort_id)
    moved, off, declined = (
        outlook.the_event(elsewhere.address, title)
        for title in ("Digital innsjekk", "Digitalt veiledermøte", "Samling 1")
    )
    outlook.move(elsewhere.address, moved, "2026-10-20T09:00", "2026-10-20T10:30")
    outlook.cancel(elsewhere.address, off)
    outlook.answer(elsewhere.address, declined, small_cohort.BERIT, "declined")
    elsewhere.keep()
    return elsewhere


async def _follow(tenant: Any, settings: Settings) -> None:
    await follow_outlook(tenant, 1, WallClock(settings.clock))


def _following(elsewhere: Elsewhere, now: str = AN_HOUR_LATER) -> ForkProcess:
    return elsewhere.job(_follow, KULL_NOW=now)


def _provision(elsewhere: Elsewhere, now: str) -> None:
    """The whole pass; it follows the calendar first, and would send back what it had not understood."""
    before, elsewhere.environment["KULL_NOW"] = elsewhere.environment["KULL_NOW"], now
    elsewhere.to_the_end(elsewhere.terminal("provision", "1", "--json"))
    elsewhere.environment["KULL_NOW"] = before


def _known_of_the_calendar() -> list[Any]:
    """Our meetings and answers, and how often each change was written down."""
    with unit_of_work() as session:
        meetings = session.exec(select(Meeting).order_by(Meeting.key))
        answers = session.exec(select(Invited).order_by(Invited.entry_key, Invited.email))
        acts = session.exec(select(AuditRecord.act)).all()
        return [
            [(one.key, one.starts_at, one.ends_at, one.cancelled_by) for one in meetings],
            [(one.entry_key, one.email, one.response) for one in answers],
            {act: acts.count(act) for act in FOLLOWED},
        ]


def _moments_of_following(elsewhere: Elsewhere) -> tuple[list[Moment], list[Any]]:
    elsewhere.begin_anew()
    counted = elsewhere.every_moment(lambda: elsewhere.to_the_end(_following(elsewhere)), ANY)
    _provision(elsewhere, AN_HOUR_LATER)
    known = _known_of_the_calendar()
    assert list(known[2].values()) == [1, 1]
    return _moments(counted), [known, elsewhere.census()]


def _wrong_in_following(
    elsewhere: Elsewhere, moments: Iterable[Moment], clean: list[Any]
) -> dict[Moment, list[str]]:
    def followed(elsewhere: Elsewhere) -> Iterator[str]:
        elsewhere.to_the_end(_following(elsewhere))
        _provision(elsewhere, AN_HOUR_LATER)
        if (found := [_known_of_the_calendar(), elsewhere.census()]) != clean:
            yield f"otherwise: {found}"
        if writes := elsewhere.writes_of(lambda: _provision(elsewhere, TWO_HOURS_LATER)):
            yield f"writes again: {writes}"

    return _wrong(elsewhere, moments, lambda: _following(elsewhere), followed)


@pytest.mark.timeout(300)
def test_a_few_moments_of_following(calendar: Elsewhere) -> None:
    moments, clean = _moments_of_following(calendar)
    assert _wrong_in_following(calendar, [moments[1], moments[-1]], clean) == {}


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_every_moment_of_following(calendar: Elsewhere) -> None:
    moments, clean = _moments_of_following(calendar)
    assert _wrong_in_following(calendar, in_time(moments), clean) == {}


# --- all three --------------------------------------------------------------------------------------


def _moments(counted: dict[str, int]) -> list[Moment]:
    return [
        Moment(operation, nth, after)
        for operation, last in counted.items()
        for nth in range(1, last + 1)
        for after in (False, True)
    ]


def _wrong(
    elsewhere: Elsewhere,
    moments: Iterable[Moment],
    begin: Callable[[], ForkProcess],
    wrong_after: Callable[[Elsewhere], Iterator[str]],
) -> dict[Moment, list[str]]:
    found: dict[Moment, list[str]] = {}
    for moment in moments:
        elsewhere.begin_anew()
        elsewhere.kill_at(moment, begin)
        if wrong := list(wrong_after(elsewhere)):
            found[moment] = wrong
    return found
