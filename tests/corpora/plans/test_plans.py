"""A plan is read whole, and what is not read of it is said."""

from __future__ import annotations

import pytest

from app.submissions.reading.reports.plans import Plan, plan_in_word, read_plan
from corpora.plans.table import PAPERS, Paper

SAMPLE = PAPERS[1::6]


def read(content: bytes, file_name: str, source: str) -> Plan:
    if file_name.endswith(".docx"):
        return plan_in_word(content, source=source)
    return read_plan(content, file_name, source=source)


def assert_reads(paper: Paper) -> None:
    plan = read(paper.content, paper.file_name, paper.source)
    rows = tuple({key: text for key, text in row.cells.items() if text} for row in plan.rows)
    told = tuple(f"{one.level} {one.code}" for one in plan.findings)
    assert (rows, told) == (paper.rows, paper.told)


@pytest.mark.parametrize("paper", SAMPLE, ids=[paper.name for paper in SAMPLE])
def test_a_sample_of_plans_is_read_whole(paper: Paper) -> None:
    assert_reads(paper)


@pytest.mark.corpora
@pytest.mark.parametrize("paper", PAPERS, ids=[paper.name for paper in PAPERS])
def test_a_plan_is_read_whole(paper: Paper) -> None:
    assert_reads(paper)
