"""Checks of the work: the clock's jobs, the service that runs, letters that wait, and a halt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx

from app import cohorts, halt, health, outbox
from app.config import settings
from app.db import unit_of_work
from app.safe import ON_THIS_MACHINE, client
from jobs.doctor.database import check_database
from jobs.doctor.result import CheckResult
from jobs.runner import running_service

if TYPE_CHECKING:
    from datetime import datetime

OSLO = ZoneInfo("Europe/Oslo")
HOW_TO_OPEN = (
    "Ved HTTP 401, 403 og 404: se på tilgangen til det som er nevnt. Det prøves igjen av seg selv, og straks når "
    "tillatelsene endres."
)


def check_jobs() -> CheckResult:
    """Look when each of the clock's jobs was last done, and name the jobs that went wrong."""
    if not check_database().ok:
        return CheckResult(
            name="jobs", ok=False, detail="Ingen vet hva som er gjort.", fix="Se under database."
        )
    with unit_of_work() as session:
        runs = sorted(health.runs_by_job(session).values(), key=lambda run: run.name)
    wrong = [f"{run.name} gikk galt {_moment(run.failed_at)} ({run.problem})." for run in runs if run.problem]
    last = max((run.ended_at for run in runs if run.ended_at), default=None)
    return CheckResult(
        name="jobs",
        ok=not wrong,
        detail=" ".join(wrong)
        or (
            f"Klokkas oppgaver gikk sist {_moment(last)}." if last else "Klokkas oppgaver har ikke gått ennå."
        ),
        fix="Loggen sier hvorfor. Oppgaven prøves igjen av seg selv." if wrong else "",
    )


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}" if at else ""


def check_service() -> CheckResult:
    """Ask the service that runs, if any does, whether it is ready, and what it has found."""
    address = running_service(settings()).get("address", "")
    try:
        with client(ON_THIS_MACHINE, timeout=5) as asking:
            answer = asking.get(f"{address}/health/ready").json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return CheckResult(name="service", ok=True, detail="Ingen tjeneste svarer her nå.")
    problems = [health.Problem(problem) for problem in answer["problems"]]
    return CheckResult(
        name="service",
        ok=answer["state"] == "ready",
        detail=" ".join(health.SENTENCES[one] for one in problems) or _in_words(answer["state"]),
        fix=" ".join(health.FIXES[one] for one in problems),
    )


def _in_words(state: str) -> str:
    return (
        "Tjenesten er klar." if state == health.State.ready else "Tjenesten er ikke klar: start den på nytt."
    )


def check_sources() -> CheckResult:
    """Name every library, calendar and mailbox that cannot be read, with Microsoft's answer and the next try."""
    if not check_database().ok:
        return CheckResult(name="sources", ok=False, detail="Kan ikke leses.", fix="Se under database.")
    now = settings().clock()
    with unit_of_work() as session:
        told = [
            f"{health.unreadable_in_words(one, now=now)} ({one.source}: {one.said.rstrip('.')}. "
            f"Neste forsøk {_moment(one.next_try_at)}.)"
            for one in health.unreadable_sources(session, now=now)
        ]
    return CheckResult(
        name="sources",
        ok=not told,
        detail=" ".join(told) or "Filer, kalendere og postkasse blir lest.",
        fix=HOW_TO_OPEN if told else "",
    )


def check_letters() -> CheckResult:
    """Count the letters that a person must decide about."""
    if not check_database().ok:
        return CheckResult(
            name="letters", ok=False, detail="Brevene kan ikke leses.", fix="Se under database."
        )
    with unit_of_work() as session:
        waiting = outbox.waiting_for_a_person(session)
        where = sorted({letter.cohort_id for letter in waiting if letter.cohort_id})
        names = ", ".join(cohorts.get(session, cohort_id).name for cohort_id in where)
    return CheckResult(
        name="letters",
        ok=not waiting,
        detail=f"{len(waiting)} brev kom kanskje ikke frem, og venter på at noen avgjør."
        if waiting
        else "Ingen brev venter på noen.",
        fix=f"Åpne Utboks i {names}: send igjen, eller marker som mottatt." if waiting else "",
    )


def check_halt() -> CheckResult:
    """Fail while a person has halted all writing, so that it is not forgotten."""
    if not check_database().ok:
        return CheckResult(name="halt", ok=True, detail="Kan ikke leses. Se under database.")
    with unit_of_work() as session:
        standing = halt.standing_halt(session)
        told = halt.halt_in_words(standing) if standing else "Skrivingen til Microsoft 365 er ikke stanset."
    return CheckResult(
        name="halt",
        ok=standing is None,
        detail=told,
        fix="En administrator slipper den løs når det er trygt." if standing else "",
    )
