"""A form counts only when it comes from a page that we gave the same browser."""

from __future__ import annotations

from hmac import compare_digest

from fastapi import Request  # noqa: TC002 - FastAPI reads the annotation

from app.access.asker import AskerDep  # noqa: TC001 - so is this
from app.errors import Code, Refused

READING = {"GET", "HEAD", "OPTIONS"}
HEADER, FIELD = "x-form-token", "form_token"


async def not_forged(request: Request, asker: AskerDep) -> None:
    """Refuse a form that a signed-in browser did not send from a page of ours. Raises Refused.

    A program's bearer token is sent by nobody's browser by itself, so it needs no such proof. The API wants the form
    token in the header X-Form-Token, a page in the field `form_token`.
    """
    if request.method in READING or not asker.form_token:
        return
    if not ({"sec-fetch-site", "origin"} & set(request.headers)):
        raise Refused(
            Code.form_without_origin,
            "Nettleseren sa ikke hvor skjemaet kommer fra. Last siden på nytt og prøv igjen.",
        )
    if not compare_digest(await _token(request), asker.form_token.encode()):
        raise Refused(
            Code.form_outdated, "Skjemaet er fra en tidligere innlogging. Last siden på nytt og prøv igjen."
        )


async def _token(request: Request) -> bytes:
    """Read the token; a form is read for pages alone, because the API streams its bodies."""
    token: object = request.headers.get(HEADER)
    is_form = "form" in request.headers.get("content-type", "")
    if token is None and is_form and not request.url.path.startswith("/api/"):
        token = (await request.form()).get(FIELD)
    return str(token or "").encode()
