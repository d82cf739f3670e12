"""The first lines of a request: methods we know, addresses and headers of a size that browsers send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

MAX_SMALL_FORM_BYTES = 64 * 1024
"""What a form may be that anybody can send: some fields of some thousand letters."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
MAX_ADDRESS_BYTES = MAX_HEADER_BYTES = 16 * 1024
"""Microsoft's longest validation token, encoded; and all headers together, of which a browser in Teams sends 4 KB."""


class ShortHeads:
    """Refuse an invented method (501), an address that is too long (414) and headers that are (431)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    if scope["method"] not in METHODS:
        return PlainTextResponse("Metoden finnes ikke.", 501)
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > MAX_ADDRESS_BYTES:
        return PlainTextResponse("Adressen er for lang.", 414)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADER_BYTES:
        return PlainTextResponse("Hodene er for lange.", 431)
    return None


def declared_bytes(headers: Mapping[str, str]) -> int:
    """Return the size a request says its body has; 0 when it says none."""
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() else 0
