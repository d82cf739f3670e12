"""A file, mail, library or question that breaks our own code is put off, and its neighbours go on."""

from __future__ import annotations

import asyncio
import base64
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of, drop, look, standing

from app import logs
from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.meetings import service as meetings
from app.meetings import time_checks
from app.meetings.models import TimeCheck
from app.provisioning.ledger.due import ledger_rows
from app.provisioning.ledger.models import TenantObject
from app.submissions import service as submissions
from app.submissions.library import libraries
from app.submissions.models import Arrival, Library, LibraryItem, Mailbox, Removal, Submission
from graph_adapters.errors import Rejected
from jobs.clock import WallClock
from jobs.intake.bring import bring_in, read_mailbox
from jobs.intake.collect import OURS, collect_files
from jobs.intake.read import OURS as OURS_READING
from jobs.intake.read import read_what_is_new
from jobs.intake.watch import NOT_TOLD, watch_libraries
from jobs.isolation import isolated
from jobs.meetings.check_times import check_asked_times
from jobs.meetings.follow import follow_outlook
from jobs.outgoing.remove import remove_approved_files
from jobs.outgoing.share import share_reports
from jobs.provision.refresh import refresh_cohort
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

    from jobs.tenant import Tenant

KIRURGI, MEDISIN = "05 Poster/Kirurgi.pdf", "05 Poster/Medisin.pdf"
UNIT = "kvalitetsforbedring@example.no"


def _worked(job: Callable[[Tenant], Awaitable[Any]], *, poison: str = "") -> Any:
    """Work a job over a line that breaks with an error of ours on whatever names the poison."""

    logs.configure()

    async def breaks(request: httpx.Request) -> None:
        if poison and (poison in str(request.url) or poison.encode() in request.content):
            raise KeyError(poison)

    async def worked() -> Any:
        async with open_tenant(settings()) as tenant:
            assert tenant.sandbox is not None
            tenant.sandbox.event_hooks["request"] = [breaks]
            return await job(tenant)

    return asyncio.run(worked())


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket) -> int:
    """Two teams, and a poster of each that nobody has looked at."""
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    drop(sandbox.address, channel_of(cohort_id, "Kirurgi"), KIRURGI)
    drop(sandbox.address, channel_of(cohort_id, "Medisin"), MEDISIN)
    return cohort_id


def _item(sandbox: SandboxOnASocket, path: str) -> str:
    name = path.rpartition("/")[2]
    (found,) = [item["id"] for item in sandbox.state.all("item") if item.get("name") == name]
    return str(found)


def _collect(cohort_id: int) -> Callable[[Tenant], Awaitable[Any]]:
    return lambda tenant: collect_files(tenant, settings(), [cohort_id], at_once=True)


def test_a_file_that_cannot_be_decided_on_or_read_stops_no_other_file(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    poison = _item(sandbox, KIRURGI)
    _worked(_collect(cohort), poison=poison)
    assert (standing(cohort, "Kirurgi"), standing(cohort, "Medisin")) == ([], [("poster", "received", 1)])
    look(cohort)
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]
    with unit_of_work() as session:
        for one in session.exec(select(Submission)):
            one.read_at = None
    _worked(lambda tenant: read_what_is_new(tenant, settings(), [cohort]), poison=poison)
    with unit_of_work() as session:
        read = {
            one.name: (one.read_at is not None, one.next_try_at is not None, one.findings[0]["text"])
            for one in session.exec(select(Submission))
        }
    assert read["Kirurgi.pdf"] == (False, True, OURS_READING.text)
    assert read["Medisin.pdf"][:2] == (True, False)


def test_a_library_that_breaks_our_code_is_put_off_and_the_others_are_looked_through(cohort: int) -> None:
    with unit_of_work() as session:
        libraries.follow_library(session, library_id="poisoned-library", cohort_id=cohort)
    seen = _worked(_collect(cohort), poison="poisoned-library")
    assert (seen.submissions, seen.problems) == (2, [OURS])
    with unit_of_work() as session:
        poisoned = session.get_one(Library, "poisoned-library")
        assert (poisoned.problem, poisoned.next_try_at is not None) == (OURS, True)
        for library in session.exec(select(Library)):
            library.subscription_id = f"of-{library.library_id}"
    _worked(lambda tenant: watch_libraries(tenant, settings()), poison="poisoned-library")
    with unit_of_work() as session:
        told = {row.library_id: row.subscription_problem for row in session.exec(select(Library))}
    assert (told.pop("poisoned-library"), list(told.values())) == (NOT_TOLD, [None])


def test_a_report_or_a_file_that_breaks_our_code_stops_no_other_from_being_shared_or_removed(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(cohort)
    with unit_of_work() as session:
        for one in session.exec(select(Submission)).all():
            submissions.accept(session, one.id, deed=Deed(actor="mona", at=settings().clock()))
            session.add(
                Removal(
                    cohort_id=cohort, item_id=one.item_id, approved_by="unn", approved_at=settings().clock()
                )
            )
        (shelf,) = [row.external_id or "" for row in ledger_rows(session, cohort) if row.kind == "library"]
    small_cohort.on("2027-05-28", monkeypatch)
    _worked(lambda tenant: share_reports(tenant, settings()), poison="Kirurgi \\u2013 Poster")
    there = [
        row["name"] for row in sandbox.state.all("item") if row.get("parent") == shelf.rpartition("/")[2]
    ]
    assert there == ["Medisin – Poster.pdf"]
    _worked(lambda tenant: remove_approved_files(tenant, settings()), poison=_item(sandbox, KIRURGI))
    with unit_of_work() as session:
        gone = {
            session.get_one(LibraryItem, one.item_id).name: (one.removed_at is not None, one.problem)
            for one in session.exec(select(Removal))
        }
    assert gone == {
        "Kirurgi.pdf": (
            False,
            "Filen er ikke slettet ennå: Noe gikk galt hos oss. Vi prøver igjen av oss selv.",
        ),
        "Medisin.pdf": (True, None),
    }


def _mail(sandbox: SandboxOnASocket, name: str, content: str, text: str = "Hei") -> None:
    file = {"@odata.type": "#microsoft.graph.fileAttachment", "name": name, "contentBytes": content}
    body = {
        "to": UNIT,
        "from": {"address": small_cohort.ANNE},
        "subject": "Innlevering",
        "body": {"contentType": "text", "content": text},
        "attachments": [file] if name else [],
    }
    httpx.post(f"{sandbox.address}/_sandbox/mail", json=body).raise_for_status()


def test_a_name_with_signs_that_are_no_letters_is_taken_up_and_a_file_nobody_can_lay_stops_no_other(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_MAILBOX", UNIT)
    settings.cache_clear()
    sandbox.state.add_person(mail=UNIT, displayName="Forbedringsenheten")
    small_cohort.begin("torn-kull-3", 2026)
    _worked(lambda tenant: read_mailbox(tenant, settings()))
    good = base64.b64encode(b"innhold").decode()
    for name, content in (
        ("Poster\x00.pdf", good),
        ("Poster ødelagt.pdf", good),
        ("Poster.pdf", good),
    ):
        _mail(sandbox, name, content)
    _worked(lambda tenant: read_mailbox(tenant, settings()))
    with unit_of_work() as session:
        names = [one.name for one in session.exec(select(Arrival).order_by(Arrival.id))]
        assert names == ["Poster .pdf", "Poster ødelagt.pdf", "Poster.pdf"]
    _worked(lambda tenant: bring_in(tenant, settings()), poison="delagt.pdf")
    with unit_of_work() as session:
        laid = {
            one.name: (one.item_id is not None, one.attempts, one.problem)
            for one in session.exec(select(Arrival))
        }
    assert laid == {
        "Poster ødelagt.pdf": (
            False,
            1,
            "Filen er ikke lagt i teamets mappe ennå. Vi prøver igjen av oss selv.",
        ),
        "Poster .pdf": (True, 0, None),
        "Poster.pdf": (True, 0, None),
    }


def test_a_mail_nobody_can_store_stops_no_other_and_is_read_again_until_it_is_taken_up(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KULL_MAILBOX", UNIT)
    settings.cache_clear()
    sandbox.state.add_person(mail=UNIT, displayName="Forbedringsenheten")
    small_cohort.begin("torn-kull-3", 2026)
    _worked(lambda tenant: read_mailbox(tenant, settings()))
    begun = _mailbox().cursor
    _mail(sandbox, "", "", text="https://unn.sharepoint.example.no/poster\x00.pdf")
    _mail(sandbox, "Poster.pdf", base64.b64encode(b"innhold").decode())
    for _ in range(2):
        _worked(lambda tenant: read_mailbox(tenant, settings()))
        assert (_mailbox().cursor, _mailbox().problem) == (
            begun,
            f"En e-post i {UNIT} kunne ikke tas imot. Meld fra til IT; vi prøver igjen av oss selv.",
        )
        with unit_of_work() as session:
            assert [one.name for one in session.exec(select(Arrival))] == ["Poster.pdf"]


def _mailbox() -> Mailbox:
    with unit_of_work() as session:
        box = session.get_one(Mailbox, UNIT)
        session.expunge(box)
        return box


def test_a_question_or_a_calendar_or_a_thing_that_breaks_our_code_stops_no_other(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    with unit_of_work() as session:
        meeting_id = meetings.with_key(session, cohort_id=cohort_id, key="innsjekk-uke-43").id
    for day in ("2026-10-20", "2026-10-21"):
        with unit_of_work() as session:
            time_checks.ask_time_check(
                session,
                meeting_id,
                starts_at=small_cohort.at(f"{day}T09:00"),
                ends_at=small_cohort.at(f"{day}T10:00"),
                deed=Deed(actor="rhf", at=small_cohort.now()),
            )
    _worked(lambda tenant: check_asked_times(tenant, settings()), poison="2026-10-20T09:00")
    with unit_of_work() as session:
        answers = session.exec(select(TimeCheck.answer).order_by(TimeCheck.id)).all()
        plan = session.exec(select(TenantObject.external_id).where(TenantObject.kind == "taskplan")).first()
    assert [(one["free"], len(one["unknown"])) for one in answers if one] == [(0, 4), (4, 0)]
    clock = WallClock(settings().clock)
    calendar = small_cohort.ORGANISER
    assert (
        _worked(lambda tenant: follow_outlook(tenant, cohort_id, clock), poison=f"/users/{calendar}") is False
    )
    _worked(lambda tenant: refresh_cohort(tenant, cohort_id, clock), poison=str(plan))
    with unit_of_work() as session:
        looked = [row.seen is not None for row in session.exec(select(TenantObject))]
    assert (any(looked), all(looked)) == (True, False)


@pytest.mark.parametrize("error", [Rejected("401"), OperationalError("x", {}, Exception("away"))])
def test_what_hits_every_thing_alike_ends_the_job(error: Exception) -> None:
    with pytest.raises(type(error)), isolated("a thing"):
        raise error


def test_a_problem_that_cannot_be_noted_either_stops_nobody() -> None:
    def breaks() -> None:
        raise KeyError

    with isolated("a thing", breaks):
        raise KeyError
