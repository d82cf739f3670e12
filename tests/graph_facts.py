"""Holds every request we send against Microsoft's own metadata.

The facts lie outside this project (KULL_GRAPH_FACTS, default ../shared/graph); where they are absent the tests that
need them are skipped, and the last lines of the run say so.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import os
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from types import ModuleType

    Asgi = Callable[..., Awaitable[None]]

ROOT = Path(__file__).parent.parent
FACTS = ROOT / os.environ.get("KULL_GRAPH_FACTS", "../shared/graph")
EXTRA = json.loads((Path(__file__).parent / "contract" / "extra_operations.json").read_text())
NOT_GRAPH = ("/_sandbox", "/kull/", "/_download", "/_upload", "/_monitor", "/_workflows")


def facts() -> ModuleType | None:
    """Load the validator, or return None on a machine that does not have it."""
    file = FACTS / "check.py"
    if not file.exists():
        return None
    spec = importlib.util.spec_from_file_location("graph_check", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its two files to the garbage collector
        spec.loader.exec_module(module)
        gc.collect()
    return module


CHECK = facts()


def problems(method: str, path: str, headers: dict[str, str], body: Any) -> list[str]:
    """Return what Microsoft's metadata has against a request, inner requests of a batch too."""
    if CHECK is None or path.startswith(NOT_GRAPH):
        return []
    found = CHECK.check(method, path, headers, body)
    return [f"{method} {path}: {problem}" for problem in found if not _known(method, path, problem)]


def _known(method: str, path: str, problem: str) -> bool:
    if "warning:" in problem:
        return True
    plain = path.removeprefix("/v1.0").partition("?")[0]
    return "no such operation" in problem and any(
        extra["method"] == method and re.fullmatch(extra["path"], plain) for extra in EXTRA
    )


class Checked:
    """An ASGI app that keeps a note of every request Microsoft's metadata would refuse."""

    def __init__(self, app: Asgi) -> None:
        self.app = app
        self.problems: list[str] = []
        self.requests = 0

    async def __call__(self, scope: MutableMapping[str, Any], receive: Asgi, send: Asgi) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        content = await _content(receive)
        self._hold_against_facts(scope, content)
        told = False

        async def again() -> dict[str, Any]:
            nonlocal told
            if told:
                return await receive()
            told = True
            return {"type": "http.request", "body": content, "more_body": False}

        await self.app(scope, again, send)

    def _hold_against_facts(self, scope: MutableMapping[str, Any], content: bytes) -> None:
        path = scope["raw_path"].decode() + (
            f"?{scope['query_string'].decode()}" if scope["query_string"] else ""
        )
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        is_json = "json" in headers.get("content-type", "")
        body = json.loads(content) if content and is_json else content or None
        self.requests += 1
        self.problems += problems(scope["method"], path, headers, body)


async def _content(receive: Asgi) -> bytes:
    content, more = b"", True
    while more:
        message: Any = await receive()
        content += message.get("body", b"")
        more = message.get("more_body", False)
    return content
