"""Checks of the clock's jobs: when each was last done, and whether it went well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import health, web
from app.dashboard.library_checks import Check
from app.web import gettext, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from app.health import JobRun, Problem, Pulse

JOB_NAMES = {
    "what is due": said("Klargjør det som er godkjent"),
    "looks asked for": said("Ser etter når noen ber om det"),
    "collect": said("Henter innleveringer"),
    "watch": said("Følger med på teamenes filer"),
    "read mailbox": said("Leser enhetens postkasse"),
    "bring": said("Legger mottatte filer i teamenes mapper"),
    "share reports": said("Deler godkjente rapporter"),
    "remove": said("Fjerner det noen har bedt om å få fjernet"),
    "send": said("Sender brev"),
    "post in channels": said("Skriver i teamenes kanaler"),
    "times asked about": said("Ser etter ledige tider"),
    "backup": said("Tar sikkerhetskopi av databasen"),
    "who was there": said("Henter oppmøte"),
    "nightly look": said("Ser etter endringer, hver natt"),
    "purge": said("Sletter det som er for gammelt, hver natt"),
    "check storage": said("Ser etter at databasen er hel, hver natt"),
    "anchor audit": said("Signerer loggen, hver natt"),
}
"""By the name in the timetable."""
CLEAR = said("Klar til å arbeide")


def service_check(pulse: Pulse) -> Check:
    """Say what stands in the service's way, with what to do about each."""
    problems = sorted(pulse.problems)
    return Check(
        name=gettext("Tjenesten"),
        how="late" if problems else "done",
        word=gettext("Bør ses på") if problems else gettext("I orden"),
        value=_told(problems) or gettext(CLEAR),
        is_bokmal=bool(problems),
    )


def _told(problems: Iterable[Problem]) -> str:
    return " ".join(health.told(problem) for problem in problems)


def job_checks(session: Session) -> list[Check]:
    """List every job we know a name for; a row that is left from an older version is not shown."""
    runs = health.runs_by_job(session)
    return [_job_check(gettext(name), runs.get(job)) for job, name in JOB_NAMES.items()]


def _job_check(name: str, run: JobRun | None) -> Check:
    if run is not None and run.problem and run.failed_at:
        told = gettext("%(at)s. Loggen sier hvorfor (%(problem)s). Prøves igjen av seg selv.")
        value = told % {"at": web.moment(run.failed_at), "problem": run.problem}
        return Check(name=name, how="late", word=gettext("Gikk galt"), value=value)
    if run is None or run.ended_at is None:
        return Check(name=name, how="waits", word=gettext("Ikke gjort"), value="–")
    return Check(name=name, how="done", word=gettext("I orden"), value=web.moment(run.ended_at))
