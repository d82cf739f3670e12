"""A form as a poster in PowerPoint: a box for each field, whose name carries the field's tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pptx import Presentation
from pptx.util import Cm, Pt

from app.deliverables.fields import LOGO, FormField

if TYPE_CHECKING:
    from app.deliverables.document import Saves

_WIDTH_CM, _HEIGHT_CM, _EDGE_CM, _TOP_CM = 84.1, 59.4, 2.0, 10.0  # A1 lying
_COLUMNS = 3


def form(title: str, fields: tuple[FormField, ...]) -> Saves:
    presentation = Presentation()
    presentation.core_properties.title = title
    presentation.slide_width, presentation.slide_height = Cm(_WIDTH_CM), Cm(_HEIGHT_CM)
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    _box(slide, (_EDGE_CM, _EDGE_CM, 50, 6), "kull-tittel", (title,))
    _box(slide, (_WIDTH_CM - 22, _EDGE_CM, 20, 6), "kull-logo", (f"[{LOGO}]",))
    rows = -(-len(fields) // _COLUMNS)
    wide, high = (_WIDTH_CM - 2 * _EDGE_CM) / _COLUMNS, (_HEIGHT_CM - _TOP_CM - _EDGE_CM) / rows
    for number, field in enumerate(fields):
        column, row = divmod(number, rows)
        place = (_EDGE_CM + column * wide, _TOP_CM + row * high, wide - 1, high - 1)
        _box(slide, place, field.tag, (field.label, f"[{field.prompt}]"))
    return cast("Saves", presentation)


def _box(slide: Any, place: tuple[float, ...], name: str, lines: tuple[str, ...]) -> None:  # noqa: ANN401
    box = slide.shapes.add_textbox(*(Cm(length) for length in place))
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold = Pt(32 if number == 0 else 28), number == 0
