"""What may stand in the service's way, found in the database's own errors, with what a person does about it."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """Stands in the answer of `/health/ready`, where alarms may be set on it; never renamed."""

    away = "database-away"
    locked = "database-locked"
    read_only = "database-read-only"
    full = "disk-full"
    damaged = "database-damaged"
    clock = "clock-differs"
    paused = "microsoft-paused"
    replaced = "another-runner"


SQLITE = {
    "SQLITE_READONLY": Problem.read_only,
    "SQLITE_FULL": Problem.full,
    "SQLITE_CORRUPT": Problem.damaged,
    "SQLITE_NOTADB": Problem.damaged,
    "SQLITE_BUSY": Problem.locked,
    "SQLITE_LOCKED": Problem.locked,
}
"""By the beginning of the error's name: SQLite adds how it came about."""
POSTGRESQL = {
    "25006": Problem.read_only,
    "53100": Problem.full,
    "XX001": Problem.damaged,
    "XX002": Problem.damaged,
}
SENTENCES = {
    Problem.away: "Databasen svarer ikke.",
    Problem.locked: "Databasen er låst av et annet program, så ingenting kan lagres.",
    Problem.read_only: "Databasen kan leses, men ikke skrives i.",
    Problem.full: "Disken databasen ligger på, er full.",
    Problem.damaged: "Databasen er skadet.",
    Problem.clock: "Klokken på denne maskinen og klokken hos Microsoft 365 skiller mer enn et minutt.",
    Problem.paused: "Alt arbeid mot Microsoft 365 står stille.",
    Problem.replaced: "Låsen i databasen ble brutt, og en annen prosess arbeider nå mot Microsoft 365.",
}
FIXES = {
    Problem.away: "Se at databasen går, og at KULL_DATABASE_URL peker riktig.",
    Problem.locked: "Se etter sikkerhetskopiering eller virusskanning som holder filen.",
    Problem.read_only: "Gi kontoen tjenesten går med, skrivetilgang til filen og mappen den ligger i.",
    Problem.full: "Frigjør plass. Tjenesten går videre av seg selv, og ingenting er halvt lagret.",
    Problem.damaged: "Stopp tjenesten, ta vare på filen slik den er, og legg tilbake siste sikkerhetskopi.",
    Problem.clock: "Slå på tidssynkronisering (NTP) på maskinen.",
    Problem.paused: "Teknisk status sier hvorfor.",
    Problem.replaced: "Denne skriver ingenting dit. Stopp en av dem; stoppes den andre, går det videre her.",
}


def told(problem: Problem) -> str:
    """Return what is wrong and what to do about it."""
    return f"{SENTENCES[problem]} {FIXES[problem]}"


def problem_of(error: BaseException) -> Problem | None:
    """Return what an error of the database, or of its driver, says about where our rows lie."""
    cause = getattr(error, "orig", None) or error
    name = getattr(cause, "sqlite_errorname", None) or ""
    of_sqlite = (problem for start, problem in SQLITE.items() if name.startswith(start))
    return getattr(error, "problem", None) or next(of_sqlite, None) or POSTGRESQL.get(_sqlstate(cause))


def _sqlstate(cause: BaseException) -> str:
    return getattr(cause, "sqlstate", None) or ""
