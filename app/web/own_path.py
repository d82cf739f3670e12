"""Our own address, and the page a person was going to when they were asked to sign in: a short path of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from app.config import settings

if TYPE_CHECKING:
    from fastapi import Request

MAX_PATH_CHARACTERS = 500
"""Of the longest address a page of ours has with its filters; each is kept with the sign-in until it ends."""


def own_address(request: Request) -> str:
    """Return our public address: the setting, else the address this request came to, as in the sandbox."""
    return settings().public_url.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"


def path_of_ours(path: str) -> str:
    """Return the path to go to after signing in: a path of ours that is short, else the first page."""
    if len(path) > MAX_PATH_CHARACTERS or "\\" in path or not path.isprintable():
        return "/"
    is_ours = path.startswith("/") and not path.startswith("//")
    return path if is_ours and not any(urlsplit(path)[:2]) else "/"


def way_in(path: str) -> str:
    """Return the address of the sign-in that leads back to a path."""
    return f"/sign-in?next={quote(path_of_ours(path), safe='')}"
