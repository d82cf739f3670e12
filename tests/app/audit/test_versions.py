"""Two people edit the same thing: the second is told who was first and what it is now, and loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app import audit
from app.audit import Act, Deed
from app.audit.versions import read_so_far, refuse_if_changed
from app.errors import Conflict

if TYPE_CHECKING:
    from sqlmodel import Session

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
AGAIN = "Se over, og lagre på nytt om det fortsatt gjelder."


def changed(
    session: Session, *, actor: str, about: str = "samling-1", cohort_id: int = 1, **details: Any
) -> None:
    audit.record(
        session,
        Act.tried_again,
        Deed(actor=actor, at=NOON),
        about=about,
        cohort_id=cohort_id,
        details=details,
    )
    session.commit()


def refused(session: Session, *about: str, since: int) -> str:
    with pytest.raises(Conflict) as refusal:
        refuse_if_changed(session, about=about, cohort_id=1, since=since)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("details", "what"),
    [
        ({}, ""),
        ({"from": "Bodø", "to": "Tromsø"}, ", fra «Bodø» til «Tromsø»"),
        ({"from": None, "to": "Tromsø"}, ", fra ingenting til «Tromsø»"),
        (
            {"from": "2026-04-14T11:00:00+00:00", "to": "2026-04-15T13:00:00+02:00"},
            ", fra 14.04.2026 kl. 13.00 til 15.04.2026 kl. 13.00",
        ),
    ],
)
def test_v2_3_who_saves_second_is_told_who_was_first_and_what_it_is_now(
    session: Session, details: dict[str, Any], what: str
) -> None:
    changed(session, actor="Ada")
    shown = read_so_far(session)
    changed(session, actor="Frida", **details)
    assert refused(session, "samling-1", since=shown) == (
        f"Endret av Frida 01.04.2026 kl. 14.00{what}. {AGAIN}"
    )


def test_the_last_of_several_is_named(session: Session) -> None:
    changed(session, actor="Ada")
    changed(session, actor="Frida", about="samling-2")
    assert refused(session, "samling-1", "samling-2", since=0) == (
        f"Endret av Frida 01.04.2026 kl. 14.00. {AGAIN}"
    )


def test_who_saves_what_nobody_has_touched_saves_it(session: Session) -> None:
    changed(session, actor="Ada")
    shown = read_so_far(session)
    changed(session, actor="Frida", about="samling-2")
    changed(session, actor="Frida", cohort_id=2)
    assert shown == 1
    refuse_if_changed(session, about=["samling-1"], cohort_id=1, since=shown)
