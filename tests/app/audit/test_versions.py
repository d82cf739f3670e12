"""Two people edit the same thing: the second is told who was first, and loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app import audit
from app.errors import Conflict

if TYPE_CHECKING:
    from sqlmodel import Session

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


def changed(session: Session, *, actor: str, about: str = "samling-1", cohort_id: int = 1) -> None:
    audit.record(session, at=NOON, actor=actor, act="meeting placed", about=about, cohort_id=cohort_id)
    session.commit()


def test_v2_3_who_saves_second_is_told_who_was_first(session: Session) -> None:
    changed(session, actor="Ada")
    shown = audit.version_of(session, about="samling-1", cohort_id=1)
    changed(session, actor="Frida")
    with pytest.raises(Conflict) as refusal:
        audit.refuse_if_changed(session, about="samling-1", cohort_id=1, version=shown)
    assert (
        str(refusal.value) == "Endret av Frida kl. 14.00. Se over, og lagre på nytt om det fortsatt gjelder."
    )


def test_who_saves_what_nobody_has_touched_saves_it(session: Session) -> None:
    shown = audit.version_of(session, about="samling-1", cohort_id=1)
    changed(session, actor="Frida", about="samling-2")
    changed(session, actor="Frida", cohort_id=2)
    assert shown == 0
    audit.refuse_if_changed(session, about="samling-1", cohort_id=1, version=shown)
