"""A film of hundreds of megabytes by the form: taken, laid in the channel, and the service stays as small as it was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from sqlmodel import select
from support import small_cohort
from support.service_process import resident_bytes, serving, until

from app.db import unit_of_work
from app.sign_in.service import SANDBOX_CLIENT
from app.submissions.models import Arrival
from jobs.demo_people import CAST, bearer_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.sandbox_on_a_socket import SandboxOnASocket
    from support.terminal import Terminal

MEGABYTE = 1024 * 1024
MAX_GROWTH_BYTES = 20 * MEGABYTE
FILM_MEGABYTES = 300
HEAD = b"".join(
    f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, value in {"team": "Kirurgi", "deliverable": "video"}.items()
)


def _form(name: str, megabytes: int) -> Iterator[bytes]:
    yield HEAD + f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    piece = b"x" * MEGABYTE
    for _ in range(megabytes):
        yield piece
    yield b"\r\n--b--\r\n"


@pytest.mark.slow
def test_a_large_film_by_the_form_leaves_the_service_as_small_as_it_was(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal
) -> None:
    cohort_id = small_cohort.begin("torn-kull-3", 2026)
    kull.environment["KULL_UPLOAD_FOLDER"] = str(here / "uploads")
    token = bearer_token(sandbox.address, email=CAST["improvement_unit"][0], client_id=SANDBOX_CLIENT)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "multipart/form-data; boundary=b"}
    with serving(kull) as (process, address), httpx.Client(headers=headers, timeout=300) as client:
        _hand_in(client, address, cohort_id, "varm.mp4", 8)
        before = _size_from_now(process.pid)
        _hand_in(client, address, cohort_id, "film.mp4", FILM_MEGABYTES)
        growth = _largest_bytes(process.pid) - before
    assert [one["size"] for one in sandbox.state.all("item") if one["name"] == "film.mp4"] == [
        FILM_MEGABYTES * MEGABYTE
    ]
    assert list((here / "uploads").iterdir()) == []
    assert growth < MAX_GROWTH_BYTES, f"{growth / MEGABYTE:.1f} MB"
    print(f"{FILM_MEGABYTES} MB: the service grew by {growth / MEGABYTE:.1f} MB")


def _hand_in(client: httpx.Client, address: str, cohort_id: int, name: str, megabytes: int) -> None:
    """Send a film, and wait until it lies in the team's folder."""
    answer = client.post(f"{address}/api/cohorts/{cohort_id}/submissions", content=_form(name, megabytes))
    assert answer.status_code == 202, answer.text
    until(lambda: name in _laid())


def _laid() -> list[str]:
    with unit_of_work() as session:
        return [one.name for one in session.exec(select(Arrival)).all() if one.put_at is not None]


def _size_from_now(pid: int) -> int:
    """Return how much memory a process holds, and forget that it held more while it began."""
    Path(f"/proc/{pid}/clear_refs").write_text("5", "ascii")
    return resident_bytes(pid)


def _largest_bytes(pid: int) -> int:
    """Return the most memory a process has held."""
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(kilobytes) * 1024


@pytest.mark.slow
def test_a_film_that_is_too_large_is_told_so_in_words_though_it_is_sent_to_its_end(
    here: Path, sandbox: SandboxOnASocket, kull: Terminal
) -> None:
    """A browser reads the answer when it has sent all; a connection that is cut would be all it shows."""
    token = bearer_token(sandbox.address, email=CAST["improvement_unit"][0], client_id=SANDBOX_CLIENT)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "multipart/form-data; boundary=b"}
    size = sum(map(len, _form("film.mp4", 510)))
    with serving(kull) as (_, address), httpx.Client(headers=headers, timeout=300) as client:
        said = client.post(
            f"{address}/api/cohorts/1/submissions",
            content=_form("film.mp4", 510),
            headers={"Content-Length": str(size)},
        )
        after = client.get(f"{address}/health/ready")
    assert (said.status_code, said.json()["detail"], after.status_code) == (413, "Filen er over 500 MB.", 200)
