"""docs/security.md is what its data says, and every test it names is there."""

from __future__ import annotations

import importlib.util
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from support.paths import ROOT

if TYPE_CHECKING:
    from types import ModuleType

DOCS = ROOT / "docs"


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
        file = ROOT / path
        if not file.exists() or (test and not re.search(rf"def {test}\b", file.read_text())):
            missing.append(place)
    assert missing == []
    assert len(named) > 80


HOW_MANY = """
1.1:2  1.2:9  1.3:11  1.4:3  1.5:2
2.1:3  2.2:3  2.3:4  2.4:1
3.2:2  3.3:4  3.4:6  3.5:5  3.7:2
4.1:3  4.2:1  4.3:2  4.4:4
5.1:1  5.2:3  5.3:2  5.4:3
6.1:3  6.2:12  6.3:4  6.4:4  6.5:5  6.6:3  6.8:4
7.1:3  7.2:4  7.3:2  7.4:5  7.5:2  7.6:2
8.1:2  8.2:3  8.3:1  8.4:1
9.1:3  9.2:4
10.1:2  10.2:2  10.3:4  10.4:11  10.5:5  10.6:2  10.7:3
11.1:2  11.2:3  11.3:3  11.4:4  11.5:1  11.6:1
12.1:3  12.2:2  12.3:4
13.1:1  13.2:5  13.3:2  13.4:5
14.1:2  14.2:4  14.3:3
15.1:3  15.2:3  15.3:7
16.1:1  16.2:5  16.3:4  16.4:3  16.5:3
17.1:1  17.2:4  17.3:2
"""
"""How many requirements of level 1 and 2 each section of ASVS 5.0.0 has; they stand before those of level 3."""


def test_every_requirement_of_level_one_and_two_stands_there_once() -> None:
    told = [number for row in script("make_security").rows() for number in _numbers(row["id"])]
    sections = [pair.split(":") for pair in HOW_MANY.split()]
    asked = [f"{section}.{number}" for section, many in sections for number in range(1, int(many) + 1)]
    assert told == asked
    assert len(asked) == 253


def _numbers(text: str) -> list[str]:
    """Read «6.2.9–6.2.12» as the four it stands for."""
    first, _, last = text.partition("–")
    section, _, begins = first.rpartition(".")
    return [
        f"{section}.{number}" for number in range(int(begins), int((last or first).rpartition(".")[2]) + 1)
    ]


def test_every_line_is_answered() -> None:
    rows = script("make_security").rows()
    assert {row["status"] for row in rows} == {"prøvd", "begrunnet", "gjelder ikke"}
    assert [row["id"] for row in rows if row["status"] == "prøvd" and not row["tests"] + row["answer"]] == []
    assert [row["id"] for row in rows if row["status"] != "prøvd" and not row["answer"]] == []
    assert len({row["id"] for row in rows}) == len(rows)
