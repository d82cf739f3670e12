"""A film of several gigabytes is judged by the size it is said to have: no more of it is read than of a small one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from app.submissions.reading.film.film import probe_film
from app.submissions.reading.findings import Unreadable

GIB = 1024**3


@dataclass
class Sparse:
    """A film, then empty room to its end, as a disk keeps a sparse file; counts what is read of it."""

    film: bytes
    size: int
    read_bytes: int = 0
    asked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        room = self.size - len(self.film)
        self.film += b"\0\0\0\x01free" + room.to_bytes(
            8, "big"
        )  # a box so large that its size takes eight bytes

    async def read(self, offset: int, length: int) -> bytes:
        content = self.film[offset : offset + length]
        found = content.ljust(min(length, self.size - offset), b"\0")
        self.read_bytes += len(found)
        self.asked.append(offset)
        return found


def test_a_film_of_two_gigabytes_is_measured_by_a_few_kilobytes(corpus: dict[str, bytes]) -> None:
    film = Sparse(corpus["mp4, contents first"], 2 * GIB)
    seen = asyncio.run(probe_film(film.read, size=film.size))
    assert (round(seen.seconds), seen.width, seen.height) == (20, 320, 180)
    assert film.read_bytes < 256 * 1024


@pytest.mark.parametrize("size", [2 * GIB + 1, 5 * GIB, 250 * GIB])
def test_a_larger_film_is_refused_by_its_size_and_hardly_read(corpus: dict[str, bytes], size: int) -> None:
    film = Sparse(corpus["mp4, contents first"], size)
    with pytest.raises(Unreadable, match="Filen er over 2 GB") as refused:
        asyncio.run(probe_film(film.read, size=size))
    assert (refused.value.finding.code, film.read_bytes) == ("too_large", 8192)
