"""The refusals of every route, for the description of the API, as `refusals` answers them."""

from __future__ import annotations

from typing import Any

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem (RFC 9457)",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {
            "type": "string",
            "pattern": "^(about:blank|urn:kull:[a-z0-9-]+)$",
            "description": "Årsaken, for programmer: hver kode står i docs/errors.md.",
        },
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "En setning for mennesker."},
    },
}
WHY = {
    400: "Forespørselen kan ikke leses",
    401: "Logg inn først",
    403: "Ikke tillatt",
    404: "Finnes ikke, eller er ikke for den som spør",
    408: "Forespørselen kom for sakte",
    409: "Kan ikke gjøres nå",
    413: "For stor",
    422: "Må rettes",
    429: "For mange forespørsler; se Retry-After",
    503: "Står stille; prøv igjen",
}
REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "content": {"application/problem+json": {"schema": PROBLEM}}}
    for status, why in WHY.items()
}
