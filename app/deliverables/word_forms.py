"""A form in Word: a table of labels, and beside each a content control that carries the field's tag.

A control keeps its tag wherever it is moved, cannot be deleted by an accident, and holds text, lists and pictures;
a scale is a drop-down. Made with python-docx, and lxml for the controls, which python-docx does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from app.deliverables.fields import LOGO, PLAN_ROWS, POSTER, WHAT_A_STEP_MEANS, in_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.table import _Cell

    from app.deliverables.document import Saves
    from app.deliverables.fields import FormField

_LABEL_WIDTH, _ANSWER_WIDTH = Cm(5), Cm(11)


def form(title: str, fields: tuple[FormField, ...]) -> Saves:
    document = _document(title)
    if fields == POSTER:
        document.add_paragraph(f"[{LOGO}]")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for number, field in enumerate(fields, start=1):
        label, answer = table.add_row().cells
        label.text, label.width, answer.width = field.label, _LABEL_WIDTH, _ANSWER_WIDTH
        _put_control(answer, field, number)
    _explain(document, fields)
    return cast("Saves", document)


def plan(title: str, columns: tuple[FormField, ...]) -> Saves:
    document = _document(title)
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        cell.text = column.label
    for number in range(1, PLAN_ROWS + 1):
        for at, (cell, column) in enumerate(zip(table.add_row().cells, columns, strict=True)):
            _put_control(cell, in_row(column, number), number * 100 + at)
    return cast("Saves", document)


def _document(title: str) -> Any:  # noqa: ANN401 - python-docx is untyped
    document = Document()
    document.core_properties.title = title
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "nb-NO")
    document.add_heading(title, level=1)
    return document


def _explain(document: Any, fields: Iterable[FormField]) -> None:  # noqa: ANN401
    for field in fields:
        for choice, meaning in zip(field.choices, WHAT_A_STEP_MEANS, strict=False):
            document.add_paragraph(f"Trinn {choice}. {meaning}")


def _put_control(cell: _Cell, field: FormField, number: int) -> None:
    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias/><w:tag/><w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>'
        "<w:showingPlcHdr/></w:sdtPr>"
        '<w:sdtContent><w:r><w:rPr><w:color w:val="595959"/></w:rPr><w:t/></w:r></w:sdtContent></w:sdt>'
    )
    control.find(f".//{qn('w:alias')}").set(qn("w:val"), field.label[:64])  # Word's own limit
    control.find(f".//{qn('w:tag')}").set(qn("w:val"), field.tag)
    control.find(f".//{qn('w:t')}").text = field.prompt
    if field.choices:
        control[0].append(_drop_down(field.choices))
    cell.paragraphs[0]._p.append(control)  # noqa: SLF001 - python-docx gives no other way in


def _drop_down(choices: Iterable[str]) -> Any:  # noqa: ANN401
    drop_down = parse_xml(f"<w:dropDownList {nsdecls('w')}/>")
    for choice in choices:
        item = parse_xml(f"<w:listItem {nsdecls('w')}/>")
        item.set(qn("w:displayText"), choice)
        item.set(qn("w:value"), choice.partition(":")[0])
        drop_down.append(item)
    return drop_down
