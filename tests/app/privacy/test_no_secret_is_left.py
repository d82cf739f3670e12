"""A full journey, and then a search of every row, file and line of log for what opens something or names somebody."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

import httpx
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select
from support import small_cohort
from support.service import HERE, ask, signed_in
from support.sign_in.browser import PAGE, sign_in

from app.audit import Deed
from app.cohorts.models import Team
from app.config import settings
from app.dashboard.team import send_links
from app.dashboard.team_pages import LINK_IS_GOOD_FOR
from app.db import engine, forget_deleted, unit_of_work
from app.deliverables.models import Deliverable
from app.meetings import feeds
from app.meetings.attendance import door_list
from app.meetings.models import Meeting
from app.outbox.models import OwedMessage
from app.sign_in.secrets import bound
from app.submissions.review import consent
from app.submissions.review.consent import Somebody
from jobs.demo_people import CAST
from jobs.outgoing.send import send_what_is_owed
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket

LINK = re.compile(r"/(?:hva-na|samtykke|kalender|oppmote)/([\w-]{43})")
TOKEN = re.compile(r"eyJ[\w-]{10,}\.eyJ")
ADDRESS = re.compile(r"[\w.]+(?:@|%40)example\.no")
NAMES = re.compile("Anne Aas|Berit Bø|Carl Dahl|Dina Eng")


def test_v16_2_a_journey_leaves_no_secret_in_a_row_or_a_file_and_no_person_in_the_log(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KULL_PUBLIC_URL", HERE)
    monkeypatch.setenv("KULL_SIGN_IN_SECRET", "a-secret-that-entra-made")
    settings.cache_clear()
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    links = _links(cohort_id)
    opened = ask(lambda browser: _visited(browser, to_the_team=links[-1]), as_role=None)
    asyncio.run(_sent())
    box = httpx.get(f"{sandbox.address}/_sandbox/mailboxes/{small_cohort.ANNE}").json()
    assert set(LINK.findall(json.dumps(box))) == {*links[-2:]}

    secrets = ["a-secret-that-entra-made", *links, *opened]
    assert len(set(secrets)) == 10
    log = "".join(capfd.readouterr())
    rows = {table: text for table, text in _rows().items() if text}
    assert {
        place: found for place, text in (rows | {"log": log}).items() if (found := _found(text, secrets))
    } == {}
    assert [file.name for file in _files(here) if _found(file.read_text("latin-1"), secrets)] == []
    assert ADDRESS.findall(log) + NAMES.findall(log) == []
    assert '"event": "answered"' in log


def _found(text: str, secrets: list[str]) -> list[str]:
    return [secret for secret in secrets if secret in text] + TOKEN.findall(text)


def _links(cohort_id: int) -> list[str]:
    """Feeds of a person and of a team, a list at the door, a yes to be taken back, and the way to a team's page."""
    with unit_of_work() as session:
        usual: dict[str, Any] = {"deed": Deed(actor="rhf", at=small_cohort.now())}
        team = session.exec(select(Team).where(Team.name == "Kirurgi")).one()
        gathering = session.exec(select(Meeting.id).where(Meeting.key == "samling-1")).one()
        told = [
            feeds.open_person(session, cohort_id, email=small_cohort.ANNE, **usual),
            feeds.open_team(session, cohort_id, team="Kirurgi", **usual),
            door_list.open_list(session, gathering or 0, now=small_cohort.now()),
        ]
        film = session.exec(select(Deliverable).where(Deliverable.key == "video")).one()
        which: dict[str, Any] = {"team_id": team.id, "deliverable_id": film.id, "page_address": HERE}
        consent.confirm(
            session, **which, people=[Somebody(name="Anne Aas", email=small_cohort.ANNE)], **usual
        )
        send_links(session, team, address=HERE, ends=small_cohort.now() + LINK_IS_GOOD_FOR, **usual)
        mails = session.exec(select(OwedMessage.text).order_by(col(OwedMessage.id).desc()).limit(2)).all()
        return told + [token for mail in reversed(mails) for token in LINK.findall(mail)]


async def _visited(browser: httpx.AsyncClient, *, to_the_team: str) -> list[str]:
    """Somebody signs in, reads, sends forms and is refused; a program asks twice. Return what opened it."""
    await sign_in(browser)
    own = browser.cookies["kull_session"]
    form, at_home = {"form_token": bound(own)}, PAGE | {"Origin": HERE}
    for path in ("/", "/kull/1", "/kull/1/oversikt", "/kull/1/logg", "/innlogginger"):
        assert (await browser.get(path, headers=PAGE)).status_code == 200
    page = f"/hva-na/{to_the_team}"
    help_ = form | {"form_key": "k-1", "text": "Kan noen ringe oss?"}
    asked = await browser.post(f"{page}/hjelp", data=help_, headers=at_home)
    assert (asked.status_code, asked.headers["location"]) == (303, f"{page}#meldt")

    bearer = signed_in(browser, email=CAST["administrator"][0])
    once = bearer | {"Idempotency-Key": "k-1"}
    new = {"email": small_cohort.BERIT}
    feed, again = [await browser.post("/api/cohorts/1/feeds", json=new, headers=once) for _ in range(2)]
    assert (feed.status_code, again.text) == (201, feed.text)
    (told,) = LINK.findall(feed.text)
    await browser.get(f"/kalender/{told}.ics")
    await browser.post("/api/people/export", json=new, headers=bearer)
    await browser.post("/api/cohorts", json=new, headers=bearer)
    await browser.get(
        "/api/cohorts", headers={"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."}
    )
    await browser.post("/sign-out", data=form, headers=at_home)
    return [own, bound(own), bearer["Authorization"].removeprefix("Bearer "), told]


async def _sent() -> None:
    async with open_tenant(settings()) as tenant:
        await send_what_is_owed(tenant, settings())


def _rows() -> dict[str, str]:
    with Session(engine()) as session:
        return {
            table.name: "\n".join(
                value.decode("latin-1") if isinstance(value, bytes) else json.dumps(value, default=str)
                for row in session.execute(select_rows(table))
                for value in row
            )
            for table in SQLModel.metadata.tables.values()
        }


def _files(folder: Path) -> list[Path]:
    """Everything of ours on the disk: the database's own file shows what was deleted and not overwritten."""
    forget_deleted()
    return [file for file in folder.rglob("*") if file.is_file() and file.name != "sandbox.jsonl"]
