"""A person goes through a whole cohort and is erased; then their name is looked for everywhere."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import Session, SQLModel, select
from support import small_cohort
from support.service import ask

from app import audit
from app.audit import Act, Deed
from app.config import settings
from app.db import engine, unit_of_work
from app.outbox.models import MessageState, OwedMessage
from app.privacy import service as privacy
from app.privacy.lookup import the_one_called
from app.provisioning.lifecycle.deviate import deviate
from app.sign_in.models import BrowserSession, PersonalLink
from jobs.runner.purge import purge_what_is_past
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

NAME, EMAIL = "Kanari Gulfugl", "kanari.gulfugl@example.no"
LEFT = re.compile("kanari|gulfugl", re.IGNORECASE)
ROW = f"UNN;1;Medisin;{NAME};{EMAIL};tillitsvalgt"


def test_an_erased_person_is_found_nowhere_and_what_stays_is_said(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal, capfd: pytest.CaptureFixture[str]
) -> None:
    cohort_id = _a_life(here)
    entra_id = _entra_id()
    assert _tables_naming(entra_id) == {
        *("person", "waitingrow", "owedmessage", "browsersession", "tenantobject"),
        *("auditrecord", "cohortdeviation", "invited"),
    }

    exported = ask(lambda client: _posted(client, "/api/people/export"))
    assert set(exported["rows"]) >= {"person", "rolegrant", "owedmessage", "auditrecord", "tenantobject"}
    assert exported["rows"]["person"][0]["email"] == EMAIL
    assert exported["elsewhere"] == list(privacy.STAYS_AFTER_ERASURE)

    told = kull.run("people", "erase", EMAIL, "--yes")
    assert told.returncode == 0, told.stderr
    assert [line for line in privacy.STAYS_AFTER_ERASURE if line not in told.stdout] == []
    assert _tables_naming(entra_id) == {"erasure", "tenantobject"}

    _microsoft_365_lets_go(cohort_id)
    asyncio.run(_night())
    assert _tables_naming(entra_id) == set()
    assert _files_naming(here, entra_id) == []
    captured = capfd.readouterr()
    assert LEFT.findall(captured.out + captured.err + told.stderr) == []
    assert _in_the_tenant(sandbox)


def _a_life(folder: Path) -> int:
    """She is enrolled, invited, followed, mailed, signed in and written about, and acts herself."""
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.enrol(
        cohort_id, [*small_cohort.TEAMS, ROW, f"Nordlandssykehuset;1;Kirurgi;{NAME};;medarbeider"]
    )
    small_cohort.provision(cohort_id)
    now = small_cohort.now()
    with unit_of_work() as session:
        changes: dict[str, Any] = {"purpose": "Lære av hverandre"}
        deviate(session, cohort_id, changes=changes, why=f"{NAME} ba om det", deed=Deed(actor=NAME, at=now))
        audit.record(
            session,
            Act.tried_again,
            Deed(actor=NAME, at=now),
            about="cohort",
            details={"from": EMAIL, "to": [NAME]},
        )
        session.add(
            OwedMessage(
                cohort_id=cohort_id,
                recipient=EMAIL,
                about="video",
                step="1",
                subject="Frist",
                text=f"Hei {NAME}",
                state=MessageState.sent,
                owed_at=now,
            )
        )
        session.add(
            OwedMessage(
                cohort_id=cohort_id,
                recipient="anne@example.no",
                about="video",
                step="1",
                subject="Frist",
                text=f"Be {NAME} sende videoen",
                owed_at=now,
            )
        )
        person = the_one_called(session, email=EMAIL)
        session.add(
            PersonalLink(
                token_hash="x", scope="consent", about="film", person_id=person.id, made_at=now, ends_at=now
            )
        )
        session.add(
            BrowserSession(
                id_hash="x",
                entra_id=person.entra_id or "",
                name=NAME,
                email=EMAIL,
                app_roles=[],
                begun_at=now,
                seen_at=now,
                ends_at=now,
                roles_read_at=now,
            )
        )
    return cohort_id


async def _posted(client: httpx.AsyncClient, path: str) -> Any:
    answer = await client.post(path, json={"email": EMAIL})
    assert answer.status_code == 200, answer.text
    return answer.json()


def _entra_id() -> str:
    with unit_of_work() as session:
        return the_one_called(session, email=EMAIL).entra_id or pytest.fail("not in the directory")


def _microsoft_365_lets_go(cohort_id: int) -> None:
    """A person approves that her membership is withdrawn, and it is."""
    small_cohort.provision(cohort_id)


async def _night() -> None:
    async with open_tenant(settings()) as tenant:
        await purge_what_is_past(tenant, settings())


def _tables_naming(entra_id: str) -> set[str]:
    with Session(engine()) as session:
        return {
            table.name
            for table in SQLModel.metadata.tables.values()
            for row in session.execute(select(table))
            if LEFT.search(text := json.dumps(list(row), default=str, ensure_ascii=False)) or entra_id in text
        }


def _files_naming(folder: Path, entra_id: str) -> list[str]:
    """Look at the bytes, so that what a database has deleted but not overwritten is found too."""
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file()
        and (LEFT.search((content := file.read_bytes()).decode("latin-1")) or entra_id.encode() in content)
    ]


def _in_the_tenant(sandbox: SandboxOnASocket) -> bool:
    """Her mails are in the mailboxes still: that is what the list of what stays is for."""
    return EMAIL in json.dumps(small_cohort.mail_in(sandbox.address))
