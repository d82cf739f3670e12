"""Submissions as they would have come by the teams' channels: files, their versions, and consent to films."""

from __future__ import annotations

from datetime import timedelta
from itertools import count, cycle
from typing import TYPE_CHECKING, Any

from moment import NOW
from sqlalchemy import insert, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlmodel import Session

STATES = ("accepted", "received", "returned", "accepted")
WORDS = "Vi har prøvd ut den nye rutinen ved to skift og ser at færre må vente. " * 4
FINDING = {
    "code": "between_steps",
    "level": "warning",
    "text": "«Selvevalueringstall (1–5)» er 3,5. Velg hele trinn.",
}


def hand_in(session: Session, submissions: int) -> None:
    """Share out versions over every team and thing; every second film's people have said yes to it."""
    from app.submissions.models import Library, LibraryItem, Shown, Submission

    asked = session.execute(
        text(
            "SELECT team.cohort_id, team.id, deliverable.id, deliverable.type FROM team "
            "JOIN deliverable ON deliverable.cohort_id = team.cohort_id ORDER BY team.id, deliverable.id"
        )
    ).all()
    cohorts = sorted({cohort_id for cohort_id, *_ in asked})
    session.execute(
        insert(Library), [{"library_id": f"b!{one}", "cohort_id": one, "looked_at": NOW} for one in cohorts]
    )
    session.execute(insert(LibraryItem), list(_files(asked)))
    versions = (row for _, row in zip(range(submissions), _versions(asked), strict=False))
    session.execute(insert(Submission), list(versions))
    films = [one for one in asked if one[3] == "video"]
    session.execute(insert(Shown), [_yes(*film) for film in films[::2]])


def _files(asked: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for number, (cohort_id, team_id, deliverable_id, _) in enumerate(asked, start=1):
        yield {
            "id": number,
            "library_id": f"b!{cohort_id}",
            "cohort_id": cohort_id,
            "item_id": f"01{number}",
            "name": f"Statusrapport {number}.docx",
            "is_folder": False,
            "tag": "1",
            "size": 24_576,
            "web_url": f"https://example.no/fil/{number}",
            "changed_at": NOW,
            "seen_at": NOW,
            "team_id": team_id,
            "deliverable_id": deliverable_id,
            "waits_since": NOW if number % 200 == 0 else None,
            "why": "several" if number % 200 == 0 else None,
            "proposals": [{"team_id": team_id, "deliverable_id": deliverable_id}]
            if number % 200 == 0
            else [],
        }


def _versions(asked: list[Any]) -> Iterator[dict[str, Any]]:
    """Give first versions of everything, then second ones, and so on."""
    states = cycle(STATES)
    for version in count(1):
        for item_id, (cohort_id, team_id, deliverable_id, kind) in enumerate(asked, start=1):
            state = next(states)
            yield {
                "cohort_id": cohort_id,
                "team_id": team_id,
                "deliverable_id": deliverable_id,
                "version": version,
                "item_id": item_id,
                "tag": f"{version}",
                "name": f"Statusrapport {item_id}.docx",
                "size": 24_576,
                "web_url": f"https://example.no/fil/{item_id}",
                "received_at": NOW - timedelta(days=30 - version, minutes=item_id % 600),
                "noted_at": NOW,
                "read_at": NOW,
                "answered_at": NOW,
                "findings": [FINDING] if state == "returned" else [],
                "fields": {"film": {"seconds": 88.5}} if kind == "video" else _fields(item_id + version),
                "step": None if kind == "video" else _step(item_id + version),
                "state": "accepted" if kind == "video" else state,
                "question": "Hva målte dere?" if state == "returned" else None,
            }


def _fields(number: int) -> dict[str, Any]:
    """Return the fields read from a report: nine texts and the step the team places itself on."""
    texts = {
        f"felt-{n}": {"label": f"Felt {n}", "text": WORDS, "from": f"tabell 1, rad {n}"} for n in range(9)
    }
    step = _step(number)
    evaluated = {
        "label": "Selvevalueringstall (1–5)",
        "text": f"{step}",
        "from": "tabell 1, rad 13",
        "number": step,
    }
    return texts | {"selvevaluering": evaluated}


def _step(number: int) -> float:
    return 1 + number % 9 / 2


def _yes(cohort_id: int, team_id: int, deliverable_id: int, _kind: str) -> dict[str, Any]:
    return {
        "cohort_id": cohort_id,
        "team_id": team_id,
        "deliverable_id": deliverable_id,
        "name": "Kari Nordmann",
        "email": f"kari-{team_id}@example.no",
        "confirmed_by": "Kari Nordmann",
        "confirmed_at": NOW,
    }
