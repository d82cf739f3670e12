"""Read submissions: films by ranges from where they lie, reports as a whole, no byte of an infected file."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import structlog

from app import submissions
from app.db import unit_of_work
from app.deliverables import FORMS, PLANS
from app.sensitive import identity_numbers
from app.submissions import (
    IDENTITY_NUMBER,
    Measured,
    NotMeasured,
    Understood,
    Unreadable,
    Video,
    info,
    is_instead_of_film,
    kind_of,
    numbers_beside,
    read_plan,
    read_report,
    refused,
)
from graph_adapters import libraries, transport
from graph_adapters.errors import Gone, Rejected, TenantError
from graph_adapters.transport import TooLarge
from jobs.clock import WallClock
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.config import Settings
    from app.submissions import Finding, ToRead
    from app.tenant import FileDetails
    from jobs.clock import Clock
    from jobs.tenant import Tenant

log = structlog.get_logger()
MAX_REPORT_BYTES = 50 * 1024 * 1024
PLAN_WITH_NUMBERS = "fremdriftsplan-malinger"
LATER = info(
    "not_read_yet", "Filen er ikke lest ennå. Kanskje har noen den åpen. Vi prøver igjen av oss selv."
)
NOT_MEASURED_YET = info(
    "in_fragments",
    "Vi får ikke målt hvor lang filmen er. Vi venter litt på det Microsoft 365 sier om den.",
)
MAX_WAITS_FOR_MICROSOFT = 6
"""Half an hour in all: Microsoft looks at a film some minutes after it came."""
OURS = info(
    "not_read_yet",
    "Noe gikk galt hos oss da filen skulle leses. Ingenting å gjøre; vi prøver igjen av oss selv.",
)


async def read_what_is_new(tenant: Tenant, settings: Settings, cohort_ids: Sequence[int]) -> None:
    """Read every unread version; a version that cannot be read now is tried again later. Raises Paused."""
    clock = WallClock(settings.clock)
    with unit_of_work() as session:
        unread = submissions.versions_to_read(session, cohort_ids, now=clock.now())
    for one in unread:
        later = partial(_put_off, one, OURS, None, clock)
        with (
            isolated("a submission broke the reader", later, submission=one.submission_id),
            paused_when_rejected(clock),
        ):
            await _read(tenant, one, clock)


async def _read(tenant: Tenant, one: ToRead, clock: Clock) -> None:
    try:
        details = await libraries.details(tenant.connection, one.library_id, one.item_id)
        understood = await _understood(tenant, one, details)
    except Gone:
        with unit_of_work() as session:
            submissions.note_file_gone(session, one, now=clock.now())
        return
    except NotMeasured:
        _put_off(one, NOT_MEASURED_YET, None, clock)
        return
    except Rejected:
        raise
    except TenantError as error:
        log.warning("a submission could not be read", submission=one.submission_id, why=type(error).__name__)
        _put_off(one, LATER, error.wait, clock)
        return
    with unit_of_work() as session:
        submissions.note_file_read(session, one, understood, now=clock.now())


def _put_off(one: ToRead, finding: Finding, wait: float | None, clock: Clock) -> None:
    with unit_of_work() as session:
        submissions.put_reading_off(session, one, finding=finding, wait=wait, now=clock.now())


async def _understood(tenant: Tenant, one: ToRead, details: FileDetails) -> Understood:
    """Read a file, or refuse it with a sentence; the file's own bytes decide, not its name."""
    if (unopened := _unopened(details)) is not None:
        return unopened
    try:
        if one.asked.words.type == "video" and not is_instead_of_film(one.name):
            return await _film(tenant, one, details)
        return await _paper(tenant, one, details.download_url or "")
    except NotMeasured as unmeasured:
        if one.attempts < MAX_WAITS_FOR_MICROSOFT:
            raise
        return refused(unmeasured.finding)
    except Unreadable as unreadable:
        return refused(unreadable.finding)
    except TooLarge:
        return refused(submissions.TOO_LARGE_FILE)


def _unopened(details: FileDetails) -> Understood | None:
    """Refuse a file without opening it; an infected file is never fetched (fault 21)."""
    if details.infected:
        return refused(submissions.INFECTED_FILE, barred=True)
    if identity_numbers(details.name):
        return refused(IDENTITY_NUMBER, barred=True)
    return refused(submissions.EMPTY_FILE) if details.size == 0 or details.download_url is None else None


async def _film(tenant: Tenant, one: ToRead, details: FileDetails) -> Understood:
    """Measure a film by its own bytes, else by what Microsoft 365 has seen of it."""
    longest = next((rule.value for rule in one.asked.words.requirements if rule.check == "max_seconds"), None)
    told = Video(**asdict(details.film), codec="") if details.film else None
    read = transport.range_reader(tenant.outside, details.download_url or "")
    seen = await submissions.probe_film(read, size=details.size, told=told)
    found = submissions.film_findings(seen, max_seconds=longest or submissions.MAX_FILM_SECONDS)
    theirs = (submissions.measured_by_microsoft(seen),) if seen is told else ()
    return Understood(findings=(*found, *theirs), fields={"film": asdict(seen)})


async def _paper(tenant: Tenant, one: ToRead, url: str) -> Understood:
    """Read a report or a plan by its form; any other document is left to the mentor."""
    if kind_of(one.name) == "pdf" or one.asked.form not in {*FORMS, *PLANS}:
        return refused(submissions.UNREAD_KIND)
    content = await transport.read_whole_file(tenant.outside, url, most=MAX_REPORT_BYTES)
    if one.asked.form in PLANS:
        return await asyncio.to_thread(_plan, content, one)
    given = _given(one, one.asked.form)
    report = await asyncio.to_thread(read_report, content, source=one.asked.form, given=given)
    return submissions.report_understood(report)


def _given(one: ToRead, form: str) -> list[str]:
    """Return the text that the unit's own templates give, which counts as no answer."""
    with unit_of_work() as session:
        return submissions.template_prompts(
            session, one.cohort_id, source=form, name=one.asked.template or ""
        )


def _plan(content: bytes, one: ToRead) -> Understood:
    """Read a plan, with the measurements of a workbook that has them, as people have settled what was unclear."""
    form = one.asked.form or ""
    plan = read_plan(content, one.name, source=form)
    in_excel = form == PLAN_WITH_NUMBERS and kind_of(one.name) == "sheet"
    numbers = _numbers(content, one) if in_excel else Measured(points=(), findings=())
    return submissions.plan_understood(plan, numbers, columns=PLANS[form])


def _numbers(content: bytes, one: ToRead) -> Measured:
    with unit_of_work() as session:
        answered = submissions.answered_about(
            session, cohort_id=one.cohort_id, team_id=one.team_id, deliverable_id=one.asked.deliverable_id
        )
    return numbers_beside(content, one.name, answered=answered, today=one.today)
