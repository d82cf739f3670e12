"""A program may send the same request twice with the same Idempotency-Key, and it is done once.

What was answered is kept for a day, and given again to the same person with the same key and the same content. It
is sealed with that key, which is not kept: an answer may hold a link that opens something.
"""

from __future__ import annotations

import hashlib
import http
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import Request  # noqa: TC002 - FastAPI reads the annotation
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from app.access import AskerDep  # noqa: TC001 - and this
from app.config import settings
from app.db import unit_of_work
from app.errors import Code, Conflict, Invalid
from app.sign_in import hash_secret, seal, unseal
from app.web.http.heads import declared_bytes
from app.web.http.stored_answers import AnsweredOnce

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "idempotency-key"
KEPT_FOR = timedelta(days=1)
MAX_KEY_LETTERS, MAX_ANSWER_BYTES, MAX_COMPARED_BYTES = 200, 256 * 1024, 12 * 1024 * 1024
GIVEN_AGAIN = ("content-type", "location")


class AnsweredBefore(Exception):
    """Carries the answer that was given the first time."""

    def __init__(self, answer: Response) -> None:
        self.answer = answer


async def done_once(request: Request, asker: AskerDep) -> None:
    """Let a key through once. Raises AnsweredBefore, Invalid for another content, Conflict while it is being done."""
    key = request.headers.get(HEADER, "")
    if request.method != "POST" or not asker.entra_id or not key or _is_large(request):
        return
    if len(key) > MAX_KEY_LETTERS:
        raise Invalid(Code.key_too_long, f"Idempotency-Key kan ha høyst {MAX_KEY_LETTERS} tegn.")
    row = AnsweredOnce(
        person=asker.entra_id,
        key=hash_secret(key),
        content=await _content(request),
        begun_at=settings().clock(),
    )
    await run_in_threadpool(_begun, row, key)
    request.state.once = asker.entra_id, key


def _is_large(request: Request) -> bool:
    """Tell whether a form is larger than is held in memory to be compared; such a one is done each time."""
    is_form = request.headers.get("content-type", "").startswith("multipart/")
    return is_form and not 0 < declared_bytes(request.headers) <= MAX_COMPARED_BYTES


async def _content(request: Request) -> str:
    """Digest a request: its address and its body."""
    digest = hashlib.sha256(f"{request.url.path}?{request.url.query}\0".encode())
    digest.update(await request.body())
    return digest.hexdigest()


def _begun(row: AnsweredOnce, key: str) -> None:
    with unit_of_work() as session:
        _forget_old(session, row.begun_at)
        known = session.get(AnsweredOnce, (row.person, row.key))
        if known is not None:
            raise _told(known, row.content, key)
    try:
        with unit_of_work() as session:
            session.add(row)
    except IntegrityError:
        raise Conflict(
            Code.request_under_way, "Den samme forespørselen er under arbeid. Vent litt, og se etter."
        ) from None


def _told(known: AnsweredOnce, content: str, key: str) -> Exception:
    if known.content != content:
        return Invalid(
            Code.key_reused, "Denne Idempotency-Key er brukt til noe annet. Bruk en ny for hver forespørsel."
        )
    if known.status is None:
        return Conflict(
            Code.request_under_way, "Den samme forespørselen er under arbeid. Vent litt, og se etter."
        )
    body = (unseal(key, known.body.decode()) or "").encode("latin-1")
    return AnsweredBefore(Response(body, status_code=known.status, headers=known.headers))


def _forget_old(session: Session, now: datetime) -> None:
    session.exec(delete(AnsweredOnce).where(col(AnsweredOnce.begun_at) < now - KEPT_FOR))


async def give_again(_request: Request, error: Exception) -> Response:
    assert isinstance(error, AnsweredBefore)  # noqa: S101 - registered for it
    return error.answer


class AnswerOnce:
    """Keep the answer to a request with a key; a request that was refused, or failed, may be sent again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        heard = _Heard()

        async def listen(message: Message) -> None:
            if _once(scope):
                heard.take(message)
            await send(message)

        try:
            await self.app(scope, receive, listen)
        finally:
            if once := _once(scope):
                await run_in_threadpool(_keep, once, heard)


def _once(scope: Scope) -> tuple[str, str] | None:
    once: tuple[str, str] | None = scope.get("state", {}).get("once")
    return once


@dataclass
class _Heard:
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            told = {name.decode("latin-1"): value.decode("latin-1") for name, value in message["headers"]}
            self.status = message["status"]
            self.headers = {name: told[name] for name in GIVEN_AGAIN if name in told}
        self.body += message.get("body", b"")


def _keep(once: tuple[str, str], heard: _Heard) -> None:
    person, key = once
    with unit_of_work() as session:
        row = session.get(AnsweredOnce, (person, hash_secret(key)))
        if row is None:  # somebody was erased meanwhile, and every answer went with them
            return
        if heard.status >= http.HTTPStatus.BAD_REQUEST or len(heard.body) > MAX_ANSWER_BYTES:
            session.delete(row)
        else:
            row.status, row.headers = heard.status, heard.headers
            row.body = seal(key, heard.body.decode("latin-1")).encode()
