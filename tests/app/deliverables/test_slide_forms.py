"""The poster in PowerPoint, opened with the library people's programs are like."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation

from app.deliverables import slide_forms
from app.deliverables.fields import POSTER, PRESENTATION, FormField

FORMS = [POSTER, PRESENTATION, POSTER[:1]]


def _opened(fields: tuple[FormField, ...]) -> Any:
    written = BytesIO()
    slide_forms.form("Poster", fields).save(written)
    return Presentation(written)


def _boxes(deck: Any) -> list[tuple[int, int, int, int]]:
    (slide,) = deck.slides
    return [(one.left, one.top, one.left + one.width, one.top + one.height) for one in slide.shapes]


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_each_field_has_a_box_named_by_its_tag_with_its_label_above_its_prompt() -> None:
    (slide,) = _opened(POSTER).slides
    boxes = {shape.name: [one.text for one in shape.text_frame.paragraphs] for shape in slide.shapes}
    assert list(boxes)[:2] == ["kull-tittel", "kull-logo"]
    assert boxes["kull:mal"] == ["1. Mål", "[Klikk her og skriv]"]
    assert [name for name in boxes if name.startswith("kull:")] == [field.tag for field in POSTER]


@pytest.mark.parametrize("fields", FORMS)
def test_no_box_lies_over_another_or_outside_the_sheet(fields: tuple[FormField, ...]) -> None:
    deck = _opened(fields)
    boxes = _boxes(deck)
    assert [pair for pair in combinations(boxes, 2) if _overlap(*pair)] == []
    assert min(min(left, top) for left, top, _, _ in boxes) >= 0
    assert max(right for _, _, right, _ in boxes) <= deck.slide_width
    assert max(bottom for _, _, _, bottom in boxes) <= deck.slide_height


def test_the_sheet_is_a1_lying() -> None:
    deck = _opened(POSTER)
    assert (round(deck.slide_width.mm), round(deck.slide_height.mm)) == (841, 594)
