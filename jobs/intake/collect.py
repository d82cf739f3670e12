"""Turn new files in the teams' channels into submissions: a single chain of changes for each library."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import structlog

from app import cohorts, provisioning, submissions
from app.db import unit_of_work
from app.health import Refusal
from app.provisioning import stands_still
from app.submissions import LibraryLayout
from graph_adapters import libraries
from graph_adapters.errors import Gone, NeedsPerson, Rejected, TenantError
from jobs import unread
from jobs.clock import Clock, WallClock
from jobs.intake.read import read_what_is_new
from jobs.isolation import ENDS_THE_JOB, isolated
from jobs.pause import paused_when_rejected, resume_if_answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.config import Settings
    from app.provisioning import TenantObject
    from app.submissions import LibraryLook, Undecided
    from app.tenant import FileDetails
    from jobs.tenant import Tenant

log = structlog.get_logger()
FAR = timedelta(days=1)
MIN_LOOK_INTERVAL = timedelta(seconds=2)  # a flood of notifications is one look each breath, and no more
NO_ACCESS = "Vi får ikke lest filene i kanalene. Be IT se på tilgangen (Sites.ReadWrite.All)."
OURS = "Noe gikk galt hos oss med filene i kanalene. Meld fra til IT; vi prøver igjen av oss selv."
NO_ANSWER = "Vi fikk ikke filene i kanalene fra Microsoft 365. Vi prøver igjen av oss selv."


@dataclass
class Collected:
    """The outcome of a pass over the libraries."""

    files_seen: int = 0
    submissions: int = 0
    problems: list[str] = field(default_factory=list)


async def collect_what_is_due(tenant: Tenant, settings: Settings) -> datetime | None:
    """Look through libraries after a notification, or after a long silence. Raises Paused.

    Return until when there is nothing to do unless something changes; None where everything stands still.
    """
    began = settings.clock()
    with unit_of_work() as session:
        if stands_still(session, now=began):
            return None
        open_ones = cohorts.open_cohorts(session)
    await collect_files(tenant, settings, open_ones)
    with unit_of_work() as session:
        return submissions.collection_due_at(session, after=began) or began + FAR


async def collect_files(
    tenant: Tenant, settings: Settings, cohort_ids: Sequence[int], *, at_once: bool = False
) -> Collected:
    """Look through the cohorts' libraries that are due, `at_once` all of them. Raises Paused."""
    clock, collected = WallClock(settings.clock), Collected()
    await resume_if_answered(tenant, clock)
    with unit_of_work() as session:
        grounds = _follow(session, cohort_ids)
        followed = submissions.libraries_of_cohorts(session, cohort_ids)
        looks = (
            submissions.libraries_of(followed)
            if at_once
            else submissions.libraries_to_look_at(followed, now=clock.now())
        )
    for look in looks:
        if not at_once:
            await _breathe(look, clock)
        later = partial(_put_off, look, OURS, Refusal(said=unread.OURS), clock, collected)
        with (
            isolated("a library could not be looked through", later, library=look.library_id),
            paused_when_rejected(clock),
        ):
            await _look(tenant, look, grounds[look.library_id], clock, collected)
    await read_what_is_new(tenant, settings, cohort_ids)
    for cohort_id in cohort_ids:
        with isolated("receipts could not be written", cohort_id=cohort_id), unit_of_work() as session:
            submissions.answer_with_receipts(session, [cohort_id], now=clock.now())
    return collected


def _follow(session: Session, cohort_ids: Iterable[int]) -> dict[str, LibraryLayout]:
    """Follow every library that holds a team's folder; return where our things stand in each."""
    grounds: dict[str, LibraryLayout] = defaultdict(lambda: LibraryLayout(teams={}, folders={}, templates={}))
    for cohort_id in cohort_ids:
        for row in provisioning.ledger_rows(session, cohort_id):
            if row.team_id is None or row.kind not in {"files", "folder", "file"} or row.external_id is None:
                continue
            library_id, _, item_id = row.external_id.rpartition("/")
            if library_id not in grounds:
                submissions.follow_library(session, library_id=library_id, cohort_id=cohort_id)
            _note_place(grounds[library_id], row, row.team_id, item_id)
    return grounds


def _note_place(ground: LibraryLayout, row: TenantObject, team_id: int, item_id: str) -> None:
    if row.kind == "files":
        ground.teams[item_id] = team_id
    else:
        named = ground.folders if row.kind == "folder" else ground.templates
        named[item_id] = row.key.rpartition("/")[2]


async def _look(
    tenant: Tenant, look: LibraryLook, ground: LibraryLayout, clock: Clock, collected: Collected
) -> None:
    """Read a library's changes and decide on its files; a failure is noted on the library."""
    began = clock.now()
    try:
        news = await libraries.changes_since(tenant.connection, look.library_id, look.cursor)
        with unit_of_work() as session:
            if submissions.tells_of_another_library(session, look.library_id, news):
                raise unread.NotBelieved
            changed = submissions.record_changes(session, look, news, began=began)
            files = submissions.undecided_items(session, look.library_id, ground)
        if changed and look.nobody_told:
            log.warning("files changed, and no notification came", library=look.library_id)
        collected.files_seen += changed
        collected.submissions += await _decide_apart(tenant, look, files, clock)
    except Rejected:
        raise
    except TenantError as error:
        _note(look, error, clock, collected)


async def _breathe(look: LibraryLook, clock: Clock) -> None:
    if look.looked_at is not None:
        await clock.sleep(max(0.0, (look.looked_at + MIN_LOOK_INTERVAL - clock.now()).total_seconds()))


async def _decide_apart(tenant: Tenant, look: LibraryLook, files: Sequence[Undecided], clock: Clock) -> int:
    """Decide on files together; when one breaks our code, on each alone, and that one waits for the next look."""
    try:
        return await _decide(tenant, look, files, clock)
    except (TenantError, *ENDS_THE_JOB):
        raise
    except Exception:  # noqa: BLE001 - the file it comes of is found below
        handed_in = 0
        for file in files:
            with isolated("a file could not be decided on", item=file.id):
                handed_in += await _decide(tenant, look, [file], clock)
        return handed_in


async def _decide(tenant: Tenant, look: LibraryLook, files: Sequence[Undecided], clock: Clock) -> int:
    """Decide on each file that lies with a team; a file that has gone meanwhile is left to the next look."""
    with_teams = [file for file in files if file.team_id is not None]
    known = await _ask_about(tenant, with_teams)
    with unit_of_work() as session:
        submissions.leave_item_alone(session, (file for file in files if file.team_id is None))
        asked = [(file, known[file.id]) for file in with_teams if file.id in known]
        return len(submissions.decide_about_item(session, look.cohort_id, asked, now=clock.now()))


async def _ask_about(tenant: Tenant, files: Sequence[Undecided]) -> Mapping[int, FileDetails]:
    async def one(file: Undecided) -> FileDetails | None:
        try:
            return await libraries.details(tenant.connection, file.library_id, file.item_id)
        except Gone:
            return None

    answers = await asyncio.gather(*(one(file) for file in files))
    return {file.id: answer for file, answer in zip(files, answers, strict=True) if answer is not None}


def _note(look: LibraryLook, error: TenantError, clock: Clock, collected: Collected) -> None:
    log.warning("a library could not be read", library=look.library_id, why=type(error).__name__)
    problem = NO_ACCESS if isinstance(error, NeedsPerson | Gone) else NO_ANSWER
    _put_off(look, problem, unread.refusal_of(error), clock, collected)


def _put_off(look: LibraryLook, problem: str, refusal: Refusal, clock: Clock, collected: Collected) -> None:
    collected.problems.append(problem)
    with unit_of_work() as session:
        submissions.record_library_problem(session, look, problem=problem, refusal=refusal, now=clock.now())
