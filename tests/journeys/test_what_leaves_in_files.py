"""Everything that leaves the house as a file or a card, and what stands in Microsoft 365 when a cohort is closed.

Each is unpacked and searched for a union representative, for addresses, and a person's own copy for anybody else.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of
from support.leaving.cohort import a_cohort_with_everything, meeting_with_answers
from support.leaving.search import AN_ADDRESS, CANARY, THE_ROLE, names_others, text_of
from support.leaving.submissions import post_cards

from app.audit import Deed
from app.cli import people as people_commands
from app.cli.export import Format, What, export
from app.config import settings
from app.db import unit_of_work
from app.errors import Invalid
from app.meetings.models import Meeting
from app.people.models import Person
from app.provisioning.by_hand.service import file_for
from app.provisioning.ledger.models import TenantObject
from app.provisioning.lifecycle.close import close_cohort, preview_closing
from app.provisioning.preview.picture_of import surroundings
from app.submissions.show import running_order
from graph_adapters.sandbox.webhooks.workflows import posted_in
from jobs.outgoing.share import share_reports
from jobs.outgoing.show_pack import pack_show
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from support.sandbox_on_a_socket import SandboxOnASocket

AFTER_THE_POSTERS_DEADLINE = "2027-05-28"
COPY = "Kirurgi – Poster.pdf"


def test_no_file_that_is_taken_out_tells_who_represents_a_union_or_an_address(
    here: Path, sandbox: SandboxOnASocket
) -> None:
    """Everything `kull export` writes, the films for a room without network, and the files put in place by hand."""
    a_cohort_with_everything(sandbox, here)
    exported = _exported(here)
    assert set(exported) == {"dates.docx", "dates.xlsx", "door.docx"}
    assert [name for name, text in exported.items() if CANARY not in text] == []
    by_hand = _put_in_place_by_hand()
    assert len(by_hand) > 5
    found = exported | by_hand | {"show": _show_pack(here / "show.zip")}
    assert "01 Kirurgi.mp4" in found["show"]
    assert [name for name, text in found.items() if THE_ROLE.search(text) or AN_ADDRESS.search(text)] == []


def test_a_card_names_nobody_and_a_closed_cohort_leaves_nothing_that_tells_a_role(
    here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cards, copies in the report library, cancellations, and the archived Team."""
    monkeypatch.setenv("KULL_WORKFLOW_HOSTS", "127.0.0.1")
    settings.cache_clear()
    a_cohort_with_everything(sandbox, here)
    post_cards()
    cards = [json.dumps(one, default=str, ensure_ascii=False) for one in _cards(sandbox)]
    assert len(cards) == 6
    assert [one for one in cards if CANARY in one or AN_ADDRESS.search(one) or names_others(one)] == []
    small_cohort.on(AFTER_THE_POSTERS_DEADLINE, monkeypatch)
    _share()
    _close()
    rows = [row for table in sandbox.state.tables.values() for row in table.rows.values()]
    everywhere = json.dumps(rows, default=str, ensure_ascii=False)
    assert COPY in everywhere
    assert sum(row.get("isArchived") is True for row in rows) == 1
    assert "Kullet (2026–2027, avsluttet)" in everywhere
    files = "".join(text_of(sandbox.state.blobs.get(row["content"])) for row in rows if row.get("content"))
    assert THE_ROLE.findall(everywhere + files) == []


def test_a_persons_copy_of_their_data_names_nobody_else(
    here: Path, sandbox: SandboxOnASocket, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever asks, in both forms of `kull people export`."""
    a_cohort_with_everything(sandbox, here)
    with unit_of_work() as session:
        everybody = {one.email: one.name for one in session.exec(select(Person))}
    told = {email: _copy_of(email, capsys) for email in everybody}
    assert {email: everybody[email] in text for email, text in told.items()} == dict.fromkeys(everybody, True)
    assert {email: _others_in(text, email, everybody) for email, text in told.items()} == {
        email: [] for email in everybody
    }


def _copy_of(email: str, capsys: pytest.CaptureFixture[str]) -> str:
    people_commands.export(email, as_json=True)
    people_commands.export(email, as_json=False)
    return capsys.readouterr().out


def _others_in(text: str, email: str, everybody: dict[str, str]) -> list[str]:
    """Others' addresses, and their names where these are more than a word."""
    others = {address: name for address, name in everybody.items() if address != email}
    names = [name for name in others.values() if " " in name]
    return [one for one in [*others, *names] if one in text]


def _exported(folder: Path) -> dict[str, str]:
    with unit_of_work() as session:
        key = session.get_one(Meeting, meeting_with_answers(session)).key
    made = {}
    for what in What:
        for form in Format:
            out = folder / f"{what}.{form}"
            try:
                export("1", what=what, format_=form, meeting=key, out=out)
            except Invalid:
                continue
            made[out.name] = text_of(out.read_bytes())
    return made


def _put_in_place_by_hand() -> dict[str, str]:
    with unit_of_work() as session:
        keys = session.exec(select(TenantObject.key).where(TenantObject.kind == "file")).all()
        return {key: text_of(file_for(session, 1, key=key)[1]) for key in keys}


def _show_pack(to: Path) -> str:
    with unit_of_work() as session:
        films = running_order.show_reel(session, 1, now=small_cohort.now())

    async def packed() -> None:
        async with open_tenant(settings()) as tenant:
            await pack_show(tenant, films, to)

    asyncio.run(packed())
    return text_of(to.read_bytes())


def _cards(sandbox: SandboxOnASocket) -> list[Any]:
    return list(posted_in(sandbox.state, channel_of(1, "Kirurgi")))


def _share() -> None:
    """Let the job come by: it asks for a copy, and sees it the next time."""

    async def shared() -> None:
        async with open_tenant(settings()) as tenant:
            for _ in range(2):
                await share_reports(tenant, settings())

    asyncio.run(shared())


def _close() -> None:
    around = surroundings(settings())
    with unit_of_work() as session:
        checksum = preview_closing(session, 1, around).found.checksum
        close_cohort(
            session, 1, checksum=checksum, deed=Deed(actor="rhf", at=around.now), surroundings=around
        )
    small_cohort.work(1)
