"""docs/security.md is what its data says, and every test it names is there."""

from __future__ import annotations

import importlib.util
import json
import re
from typing import TYPE_CHECKING, Any

import graph_facts
import pytest

if TYPE_CHECKING:
    from types import ModuleType

DOCS = graph_facts.ROOT / "docs"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("make_security", "security.md"),
        ("make_privacy", "privacy/protokoll.md"),
        ("make_licences", "licences.md"),
    ],
)
def test_a_page_that_is_made_is_made_anew(name: str, page: str) -> None:
    made: Any = script(name)
    assert (DOCS / page).read_text() == made.text()


def test_the_licences_are_of_the_very_versions_that_are_locked() -> None:
    page = re.findall(r"^\| (\S+) \| (\d\S*) \| (.+) \|$", (DOCS / "licences.md").read_text(), re.MULTILINE)
    lock = (DOCS.parent / "requirements.lock").read_text()
    of_pages = json.loads((DOCS.parent / "package-lock.json").read_text())["packages"]
    locked = dict(
        re.findall(r"^(\S+)==(\S+) \\$", lock, re.MULTILINE)
    )  # those with a condition may not be installed
    locked |= {path.rpartition("node_modules/")[2]: one["version"] for path, one in of_pages.items() if path}
    told = {_same(name): version for name, version, _ in page}
    assert {name: told.get(_same(name)) for name in locked} == locked
    assert [name for name, _, licence in page if licence == "ikke oppgitt"] == []


def _same(name: str) -> str:
    return re.sub("[-_.]+", "-", name).casefold()


def test_every_test_that_is_named_is_there() -> None:
    rows = script("make_security").rows()
    named = [place for row in rows for place in row["tests"].split() if place]
    missing = []
    for place in named:
        path, _, test = place.partition("::")
        file = graph_facts.ROOT / path
        if not file.exists() or (test and not re.search(rf"def {test}\b", file.read_text())):
            missing.append(place)
    assert missing == []
    assert len(named) > 80


def test_every_line_is_answered() -> None:
    rows = script("make_security").rows()
    assert {row["status"] for row in rows} == {"prøvd", "begrunnet", "gjelder ikke", "åpen"}
    assert [row["id"] for row in rows if row["status"] == "prøvd" and not row["tests"] + row["answer"]] == []
    assert [row["id"] for row in rows if row["status"] != "prøvd" and not row["answer"]] == []
    assert len({row["id"] for row in rows}) == len(rows)
