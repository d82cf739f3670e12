"""Checks of the settings and the database: its shape, its pages, its audit, its copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from app import audit, backups, health
from app.config import settings
from app.db import has_newest_shape, unit_of_work
from app.errors import Paused
from app.schema import database_file, newest_revision, present_revision, refuse_network_share
from jobs.doctor.result import CheckResult

if TYPE_CHECKING:
    from app.audit import Verified

MAX_SENTENCES_SHOWN = 5


def check_configuration() -> CheckResult:
    problems = settings().unsafe()
    return CheckResult(
        name="configuration",
        ok=not problems,
        detail=" ".join(problems) or f"Innstillingene holder for {settings().tenant}.",
        fix="Rett innstillingene; docs/settings.md sier hva hver av dem er." if problems else "",
    )


def check_database() -> CheckResult:
    """Tell a database apart that is away, on a share, newer than the program, older, or not made yet."""
    try:
        refuse_network_share(database_file(settings().database_url))
        newest = has_newest_shape()
    except Paused as refused:
        return CheckResult(name="database", ok=False, detail=str(refused))
    except SQLAlchemyError as error:
        problem = health.problem_of(error) or health.Problem.away
        told = f"{health.SENTENCES[problem].removesuffix('.')} ({type(error).__name__})."
        return CheckResult(name="database", ok=False, detail=told, fix=health.FIXES[problem])
    if newest:
        return CheckResult(name="database", ok=True, detail="Databasen er oppdatert.")
    return CheckResult(
        name="database", ok=False, detail=_why_not_newest(), fix="Start tjenesten: da oppdateres den."
    )


def _why_not_newest() -> str:
    with unit_of_work() as session:
        present = present_revision(session.connection())
    if present is None:
        return "Databasen er ikke laget ennå."
    return f"Databasen er eldre ({present}) enn programmet ({newest_revision()})."


def check_storage() -> CheckResult:
    """Read every page of the database, and write in it as if the disk were nearly full."""
    if not check_database().ok:
        return CheckResult(
            name="storage", ok=False, detail="Databasen kan ikke prøves.", fix="Se under database."
        )
    problem = health.Problem.damaged if health.damage() else _hindrance_to_writing()
    if problem is None:
        return CheckResult(name="storage", ok=True, detail="Databasen er hel, og det kan skrives i den.")
    return CheckResult(name="storage", ok=False, detail=health.SENTENCES[problem], fix=health.FIXES[problem])


def _hindrance_to_writing() -> health.Problem | None:
    try:
        with unit_of_work() as session:
            health.try_room(session)
    except SQLAlchemyError as error:
        return health.problem_of(error) or health.Problem.away
    return None


def check_audit_chain() -> CheckResult:
    """Walk the whole audit, and hold it against the anchors that are kept outside the database."""
    if not check_database().ok:
        return CheckResult(name="audit", ok=False, detail="Loggen kan ikke leses.", fix="Se under database.")
    now, file, key = settings().clock(), settings().audit_anchors, settings().audit_key_file
    with unit_of_work() as session:
        found = audit.verify(session, file=file, key_file=key, now=now)
    told = found.problems[:MAX_SENTENCES_SHOWN] or (
        f"{found.records} poster henger sammen, og stemmer med {found.anchors} ankre.",
        *found.gaps[-MAX_SENTENCES_SHOWN:],
    )
    return CheckResult(name="audit", ok=found.ok, detail=" ".join(told), fix=_help_with(found))


def _help_with(found: Verified) -> str:
    if found.rewritten:
        return "Noen har endret loggen. Ta vare på databasen slik den er, og varsle sikkerhetsansvarlig."
    return (
        "Se at tjenesten går, og at nøkkelen (KULL_AUDIT_KEY_FILE) og ankrene (KULL_AUDIT_ANCHORS) ligger der de skal."
        if found.unproved
        else ""
    )


def check_backup() -> CheckResult:
    """Check that the copies of the database are taken, where the settings want them."""
    wrong = backups.complaint(settings())
    return CheckResult(
        name="backup",
        ok=not wrong,
        detail=wrong
        or (
            "Kopiene er som de skal."
            if settings().backup_folder
            else "Ingen tas (KULL_BACKUP_FOLDER er tom)."
        ),
        fix="Se at disken er der og har plass. Neste forsøk er innen et minutt." if wrong else "",
    )
