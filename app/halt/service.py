"""The rules of a halt: any administrator may begin it, nothing but a person ends it, and both are in the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import select

from app import audit
from app.audit import Act
from app.errors import Code, Halted, Invalid
from app.halt.models import Halt
from app.people import tidy_text

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.audit import Deed

OSLO = ZoneInfo("Europe/Oslo")
ONLY_ROW_ID = 1
MAX_WHY_CHARACTERS = 500
SUBJECT = "Microsoft 365"
LET_GO_MEANWHILE = "Skrivingen til Microsoft 365 var stanset et øyeblikk. Det som ble bedt om, gjøres straks."


def stop_writing(session: Session, *, deed: Deed, why: str = "") -> Halt:
    """Halt all writing; a halt that stands already stays as it was begun. Raises Invalid when `why` is too long."""
    standing = standing_halt(session)
    if standing is not None:
        return standing
    why = tidy_text(why)
    if len(why) > MAX_WHY_CHARACTERS:
        raise Invalid(Code.text_too_long, f"Begrunnelsen er lengre enn {MAX_WHY_CHARACTERS} tegn.")
    halt = Halt(id=ONLY_ROW_ID, since=deed.at, stopped_by=deed.actor, why=why)
    session.add(halt)
    audit.record(session, Act.writing_stopped, deed, about=SUBJECT, details={"why": why})
    return halt


def resume_writing(session: Session, *, deed: Deed) -> bool:
    """End the halt; return False when none stood."""
    standing = standing_halt(session)
    if standing is None:
        return False
    session.delete(standing)
    audit.record(
        session, Act.writing_resumed, deed, about=SUBJECT, details={"since": standing.since.isoformat()}
    )
    return True


def standing_halt(session: Session) -> Halt | None:
    return session.get(Halt, ONLY_ROW_ID)


def is_halted(session: Session) -> bool:
    """Tell whether a halt stands, by the cheapest question there is."""
    return session.exec(select(Halt.id)).first() is not None


def halt_in_words(halt: Halt) -> str:
    """Say that nothing is written, since when, by whom, why, and how it ends."""
    since = f"{halt.since.astimezone(OSLO):%d.%m.%Y kl. %H.%M}"
    why = f" Begrunnelse: «{halt.why}»." if halt.why else ""
    return (
        f"{halt.stopped_by} har stanset all skriving til Microsoft 365 (siden {since}).{why} "
        "Ingenting blir laget, endret eller sendt før noen slipper det løs."
    )


def halted_error(session: Session) -> Halted:
    """Return the refusal of a write; the halt may have been let go since the write was refused."""
    halt = standing_halt(session)
    return Halted(Code.halted, halt_in_words(halt) if halt else LET_GO_MEANWHILE)


def refuse_while_halted(session: Session) -> None:
    """Raise Halted as long as a halt stands."""
    if is_halted(session):
        raise halted_error(session)
