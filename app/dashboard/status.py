"""Teknisk status: facts for IT, to read and to copy into a ticket."""

import platform
from importlib.metadata import version

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import func, text
from sqlmodel import Session, col, select

from app import outbox, web
from app.config import settings
from app.dashboard.job_checks import job_checks, service_check
from app.dashboard.library_checks import Check, followed
from app.dashboard.queries import cohort_lines
from app.dashboard.source_checks import source_checks
from app.db import SessionDep
from app.halt import standing_halt
from app.provisioning import A_PERSON_CAN_HELP, Look, TenantObject, pause_reason
from app.sign_in import NOTHING_EXPIRES_TEXT, credentials_expiry, expiry_warnings
from app.submissions import ALARM_THRESHOLD
from app.web import PageDep, gettext, ngettext, said

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


NAMES = {
    "configuration": said("Innstillinger"),
    "database": said("Databasens form"),
    "storage": said("Databasens fil"),
    "audit": said("Loggens kjede"),
    "backup": said("Sikkerhetskopi"),
    "tokens": said("Innlogging"),
    "permissions": said("Tillatelser i Microsoft 365"),
}
"""What the checks of `kull doctor` are called here; what proves us is shown above, where it costs nothing."""


@router.get("/teknisk-status")
def technical_status(session: SessionDep, show: PageDep, request: Request, alt: bool = False) -> HTMLResponse:
    """Show whether the service works, its waits and its versions; with `alt`, all of the doctor's checks."""
    found = [
        service_check(request.app.state.pulse),
        *_checks(session, request.app.state.sandbox_address),
        _forged(request),
        *_versions(session),
        *(_examined(request) if alt else ()),
    ]
    return show(
        "dashboard/status.html",
        title=gettext("Teknisk status"),
        checks=found,
        everything=alt,
        wrong=[check for check in found if check.how == "late"],
        as_text="\n".join(f"{check.name}: {_as_text(check)}" for check in found),
    )


def _checks(session: Session, sandbox: str) -> list[Check]:
    return [
        _standing_still(session, sandbox),
        _writing(session),
        _waiting(session),
        _throttled(session),
        _letters(session),
        _cohorts(session),
        _looked(session),
        _credentials(),
        *followed(session),
        *source_checks(session),
        *job_checks(session),
    ]


def _credentials() -> Check:
    """Say when our credentials at Entra end, while there is time to renew them."""
    told = " ".join(expiry_warnings(credentials_expiry(settings()), now=settings().clock()))
    return Check(
        name=gettext("Hemmelighet og sertifikat"),
        how="late" if told else "done",
        word=gettext("Må fornyes") if told else gettext("I orden"),
        value=told or NOTHING_EXPIRES_TEXT,
    )


def _as_text(check: Check) -> str:
    return f"{check.word}. {check.value}" if check.word else check.value


def _examined(request: Request) -> list[Check]:
    """Run the slow checks: the whole audit, the sign-in service, and the permissions of our own token."""
    found = [one for check in request.app.state.checks if (one := check()).name in NAMES]
    return [
        Check(
            name=gettext(NAMES[one.name]),
            how="done" if one.ok else "late",
            word=gettext("I orden") if one.ok else gettext("Bør ses på"),
            value=f"{one.detail} {one.fix}".strip(),
            is_bokmal=True,
        )
        for one in found
    ]


def _standing_still(session: Session, sandbox: str) -> Check:
    """Say whether the line to the tenant is open; of a sandbox, where its page for people is."""
    pause, named = pause_reason(session), gettext("Sandkasse")
    return Check(
        name=gettext("Forbindelsen til Microsoft 365"),
        how="late" if pause else "done",
        word=gettext("Står stille") if pause else gettext("Virker"),
        value=pause
        or (f"{named}: {sandbox}/_sandbox" if settings().tenant == "sandbox" else settings().entra_tenant_id),
        is_bokmal=pause is not None,
    )


def _writing(session: Session) -> Check:
    """Say whether a person has halted all writing."""
    halt = standing_halt(session)
    return Check(
        name=gettext("Skriving til Microsoft 365"),
        how="late" if halt else "done",
        word=gettext("Stanset") if halt else gettext("Virker"),
        value=web.moment(halt.since) if halt else gettext("Ikke stanset av noen"),
    )


def _waiting(session: Session) -> Check:
    """Count waiting rows by cause: throttling is Microsoft's, the other causes are ours or a person's."""
    counted = select(TenantObject.cause, func.count()).where(col(TenantObject.cause).is_not(None))
    found = dict(session.exec(counted.group_by(col(TenantObject.cause))).all())
    held = sum(count for cause, count in found.items() if cause in A_PERSON_CAN_HELP)
    told = ", ".join(f"{cause}: {count}" for cause, count in sorted(found.items())) or gettext("ingenting")
    return Check(
        name=gettext("Venter"),
        how="late" if held else "waits" if found else "done",
        word=gettext("Venter på noen")
        if held
        else gettext("Venter på Microsoft")
        if found
        else gettext("I orden"),
        value=told,
    )


def _throttled(session: Session) -> Check:
    """Say how much Microsoft has asked us to wait with, and until when."""
    asked = select(func.count(), func.max(TenantObject.next_try_at)).where(TenantObject.cause == "throttled")
    count, until = session.exec(asked).one()
    told = (
        gettext("%(count)s ting, til %(until)s") % {"count": count, "until": web.moment(until)}
        if until
        else ""
    )
    return Check(
        name=gettext("Struping (429)"),
        how="waits" if count else "done",
        word=gettext("Venter på Microsoft") if count else gettext("I orden"),
        value=told or gettext("ingenting"),
    )


def _letters(session: Session) -> Check:
    """Count the letters that wait for a person, in all cohorts' outboxes."""
    waiting = sum(outbox.count_waiting_by_cohort(session).values())
    told = ngettext(
        "%(n)s brev kom kanskje ikke frem. Si om det skal sendes igjen.",
        "%(n)s brev kom kanskje ikke frem. Si om de skal sendes igjen.",
        waiting,
    )
    return Check(
        name=gettext("Brev i kullenes utboks"),
        how="late" if waiting else "done",
        word=gettext("Venter på noen") if waiting else gettext("I orden"),
        value=told % {"n": waiting} if waiting else gettext("ingenting"),
    )


def _cohorts(session: Session) -> Check:
    lines = cohort_lines(session, now=settings().clock())
    placed, total = sum(line.placed for line in lines), sum(line.total for line in lines)
    told = gettext("%(cohorts)s kull, %(placed)s av %(total)s ting på plass")
    value = told % {"cohorts": len(lines), "placed": placed, "total": total}
    return Check(name=gettext("Kull"), how="done", word=gettext("I orden"), value=value)


def _forged(request: Request) -> Check:
    """Count the notifications of the last hour that were not from Microsoft; many of them are an attempt."""
    count = request.app.state.forged.lately(settings().clock())
    many = count >= ALARM_THRESHOLD
    told = gettext("%(count)s den siste timen") % {"count": count}
    advice = gettext("Noen prøver seg. De blir avvist; be IT se hvem som spør /graph/notifications.")
    return Check(
        name=gettext("Falske varsler"),
        how="late" if many else "done",
        word=gettext("Bør ses på") if many else gettext("I orden"),
        value=f"{told}. {advice}" if many else f"{told}.",
    )


def _looked(session: Session) -> Check:
    looked = session.exec(select(func.max(Look.looked_at))).one()
    return Check(
        name=gettext("Sist sett etter i Microsoft 365"),
        how="done" if looked else "waits",
        word=gettext("I orden") if looked else gettext("Ikke gjort"),
        value=web.moment(looked) if looked else "–",
    )


def _versions(session: Session) -> list[Check]:
    shape = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    database = f"{session.get_bind().dialect.name}, {shape}"
    facts = {
        gettext("Versjon av Kull"): version("kull"),
        gettext("Database"): database,
        "Python": platform.python_version(),
        "msgraph-sdk": version("msgraph-sdk"),
        gettext("Tempo"): settings().pace,
        gettext("Avsender"): settings().organiser,
    }
    return [Check(name=name, how="", word="", value=value) for name, value in facts.items()]
