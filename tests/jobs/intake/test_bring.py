"""A file that comes by mail or by the form ends in its team's folder, and is a submission like any other."""

from __future__ import annotations

import asyncio
import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlmodel import select
from support import small_cohort
from support.handing_in import channel_of, do, drop, look, standing
from support.service import ask

from app.audit import Deed
from app.config import settings
from app.db import unit_of_work
from app.deliverables import service as deliverables
from app.submissions import service as submissions
from app.submissions.api.json_views import arrivals_in_full
from app.submissions.library import arrivals, libraries
from app.submissions.models import Arrival
from graph_adapters.sandbox.engine.faults import Fault, rules
from graph_adapters.transport.requests import Request
from jobs.intake import bring
from jobs.intake.bring import bring_in, read_mailbox
from jobs.tenant import open_tenant

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

UNIT = "kvalitetsforbedring@example.no"


@pytest.fixture
def unread(here: Path, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two teams, and a mailbox that has not been read yet."""
    monkeypatch.setenv("KULL_MAILBOX", UNIT)
    monkeypatch.setenv("KULL_UPLOAD_FOLDER", str(here / "uploads"))
    settings.cache_clear()
    sandbox.state.add_person(mail=UNIT, displayName="Forbedringsenheten")
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    look(cohort_id)
    return cohort_id


@pytest.fixture
def cohort(unread: int) -> int:
    """Two teams, and a mailbox that has been read once: it held nothing."""
    _work()
    return unread


def _work() -> None:
    async def worked() -> None:
        async with open_tenant(settings()) as tenant:
            await read_mailbox(tenant, settings())
            await bring_in(tenant, settings())

    asyncio.run(worked())


def _mail(
    sandbox: SandboxOnASocket, by: str, *names: str, text: str = "Hei", content: bytes = b"innhold"
) -> None:
    files = [
        {
            "@odata.type": "#microsoft.graph.fileAttachment",
            "name": name,
            "contentBytes": base64.b64encode(content).decode(),
        }
        for name in names
    ]
    body = {
        "to": UNIT,
        "from": {"address": by},
        "subject": "Innlevering",
        "body": {"contentType": "text", "content": text},
        "attachments": files,
    }
    httpx.post(f"{sandbox.address}/_sandbox/mail", json=body).raise_for_status()


def _by(cohort_id: int) -> list[tuple[str | None, str]]:
    with unit_of_work() as session:
        return [
            (one.handed_in_by, one.route.value)
            for one in submissions.submissions_of_cohorts(session, [cohort_id])
        ]


def _waiting() -> list[tuple[Any, ...]]:
    with unit_of_work() as session:
        return [(one["sender"], one["name"], one["team"], one["link"]) for one in arrivals_in_full(session)]


def test_what_a_member_mails_is_laid_in_the_teams_folder_and_handed_in(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _mail(sandbox, "Berit@Example.no", "Poster ferdig.pdf")
    _work()
    _work()
    look(cohort)
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]
    assert _by(cohort) == [("Berit@Example.no", "mailbox")]


def test_what_a_member_mailed_before_the_mailbox_was_first_read_is_handed_in(
    unread: int, sandbox: SandboxOnASocket
) -> None:
    _mail(sandbox, small_cohort.ANNE, "Poster.pdf")
    _mail(sandbox, "berit@privat.example", "reklame.pdf")
    with unit_of_work() as session:  # we begin to read a minute after it came
        arrivals.arrival_mailbox(session, UNIT, now=sandbox.state.now() + timedelta(minutes=1))
    _work()
    _work()
    look(unread)
    assert (standing(unread, "Kirurgi"), _waiting()) == ([("poster", "received", 1)], [])


def test_what_a_stranger_mails_waits_for_a_person_and_is_never_dropped(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _mail(sandbox, "berit@privat.example", "IMG_0042.MOV", "bilde.jpg")
    _work()
    assert _waiting() == [
        ("berit@privat.example", "IMG_0042.MOV", None, None),
        ("berit@privat.example", "bilde.jpg", None, None),
    ]
    with unit_of_work() as session:
        kirurgi, video = 1, 1
        arrivals.choose(
            session, 1, team_id=kirurgi, deliverable_id=video, deed=Deed(actor="unn", at=settings().clock())
        )
        arrivals.set_aside(session, 2, deed=Deed(actor="unn", at=settings().clock()))
    _work()
    look(cohort)
    assert (standing(cohort, "Kirurgi")[0][0], _waiting()) == ("video", [])


def test_a_mailed_link_waits_for_somebody_to_follow_it_and_plain_mail_is_one_line(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    link = "https://deling.example.no/film?id=1"
    _mail(sandbox, small_cohort.ANNE, text=f"Filmen ligger her: {link}")
    _mail(sandbox, small_cohort.ANNE, text="Når er fristen?")
    _work()
    assert _waiting() == [
        (small_cohort.ANNE, link, "Kirurgi", link),
        (small_cohort.ANNE, "E-post uten fil: Innlevering", "Kirurgi", None),
    ]


def _link(cohort_id: int, sandbox: SandboxOnASocket, name: str, scope: str) -> str:
    """A link to a file that lies outside every team's folder, as SharePoint makes it."""
    drive = _library(cohort_id)
    item = do(
        sandbox.address, "drop", drive=drive, name=name, content=base64.b64encode(b"en poster").decode()
    )

    async def linked() -> str:
        async with open_tenant(settings()) as tenant:
            body = {"type": "view", "scope": scope}
            path = f"/drives/{drive}/items/{item['id']}/createLink"
            answer = await tenant.connection.send(Request(method="POST", path=path, body=body))
            return str(answer.body["link"]["webUrl"])

    return asyncio.run(linked())


def _library(cohort_id: int) -> str:
    with unit_of_work() as session:
        (library,) = libraries.libraries_of_cohorts(session, [cohort_id])
        return library.library_id


def test_a_mailed_link_that_opens_for_all_is_handed_in_and_one_for_named_people_waits(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    open_to_all = _link(cohort, sandbox, "Poster.pdf", "organization")
    for_some = _link(cohort, sandbox, "Lønn.pdf", "users")
    _mail(sandbox, small_cohort.ANNE, text=f'<a href="{open_to_all}">Posteren</a>')
    _mail(sandbox, small_cohort.ANNE, text=f"Den ligger her: {for_some}")
    _work()
    look(cohort)
    assert standing(cohort, "Kirurgi") == [("poster", "received", 1)]
    assert _by(cohort) == [(small_cohort.ANNE, "mailbox")]
    assert _waiting() == [(small_cohort.ANNE, for_some, "Kirurgi", for_some)]
    laid = [row["parent"] for row in sandbox.state.all("item") if row["name"] == "Poster.pdf"]
    assert len(set(laid)) == 2
    settled = sandbox.writes()
    _work()
    assert sandbox.writes() == settled


def test_a_strangers_link_waits_with_the_files_name_until_a_person_says_whose_it_is(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    link = _link(cohort, sandbox, "Poster.pdf", "organization")
    _mail(sandbox, "berit@privat.example", text=f"Her: {link}")
    _work()
    assert _waiting() == [("berit@privat.example", "Poster.pdf", None, link)]
    with unit_of_work() as session:
        poster = next(one.id for one in deliverables.of_cohort(session, cohort) if one.key == "poster")
        arrivals.choose(
            session, 1, team_id=2, deliverable_id=poster or 0, deed=Deed(actor="unn", at=settings().clock())
        )
    _work()
    look(cohort)
    assert standing(cohort, "Medisin") == [("poster", "received", 1)]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(operation="uploadSession.putRange", kind="hang_up", after=True),
        Fault(operation="uploadSession.putRange", status=504, after=True),
        Fault(operation="driveItem.createUploadSessionByPath", status=503),
        Fault(operation="message.attachments.get", status=429, retry_after="1"),
    ],
)
def test_a_file_whose_laying_was_not_answered_is_not_laid_twice(
    cohort: int, sandbox: SandboxOnASocket, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules(sandbox.state).append(fault)
    _mail(sandbox, small_cohort.CARL, "Poster.pdf")
    _work()
    small_cohort.on("2026-04-02", monkeypatch)
    _work()
    look(cohort)
    assert standing(cohort, "Medisin") == [("poster", "received", 1)]
    laid = [
        row["name"]
        for row in sandbox.state.all("item")
        if row["name"].startswith("Poster") and row["name"].endswith("pdf")
    ]
    assert laid == ["Poster.pdf"]


def test_a_large_file_is_uploaded_by_a_form(cohort: int, here: Path, sandbox: SandboxOnASocket) -> None:
    content = bytes(range(256)) * 30_000  # more than one piece

    async def uploaded(client: httpx.AsyncClient) -> list[httpx.Response]:
        form = {"team": "Kirurgi", "deliverable": "poster"}
        address = f"/api/cohorts/{cohort}/submissions"
        return [
            await client.post(address, data=form, files={"file": ("../Kirurgi.pdf", content)}),
            await client.post(address, data=form, files={"file": ("tom.pdf", b"")}),
            await client.post(address, data={**form, "team": "Ukjent"}, files={"file": ("a.pdf", b"1")}),
            await client.post(address, json=form),
        ]

    taken, empty, unknown, no_form = ask(uploaded)
    assert taken.status_code == 202, taken.text
    assert (taken.status_code, taken.json()["name"]) == (202, "Kirurgi.pdf")
    assert [one.status_code for one in (empty, unknown, no_form)] == [422, 404, 422]
    _work()
    look(cohort)
    assert (standing(cohort, "Kirurgi"), list((here / "uploads").iterdir())) == (
        [("poster", "received", 1)],
        [],
    )
    laid = [row for row in sandbox.state.all("item") if row["name"] == "Kirurgi.pdf"]
    assert [row["size"] for row in laid] == [len(content)]


def test_what_a_mail_brought_and_nobody_has_placed_is_placed_on_the_page_of_submissions(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    """A stranger's film is placed with a press; a mail of words alone holds no file, and is set aside."""
    _mail(sandbox, "berit@privat.example", "IMG_0042.MOV")
    _mail(sandbox, "berit@privat.example", text="Kom filmen fram?")
    _work()
    page = f"/kull/{cohort}/innleveringer"

    async def pressed(client: httpx.AsyncClient) -> list[Any]:
        shown = (await client.get(page)).text
        answers = [
            await client.post(f"{page}/epost/{number}", data={"what": what})
            for number, what in ((2, "1:1"), (1, "1:1"), (2, ""))
        ]
        return [shown, *(one.status_code for one in answers)]

    shown, *codes = ask(pressed)
    told = ["På e-post", "IMG_0042.MOV", "E-post uten fil: Innlevering", "E-posten har ingen fil. Les den"]
    assert ([text in shown for text in told], codes) == ([True] * 4, [422, 303, 303])
    _work()
    look(cohort)
    assert (standing(cohort, "Kirurgi")[0][0], _waiting()) == ("video", [])


def test_a_mail_full_of_links_gives_twenty_rows_and_one_for_the_rest(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    """Anybody may write to the mailbox; a link that is longer than any of SharePoint's is no link of a file."""
    long = f"https://deling.example.no/{'a' * 3_000}"
    links = " ".join(f"https://deling.example.no/film?id={number}" for number in range(2_000))
    _mail(sandbox, small_cohort.ANNE, text=f"{long} {links}")
    _work()
    assert [name for _, name, _, _ in _waiting()] == [
        *(f"https://deling.example.no/film?id={number}" for number in range(20)),
        "Resten av e-posten: Innlevering",
    ]


def test_a_file_behind_a_link_that_is_larger_than_any_film_is_not_fetched_and_a_person_is_told(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = _link(cohort, sandbox, "Poster.pdf", "organization")
    monkeypatch.setattr(bring, "MAX_FILM_BYTES", len(b"en poster") - 1)
    _mail(sandbox, small_cohort.ANNE, text=f"Her: {link}")
    _work()
    assert (_waiting(), _problems()) == ([(small_cohort.ANNE, link, "Kirurgi", link)], [bring.TOO_LARGE])


def test_a_file_that_has_grown_behind_its_link_is_fetched_to_the_limit_and_once_a_day(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = _link(cohort, sandbox, "Poster.pdf", "organization")
    _mail(sandbox, small_cohort.ANNE, text=f"Her: {link}")
    _look_behind_links()
    monkeypatch.setattr(bring, "MAX_FILM_BYTES", len(b"en poster") - 1)
    begun = settings().clock()
    _work()
    assert _problems() == [bring.TOO_LARGE]
    with unit_of_work() as session:
        (again_at,) = [one.next_try_at for one in session.exec(select(Arrival)).all()]
    assert again_at is not None
    assert again_at - begun >= timedelta(days=1)


def _look_behind_links() -> None:
    async def looked() -> None:
        async with open_tenant(settings()) as tenant:
            await read_mailbox(tenant, settings())

    asyncio.run(looked())


def _problems() -> list[str | None]:
    with unit_of_work() as session:
        return [one.problem for one in session.exec(select(Arrival)).all()]


def test_a_mailed_file_whose_name_sharepoint_refuses_is_handed_in_under_one_it_takes(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _mail(sandbox, small_cohort.ANNE, "Poster: uke 4?.pdf")
    _work()
    look(cohort)
    with unit_of_work() as session:
        (handed_in,) = submissions.submissions_of_cohorts(session, [cohort])
        assert (handed_in.name, handed_in.state.value) == ("Poster uke 4.pdf", "received")


def test_a_file_that_is_refused_time_after_time_waits_for_a_person(
    cohort: int, sandbox: SandboxOnASocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules(sandbox.state).append(Fault(operation="driveItem.createUploadSessionByPath", status=400, times=0))
    _mail(sandbox, small_cohort.ANNE, "Poster.pdf")
    for day in range(bring.MAX_REFUSALS):
        assert _waiting() == []
        small_cohort.on(f"2026-04-{day + 2:02}", monkeypatch)
        _work()
    assert (_waiting(), _problems()) == (
        [(small_cohort.ANNE, "Poster.pdf", "Kirurgi", None)],
        [bring.REFUSED.format(name="Poster.pdf")],
    )
    sandbox_writes = sandbox.writes()
    _work()
    assert sandbox.writes() == sandbox_writes


def test_a_file_that_waits_under_a_name_sharepoint_refuses_is_laid_under_another(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    """From before names were mended when they came."""
    _mail(sandbox, small_cohort.ANNE, "Poster.pdf")
    _look_behind_links()
    with unit_of_work() as session:
        (arrival,) = session.exec(select(Arrival)).all()
        arrival.name = "Poster: siste?.pdf"
    _work()
    look(cohort)
    with unit_of_work() as session:
        assert [one.name for one in submissions.submissions_of_cohorts(session, [cohort])] == [
            "Poster siste.pdf"
        ]


def _send_twice(cohort: int, *contents: bytes) -> list[str | None]:
    """Upload files of one name by the form, and return what is said of each name."""

    async def uploaded(client: httpx.AsyncClient) -> list[str | None]:
        form = {"team": "Kirurgi", "deliverable": "video"}
        address = f"/api/cohorts/{cohort}/submissions"
        answers = [
            await client.post(address, data=form, files={"file": ("Lik.mp4", content)})
            for content in contents
        ]
        return [one.json()["note"] for one in answers]

    notes: list[str | None] = ask(uploaded)
    return notes


def _lie_there(sandbox: SandboxOnASocket) -> list[tuple[str, int]]:
    rows = [row for row in sandbox.state.all("item") if row["name"].startswith("Lik")]
    return sorted((row["name"], row["size"]) for row in rows)


def test_another_file_of_the_same_name_and_size_is_laid_too_and_both_are_told(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    told = (
        "Teamet har levert en fil som heter «Lik.mp4» før. Er dette en annen fil, beholdes begge, og denne får et tall "
        "i navnet. Er det den samme, leveres den ikke to ganger."
    )
    assert _send_twice(cohort, b"en", b"to") == [None, told]
    _work()
    assert _lie_there(sandbox) == [("Lik (2).mp4", 2), ("Lik.mp4", 2)]
    with unit_of_work() as session:
        rows = session.exec(select(Arrival)).all()
        assert [one.name for one in rows] == ["Lik.mp4", "Lik (2).mp4"]
        assert len({one.item_id for one in rows}) == 2


def test_the_same_file_sent_twice_is_laid_once(cohort: int, sandbox: SandboxOnASocket) -> None:
    _send_twice(cohort, b"en" * 1_000, b"en" * 1_000)
    _work()
    assert _lie_there(sandbox) == [("Lik.mp4", 2_000)]
    with unit_of_work() as session:
        rows = session.exec(select(Arrival)).all()
        assert len({one.item_id for one in rows}) == 1


@pytest.mark.parametrize("path", ["Kirurgi lik.mp4", "Et annet navn.mp4", "01 Presentasjon/KIRURGI Lik.MP4"])
def test_the_same_film_in_the_channel_and_by_mail_is_one_version(
    cohort: int, sandbox: SandboxOnASocket, path: str
) -> None:
    drop(sandbox.address, channel_of(cohort, "Kirurgi"), path, b"en film")
    look(cohort)
    _mail(sandbox, small_cohort.ANNE, "Kirurgi lik.mp4", content=b"en film")
    _work()
    look(cohort)
    assert standing(cohort, "Kirurgi") == [("video", "returned", 1)]  # no film, and told so once


def test_an_empty_file_waits_for_a_person_and_is_not_tried_again(
    cohort: int, sandbox: SandboxOnASocket
) -> None:
    _mail(sandbox, small_cohort.ANNE, "Poster.pdf", content=b"")
    _work()
    assert (_waiting(), _problems()) == (
        [(small_cohort.ANNE, "Poster.pdf", "Kirurgi", None)],
        [bring.EMPTY.format(name="Poster.pdf")],
    )
