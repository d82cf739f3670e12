"""Each name of the table is taken as what it is, asked about, or left to its team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.submissions.library.classify import Placed, Waits, classify_file
from corpora.names.table import ASKED, NAMES, SAMPLE

if TYPE_CHECKING:
    from corpora.names.table import Row


def _comes_of(path: str) -> Row:
    *folders, name = path.split("/")
    verdict = classify_file(name, folders=folders, candidates=ASKED, team="Kirurgi")
    if isinstance(verdict, Waits):
        return (verdict.why, *(one.deliverable_id for one in verdict.proposals))
    return verdict.deliverable_id if isinstance(verdict, Placed) else None


@pytest.mark.parametrize("path", SAMPLE)
def test_a_name_of_the_sample_comes_to_what_it_says(path: str) -> None:
    assert _comes_of(path) == NAMES[path]


@pytest.mark.corpora
@pytest.mark.parametrize("path", NAMES)
def test_a_name_is_taken_as_what_it_says_or_asked_about(path: str) -> None:
    assert _comes_of(path) == NAMES[path]


def test_a_number_of_the_teams_own_is_no_reports() -> None:
    verdict = classify_file("Statusrapport Post 1.docx", folders=(), candidates=ASKED, team="Post 1")
    assert isinstance(verdict, Waits)
