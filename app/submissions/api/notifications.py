"""Microsoft 365 tells us that something changed: we write that down, say so, and go and look later.

Nothing that stands in a notification is believed but which subscription it belongs to, and that only with the
secret we gave it. These routes must answer within three seconds whatever else goes on (faults 55–59), so they
have a thread of their own.
"""

import asyncio
from typing import Annotated, Any, TypeGuard

import anyio
import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from app.config import settings
from app.db import unit_of_work
from app.safe import read_plain_json
from app.submissions.library import libraries
from app.web import declared_bytes

router = APIRouter(prefix="/graph", include_in_schema=False)
log = structlog.get_logger()
MAX_TOKEN_CHARACTERS = 4096
MAX_BODY_BYTES = 4 * 1024 * 1024  # some thousand notifications in one POST
MAX_WAIT_SECONDS = 2.5
MAX_DIFFERENT_WORDS, MAX_WORD_CHARACTERS = 1000, 200
"""Of each POST: far more subscriptions than we have, and ids longer than Microsoft's; the rest is not looked at."""
COLLECT, WATCH = "collect", "watch"
NOBODYS = ("", "")
"""A notification for another tenant: it is dropped, and counted with the forged."""
_limits: dict[str, anyio.CapacityLimiter] = {}

Token = Annotated[list[str] | None, Query(alias="validationToken")]


@router.post("/notifications")
async def notified(request: Request, token: Token = None) -> Response:
    """Take words of change; 202 once they are written down, 503 when they cannot be."""
    if token is not None:
        return _echo(token)
    return await _taken(request, libraries.note_told, wake=COLLECT)


@router.post("/lifecycle")
async def told_of_its_life(request: Request, token: Token = None) -> Response:
    """Take words about the subscriptions themselves: each means that we look after them, and look at the files."""
    if token is not None:
        return _echo(token)
    return await _taken(request, libraries.note_ailing, wake=WATCH)


def _echo(token: list[str]) -> Response:
    """Give the token back as it came, decoded; text/plain and nosniff keep a browser from running it."""
    if len(token) != 1 or not 0 < len(token[0]) <= MAX_TOKEN_CHARACTERS:
        return PlainTextResponse("validationToken", status_code=400)
    return PlainTextResponse(token[0])


async def _taken(request: Request, note: Any, *, wake: str) -> Response:  # noqa: ANN401 - one of two rules
    body = await _body(request)
    if body is None:
        return Response(status_code=413)
    try:
        words = _words(read_plain_json(body))
    except ValueError:
        return Response(status_code=400)
    try:
        work = run_sync(_noted, note, words, limiter=_own_thread())
        refused = await asyncio.wait_for(work, MAX_WAIT_SECONDS)
    except (SQLAlchemyError, TimeoutError):
        log.exception("notifications could not be written down", count=len(words))
        return Response(status_code=503)
    _count_forged(request, refused)
    if refused < len(words):
        request.app.state.wake(wake)
    return Response(status_code=202)


def _count_forged(request: Request, refused: int) -> None:
    if not refused:
        return
    log.warning("notifications were not from Microsoft", count=refused)
    if request.app.state.forged.note(refused, now=settings().clock()):
        log.error("many notifications are forged: somebody guesses at the address", alarm="forged")


async def _body(request: Request) -> bytes | None:
    """Read a body that is small enough; None for a larger one, which is not read to its end."""
    if declared_bytes(request.headers) > MAX_BODY_BYTES:
        return None
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MAX_BODY_BYTES:
            return None
    return bytes(content)


def _words(body: Any) -> set[tuple[str, str]]:  # noqa: ANN401 - whatever was sent
    """Read the different (subscription, secret); anything but a notification becomes an unknown pair."""
    value = body.get("value") if isinstance(body, dict) else None
    if not isinstance(value, list):
        raise ValueError("no notifications")  # noqa: TRY004 - what was sent is wrong, not our type
    different: set[tuple[str, str]] = set()
    for word in value:
        different.add(_word(word))
        if len(different) >= MAX_DIFFERENT_WORDS:
            break
    return different


def _word(word: Any) -> tuple[str, str]:  # noqa: ANN401 - whatever was sent
    if not isinstance(word, dict) or not _our_tenant(word):
        return NOBODYS
    subscription_id, secret = word.get("subscriptionId"), word.get("clientState")
    if not (_is_short(subscription_id) and _is_short(secret)):
        return NOBODYS
    return subscription_id, secret


def _is_short(word: Any) -> TypeGuard[str]:  # noqa: ANN401 - whatever was sent
    return isinstance(word, str) and len(word) <= MAX_WORD_CHARACTERS and "\x00" not in word


def _our_tenant(word: dict[str, Any]) -> bool:
    ours = settings().entra_tenant_id
    return not ours or word.get("tenantId") in (None, ours)


def _noted(note: Any, words: set[tuple[str, str]]) -> int:  # noqa: ANN401 - one of two rules
    with unit_of_work() as session:
        return int(note(session, words=words, now=settings().clock()))


def _own_thread() -> anyio.CapacityLimiter:
    """Give a thread that no page shares; a limiter belongs to the loop it was made in."""
    return _limits.setdefault(str(id(asyncio.get_running_loop())), anyio.CapacityLimiter(1))
