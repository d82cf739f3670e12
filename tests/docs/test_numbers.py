"""Each number the code and the documents point to stands on its page, and the pages name files that are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = ("app", "bench", "docs", "graph_adapters", "jobs", "tests")
ENDINGS = {".md", ".py", ".toml", ".yaml"}
NUMBERS = r"(\d+(?:(?:, | and |–|-)\d+)*)"
POINTS = {
    "graph-facts.md": rf"\bfacts? {NUMBERS}",
    "faults.md": rf"\bfaults? {NUMBERS}",
    "requirements.md": r"\bR(\d{3}(?:–R?\d{3}|-R?\d{3})?)\b",
}
ANCHORS = {"graph-facts.md": "fact-", "faults.md": "fault-", "requirements.md": "R"}


def _texts() -> Iterator[str]:
    for place in PLACES:
        for path in (ROOT / place).rglob("*"):
            if path.suffix in ENDINGS and "node_modules" not in path.parts:
                yield path.read_text("utf-8")
    yield (ROOT / "README.md").read_text("utf-8")


def _each(said: str) -> Iterator[int]:
    """Read "6–8" as the three it stands for, and "24, 25" as the two."""
    for part in re.split(r", | and ", said.replace("R", "")):
        first, _, last = part.replace("-", "–").partition("–")
        yield from range(int(first), int(last or first) + 1)


def _on(page: str) -> list[int]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return [
        int(number) for number in re.findall(rf'^\| <a id="{ANCHORS[page]}(\d+)"></a>', text, re.MULTILINE)
    ]


@pytest.mark.parametrize("page", POINTS)
def test_each_number_that_is_pointed_to_is_on_its_page(page: str) -> None:
    pointed_to = {
        number for text in _texts() for said in re.findall(POINTS[page], text) for number in _each(said)
    }
    assert sorted(pointed_to - set(_on(page))) == []
    assert len(pointed_to) > 5


@pytest.mark.parametrize(("page", "last"), [("graph-facts.md", 57), ("requirements.md", 152)])
def test_a_page_counts_without_a_gap(page: str, last: int) -> None:
    assert _on(page) == list(range(1, last + 1))


@pytest.mark.parametrize("page", ["graph-facts.md", "requirements.md"])
def test_the_files_a_page_names_are_there(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    named = set(re.findall(r"`((?:app|graph_adapters|jobs)/[\w/.-]+)`", text))
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
    assert len(named) > 15


def test_nothing_points_to_lists_that_lie_elsewhere() -> None:
    elsewhere = re.compile(r"\b(?:quirks?|fault rows?) \d", re.IGNORECASE)
    assert [said for text in _texts() for said in elsewhere.findall(text)] == []


def test_the_head_of_the_requirements_counts_them() -> None:
    text = (ROOT / "docs" / "requirements.md").read_text("utf-8")
    rows = re.findall(r'^\| <a id="R\d+"></a>.*\| (.+) \|$', text, re.MULTILINE)
    partly, not_yet, not_to_be = (
        sum(row.startswith(begins) for row in rows) for begins in ("partly", "not yet", "not to be")
    )
    built = len(rows) - partly - not_yet - not_to_be
    said = (
        f"Of 152 rules {built} are built, {partly} partly, {not_yet} not yet, and {not_to_be} are not to be."
    )
    assert said in text
