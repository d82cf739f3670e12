"""The pack of published Graph facts, which lies beside the repository where it is at hand: never needed, only used.

It holds example answers, published pairs of request and answer, permissions and a validator that another hand wrote.
"""

import gc
import importlib.util
import json
import os
import warnings
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from support.paths import ROOT

FOLDER = ROOT / os.environ.get("KULL_GRAPH_FACTS", "../shared/graph")
needs_pack = pytest.mark.skipif(
    not (FOLDER / "check.py").exists(),
    reason="needs the pack of published Graph facts, which lies beside the repository",
)


@cache
def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def operations() -> dict[str, Any]:
    return {row["id"]: row for row in _read("operations.json")["operations"]}


def pairs() -> list[dict[str, Any]]:
    """Return the published pairs of request and answer."""
    return list(_read("parity.json")["pairs"])


def example_requests() -> list[dict[str, Any]]:
    return [row for row in _read("examples.json")["examples"] if row.get("block") == "request"]


def example(page: str, status: int, number: int = 0) -> dict[str, Any]:
    rows = [row for row in _read("examples.json")["examples"] if row["page"] == f"{page}.md"]
    bodies = [
        row["body"] for row in rows if row.get("status") == status and isinstance(row.get("body"), dict)
    ]
    return bodies[number]


def examples() -> list[tuple[str, dict[str, Any]]]:
    """Return every published answer that went well, with the page it stands on."""
    rows = [row for row in _read("examples.json")["examples"] if row.get("status") in (200, 201)]
    return [
        (row["page"].removesuffix(".md"), row["body"]) for row in rows if isinstance(row.get("body"), dict)
    ]


@cache
def validator() -> ModuleType:
    """Load the pack's own validator, whose verdicts ours are compared with."""
    spec = importlib.util.spec_from_file_location("graph_check", FOLDER / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its two files to the garbage collector
        spec.loader.exec_module(module)
        gc.collect()
    return module
