"""Security headers of every answer, and the refusal of forms from other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from app import audit
from app.config import settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
log = structlog.get_logger()
READING = {"GET", "HEAD", "OPTIONS"}
TEAMS = "https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OVER_HTTPS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def policy(*, way_out: str, framed_by: str) -> str:
    """Write the content security policy of a page: nothing inline, nothing from elsewhere.

    Signing out is a form that leads on to the sign-in service (`way_out`).
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; media-src 'self'; form-action 'self' {way_out}; "
        f"frame-ancestors {framed_by}; base-uri 'none'"
    )


def _headers(scope: Scope) -> dict[str, str]:
    sign_in = getattr(scope["app"].state, "sign_in", None)
    is_secure = sign_in is not None and sign_in.secure
    way_out = origin_of(sign_in.issuer.authority) if sign_in is not None else ""
    own = {"Content-Security-Policy": policy(way_out=way_out, framed_by=TEAMS if is_secure else "'none'")}
    return HEADERS | own | (OVER_HTTPS if is_secure else {})


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


class OnlyFromHere:
    """Refuse changes that another site's page asks for, and send the strict headers with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        audit.set_origin(audit.Origin(address=_address(scope)))
        if scope["method"] not in READING and _from_elsewhere(Headers(scope=scope), scope["scheme"]):
            log.warning("turned away", method=scope["method"], why="another site")
            refusal = PlainTextResponse("Forespørselen kom fra et annet nettsted.", status_code=403)
            await refusal(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _headers(scope).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _from_elsewhere(headers: Headers, scheme: str) -> bool:
    """Tell whether a browser says that another site asks; a program that says nothing is let through."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin")
    return origin is not None and origin != _own_origin(headers.get("host", ""), scheme)


def _own_origin(host: str, scheme: str) -> str:
    """Return the origin of our pages at a host: with the public address's scheme, whatever a proxy speaks to us."""
    public = urlsplit(settings().public_url)
    return f"{public.scheme if host == public.netloc else scheme}://{host}"
