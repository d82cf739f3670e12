"""Oversikt fits the window it is looked at in, and one sheet of paper for the board."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.browser.browsing import Service, Window

pytestmark = pytest.mark.browser
A_LAPTOP = {"viewport": {"width": 1200, "height": 800}}
A4_LANDSCAPE = (842, 595)
CUT = "[...document.querySelectorAll('.scroll')].map((table) => table.scrollWidth - table.clientWidth)"


@pytest.mark.parametrize("window", [A_LAPTOP], ids=["a laptop"], indirect=True)
def test_the_whole_matrix_is_seen_on_a_laptop(window: Window, ordinary: Service) -> None:
    page = window.open(f"{ordinary.address}/kull/1/oversikt")
    assert page.evaluate(CUT) == [0, 0]


def test_the_boards_page_is_one_landscape_sheet(window: Window, ordinary: Service) -> None:
    printed = (
        window.open(f"{ordinary.address}/kull/1/oversikt").pdf(prefer_css_page_size=True).decode("latin-1")
    )
    sheets = re.findall(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert [(round(float(wide)), round(float(high))) for wide, high in sheets] == [A4_LANDSCAPE]
