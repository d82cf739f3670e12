"""A change of people as programs and pages are given it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.cohorts import ChangeState
from app.people import Reader
from app.people_changes.said import Said, said_of

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts import PeopleChange


def change_in_full(session: Session, change: PeopleChange, reader: Reader = Reader.unit) -> dict[str, Any]:
    """Return a change with its state; one that is decided is told as it was proposed."""
    told = change.model_dump(
        mode="json", include={"id", "source", "state", "by", "at", "request_id", "tasks_left"}
    )
    decided = change.model_dump(mode="json", include={"decided_by", "decided_at", "why"})
    return told | decided | asdict(_said(session, change, reader))


def _said(session: Session, change: PeopleChange, reader: Reader) -> Said:
    """Say a waiting change as the cohort is now, and a decided one as it was said then."""
    if change.state is ChangeState.waiting or "said" not in change.facts:
        return said_of(session, change, reader)
    return Said(**change.facts["said"])
