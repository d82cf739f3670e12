"""The rules of privacy: a person's copy of their data, their erasure, and the nightly purge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app import audit
from app.audit import Act, Deed
from app.privacy.erasure import Erased
from app.privacy.erasure import erase as _erase
from app.privacy.lookup import marks, of_one_person, the_one_called
from app.privacy.purge import keep_of, purge_rows
from app.privacy.register import BY_TABLE, REGISTER, STAYS_AFTER_ERASURE

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "BY_TABLE",
    "REGISTER",
    "STAYS_AFTER_ERASURE",
    "Erased",
    "erase",
    "export",
    "keep_of",
    "purge_rows",
]


def export(session: Session, *, email: str, deed: Deed) -> dict[str, Any]:
    """Return a copy of a person's data: `{address, rows: {table: […]}, elsewhere: […]}`. Raises NotFound."""
    of = marks(the_one_called(session, email=email))
    found = of_one_person(session, of)
    audit.record(session, Act.person_exported, deed, about=f"person:{of.uid}")
    return {"address": of.email, "rows": found, "elsewhere": list(STAYS_AFTER_ERASURE)}


def erase(session: Session, *, email: str, deed: Deed) -> Erased:
    """Erase the person with this address from every table. Raises NotFound."""
    return _erase(session, person=the_one_called(session, email=email), deed=deed)
