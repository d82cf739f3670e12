"""The report library holds the accepted version that counts: copied after its deadline, gone when it is returned."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from support import small_cohort
from support.handing_in import channel_of, do, drop, look, replace

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.provisioning.ledger.due import ledger_rows
from app.submissions import service as submissions
from graph_adapters.sandbox.engine.faults import Fault, rules
from jobs.outgoing.share import share_reports
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

POSTER = "05 Poster/Kirurgi.pdf"
FIRST, SECOND = "Kirurgi – Poster.pdf", "Kirurgi – Poster v2.pdf"
BEFORE_THE_DEADLINE, AFTER_IT = "2027-05-26", "2027-05-28"  # the poster's is 27 May


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two teams; Kirurgi's poster is accepted, and its deadline is over."""
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    drop(sandbox.address, channel_of(cohort_id, "Kirurgi"), POSTER, content=b"en poster")
    look(cohort_id)
    _accept(1)
    small_cohort.on(AFTER_IT, monkeypatch)
    return cohort_id


def _accept(submission_id: int) -> None:
    with unit_of_work() as session:
        submissions.accept(session, submission_id, deed=Deed(actor="mona", at=settings().clock()))


def _give_back(submission_id: int) -> None:
    with unit_of_work() as session:
        submissions.give_back(
            session,
            submission_id,
            question="Hvem er på bildet?",
            deed=Deed(actor="mona", at=settings().clock()),
        )


def _share(times: int = 2) -> None:
    """Let the job come by: it asks for a copy, and sees it the next time."""

    async def shared() -> None:
        async with open_tenant(settings()) as tenant:
            for _ in range(times):
                await share_reports(tenant, settings())

    asyncio.run(shared())


def _library(cohort_id: int) -> str:
    with unit_of_work() as session:
        (library,) = [row.external_id for row in ledger_rows(session, cohort_id) if row.kind == "library"]
    return library or ""


def _shelf(cohort_id: int, sandbox: SandboxOnASocket) -> list[str]:
    folder = _library(cohort_id).rpartition("/")[2]
    return sorted(row["name"] for row in sandbox.state.all("item") if row.get("parent") == folder)


def _hand_in_anew(cohort_id: int, sandbox: SandboxOnASocket) -> None:
    with unit_of_work() as session:
        submissions.get(session, 1).answered_at = settings().clock()
    replace(sandbox.address, channel_of(cohort_id, "Kirurgi"), POSTER, b"en bedre poster")
    look(cohort_id)


def test_an_accepted_report_is_copied_once_after_its_deadline(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_cohort.on(BEFORE_THE_DEADLINE, monkeypatch)
    _share()
    assert _shelf(cohort, sandbox) == []
    small_cohort.on(AFTER_IT, monkeypatch)
    _share()
    assert _shelf(cohort, sandbox) == [FIRST]
    settled = sandbox.writes()
    _share()
    assert (sandbox.writes(), _shelf(cohort, sandbox)) == (settled, [FIRST])


def test_a_lost_answer_makes_no_second_copy(cohort: int, sandbox: SandboxOnASocket) -> None:
    rules(sandbox.state).append(Fault(operation="driveItem.copy", status=504, after=True))
    _share(times=3)
    assert _shelf(cohort, sandbox) == [FIRST]


def test_a_report_returned_later_leaves_the_library_and_comes_back_when_it_is_accepted_again(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _share()
    _give_back(1)
    _share()
    assert _shelf(cohort, sandbox) == []
    assert len([row for row in sandbox.state.all("item") if row["name"] == "Kirurgi.pdf"]) == 1
    _accept(1)
    _share()
    assert _shelf(cohort, sandbox) == [FIRST]


def test_a_newer_version_takes_the_place_of_the_older_once_it_lies_there(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _share()
    _hand_in_anew(cohort, sandbox)
    _share()
    assert _shelf(cohort, sandbox) == [FIRST]
    _accept(2)
    _share(times=1)
    assert _shelf(cohort, sandbox) == [SECOND, FIRST]
    _share(times=1)
    assert _shelf(cohort, sandbox) == [SECOND]


def test_when_the_newer_version_is_returned_the_older_that_is_still_accepted_counts_again(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _hand_in_anew(cohort, sandbox)
    _accept(2)
    _share()
    assert _shelf(cohort, sandbox) == [SECOND]
    _give_back(2)
    _share()
    assert _shelf(cohort, sandbox) == []  # the older version's file is the one that has changed


def test_a_copy_somebody_has_written_in_is_theirs_and_stays(cohort: int, sandbox: SandboxOnASocket) -> None:
    _share()
    (copy,) = [row for row in sandbox.state.all("item") if row["name"] == FIRST]
    drive = _library(cohort).rpartition("/")[0]
    do(
        sandbox.address,
        "replace",
        drive=drive,
        item=copy["id"],
        content="bWVy",
        person=small_cohort.ORGANISER,
    )
    _give_back(1)
    _share()
    settled = sandbox.writes()
    _share()
    assert (_shelf(cohort, sandbox), sandbox.writes()) == ([FIRST], settled)


def test_one_that_cannot_be_copied_holds_no_other_up(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(sandbox.address, channel_of(cohort, "Medisin"), "05 Poster/Medisin.pdf", content=b"poster")
    look(cohort)
    _accept(2)
    rules(sandbox.state).append(Fault(operation="driveItem.copy", status=403))
    _share(times=1)
    assert _shelf(cohort, sandbox) == ["Medisin – Poster.pdf"]
    _share()
    assert _shelf(cohort, sandbox) == [FIRST, "Medisin – Poster.pdf"]
