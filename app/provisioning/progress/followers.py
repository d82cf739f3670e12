"""Following a cohort's progress: read once a second for each cohort, however many follow it, and for only so many."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.encoders import jsonable_encoder
from starlette.concurrency import run_in_threadpool

from app import cohorts
from app.access import AskerDep  # noqa: TC001 - FastAPI reads the annotation
from app.db import unit_of_work
from app.errors import Code, Paused, TooMany
from app.provisioning.progress.progress import Progress, progress_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from app.cohorts import Cohort

READ_EVERY_SECONDS, LONGEST_SECONDS = 1.0, 3600.0
"""A browser, or a program's EventSource, asks anew when it ends; then their roles are read anew too."""
MAX_FOLLOWERS, MAX_FOLLOWED_BY_PERSON = 300, 10


@dataclass(frozen=True, kw_only=True)
class News:
    """How far a cohort has come, and the same in JSON, written once for all who are told."""

    cohort: Cohort
    progress: Progress
    written: str

    @property
    def is_last(self) -> bool:
        return self.progress.total == self.progress.settled


@dataclass
class _Known:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    read_at: float = float("-inf")
    news: News | None = None


class Followers:
    """Those who follow now, and what they were last told; it lives in one loop, and needs no lock for its counts."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}
        self._of_cohort, self._of_person = Counter[int](), Counter[str]()

    @contextmanager
    def place(self, person: str, cohort_id: int) -> Iterator[None]:
        """Hold a place among the followers. Raises TooMany for a person with ten, Paused when all are taken."""
        if self._of_person[person] >= MAX_FOLLOWED_BY_PERSON:
            told = f"Du følger klargjøring {MAX_FOLLOWED_BY_PERSON} steder. Lukk en av dem, og prøv igjen."
            raise TooMany(Code.too_many_followed, told)
        if self._of_cohort.total() >= MAX_FOLLOWERS:
            told = "Så mange følger klargjøringen nå at siden ikke oppdateres av seg selv. Last den på nytt."
            raise Paused(Code.too_many_followers, told)
        self._of_cohort[cohort_id] += 1
        self._of_person[person] += 1
        try:
            yield
        finally:
            self._leave(person, cohort_id)

    def _leave(self, person: str, cohort_id: int) -> None:
        """Forget who no longer follows, and what nobody is told."""
        self._of_cohort[cohort_id] -= 1
        self._of_person[person] -= 1
        self._of_cohort, self._of_person = +self._of_cohort, +self._of_person
        if cohort_id not in self._of_cohort:
            self._known.pop(cohort_id, None)

    async def latest(self, cohort_id: int) -> News:
        """Return news no older than a second; the same object while nothing has changed. Raises NotFound."""
        known = self._known.setdefault(cohort_id, _Known())
        async with known.lock:
            if known.news is None or time.monotonic() - known.read_at >= READ_EVERY_SECONDS:
                read = await run_in_threadpool(_read, cohort_id)
                known.read_at = time.monotonic()
                if known.news is None or read.written != known.news.written:
                    known.news = read
            return known.news

    async def news(self, cohort_id: int, *, tellings_a_second: float) -> AsyncIterator[News]:
        """Give what is new until all is settled, or for an hour.

        Of `tellings_a_second` each follower gets their share: what costs more to tell is told the more seldom.
        """
        ends, told = time.monotonic() + LONGEST_SECONDS, None
        while time.monotonic() < ends:
            now = await self.latest(cohort_id)
            if now is not told:
                yield now
                told = now
            if now.is_last:
                return
            await asyncio.sleep(max(READ_EVERY_SECONDS, self._of_cohort[cohort_id] / tellings_a_second))


def _read(cohort_id: int) -> News:
    with unit_of_work() as session:
        cohort, progress = cohorts.get(session, cohort_id), progress_of(session, cohort_id)
        session.expunge(cohort)  # shown long after the session has ended
    return News(cohort=cohort, progress=progress, written=json.dumps(jsonable_encoder(asdict(progress))))


async def _followed(request: Request, asker: AskerDep, cohort_id: int) -> AsyncIterator[Followers]:
    """Hold a place for as long as the answer lasts; what is refused is refused before it begins."""
    followers: Followers = request.app.state.followers
    with followers.place(asker.entra_id, cohort_id):
        await followers.latest(cohort_id)
        yield followers


FollowersDep = Annotated[Followers, Depends(_followed)]
