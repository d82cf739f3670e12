"""Static files for the browser: our own few lines, and the packages that make has brought."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
STYLES = ("packages/theme.css", "packages/designsystemet.css")
SCRIPTS = ("packages/htmx.js", "packages/hx-sse.js")
IN_TEAMS = ("packages/teams.js",)
CACHED_A_YEAR = "public, max-age=31536000, immutable"


@cache
def packages() -> dict[str, tuple[str, ...]]:
    """Name the packages there are. Without them the pages are plain, and still work."""
    return {
        "styles": tuple(name for name in STYLES if (STATIC / name).is_file()),
        "scripts": tuple(name for name in SCRIPTS if (STATIC / name).is_file()),
        "in_teams": tuple(name for name in IN_TEAMS if (STATIC / name).is_file()),
    }


@cache
def address(name: str) -> str:
    """Return a file's address, which changes with its content, so that a browser may keep it for a year."""
    return f"/static/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:8]}"


class Static(StaticFiles):
    """Files that a browser may keep for a year when it asks by the address of their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        if scope["query_string"]:
            answer.headers["Cache-Control"] = CACHED_A_YEAR
        return answer
