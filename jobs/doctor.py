"""The checks of `kull doctor` and Teknisk status, a function each; CHECKS lists them all."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx
import jwt
from sqlalchemy.exc import SQLAlchemyError

from app import backups, cohorts, halt, health, outbox
from app.audit import AuditHead, broken_links
from app.config import settings
from app.db import has_newest_shape, unit_of_work
from app.errors import Paused
from app.safe import ON_THIS_MACHINE, client
from app.schema import database_file, newest_revision, present_revision, refuse_network_share
from app.sign_in import NOTHING_EXPIRES_TEXT, TokenRefused, credentials_expiry, expiry_warnings, open_sign_in
from graph_adapters.errors import TenantError
from jobs.demo_people import CAST, bearer_token
from jobs.permissions import missing_optional, missing_permissions
from jobs.runner import running_service
from jobs.tenant import embedded_sandbox_address, open_tenant

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.sign_in import SignIn

MAX_BROKEN_LINKS_SHOWN = 5
WITHOUT_MAIL_READ_TEXT = (
    "Mail.Read på postboksen er ikke gitt: "
    "Kommer svaret på et brev bort, må et menneske avgjøre om det ble sendt."
)
OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """The finding of a check; `fix` tells a person how to mend it."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


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


def check_audit_chain() -> CheckResult:
    """Walk the whole audit. The end of the chain is shown, so that it can be kept somewhere else."""
    if not check_database().ok:
        return CheckResult(name="audit", ok=False, detail="Loggen kan ikke leses.", fix="Se under database.")
    with unit_of_work() as session:
        broken = list(broken_links(session))
        head = session.get(AuditHead, 1) or AuditHead()
        intact = f"{head.records} poster henger sammen. Siste: {head.digest[:16] or '–'}"
    return CheckResult(
        name="audit",
        ok=not broken,
        detail=" ".join(broken[:MAX_BROKEN_LINKS_SHOWN]) or intact,
        fix="Noen har endret loggen. Ta vare på databasen slik den er, og varsle sikkerhetsansvarlig."
        if broken
        else "",
    )


def check_tokens() -> CheckResult:
    """Check that the sign-in service vouches for people, and that an unsigned token is refused."""
    address = settings().sandbox_url.rstrip("/") or embedded_sandbox_address(settings())
    if settings().tenant == "sandbox" and not address:
        return CheckResult(name="tokens", ok=True, detail="Sandkassens innlogging svarer når tjenesten går.")
    try:
        with open_sign_in(settings(), sandbox_address=address) as sign_in:
            return _tokens_of(sign_in, address)
    except (httpx.HTTPError, TokenRefused) as error:
        told = f"Innloggingstjenesten svarer ikke slik den skal ({type(error).__name__})."
        return CheckResult(
            name="tokens", ok=False, detail=told, fix="Se på nettet ut, og på innstillingene for innlogging."
        )


def _tokens_of(sign_in: SignIn, address: str) -> CheckResult:
    known = sign_in.keys.ids()
    if settings().tenant == "sandbox":
        email, _ = CAST["improvement_unit"]
        sign_in.by_token(bearer_token(address, email=email, client_id=sign_in.issuer.client_id))
    is_refused = _is_refused(sign_in)
    return CheckResult(
        name="tokens",
        ok=bool(known) and is_refused,
        detail=f"{len(known)} nøkler fra {sign_in.issuer.name}. Et usignert token blir avvist."
        if is_refused
        else "Et usignert token ble godtatt.",
        fix="" if known and is_refused else "Stopp tjenesten, og meld fra til utviklerne.",
    )


def _is_refused(sign_in: SignIn) -> bool:
    kid = next(iter(sign_in.keys.ids()), "")
    unsigned = jwt.encode({"oid": "x"}, "", algorithm="none", headers={"kid": kid})
    try:
        sign_in.by_token(unsigned)
    except TokenRefused:
        return True
    return False


def check_credentials() -> CheckResult:
    """Warn thirty days before a secret or a certificate ends, and fail after its end."""
    now, in_use = settings().clock(), credentials_expiry(settings())
    told = " ".join(expiry_warnings(in_use, now=now))
    return CheckResult(
        name="credentials",
        ok=all(one.is_good(now) for one in in_use),
        detail=told or NOTHING_EXPIRES_TEXT,
        fix="Lag en ny hos Entra, og bytt filen. Tjenesten tar den i bruk uten å startes på nytt."
        if told
        else "",
    )


def check_permissions() -> CheckResult:
    """Compare the permissions in our own token with the permissions the settings need."""
    if settings().tenant == "sandbox" and not (
        settings().sandbox_url or embedded_sandbox_address(settings())
    ):
        return CheckResult(name="permissions", ok=True, detail="Sandkassen gir dem når tjenesten går.")
    try:
        granted = asyncio.run(_granted())
    except TenantError as error:
        told = f"Microsoft 365 ga oss ikke noe token ({type(error).__name__})."
        return CheckResult(name="permissions", ok=False, detail=told, fix="Se på appregistreringen i Entra.")
    missing = missing_permissions(granted, settings().modes)
    told = f"Mangler {', '.join(missing)}." if missing else "Alle som trengs, er gitt."
    would_help = missing_optional(granted, settings().modes)
    return CheckResult(
        name="permissions",
        ok=not missing,
        detail=f"{told} {WITHOUT_MAIL_READ_TEXT}" if would_help else told,
        fix="Be IT gi dem til appregistreringen, med administratorsamtykke." if missing else "",
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


async def _granted() -> frozenset[str]:
    async with open_tenant(settings()) as tenant:
        token = await tenant.connection.token()
    return frozenset(jwt.decode(token, options={"verify_signature": False}).get("roles", ()))


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


CHECKS: tuple[Callable[[], CheckResult], ...] = (
    check_configuration,
    check_database,
    check_storage,
    check_jobs,
    check_service,
    check_audit_chain,
    check_backup,
    check_tokens,
    check_credentials,
    check_permissions,
    check_letters,
    check_halt,
)
