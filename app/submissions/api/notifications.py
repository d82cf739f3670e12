"""Microsoft 365 tells us that something changed: we write that down, say so, and go and look later.

Nothing that stands in a notification is believed but which subscription it belongs to, and that only with the
secret we gave it. These routes must answer within three seconds whatever else goes on (faults 55–59), so they
have a thread of their own.
"""

import asyncio
import json
from typing import Annotated, Any

import anyio
import structlog
from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from app.config import settings
from app.db import unit_of_work
from app.submissions.library import libraries

router = APIRouter(prefix="/graph", include_in_schema=False)
log = structlog.get_logger()
MAX_TOKEN_CHARACTERS = 4096
MAX_BODY_BYTES = 4 * 1024 * 1024  # some thousand notifications in one POST
MAX_WAIT_SECONDS = 2.5
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
    try:
        words = _words(await _body(request))
    except ValueError:
        return Response(status_code=400)
    try:
        work = run_sync(_noted, note, words, limiter=_own_thread())
        refused = await asyncio.wait_for(work, MAX_WAIT_SECONDS)
    except (SQLAlchemyError, TimeoutError):
        log.exception("notifications could not be written down", count=len(words))
        return Response(status_code=503)
    _count_forged(request, refused)
    request.app.state.wake(wake)
    return Response(status_code=202)


def _count_forged(request: Request, refused: int) -> None:
    if not refused:
        return
    log.warning("notifications were not from Microsoft", count=refused)
    if request.app.state.forged.note(refused, now=settings().clock()):
        log.error("many notifications are forged: somebody guesses at the address", alarm="forged")


async def _body(request: Request) -> Any:  # noqa: ANN401 - any JSON
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MAX_BODY_BYTES:
            raise ValueError("too large")
    return json.loads(content)


def _words(body: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - whatever was sent
    """Read (subscription, secret) of each; anything but a notification becomes an unknown pair."""
    value = body.get("value") if isinstance(body, dict) else None
    if not isinstance(value, list):
        raise ValueError("no notifications")  # noqa: TRY004 - what was sent is wrong, not our type
    words = [word if isinstance(word, dict) else {} for word in value]
    return [
        (str(word.get("subscriptionId") or ""), str(word.get("clientState") or ""))
        if _our_tenant(word)
        else NOBODYS
        for word in words
    ]


def _our_tenant(word: dict[str, Any]) -> bool:
    ours = settings().entra_tenant_id
    return not ours or word.get("tenantId") in {None, ours}


def _noted(note: Any, words: list[tuple[str, str]]) -> int:  # noqa: ANN401 - one of two rules
    with unit_of_work() as session:
        return int(note(session, words=words, now=settings().clock()))


def _own_thread() -> anyio.CapacityLimiter:
    """Give a thread that no page shares; a limiter belongs to the loop it was made in."""
    return _limits.setdefault(str(id(asyncio.get_running_loop())), anyio.CapacityLimiter(1))
