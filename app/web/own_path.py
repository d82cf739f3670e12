"""The page a person was going to when they were asked to sign in: a short path of ours."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

MAX_PATH_CHARACTERS = 500
"""Of the longest address a page of ours has with its filters; each is kept with the sign-in until it ends."""


def path_of_ours(path: str) -> str:
    """Return the path to go to after signing in: a path of ours that is short, else the first page."""
    if len(path) > MAX_PATH_CHARACTERS or "\\" in path or not path.isprintable():
        return "/"
    is_ours = path.startswith("/") and not path.startswith("//")
    return path if is_ours and not any(urlsplit(path)[:2]) else "/"


def way_in(path: str) -> str:
    """Return the address of the sign-in that leads back to a path."""
    return f"/sign-in?next={quote(path_of_ours(path), safe='')}"
