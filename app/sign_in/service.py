"""Signing in: by a page and a code into a session, or by a bearer token with each request."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, delete, or_, select

from app.db import engine, unit_of_work
from app.health import Problem, problem_of
from app.sign_in import issuer as issuers
from app.sign_in import sessions
from app.sign_in.entra import Entra, client_for
from app.sign_in.errors import TokenRefused
from app.sign_in.keys import Keys
from app.sign_in.models import SignInAttempt
from app.sign_in.secrets import bound, hash_secret, new_secret, seal, unseal
from app.sign_in.tokens import Identity, bearer, identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.config import Settings
    from app.sign_in.issuer import Issuer

SIGN_IN_ATTEMPT_LIFETIME = timedelta(minutes=10)
MAX_ATTEMPTS = 2000
"""Under way at once; each is a row of some 2 KB."""
UNWRITABLE = (Problem.read_only, Problem.full)
SANDBOX_CLIENT = "6b756c6c-0000-4000-8000-000000000002"
log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The sender of a request; `form_token` stands in forms from their browser, and is empty for a program."""

    identity: Identity
    form_token: str = ""


def _by_session_as_it_stands(secret: str, now: datetime, error: OperationalError) -> Caller | None:
    """Identify a browser without noting its use, which cannot be written; roles that are old are not trusted."""
    with Session(engine()) as session:  # never committed
        row = sessions.find_session(session, secret, now=now)
        if row is not None and sessions.roles_are_old(row, now=now):
            raise error
        return Caller(identity=sessions.identity_of(row), form_token=bound(secret)) if row else None


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """The way in: the issuer, its keys, its client, and whether browsers reach us over https."""

    issuer: Issuer
    keys: Keys
    entra: Entra
    secure: bool

    @property
    def cookie(self) -> str:
        """Name the session's cookie; over http on loopback a browser takes no `__Host-`."""
        return "__Host-kull" if self.secure else "kull_session"

    @property
    def attempt_cookie(self) -> str:
        return "__Host-kull-attempt" if self.secure else "kull_attempt"

    def by_token(self, token: str) -> Caller:
        """Identify the sender of a token. Raises TokenRefused."""
        return Caller(identity=bearer(token, issuer=self.issuer, keys=self.keys))

    def by_cookie(self, secret: str, *, now: datetime) -> Caller | None:
        """Identify a browser by its cookie; None when its session has ended. Roles that are old are renewed first."""
        try:
            return self._by_kept_session(secret, now)
        except OperationalError as error:
            if problem_of(error) not in UNWRITABLE:
                raise
            return _by_session_as_it_stands(secret, now, error)

    def _by_kept_session(self, secret: str, now: datetime) -> Caller | None:
        with unit_of_work() as session:
            row = sessions.find_session(session, secret, now=now)
            old = row is not None and sessions.roles_are_old(row, now=now)
            known = sessions.identity_of(row) if row else None
            renewal = sessions.claim_renewal(session, secret, now=now) if old else None
        if known is not None and renewal is not None:
            known = self._read_anew(secret, known, renewal)
        return Caller(identity=known, form_token=bound(secret)) if known else None

    def _read_anew(self, secret: str, known: Identity, renewal: str) -> Identity | None:
        try:
            granted = self.entra.renew(renewal)
            found = identity(granted.id_token, issuer=self.issuer, keys=self.keys)
        except (TokenRefused, httpx.HTTPError) as error:
            log.warning("signed out", who=known.entra_id, why=type(error).__name__)
            found = None
        with unit_of_work() as session:
            if found is None or found.entra_id != known.entra_id:
                sessions.end_session(session, secret)
                return None
            sessions.renew(session, secret, identity=found, renewal=granted.renewal)
        return found

    def begin(
        self, session: Session, *, back: str, next_path: str, now: datetime, anew: bool = False
    ) -> tuple[str, str]:
        """Begin a sign-in; return where the browser goes, and the secret it comes back with.

        `anew` has the sign-in service ask who it is even when it knows.
        """
        flow, secret = self.entra.begin(back, anew=anew), new_secret()
        _forget_attempts(session, now=now)
        sessions.forget_old(session, now=now)
        session.add(
            SignInAttempt(
                id_hash=hash_secret(secret),
                sealed=seal(secret, json.dumps(flow)),
                next_path=next_path,
                ends_at=now + SIGN_IN_ATTEMPT_LIFETIME,
            )
        )
        return str(flow["auth_uri"]), secret

    def finish(self, secret: str, answer: dict[str, str], *, now: datetime) -> tuple[Identity, str, str]:
        """Finish a sign-in; return the person, the renewal of their roles, and the path they were going to.

        Raises TokenRefused for an answer to another question, or to one that has been answered already.
        """
        flow, next_path = _taken(secret, now=now)
        granted = self.entra.finish(flow, answer)
        return identity(granted.id_token, issuer=self.issuer, keys=self.keys), granted.renewal, next_path


def _forget_attempts(session: Session, *, now: datetime) -> None:
    """Remove attempts that have ended, and the oldest of too many: a flood of them fills nothing, and stops nobody."""
    newest = select(SignInAttempt.id_hash).order_by(col(SignInAttempt.ends_at).desc())
    too_old = col(SignInAttempt.ends_at) <= now
    too_many = col(SignInAttempt.id_hash).not_in(newest.limit(MAX_ATTEMPTS - 1))
    session.exec(delete(SignInAttempt).where(or_(too_old, too_many)))


def _taken(secret: str, *, now: datetime) -> tuple[dict[str, Any], str]:
    """Take an attempt out, so that it can be answered once."""
    with unit_of_work() as session:
        row = session.get(SignInAttempt, hash_secret(secret))
        gone = delete(SignInAttempt).where(col(SignInAttempt.id_hash) == hash_secret(secret))
        if row is None or session.exec(gone).rowcount != 1 or row.ends_at <= now:
            raise TokenRefused("attempt")
        sealed, next_path = row.sealed, row.next_path
    flow = unseal(secret, sealed)
    if flow is None:
        raise TokenRefused("attempt")
    return dict(json.loads(flow)), next_path


@contextmanager
def open_sign_in(settings: Settings, *, sandbox_address: str) -> Iterator[SignIn]:
    """Make the way in that the settings describe; a sandbox vouches for its own people."""
    if settings.tenant == "live":
        host = settings.authority_host or issuers.ENTRA
        issuer = issuers.entra(settings.entra_tenant_id, settings.sign_in_client_id, host=host)
    else:
        issuer = issuers.sandbox(sandbox_address, settings.sign_in_client_id or SANDBOX_CLIENT)
    trusted = settings.authority_ca if settings.tenant == "live" else None
    with client_for(issuer, trusted=trusted) as client:
        yield SignIn(
            issuer=issuer,
            keys=Keys(issuer.keys_address, client),
            entra=Entra(issuer=issuer, credential=lambda: settings.sign_in_credential, client=client),
            secure=settings.public_url.startswith("https://"),
        )
