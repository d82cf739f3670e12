"""Put files that came by mail or by the form in their team's folder, where the collector finds them."""

from __future__ import annotations

from functools import partial
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, cast

import structlog

from app import health, provisioning, submissions
from app.db import unit_of_work
from app.health import SourceKind
from app.submissions import MAX_FILM_BYTES, Route
from graph_adapters import mail, shares, transport, uploads
from graph_adapters.errors import (
    Gone,
    NeedsPerson,
    NotAccepted,
    Rejected,
    Stopped,
    TenantError,
    TryAgain,
    Unsure,
)
from graph_adapters.quick_xor import quick_xor
from graph_adapters.uploads import LaidFile
from jobs.clock import WallClock
from jobs.halt import refuse_while_halted
from jobs.intake.unpack import open_parts, part_of_mail
from jobs.isolation import isolated
from jobs.pause import paused_when_rejected, resume_if_answered
from jobs.unread import refusal_of

if TYPE_CHECKING:
    from typing import BinaryIO

    from sqlmodel import Session

    from app.config import Settings
    from app.submissions import ToFollow, ToPut
    from app.tenant import Mail, MailNews
    from jobs.clock import Clock
    from jobs.tenant import Tenant

log = structlog.get_logger()
NO_WAY_IN = (
    "Vi får ikke lest postboksen {mailbox}. Be IT se på tilgangen (Mail.Read, bare for den postboksen)."
)
MAX_IN_MEMORY_BYTES = 5 * 1024 * 1024
WAIT_WHEN_TOO_LARGE_SECONDS = 86_400.0
"""It may be made smaller, and each try may fetch two gigabytes."""
CLOSED = "Lenken åpner ikke for alle i virksomheten. Åpne den, og legg filen i teamets kanal."
FOLDER = "Lenken går til en mappe. Åpne den, og legg filene som skal leveres i teamets kanal."
NOT_TAKEN_UP = "En e-post i {mailbox} kunne ikke tas imot. Meld fra til IT; vi prøver igjen av oss selv."
TOO_LARGE = "Filen bak lenken er over 2 GB, og er ikke hentet. Be teamet legge den i kanalen sin."
NOT_FOLLOWED = "Vi klarte ikke å slå opp lenken. Åpne den, og legg filen i teamets kanal."
REFUSED = (
    "Microsoft 365 tar ikke imot filen «{name}». Be teamet legge den i kanalen sin, eller velg leveransen på nytt "
    "for å prøve igjen."
)
EMPTY = (
    "Filen «{name}» er tom. Be om å få den på nytt, eller velg leveransen på nytt for å prøve igjen når den er "
    "lastet opp ferdig."
)
MAX_REFUSALS = 3
NOT_PUT = "Filen er ikke lagt i teamets mappe ennå. Vi prøver igjen av oss selv."


async def read_mailbox(tenant: Tenant, settings: Settings) -> None:
    """Record new mail in the unit's mailbox, if the settings name any, and follow its links. Raises Paused."""
    if not settings.mailbox:
        return
    clock = WallClock(settings.clock)
    await resume_if_answered(tenant, clock)
    with unit_of_work() as session:
        if health.is_put_off(session, SourceKind.mailbox, settings.mailbox, now=clock.now()):
            return
        cursor = submissions.arrival_mailbox(session, settings.mailbox, now=clock.now()).cursor
        since = submissions.mail_wanted_since(session, settings.mailbox)
    with paused_when_rejected(clock):
        try:
            news = await mail.changes_since(tenant.connection, settings.mailbox, cursor, since=since)
        except Rejected:
            raise
        except TenantError as error:
            log.warning("the mailbox could not be read", why=str(error))
            _note_unread(settings.mailbox, error, clock)
            return
    await _take_up(tenant, settings, news, clock)
    await _follow_links(tenant, clock)


def _note_unread(mailbox: str, error: TenantError, clock: Clock) -> None:
    with unit_of_work() as session:
        submissions.note_mailbox_unread(
            session,
            mailbox,
            problem=NO_WAY_IN.format(mailbox=mailbox),
            refusal=refusal_of(error),
            now=clock.now(),
        )


async def _take_up(tenant: Tenant, settings: Settings, news: MailNews, clock: Clock) -> None:
    """Take up each mail by itself. We read on from the same place until all are, so that none is passed by."""
    left: list[Mail] = []
    mailbox = settings.mailbox
    for one in news.mails:
        later = partial(left.append, one)
        with (
            isolated("a mail could not be taken up", later, mail=one.message_id),
            paused_when_rejected(clock),
        ):
            opened = await open_parts(tenant, settings, one)
            with unit_of_work() as session:
                submissions.take_up_mail(session, mailbox, opened, whole=news.whole)
    with unit_of_work() as session:
        if left:
            problem = NOT_TAKEN_UP.format(mailbox=mailbox)
            submissions.arrival_mailbox(session, mailbox, now=clock.now()).problem = problem
        else:
            submissions.note_mailbox_read(session, mailbox, cursor=news.cursor, now=clock.now())


async def _follow_links(tenant: Tenant, clock: Clock) -> None:
    """Ask Graph which file a link leads to; leave a link that is not open to the organisation to a person."""
    with unit_of_work() as session:
        links = submissions.mailbox_to_follow(session)
    for one in links:
        left = partial(_leave_to_a_person, one)
        with (
            isolated("a link could not be followed", left, arrival=one.arrival_id),
            paused_when_rejected(clock),
        ):
            await _follow_link(tenant, one)


async def _follow_link(tenant: Tenant, one: ToFollow) -> None:
    try:
        found = await shares.file_behind_link(tenant.connection, one.link)
    except shares.IsFolder:
        _leave_to_a_person(one, FOLDER)
    except (Gone, NeedsPerson, NotAccepted):
        _leave_to_a_person(one, CLOSED)
    except (TryAgain, Unsure):
        return
    else:
        with unit_of_work() as session:
            if found.size > MAX_FILM_BYTES:
                submissions.note_mailbox_closed(session, one, problem=TOO_LARGE)
            else:
                submissions.note_mailbox_followed(session, one, name=found.name, size=found.size)


def _leave_to_a_person(one: ToFollow, problem: str = NOT_FOLLOWED) -> None:
    with unit_of_work() as session:
        submissions.note_mailbox_closed(session, one, problem=problem)


async def bring_in(tenant: Tenant, settings: Settings) -> None:
    """Put every file that has a team in its folder; a file that fails is tried again later. Raises Paused or Halted."""
    refuse_while_halted()
    clock = WallClock(settings.clock)
    await resume_if_answered(tenant, clock)
    with unit_of_work() as session:
        files = submissions.arrivals_to_put(session, now=clock.now())
    for one in files:
        later = partial(_put_off, one, None, clock)
        with isolated("a file could not be laid", later, arrival=one.arrival_id), paused_when_rejected(clock):
            with unit_of_work() as session:
                folder = _folder(session, one)
            await _lay(tenant, settings, one, folder, clock)


def _folder(session: Session, one: ToPut) -> str | None:
    """Find the folder of the deliverable the file answers; before it is made, the team's own."""
    own = [
        row
        for row in provisioning.ledger_rows(session, one.cohort_id)
        if row.team_id == one.team_id and row.external_id is not None
    ]
    named = [row for row in own if row.kind == "folder" and row.key.rpartition("/")[2] == one.folder]
    found = named or [row for row in own if row.kind == "files"]
    return found[0].external_id if found else None


async def _lay(tenant: Tenant, settings: Settings, one: ToPut, folder: str | None, clock: Clock) -> None:
    try:
        laid = await _laid(tenant, settings, one, folder) if folder else None
    except Stopped:
        raise
    except (TenantError, OSError) as error:
        log.warning("a file was not laid in its folder", arrival=one.arrival_id, why=type(error).__name__)
        _put_off(one, error, clock)
        return
    if laid is None:
        _put_off(one, None, clock)
        return
    with unit_of_work() as session:
        submissions.note_arrival_put(session, one, item_id=laid.item_id, name=laid.name, now=clock.now())
    if one.route == Route.form:
        (settings.upload_folder / one.source).unlink(missing_ok=True)


def _setback(error: TenantError | OSError | None) -> tuple[str, float | None]:
    """Say what went wrong, and how many seconds are told to wait."""
    if isinstance(error, transport.TooLarge):
        return TOO_LARGE, WAIT_WHEN_TOO_LARGE_SECONDS
    return NOT_PUT, getattr(error, "wait", None)


def _put_off(one: ToPut, error: TenantError | OSError | None, clock: Clock) -> None:
    """Try again later, or leave the file to a person."""
    if left := _for_a_person(one, error):
        with unit_of_work() as session:
            submissions.leave_arrival_to_person(session, one, problem=left.format(name=one.name))
        return
    problem, wait = _setback(error)
    with unit_of_work() as session:
        submissions.put_arrival_off(session, one, problem=problem, wait=wait, now=clock.now())


def _for_a_person(one: ToPut, error: TenantError | OSError | None) -> str | None:
    """Say what is wrong with an empty file, and with one that Microsoft 365 refuses time after time."""
    if isinstance(error, uploads.EmptyFile):
        return EMPTY
    return REFUSED if isinstance(error, NotAccepted) and one.attempts + 1 >= MAX_REFUSALS else None


async def _laid(tenant: Tenant, settings: Settings, one: ToPut, folder: str) -> LaidFile:
    with unit_of_work() as session:
        others = submissions.arrivals_laid(session, team_id=one.team_id)
        apart = submissions.items_told_apart(session, one)
    with await _content(tenant, settings, one) as content:
        size = content.seek(0, 2)
        if there := _lies_there(one, content):
            return there
        return await uploads.upload_file(
            tenant.connection,
            tenant.outside,
            folder,
            name=one.name,
            content=content,
            size=size,
            others=others,
            apart=apart,
        )


def _lies_there(one: ToPut, content: BinaryIO) -> LaidFile | None:
    """Find the same file where the team has handed it in already, by another road or under another name."""
    with unit_of_work() as session:
        newest = submissions.newest_answer(session, one)
    if newest is None or quick_xor(content) != newest.tag:
        return None
    return LaidFile(item_id=newest.item_id, name=newest.name)


async def _content(tenant: Tenant, settings: Settings, one: ToPut) -> BinaryIO:
    if one.route == Route.form:
        return (settings.upload_folder / one.source).open("rb")
    if one.link is not None:
        return await _behind(tenant, one.link)
    return await part_of_mail(tenant, settings, one.source)


async def _behind(tenant: Tenant, link: str) -> BinaryIO:
    """Download the file a link leads to; a film is buffered on disk."""
    found = await shares.file_behind_link(tenant.connection, link)
    fetched = cast("BinaryIO", SpooledTemporaryFile(max_size=MAX_IN_MEMORY_BYTES))  # noqa: SIM115 - whoever asked closes it
    try:
        async for chunk in transport.file_chunks(tenant.outside, found.download_url, most=MAX_FILM_BYTES):
            fetched.write(chunk)
    except BaseException:
        fetched.close()  # and off the disk, before anything else is fetched
        raise
    return fetched
