"""The pages' templates: what each calls its own pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import meta, nodes
from support.paths import ROOT

from app.web.page import templates

if TYPE_CHECKING:
    from pathlib import Path

SYNTAX = templates.env
FRAME = ROOT / "app/web/templates/frame.html"
PAGES = sorted(ROOT.glob("app/*/templates/**/*.html"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_macro_takes_a_name_the_frame_reads(page: Path) -> None:
    read = meta.find_undeclared_variables(SYNTAX.parse(FRAME.read_text()))
    made = {macro.name for macro in SYNTAX.parse(page.read_text()).find_all(nodes.Macro)}
    assert made & read == set()
