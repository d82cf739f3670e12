"""Records are found by their facts, the newest first, a page at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app import audit
from app.audit import Act, Deed
from app.audit.queries import AuditQuery, all_records, page_of_records, record_in_full

if TYPE_CHECKING:
    from sqlmodel import Session

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
WRITTEN = [
    ("Ada", Act.meeting_moved, "samling-1", 1),
    ("Frida", Act.meeting_cancelled, "samling-2", 1),
    ("Ada", Act.cohort_started, "100%", 2),
    ("Ada", Act.cohort_started, "1000", 2),
]


@pytest.fixture(autouse=True)
def _written(session: Session) -> None:
    for hours, (actor, act, about, cohort_id) in enumerate(WRITTEN):
        deed = Deed(actor=actor, at=NOON + timedelta(hours=hours))
        audit.record(session, act, deed, about=about, cohort_id=cohort_id)
        session.commit()


def found(session: Session, *, before: int | None = None, limit: int = 10, **wanted: Any) -> list[str]:
    rows = page_of_records(session, AuditQuery(**wanted), before=before, limit=limit)
    return [row.about for row in rows]


@pytest.mark.parametrize(
    ("wanted", "about"),
    [
        ({}, ["1000", "100%", "samling-2", "samling-1"]),
        ({"actor": "Frida"}, ["samling-2"]),
        ({"actor": "Fri"}, []),
        ({"act": "meeting"}, ["samling-2", "samling-1"]),
        ({"about": "samling-1"}, ["samling-1"]),
        ({"about": "100%"}, ["100%"]),
        ({"cohort_id": 1, "actor": "Ada"}, ["samling-1"]),
        ({"since": NOON + timedelta(hours=2)}, ["1000", "100%"]),
        ({"until": NOON + timedelta(hours=1)}, ["samling-1"]),
    ],
)
def test_records_are_found_by_all_the_facts_that_are_given(
    session: Session, wanted: dict[str, Any], about: list[str]
) -> None:
    assert found(session, **wanted) == about


def test_the_next_page_goes_on_before_the_last_position(session: Session) -> None:
    assert found(session, limit=3) == ["1000", "100%", "samling-2"]
    assert found(session, limit=3, before=2) == ["samling-1"]


def test_the_whole_audit_is_walked_from_its_beginning(session: Session) -> None:
    assert [row.about for row in all_records(session)] == ["samling-1", "samling-2", "100%", "1000"]


def test_a_record_is_shown_with_its_facts_and_without_its_salt(session: Session) -> None:
    (row,) = page_of_records(session, AuditQuery(about="samling-1"), before=None, limit=1)
    row.origin = "192.0.2.1"
    assert record_in_full(row) == {
        "position": 1,
        "at": NOON,
        "actor": "Ada",
        "actor_id": None,
        "act": "meeting moved",
        "about": "samling-1",
        "cohort_id": 1,
        "details": {},
        "origin": "192.0.2.1",
        "request_id": None,
    }
