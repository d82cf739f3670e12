"""A file's address changes with its content, and is then kept by the browser for a year."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import Any

import pytest

from app.web.packages import STATIC, Static, address, packages


def test_an_address_ends_with_the_digest_of_the_content() -> None:
    name = "kull.css"
    digest = sha256((STATIC / name).read_bytes()).hexdigest()
    assert address(name) == f"/static/{name}?{digest[:8]}"


def test_only_packages_that_are_there_are_named() -> None:
    named = [name for names in packages().values() for name in names]
    assert [name for name in named if not (STATIC / name).is_file()] == []
    assert list(packages()) == ["styles", "scripts", "in_teams"]


@pytest.mark.parametrize(
    ("query", "kept"), [(b"0a1b2c3d", "public, max-age=31536000, immutable"), (b"", None)]
)
def test_a_file_asked_for_by_its_content_is_kept_for_a_year(query: bytes, kept: str | None) -> None:
    name = "kull.css"
    scope: dict[str, Any] = {"type": "http", "method": "GET", "headers": [], "query_string": query}
    answer = asyncio.run(Static(directory=STATIC).get_response(name, scope))
    assert (answer.status_code, answer.headers.get("cache-control")) == (200, kept)
