"""Microsoft's published facts, read from outside the repository: types, permissions and example answers."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("KULL_GRAPH_FACTS", ROOT / "../shared/graph"))
GRAPH = "microsoft.graph."

# Names Graph answers with that the metadata at hand does not have.
UNDOCUMENTED = {
    "teamsTab": {"sortOrderIndex"},
    "group": {"creationOptions"},
    "subscription": {"notificationContentType"},
}


@cache
def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text())


def are_here() -> bool:
    return (FOLDER / "types.json").exists()


def operations() -> dict[str, Any]:
    return {row["id"]: row for row in _read("operations.json")["operations"]}


def example(page: str, status: int, number: int = 0) -> dict[str, Any]:
    rows = [row for row in _read("examples.json")["examples"] if row["page"] == f"{page}.md"]
    bodies = [
        row["body"] for row in rows if row.get("status") == status and isinstance(row.get("body"), dict)
    ]
    return bodies[number]


def examples() -> list[tuple[str, dict[str, Any]]]:
    """Every published answer that went well, with the page it stands on."""
    rows = [row for row in _read("examples.json")["examples"] if row.get("status") in (200, 201)]
    return [
        (row["page"].removesuffix(".md"), row["body"]) for row in rows if isinstance(row.get("body"), dict)
    ]


def _properties(name: str) -> tuple[dict[str, str], bool]:
    found: dict[str, str] = {}
    is_open = False
    kind = GRAPH + name
    while kind:
        row = _read("types.json")["types"].get(kind)
        if row is None:
            return found, True
        is_open |= row.get("openType", False) and name.startswith(("planner", "identitySet"))
        found |= {key: value["type"] for key, value in (row.get("properties") or {}).items()}
        found |= {key: value["type"] for key, value in (row.get("navigation") or {}).items()}
        kind = row.get("baseType")
    return found, is_open


def unknown_properties(body: Any, name: str) -> list[str]:
    """What stands in an answer and not on its type, anywhere inside."""
    if isinstance(body, list):
        return [problem for row in body for problem in unknown_properties(row, name)]
    if not isinstance(body, dict):
        return []
    known, is_open = _properties(name)
    problems = []
    for key, value in body.items():
        if key.startswith("@") or "@odata" in key or key in UNDOCUMENTED.get(name, ()):
            continue
        if key not in known and not is_open:
            problems.append(f"{name}.{key}")
        inner = re.sub(r"^Collection\((.*)\)$", r"\1", known.get(key, ""))
        if inner.startswith(GRAPH):
            problems += unknown_properties(value, inner.removeprefix(GRAPH))
    return problems


def missing_keys(published: Any, answer: Any, place: str = "") -> list[str]:
    """What the published example has and the answer has not."""
    if isinstance(published, list) and isinstance(answer, list) and published and answer:
        return missing_keys(published[0], answer[0], place)
    if not (isinstance(published, dict) and isinstance(answer, dict)):
        return []
    problems = []
    for key, value in published.items():
        if key not in answer:
            problems.append(f"{place}{key}")
        else:
            problems += missing_keys(value, answer[key], f"{place}{key}.")
    return problems
