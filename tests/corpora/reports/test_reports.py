"""Each file gives what a person meant, or says that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.deliverables.fields import POSTER
from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.fields import read
from corpora.reports import help_text, layouts, packages, posters, results_tables, running_text, unseen

if TYPE_CHECKING:
    from corpora.reports.case import Case

ABOUT_THE_STEP = {"unclear_step", "unclear-step", "between_steps", "outside_scale"}
KINDS = (help_text, layouts, packages, posters, results_tables, running_text, unseen)
CASES = {case.name: case for kind in KINDS for case in kind.CASES}
SAMPLE = {case.name for kind in KINDS for case in kind.CASES[:2]}


@pytest.mark.parametrize(
    "name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.corpora) for name in CASES]
)
def test_a_report_reads_as_a_person_meant_it(name: str) -> None:
    case = CASES[name]
    assert _outcome(case) == (case.answers, case.codes)


def _outcome(case: Case) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the answers, and the codes of what was found; of a refused file its one code."""
    try:
        report = read(case.make(), fields=POSTER, given=case.given)
    except Unreadable as refused:
        return {}, (refused.finding.code,)
    codes = (one.code for one in report.findings if one.code not in ABOUT_THE_STEP)
    return {one.key: one.text for one in report.answers}, tuple(codes)


def test_the_corpus_has_sixty_reports_of_different_names() -> None:
    assert len(CASES) == sum(len(kind.CASES) for kind in KINDS)
    assert len(CASES) >= 60
