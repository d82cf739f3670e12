"""What can be undone is judged by a few fields of each row; on both databases, since some are read out of JSON."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import Session

from app.cohorts.models import Cohort
from app.people.models import Person
from app.provisioning.ledger.models import Look, TenantObject
from app.provisioning.lifecycle.undo import preview_undo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Engine

NOW = datetime(2026, 4, 2, 8, tzinfo=UTC)
AN_HOUR_AGO, TWO_DAYS_AGO = NOW - timedelta(hours=1), NOW - timedelta(days=2)
AS_MADE = {"there": True, "value": {}, "touched": False, "holds": None}
FULL = {"there": True, "value": {}, "touched": False, "holds": 2}
RENAMED = {"there": True, "value": {"title": "Annet navn"}, "touched": False, "holds": None}
NURSE = {"email": "kari@example.no", "name": "Kari", "required": True}
ROWS: list[dict[str, Any]] = [
    {"key": "k", "kind": "msteam", "applied": {"name": "Kullet"}, "made_at": TWO_DAYS_AGO},
    {"key": "k/folder", "kind": "folder", "applied": {"name": "Leveranser"}, "seen": FULL},
    {"key": "k/folder/file", "kind": "file", "parent_key": "k/folder", "applied": {"name": "Mal.docx"}},
    {"key": "k/task", "kind": "task", "applied": {"title": "Lag plakaten"}},
    {"key": "k/renamed", "kind": "task", "applied": {"title": "Lag filmen"}, "seen": RENAMED},
    {"key": "k/written", "kind": "task", "applied": {"title": "Mål"}, "seen": AS_MADE | {"touched": True}},
    {"key": "k/meeting", "kind": "entry", "applied": {"subject": "Samling 1", "attendees": [NURSE]}},
    {"key": "k/member:p1", "kind": "member", "applied": {"role": "member"}},
]


@pytest.fixture
def session(database: Engine) -> Iterator[Session]:
    with Session(database) as session:
        _fill(session)
        yield session


def _fill(session: Session) -> None:
    started: dict[str, Any] = {"programme": "p", "programme_version": 1, "start_year": 2026, "definition": {}}
    session.add(Cohort(id=1, uid="k", name="Kullet", created_at=TWO_DAYS_AGO, **started))
    session.add(Person(uid="p1", email="kari@example.no", name="Kari Nordmann"))
    session.flush()
    for position, row in enumerate(ROWS):
        usual = {"wanted": row["applied"], "external_id": "id", "seen": AS_MADE, "made_at": AN_HOUR_AGO}
        session.add(TenantObject(cohort_id=1, position=position, **usual | row))
    session.add(Look(cohort_id=1, looked_at=NOW))
    session.commit()


def test_what_nobody_has_touched_can_be_taken_away_and_the_rest_says_why_not(session: Session) -> None:
    seen = preview_undo(session, 1, now=NOW)
    assert [one.name for one in seen.removes] == [
        "malen Mal.docx",
        "oppgaven Lag plakaten",
        "møtet i kalenderen Samling 1",
        "medlemskapet Kari Nordmann",
    ]
    assert {one.name: one.why for one in seen.leaves} == dict.fromkeys(
        ["mappen Leveranser", "oppgaven Lag filmen", "oppgaven Mål"], "Noen har arbeidet i den."
    )
    assert seen.warning == "Innkallinger kan bare avlyses, ikke trekkes tilbake: 1 person får avlysning."
