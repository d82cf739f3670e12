"""The show: accepted films that everybody in them has said yes to; afterwards they go, and the reports are shared."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of, do, drop, look, replace
from support.papers.films import Studio
from support.service import ask

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.errors import Conflict, Invalid, NotFound
from app.outbox.models import OwedMessage
from app.sign_in.links import LINK_HOLDS_NO_MORE
from app.submissions import retention
from app.submissions import service as submissions
from app.submissions.models import LibraryItem, Removal
from app.submissions.review import consent
from app.submissions.review.consent import Somebody
from app.submissions.show import running_order
from jobs.outgoing.remove import remove_approved_files
from jobs.outgoing.show_pack import pack_show
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.sandbox_on_a_socket import SandboxOnASocket

FILM = "01 Presentasjon/film.mp4"
SERVICE = "http://127.0.0.1:8000"
ANNE, BERIT = Somebody(name="Anne Aas"), Somebody(name="Berit Bø", email=small_cohort.BERIT)


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    return Studio(tmp_path).film("film.mp4", seconds=5).read_bytes()


@pytest.fixture
def cohort(here: Path, sandbox: SandboxOnASocket, content: bytes, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two teams; Kirurgi has handed in a film, Medisin has not."""
    monkeypatch.setenv("KULL_PUBLIC_URL", SERVICE)
    settings.cache_clear()
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    drop(sandbox.address, channel_of(cohort_id, "Kirurgi"), FILM, content=content)
    look(cohort_id)
    return cohort_id


def _hitches(cohort_id: int) -> list[tuple[str, str]]:
    with unit_of_work() as session:
        found = running_order.show_preflight(session, cohort_id, now=settings().clock())
    return [(one.team, one.code) for one in found]


def _reel(cohort_id: int) -> list[str]:
    with unit_of_work() as session:
        return [
            film.file_name for film in running_order.show_reel(session, cohort_id, now=settings().clock())
        ]


def _accept_and_confirm(*, is_answered: bool = True) -> None:
    now = settings().clock()
    with unit_of_work() as session:
        submissions.accept(session, 1, deed=Deed(actor="mona", at=now))
        consent.confirm(
            session,
            team_id=1,
            deliverable_id=1,
            people=[ANNE, BERIT],
            deed=Deed(actor="anne", at=now),
            page_address=SERVICE,
        )
    if is_answered:
        with unit_of_work() as session:
            consent.say_yes(session, _link().rpartition("/")[2], now=now)


def _link() -> str:
    with unit_of_work() as session:
        (letter,) = session.exec(select(OwedMessage).where(OwedMessage.step == "consent")).all()
        assert letter.recipient == small_cohort.BERIT
        found = re.search(r"http://\S+", letter.text)
    assert found
    return found[0]


def test_a_film_is_shown_once_it_is_accepted_and_all_have_said_yes_until_one_takes_it_back(
    cohort: int,
) -> None:
    assert _hitches(cohort) == [
        ("Kirurgi", "not_accepted"),
        ("Kirurgi", "consent_missing"),
        ("Medisin", "missing"),
    ]
    _accept_and_confirm(is_answered=False)
    silent = [("Kirurgi", "consent_unanswered"), ("Medisin", "missing")]
    assert (_reel(cohort), _hitches(cohort)) == ([], silent)
    link = _link().removeprefix(SERVICE)

    async def said_and_taken_back(client: httpx.AsyncClient) -> list[httpx.Response]:
        pages = [await client.get(link), await client.post(link, data={"said": "ja"})]
        assert (_reel(cohort), _hitches(cohort)) == (["01 Kirurgi.mp4"], silent[1:])
        return [*pages, await client.post(link), await client.post(link), await client.get(f"{link}x")]

    asked, yes, done, again, wrong = ask(said_and_taken_back, as_role=None)
    assert "Ja, filmen kan vises" in asked.text
    assert "Ja, filmen kan vises" not in yes.text
    assert "Jeg vil ikke være med" in yes.text
    assert "Filmen fra Kirurgi vises ikke i samlingen." in done.text
    assert [one.status_code for one in (asked, done, again, wrong)] == [200, 200, 200, 404]
    assert (_reel(cohort), _hitches(cohort)[0]) == ([], ("Kirurgi", "consent_withdrawn"))
    with unit_of_work() as session, pytest.raises(Conflict, match="trukket samtykket"):
        consent.confirm(
            session,
            team_id=1,
            deliverable_id=1,
            people=[BERIT],
            deed=Deed(actor="anne", at=settings().clock()),
        )


def test_a_newer_film_must_be_confirmed_anew(
    cohort: int, sandbox: SandboxOnASocket, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    _accept_and_confirm()
    small_cohort.on("2026-04-02", monkeypatch)
    replace(sandbox.address, channel_of(cohort, "Kirurgi"), FILM, content + b"\0\0\0\x08free")
    look(cohort)
    with unit_of_work() as session:
        submissions.accept(session, 1, deed=Deed(actor="mona", at=settings().clock()))
    assert _hitches(cohort)[0] == ("Kirurgi", "consent_older_than_the_film")


@pytest.mark.parametrize("people", [[], [Somebody(name="Pasient 13097248022")]])
def test_nobody_and_identity_numbers_are_no_consent(cohort: int, people: list[Somebody]) -> None:
    with unit_of_work() as session, pytest.raises(Invalid):
        consent.confirm(
            session,
            team_id=1,
            deliverable_id=1,
            people=people,
            deed=Deed(actor="anne", at=settings().clock()),
        )


def test_the_show_is_packed_for_a_room_without_network(cohort: int, here: Path, content: bytes) -> None:
    _accept_and_confirm()

    async def packed() -> None:
        with unit_of_work() as session:
            films = running_order.show_reel(session, cohort, now=settings().clock())
        async with open_tenant(settings()) as tenant:
            await pack_show(tenant, films, here / "show.zip")

    asyncio.run(packed())
    with ZipFile(here / "show.zip") as packed_show:
        assert {name: packed_show.read(name) for name in packed_show.namelist()} == {
            "01 Kirurgi.mp4": content
        }


def test_a_film_is_played_piece_by_piece_and_only_while_it_may_be_shown(cohort: int, content: bytes) -> None:
    _accept_and_confirm()
    with unit_of_work() as session:
        (film,) = running_order.show_reel(session, cohort, now=settings().clock())
    address = f"/kull/{cohort}/videoer/{film.item_id}/film"
    link = _link().removeprefix(SERVICE)  # while the letter has it: what was sent keeps no links

    async def played(client: httpx.AsyncClient) -> list[httpx.Response]:
        ranges = ("bytes=0-", "bytes=10-19", f"bytes={len(content)}-", "bytes=-5")
        answers = [await client.get(address, headers={"Range": asked}) for asked in ranges]
        await client.post(link)
        return [*answers, await client.get(address, headers={"Range": "bytes=0-"})]

    whole, part, beyond, backwards, withdrawn = ask(played)
    assert (whole.status_code, whole.content) == (206, content)
    assert whole.headers["content-range"] == f"bytes 0-{len(content) - 1}/{len(content)}"
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    assert [one.status_code for one in (beyond, backwards, withdrawn)] == [422, 416, 404]


def test_a_film_goes_when_its_time_is_over_and_the_unit_has_said_yes(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _over(cohort) == []
    small_cohort.on("2026-10-01", monkeypatch)  # fifteen days after Samling 1
    assert _over(cohort) == ["film.mp4"]
    _remove()
    with unit_of_work() as session:
        (film,) = session.exec(select(LibraryItem).where(LibraryItem.name == "film.mp4"))
        now = settings().clock()
        retention.approve(
            session, cohort, item_ids=[film.id or 0], deed=Deed(actor="unn", at=now), today=now.date()
        )
        with pytest.raises(Conflict, match="Listen er endret"):
            retention.approve(
                session, cohort, item_ids=[999], deed=Deed(actor="unn", at=now), today=now.date()
            )
    _remove()
    assert [row["name"] for row in sandbox.state.all("gone")] == ["film.mp4"]
    with unit_of_work() as session:
        (removal,) = session.exec(select(Removal))
        assert (removal.approved_by, removal.receipt) == ("unn", retention.RECEIPT)
    assert _over(cohort) == []


def test_a_film_that_a_retention_label_holds_stays_and_its_receipt_says_so(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_cohort.on("2026-10-01", monkeypatch)
    do(sandbox.address, "retain", channel=channel_of(cohort, "Kirurgi"), path=FILM)
    _approve_the_film(cohort)
    _remove()
    assert sandbox.state.all("gone") == []
    assert [(one["name"], one["removed_at"], one["said"].partition(".")[0]) for one in _receipts(cohort)] == [
        ("film.mp4", None, "Ikke slettet: holdes av oppbevaringsregel")
    ]
    asked = _deletions(sandbox)
    _remove()
    assert _deletions(sandbox) == asked == 1

    do(sandbox.address, "release", channel=channel_of(cohort, "Kirurgi"), path=FILM)
    small_cohort.on("2026-10-03", monkeypatch)
    _remove()
    assert [row["name"] for row in sandbox.state.all("gone")] == ["film.mp4"]
    assert [one["said"] for one in _receipts(cohort)] == [retention.RECEIPT]


def _approve_the_film(cohort_id: int) -> None:
    with unit_of_work() as session:
        (film,) = session.exec(select(LibraryItem).where(LibraryItem.name == "film.mp4"))
        now = settings().clock()
        deed = Deed(actor="unn", at=now)
        retention.approve(session, cohort_id, item_ids=[film.id or 0], deed=deed, today=now.date())


def _receipts(cohort_id: int) -> list[dict[str, Any]]:
    async def look(client: httpx.AsyncClient) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await client.get(f"/api/cohorts/{cohort_id}/removals/receipts")).json()
        return found

    return ask(look)


def _deletions(sandbox: SandboxOnASocket) -> int:
    return sum(one["operation"] == "driveItem.delete" for one in sandbox.state.memory.get("log", ()))


def _over(cohort_id: int) -> list[str]:
    with unit_of_work() as session:
        today = settings().clock().date()
        return [one.name for one in retention.over(session, cohort_id, today=today)]


def _remove() -> None:
    async def removed() -> None:
        async with open_tenant(settings()) as tenant:
            await remove_approved_files(tenant, settings())

    asyncio.run(removed())


def test_a_link_to_somebody_who_is_not_listed_any_more_opens_nothing(cohort: int) -> None:
    _accept_and_confirm()
    token = _link().rpartition("/")[2]
    now = settings().clock()
    with unit_of_work() as session:
        consent.confirm(session, team_id=1, deliverable_id=1, people=[ANNE], deed=Deed(actor="anne", at=now))
        with pytest.raises(NotFound, match=LINK_HOLDS_NO_MORE):
            consent.with_link(session, token, now=now)


def test_the_page_tells_of_each_team_once_and_lies_inside_what_is_handed_in(cohort: int) -> None:
    page = ask(lambda client: client.get(f"/kull/{cohort}/videoer")).text
    assert re.findall(r'<th scope="row"><bdi>(.+?)</bdi>', page) == ["Kirurgi", "Medisin"]
    assert "Ingen videoer er klare til å vises.\n2 team mangler noe." in page
    assert re.findall(r'aria-current="true">(.+?)<', page) == ["Innleveringer"]
