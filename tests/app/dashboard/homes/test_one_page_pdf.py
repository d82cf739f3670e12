"""The one page stays one page, with its own letters, however many teams there are."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from app.dashboard.homes.one_page import OnePage, TeamOnPage
from app.dashboard.homes.one_page_pdf import as_pdf

NOW = datetime(2026, 10, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize("teams", [0, 1, 40, 75])
def test_it_is_one_page_of_a_pdf_with_its_letters_in_it(teams: int) -> None:
    lines = [
        TeamOnPage(
            name=f"Čielga giella og ŋávdi, et langt navn på et team {number}",
            organisation="Universitetssykehuset Nord-Norge",
            handed_in=3,
            asked=7,
            late=1,
        )
        for number in range(teams)
    ]
    page = OnePage(cohort="Tørn kull 3", made_at=NOW, teams=lines, dates=[(NOW, "Samling 2")])
    pdf = as_pdf(page)
    assert (pdf[:5], len(re.findall(rb"/Type /Page\b", pdf))) == (b"%PDF-", 1)
    assert len(re.findall(rb"/FontFile2", pdf)) == 2
