"""Whoever hands something in hears what we found: once for each version, when they have stopped saving."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import col, select
from support import small_cohort
from support.handing_in import channel_of, do, drop, look, replace, standing

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.errors import Conflict
from app.outbox.models import OwedMessage
from app.submissions import service as submissions
from app.submissions.models import Arrival, Route
from app.submissions.review import receipts
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.sandbox.mail.delivered_mail import mailbox
from jobs.outgoing.send import send_what_is_owed
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

FILM, POSTER = "01 Presentasjon/film.mp4", "05 Poster/poster.pdf"


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket) -> int:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    return cohort_id


@pytest.fixture
def kirurgi(cohort: int) -> str:
    return channel_of(cohort, "Kirurgi")


def _answer_later(cohort_id: int) -> None:
    """Let a minute go by without anybody saving."""
    with unit_of_work() as session:
        receipts.answer_with_receipts(session, [cohort_id], now=settings().clock() + timedelta(minutes=1))


def _owed() -> list[tuple[str, str]]:
    with unit_of_work() as session:
        return [
            (one.recipient, one.subject)
            for one in session.exec(
                select(OwedMessage)
                .where(col(OwedMessage.about).like("submission:%"))
                .order_by(col(OwedMessage.id))
            )
        ]


def _text_of_the_last() -> str:
    with unit_of_work() as session:
        return (
            session.exec(
                select(OwedMessage)
                .where(col(OwedMessage.about).like("submission:%"))
                .order_by(col(OwedMessage.id))
            )
            .all()[-1]
            .text
        )


def _only(cohort_id: int) -> Any:
    with unit_of_work() as session:
        return submissions.submissions_of_cohorts(session, [cohort_id])[0].model_dump()


def test_a_receipt_reaches_whoever_handed_it_in(cohort: int, kirurgi: str, sandbox: SandboxOnASocket) -> None:
    drop(sandbox.address, kirurgi, POSTER, by=small_cohort.BERIT)
    look(cohort)
    assert _owed() == []
    _answer_later(cohort)
    _answer_later(cohort)

    async def sent() -> None:
        async with open_tenant(settings()) as tenant:
            await send_what_is_owed(tenant, settings())

    asyncio.run(sent())
    mails = [one for one in mailbox(sandbox.state, small_cohort.BERIT) if one["kind"] == "mail"]
    (mail,) = [one for one in mails if one["subject"] == "Mottatt: Poster"]
    assert "Vi har fått «poster.pdf» fra Kirurgi (01.04.2026 kl. 08." in mail["body"]


def test_a_receipt_for_a_file_that_was_mailed_tells_what_else_the_mail_brought(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    poster = drop(sandbox.address, kirurgi, POSTER, by=small_cohort.ANNE)
    look(cohort)
    parts = [
        ("m1/a", "poster.pdf", poster["id"], 1), ("m1/b", "film.mp4", None, 1), ("m1/c", "notat.docx", None, None),
        ("m10/a", "en annens.pdf", None, None),
    ]  # fmt: skip
    with unit_of_work() as session:
        for source, name, item_id, deliverable_id in parts:
            session.add(
                Arrival(
                    route=Route.mailbox, source=source, sender=small_cohort.ANNE, name=name, size=1, item_id=item_id,
                    deliverable_id=deliverable_id, received_at=settings().clock(),
                )
            )  # fmt: skip
    _answer_later(cohort)
    assert len(_owed()) == 1
    assert (
        "Dette kom i samme e-post:\n– «film.mp4» er også tatt imot.\n"
        "– «notat.docx» venter på forbedringsenheten. Legg den gjerne i kanalen selv.\n\n"
    ) in _text_of_the_last()


def test_saving_while_writing_makes_one_version_and_one_receipt(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    drop(sandbox.address, kirurgi, POSTER)
    for number in range(3):
        look(cohort)
        replace(sandbox.address, kirurgi, POSTER, b"mer" * number + b".")
    look(cohort)
    _answer_later(cohort)
    assert (standing(cohort, "Kirurgi"), len(_owed())) == ([("poster", "received", 1)], 1)
    replace(sandbox.address, kirurgi, POSTER, b"et nytt utkast")
    look(cohort)
    _answer_later(cohort)
    assert (standing(cohort, "Kirurgi"), len(_owed())) == ([("poster", "received", 2)], 2)


def test_what_is_no_film_goes_back_with_what_to_do(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    drop(sandbox.address, kirurgi, FILM, content=b"PK\x03\x04 dokument")
    look(cohort)
    _answer_later(cohort)
    assert standing(cohort, "Kirurgi") == [("video", "returned", 1)]
    assert _owed() == [(small_cohort.ANNE, "Må rettes: Teampresentasjon på video")]
    assert "Filen er et dokument eller en pakket fil, og kan ikke vises her." in _text_of_the_last()


def test_an_infected_file_is_not_opened_and_the_team_hears_at_once(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    film = drop(sandbox.address, kirurgi, FILM, by=small_cohort.BERIT)
    do(sandbox.address, "infect", drive=film["parentReference"]["driveId"], item=film["id"])
    look(cohort)
    assert (_only(cohort)["barred"], _only(cohort)["findings"][0]["code"]) == (True, "infected")
    subject = "Må rettes: Teampresentasjon på video"
    assert _owed() == [(small_cohort.BERIT, subject), (small_cohort.ANNE, subject)]


def test_a_file_name_with_an_identity_number_is_barred_and_the_number_is_kept_nowhere(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket, here: Path
) -> None:
    drop(sandbox.address, kirurgi, "05 Poster/13097248022 poster.pdf")
    look(cohort)
    found = _only(cohort)
    assert (found["barred"], found["findings"][0]["code"], found["name"]) == (
        True,
        "identity_number",
        "[fødselsnummer] poster.pdf",
    )
    assert "Vi har fått «[fødselsnummer] poster.pdf» fra Kirurgi" in _text_of_the_last()
    assert [file.name for file in here.glob("kull.db*") if b"13097248022" in file.read_bytes()] == []
    with unit_of_work() as session, pytest.raises(Conflict, match="kan ikke godkjennes"):
        submissions.accept(session, found["id"], deed=Deed(actor="mona", at=settings().clock()))


def test_a_file_somebody_has_open_is_read_later(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(sandbox.address, kirurgi, FILM)
    rules(sandbox.state).append(Fault(operation="driveItem.get", status=423, nth=2))
    look(cohort)
    assert (_only(cohort)["read_at"], _only(cohort)["findings"][0]["code"]) == (None, "not_read_yet")
    small_cohort.on("2026-04-02", monkeypatch)
    look(cohort)
    assert _only(cohort)["findings"][0]["code"] == "not_a_film"


def test_a_mentors_question_is_mailed_and_a_newer_version_waits_beside_the_accepted_one(
    cohort: int, kirurgi: str, sandbox: SandboxOnASocket
) -> None:
    drop(sandbox.address, kirurgi, POSTER, by=small_cohort.BERIT)
    look(cohort)
    now = settings().clock()
    with unit_of_work() as session:
        submissions.give_back(session, 1, question="Hva er målet?", deed=Deed(actor="mona", at=now))
        receipts.answer_with_receipts(session, [cohort], now=now + timedelta(minutes=1))
    assert _owed()[0] == (small_cohort.BERIT, "Poster: et spørsmål fra veilederen")
    replace(sandbox.address, kirurgi, POSTER, b"med et klart mal")
    look(cohort)
    with unit_of_work() as session:
        submissions.accept(session, 2, deed=Deed(actor="mona", at=now))
        receipts.answer_with_receipts(session, [cohort], now=now + timedelta(minutes=1))
    replace(sandbox.address, kirurgi, POSTER, b"en siste finpuss")
    look(cohort)
    assert standing(cohort, "Kirurgi") == [("poster", "accepted", 2)]
