"""Browsers that are signed in: begun, found, kept fresh and ended here, on the server."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, or_, select, update

from app.sign_in.models import BrowserSession
from app.sign_in.secrets import hash_secret, new_secret, seal, unseal
from app.sign_in.tokens import Identity

IDLE = timedelta(hours=1)
LONGEST_SESSION = timedelta(hours=10)
ROLES_HOLD = timedelta(minutes=15)
NEW_FOR = timedelta(minutes=5)
SEEN_EVERY = timedelta(minutes=1)


def begin_session(session: Session, *, identity: Identity, renewal: str, now: datetime) -> str:
    """Let a browser in; return its secret, which is new at each sign-in."""
    secret = new_secret()
    session.add(
        BrowserSession(
            id_hash=hash_secret(secret),
            entra_id=identity.entra_id,
            name=identity.name,
            email=identity.email,
            app_roles=sorted(identity.app_roles),
            begun_at=now,
            seen_at=now,
            ends_at=now + LONGEST_SESSION,
            roles_read_at=now,
            renewal=_sealed(secret, renewal),
        )
    )
    return secret


def _sealed(secret: str, renewal: str) -> str:
    """Seal a renewal; none stays empty, which is how a session from Teams is told from a sign-in."""
    return seal(secret, renewal) if renewal else ""


def find_session(session: Session, secret: str, *, now: datetime) -> BrowserSession | None:
    """Find a session that is still good, and note its use. A stale session counts as ended."""
    row = _good(session, secret, now=now)
    if row is not None and now - row.seen_at > SEEN_EVERY:
        row.seen_at = now
    return row


def _good(session: Session, secret: str, *, now: datetime) -> BrowserSession | None:
    row = session.get(BrowserSession, hash_secret(secret))
    return None if row is None or now >= row.ends_at or now - row.seen_at > IDLE else row


def vouch_for_session_again(session: Session, secret: str, *, identity: Identity, now: datetime) -> bool:
    """Renew the identity of a session by a new token; False when the session is another's or has ended.

    A page that is open in Teams does this by itself, so it is no sign that anybody is there.
    """
    row = _good(session, secret, now=now)
    if row is None or row.entra_id != identity.entra_id:
        return False
    row.app_roles, row.name, row.roles_read_at = sorted(identity.app_roles), identity.name, now
    return True


def roles_are_old(row: BrowserSession, *, now: datetime) -> bool:
    return now - row.roles_read_at >= ROLES_HOLD


def claim_renewal(session: Session, secret: str, *, now: datetime) -> str | None:
    """Return the renewal token to the first request that claims it; None to requests beside it."""
    id_hash, old = hash_secret(secret), now - ROLES_HOLD
    mine = update(BrowserSession).where(
        col(BrowserSession.id_hash) == id_hash, col(BrowserSession.roles_read_at) <= old
    )
    if session.exec(mine.values(roles_read_at=now)).rowcount != 1:
        return None
    row = session.get_one(BrowserSession, id_hash)
    return unseal(secret, row.renewal) or ""


def renew(session: Session, secret: str, *, identity: Identity, renewal: str) -> None:
    row = session.get_one(BrowserSession, hash_secret(secret))
    row.app_roles, row.name = sorted(identity.app_roles), identity.name
    row.renewal = _sealed(secret, renewal)


def end_session(session: Session, secret: str) -> None:
    session.exec(delete(BrowserSession).where(col(BrowserSession.id_hash) == hash_secret(secret)))


def end_all_sessions(session: Session, *, email: str = "") -> int:
    """End every session of a person, wherever their browsers are, or everybody's; return how many there were."""
    whose = [col(BrowserSession.email) == email.casefold()] if email else []
    return int(session.exec(delete(BrowserSession).where(*whose)).rowcount)


def sessions_of_person(session: Session, *, entra_id: str, now: datetime) -> list[BrowserSession]:
    """Return a person's open sessions, the newest first."""
    found = select(BrowserSession).where(
        col(BrowserSession.entra_id) == entra_id,
        col(BrowserSession.ends_at) > now,
        col(BrowserSession.seen_at) >= now - IDLE,
    )
    return list(session.exec(found.order_by(col(BrowserSession.begun_at).desc())))


def is_new_session(row: BrowserSession, *, now: datetime) -> bool:
    """Tell whether a person has just signed in on the sign-in service's own page; Teams does it without them."""
    return bool(row.renewal) and now - row.begun_at < NEW_FOR


def end_other_sessions(session: Session, secret: str, *, entra_id: str, only: str = "") -> int:
    """End a person's sessions in other browsers, or `only` that session; return how many there were."""
    which = [col(BrowserSession.entra_id) == entra_id, col(BrowserSession.id_hash) != hash_secret(secret)]
    if only:
        which.append(col(BrowserSession.id_hash) == only)
    return int(session.exec(delete(BrowserSession).where(*which)).rowcount)


def forget_old(session: Session, *, now: datetime) -> None:
    """Remove the rows of sessions that have ended by themselves."""
    idle = col(BrowserSession.seen_at) < now - IDLE
    session.exec(delete(BrowserSession).where(or_(idle, col(BrowserSession.ends_at) <= now)))


def identity_of(row: BrowserSession) -> Identity:
    return Identity(entra_id=row.entra_id, name=row.name, email=row.email, app_roles=frozenset(row.app_roles))
