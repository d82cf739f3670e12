"""Personal links: addresses that let their holder do a single thing without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select, update

from app.errors import Code, NotFound
from app.sign_in.models import PersonalLink
from app.sign_in.secrets import hash_secret, new_secret

if TYPE_CHECKING:
    from datetime import datetime

LINK_HOLDS_NO_MORE = "Lenken gjelder ikke, eller ikke lenger. Be om en ny."
"""What every link that does not hold is answered, so that the answer tells nothing about why."""


def make_link(
    session: Session,
    *,
    scope: str,
    about: str,
    ends: datetime,
    now: datetime,
    person_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> str:
    """Return the token of a new link; it is told once, we keep its hash. It opens nothing but `scope`."""
    token = new_secret()
    session.add(
        PersonalLink(
            token_hash=hash_secret(token),
            scope=scope,
            about=about,
            person_id=person_id,
            details=details or {},
            made_at=now,
            ends_at=ends,
        )
    )
    return token


def open_link(session: Session, token: str, *, scope: str, now: datetime) -> PersonalLink:
    """Find a link's row. Raises NotFound alike for a link that never was, has ended or was taken back."""
    link = session.exec(
        select(PersonalLink).where(PersonalLink.token_hash == hash_secret(token))
    ).one_or_none()
    if link is None or link.scope != scope or link.revoked_at is not None or link.ends_at <= now:
        raise NotFound(Code.link_expired, LINK_HOLDS_NO_MORE)
    return link


def revoke_links(
    session: Session, *, now: datetime, scope: str, about: str | None = None, person_id: int | None = None
) -> None:
    """Take back a person's links of a scope, or the links about a thing."""
    which = [col(PersonalLink.scope) == scope, col(PersonalLink.revoked_at).is_(None)]
    if about is not None:
        which.append(col(PersonalLink.about) == about)
    if person_id is not None:
        which.append(col(PersonalLink.person_id) == person_id)
    session.exec(update(PersonalLink).where(*which).values(revoked_at=now))
