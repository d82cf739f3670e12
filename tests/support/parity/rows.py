"""Rows of facts: a request as it is published, with values of ours, and what is published of its answer.

The tables are written by hand or made from a recording (`kull doctor --record`). A row says how good its evidence is:
A a recorded answer of a live tenant, B Microsoft's documentation of 2025 or newer, C older documentation.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.paths import ROOT

FOLDER = ROOT / "tests/graph_adapters/sandbox/parity"
CHILDREN_NAMED_BY_IDS = {
    "assignments",
    "references",
    "checklist",
    "sharedWith",
    "categoryDescriptions",
    "appliedCategories",
}


@dataclass(frozen=True)
class Row:
    name: str  # the request, and a number where several rows ask the same
    operation: str
    evidence: str
    date: str
    method: str
    url: str
    status: int
    keys: frozenset[str]
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    described: int | None = (
        None  # the status in Microsoft's description of the API, where the example's is another
    )
    person: str = ""  # who asks, where Graph lets no application


def published_rows() -> list[Row]:
    return [row for file in sorted((FOLDER / "rows").glob("*.json")) for row in rows_of(file)]


def rows_of(file: Path) -> list[Row]:
    """Read a table, ours or one that `kull doctor --record` wrote."""
    seen: Counter[str] = Counter()
    rows = []
    for told in json.loads(file.read_text("utf-8")):
        asked = f"{told['method']} {told['url']}"
        seen[asked] += 1
        rows.append(_row(told, asked if seen[asked] == 1 else f"{asked} #{seen[asked]}"))
    return rows


def _row(told: dict[str, Any], name: str) -> Row:
    facts = {key: told[key] for key in ("operation", "evidence", "date", "method", "url", "status")}
    more = {key: told[key] for key in ("headers", "body", "described") if key in told}
    return Row(name=name, keys=frozenset(told["keys"].split()), person=told.get("as", ""), **facts, **more)


def keys_of(value: Any, place: str = "", name: str = "") -> set[str]:
    """Return every key of an answer, empty ones too, nested by dots; what is named by an id is a star."""
    if isinstance(value, list):
        return {key for one in value for key in keys_of(one, place, name)}
    found: set[str] = set()
    for key, below in value.items() if isinstance(value, dict) else ():
        shown = "*" if name in CHILDREN_NAMED_BY_IDS and key != "@odata.type" else key
        here = f"{place}.{shown}" if place else shown
        found |= {here} | keys_of(below, here, key)
    return found
