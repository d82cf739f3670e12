"""Compare our look at a film with MediaInfo's on the same files: bytes, requests and CPU.

MediaInfo reads as it does by default, through the same counting reader.
"""

from __future__ import annotations

import asyncio
import io
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pymediainfo import MediaInfo

from app.submissions.reading.film.film import probe_film

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "app" / "submissions"))
from support.papers.films import Reader, Studio  # noqa: E402 - the tests' own films

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 50


def results() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        return [line for name, film in _films(Studio(Path(folder))).items() for line in _compared(name, film)]


def _films(studio: Studio) -> dict[str, bytes]:
    small = studio.film("small.mp4", sound=20)
    large = studio.film("large.mov", "-c:v rawvideo -pix_fmt rgb24", sound=20)
    pieces = studio.copy(small, "pieces.mp4", "-movflags frag_keyframe+empty_moov -frag_duration 1000000")
    return {
        "a small film": small.read_bytes(),
        "a film of 34 MB, contents last": large.read_bytes(),
        "a film in fragments": pieces.read_bytes(),
    }


def _compared(name: str, film: bytes) -> list[dict[str, Any]]:
    ours = Reader(film)
    asyncio.run(probe_film(ours.read, size=len(film)))
    theirs = Counting(film)
    MediaInfo.parse(theirs)
    cpu = _seconds(lambda: asyncio.run(probe_film(Reader(film).read, size=len(film)))) / _seconds(
        lambda: MediaInfo.parse(io.BytesIO(film))
    )
    bound = "MediaInfo by default"
    return [
        _result(f"{name}: bytes read", ours.bytes_read / theirs.bytes_read, "ratio", bound, 1),
        _result(f"{name}: requests", len(ours.asked) / theirs.requests, "ratio", bound, None),
        _result(f"{name}: CPU of our own process", cpu, "ratio", bound, None),
        _result(f"{name}: KiB read", ours.bytes_read / 1024, "KiB", "absolute", None),
    ]


class Counting(io.BytesIO):
    """A file that counts how it is read."""

    requests = bytes_read = 0

    def read(self, size: int | None = -1) -> bytes:
        content = super().read(size)
        self.requests, self.bytes_read = self.requests + 1, self.bytes_read + len(content)
        return content


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(ROUNDS):
        work()
    return time.process_time() - began


def _result(name: str, value: float, unit: str, bound: str, limit: float | None) -> dict[str, Any]:
    return {"name": name, "value": round(value, 4), "unit": unit, "bound": bound, "limit": limit}
