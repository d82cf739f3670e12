"""docs/faults.md names every fault once, and tests that are there."""

from __future__ import annotations

import re

from support.paths import ROOT

PAGE = (ROOT / "docs" / "faults.md").read_text("utf-8")
ROWS = re.findall(r'^\| <a id="fault-(\d+)"></a>(\d+) \|.*\| (.+) \|$', PAGE, re.MULTILINE)
MARK = "**Missing:**"


def test_the_page_has_each_of_the_88_faults_once() -> None:
    numbers = [str(number) for number in range(1, 89)]
    assert [(anchor, number) for anchor, number, _ in ROWS] == list(zip(numbers, numbers, strict=True))


def test_a_fault_names_its_tests_or_says_that_there_is_none_yet() -> None:
    assert [n for n, _, tried in ROWS if not tried.startswith(("`test_", "none yet"))] == []


def test_each_test_that_is_named_is_there() -> None:
    there = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert sorted(set(re.findall(r"`(test_\w+)`", PAGE)) - there) == []


def test_the_head_counts_what_is_tried_partly_and_not_yet() -> None:
    not_yet = sum(tried.startswith("none yet") for _, _, tried in ROWS)
    partly = sum(MARK in tried for _, _, tried in ROWS)
    said = f"Of the 88, {88 - partly - not_yet} are tried, {partly} partly"
    assert (said in PAGE, f"and {not_yet} not yet." in PAGE) == (True, True)
