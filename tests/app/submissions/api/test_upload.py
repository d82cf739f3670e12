"""A file by the form, asked for over HTTP: as large as is said, no larger, and nothing of a refused one is left."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import select
from support import small_cohort
from support.service import ask

from app.config import settings
from app.db import unit_of_work
from app.submissions.api import upload
from app.submissions.models import Arrival

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx

MEGABYTE = 1024 * 1024
LIMIT = 20 * MEGABYTE
KIND = {"Content-Type": "multipart/form-data; boundary=b"}


@pytest.fixture
def cohort(here: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Two teams, a folder for files under way, and a limit that a test can reach."""
    monkeypatch.setenv("KULL_UPLOAD_FOLDER", str(here / "uploads"))
    monkeypatch.setattr(upload, "MAX_UPLOAD_BYTES", LIMIT)
    (here / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(here / "tmp"))
    settings.cache_clear()
    return small_cohort.begin("torn-kull-3", 2026)


def _head(deliverable: str = "poster", team: str = "Kirurgi") -> bytes:
    fields = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"team": team, "deliverable": deliverable}.items()
    )
    return f'{fields}--b\r\nContent-Disposition: form-data; name="file"; filename="Film.mp4"\r\n\r\n'.encode()


class Sender:
    """A form of so many megabytes, sent one at a time; counts what was taken of it."""

    def __init__(self, megabytes: int, **head: str) -> None:
        self.megabytes, self.head, self.taken = megabytes, _head(**head), 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.head
        for _ in range(self.megabytes):
            self.taken += 1
            yield b"x" * MEGABYTE
        yield b"\r\n--b--\r\n"


def _send(cohort: int, form: Any, **headers: str) -> tuple[int, str]:
    async def asked(client: httpx.AsyncClient) -> tuple[int, str]:
        address = f"/api/cohorts/{cohort}/submissions"
        answer = await client.post(address, content=form, headers=KIND | headers)
        return answer.status_code, answer.text

    return ask(asked)


def _left(here: Path) -> tuple[int, int, int]:
    """Count the files under way, those half read, and the rows about them."""
    with unit_of_work() as session:
        rows = len(session.exec(select(Arrival)).all())
    folder = here / "uploads"
    return len(list(folder.iterdir())) if folder.exists() else 0, len(list((here / "tmp").iterdir())), rows


def test_a_film_larger_than_any_other_body_is_taken(cohort: int) -> None:
    """All else ends at 12 MB, and so did films."""
    status, text = _send(cohort, Sender(15))
    assert (status, text) == (202, text)
    with unit_of_work() as session:
        assert [one.size for one in session.exec(select(Arrival)).all()] == [15 * MEGABYTE]


def test_a_film_without_end_is_read_to_the_limit_and_leaves_nothing(cohort: int, here: Path) -> None:
    form = Sender(2_000)
    status, text = _send(cohort, form)
    assert (status, "Filen er over 20 MB." in text, form.taken) == (413, True, 21)
    assert _left(here) == (0, 0, 0)


@pytest.mark.parametrize("said", ["2147483648", "9223372036854775807"])
def test_a_film_that_says_it_is_of_two_gigabytes_is_refused_unread(
    cohort: int, here: Path, said: str
) -> None:
    form = Sender(2_000)
    status, text = _send(cohort, form, **{"Content-Length": said})
    assert (status, "Filen er over 20 MB." in text, form.taken) == (413, True, 0)
    assert _left(here) == (0, 0, 0)


@pytest.mark.parametrize("said", ["1", "-1", "ti", ""])
def test_a_film_that_lies_about_its_size_is_read_to_the_limit_all_the_same(
    cohort: int, here: Path, said: str
) -> None:
    form = Sender(2_000)
    status, _ = _send(cohort, form, **{"Content-Length": said})
    assert (status, form.taken) == (413, 21)
    assert _left(here) == (0, 0, 0)


@pytest.mark.parametrize("wrong", [{"team": "Ukjent"}, {"deliverable": "ukjent"}, {"deliverable": "none"}])
def test_a_film_that_nobody_asked_for_leaves_nothing(cohort: int, here: Path, wrong: dict[str, str]) -> None:
    assert _send(cohort, Sender(2, **wrong))[0] == 404
    assert _left(here) == (0, 0, 0)


def test_a_sender_who_goes_away_leaves_nothing(cohort: int, here: Path) -> None:
    async def half() -> Any:
        yield _head()
        for _ in range(3):
            yield b"x" * MEGABYTE

    assert _send(cohort, half())[0] == 422
    assert _left(here) == (0, 0, 0)


def test_a_stranger_sends_nothing(cohort: int, here: Path) -> None:
    form = Sender(2_000)

    async def asked(client: httpx.AsyncClient) -> int:
        return (
            await client.post(f"/api/cohorts/{cohort}/submissions", content=form, headers=KIND)
        ).status_code

    assert (ask(asked, as_role=None), form.taken) == (401, 0)
    assert _left(here) == (0, 0, 0)


def test_a_name_is_kept_without_what_nobody_sees(cohort: int) -> None:
    head = _head().replace(b"Film.mp4", "C:\\film\\Fi\u202elm\t\u200b1.mp4".encode())
    assert _send(cohort, head + b"x\r\n--b--\r\n")[0] == 202
    with unit_of_work() as session:
        assert [one.name for one in session.exec(select(Arrival)).all()] == ["Film 1.mp4"]


@pytest.mark.parametrize("written", ["poster", " Poster", "POSTER\u00a0"])
def test_a_deliverable_is_known_as_a_person_writes_it(cohort: int, written: str) -> None:
    assert _send(cohort, _head(written) + b"x\r\n--b--\r\n")[0] == 202


def test_a_name_that_speaks_of_another_team_is_told(cohort: int) -> None:
    head = _head().replace(b"Film.mp4", b"Medisin film.mp4")
    status, text = _send(cohort, head + b"x\r\n--b--\r\n")
    assert (status, "Navnet nevner teamet «Medisin». Filen er levert for Kirurgi." in text) == (202, True)


def test_a_name_that_sharepoint_refuses_is_mended_and_told(cohort: int) -> None:
    names = [b"Uke 4: hvem er vi?.mp4", b"Uke 4_ hvem er vi.mp4", b"Uke 4* hvem er vi.mp4"]

    async def asked(client: httpx.AsyncClient) -> list[tuple[str, str | None]]:
        address = f"/api/cohorts/{cohort}/submissions"
        forms = [_head().replace(b"Film.mp4", name) + b"x\r\n--b--\r\n" for name in names]
        answers = [(await client.post(address, content=form, headers=KIND)).json() for form in forms]
        return [(one["name"], one["note"]) for one in answers]

    told = "Filen heter nå «{}», for navnet den hadde, kan den ikke ha i SharePoint."
    assert ask(asked) == [
        ("Uke 4 hvem er vi.mp4", told.format("Uke 4 hvem er vi.mp4")),
        ("Uke 4_ hvem er vi.mp4", None),
        ("Uke 4 hvem er vi (2).mp4", told.format("Uke 4 hvem er vi (2).mp4")),
    ]
