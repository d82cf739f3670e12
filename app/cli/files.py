"""Following a service that looks through the libraries for us."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from app.cli.following import EVERY, LONGEST_LOOK
from app.config import settings
from app.db import unit_of_work
from app.errors import Code, Conflict
from app.safe.outgoing import ON_THIS_MACHINE, client
from app.submissions import libraries
from app.submissions import service as submissions
from jobs.runner import running_service

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session


def let_the_service_collect(cohort_ids: Sequence[int]) -> dict[str, Any]:
    """Say that the libraries may have changed, and follow until the service has looked; else raise Conflict."""
    asked_at = settings().clock()
    with unit_of_work() as session:
        before = len(submissions.of_cohorts(session, cohort_ids))
        libraries.note_asked(session, cohort_ids, now=asked_at)
    with client(ON_THIS_MACHINE, timeout=5) as asking:
        asking.post(f"{running_service(settings())['address']}/health/wake").raise_for_status()
    until = time.monotonic() + LONGEST_LOOK
    while time.monotonic() < until:
        time.sleep(EVERY)
        with unit_of_work() as session:
            followed = libraries.of_cohorts(session, cohort_ids)
            if all(one.problem or not one.spoken_of for one in followed):
                return _what_was_collected(session, cohort_ids, before, asked_at)
    raise Conflict(
        Code.service_still_looking, "Tjenesten har ikke sett etter filer ennå. Prøv igjen om litt."
    )


def _what_was_collected(
    session: Session, cohort_ids: Sequence[int], before: int, asked_at: datetime
) -> dict[str, Any]:
    followed = libraries.of_cohorts(session, cohort_ids)
    return {
        "files_seen": libraries.seen_since(session, followed, asked_at),
        "submissions": len(submissions.of_cohorts(session, cohort_ids)) - before,
        "problems": [one.problem for one in followed if one.problem],
    }
