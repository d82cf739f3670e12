"""A report, a poster and a film of the canary's team, one file nobody can place, and the cards its channel gets."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlmodel import select

from app.audit import Deed
from app.channel_posts import service as channel_posts
from app.cohorts.models import Team
from app.config import settings
from app.db import unit_of_work
from app.submissions import service as submissions
from app.submissions.models import SubmissionState
from app.submissions.review import receipts
from graph_adapters.sandbox.webhooks.workflows import address_of
from jobs.outgoing.cards import post_in_channels
from jobs.tenant import open_tenant
from support import small_cohort
from support.handing_in import channel_of, drop, look, replace
from support.leaving.search import CANARY, ITS_ADDRESS
from support.papers import reports as papers
from support.papers.films import Studio

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

FILM, POSTER = "01 Presentasjon/film.mp4", "05 Poster/Kirurgi.pdf"
REPORT, UNPLACED = "03 Statusrapporter/Statusrapport 1.docx", "03 Statusrapporter/rapport.docx"
HOSTS = ["127.0.0.1"]


def hand_in(cohort_id: int, sandbox: SandboxOnASocket, folder: Path) -> None:
    """Let the canary hand in everything; the film and the poster are accepted, the report waits for its mentor."""
    look(cohort_id)
    channel = channel_of(cohort_id, "Kirurgi")
    _take_cards(address_of(sandbox.state, sandbox.address, channel))
    film = Studio(folder).film("film.mp4", seconds=1).read_bytes()
    report = papers.filled({"mal": f"{CANARY} prøver en tavle", "selvevaluering": "trinn 3"})
    replace(sandbox.address, channel, REPORT, report, by=ITS_ADDRESS)
    for path, content in {FILM: film, POSTER: b"en poster", UNPLACED: b"en rapport"}.items():
        drop(sandbox.address, channel, path, content, by=ITS_ADDRESS)
    look(cohort_id)
    _answer(cohort_id)


def _take_cards(address: str) -> None:
    deed = Deed(actor="rhf", at=small_cohort.now())
    with unit_of_work() as session:
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        channel_posts.set_address(session, team, address=address, hosts=HOSTS, deed=deed)


def _answer(cohort_id: int) -> None:
    deed = Deed(actor="mona", at=small_cohort.now())
    with unit_of_work() as session:
        receipts.answer_with_receipts(session, [cohort_id], now=deed.at + timedelta(minutes=1))
        handed_in = submissions.submissions_of_cohorts(session, [cohort_id])
        for one in handed_in:
            if one.name in {"film.mp4", "Kirurgi.pdf"} and one.state is SubmissionState.received:
                submissions.accept(session, one.id, deed=deed)


def post_cards() -> None:
    """Let the job post the cards that wait."""

    async def posted() -> None:
        async with open_tenant(settings()) as tenant:
            await post_in_channels(tenant, settings())

    asyncio.run(posted())
