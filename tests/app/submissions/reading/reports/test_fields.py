from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.papers.office_suite import SOFFICE, written
from support.papers.reports import (
    STRICT,
    W,
    cell,
    changed,
    control,
    controls,
    deleted,
    filled,
    filled_poster,
    inserted,
    p,
    replaced,
    run,
    slide_table,
    slides,
    table,
    text_box,
    without_controls,
    word,
)

from app.deliverables.fields import POSTER
from app.submissions.reading.reports.fields import read

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL, RESULT = "Halvere ventetiden", "Fra 12 til 8 dager"
TRACKED_GOAL = deleted("Firedoble") + inserted("Halvere") + run(" ventetiden")
STEP_3 = "3: Enkelte forbedringer har kommet frem"
WHOLE = {one.key: f"Svar om {one.key}" for one in POSTER} | {"selvevaluering": STEP_3}
FEW = {"mal": GOAL, "resultater": RESULT, "selvevaluering": STEP_3}


@dataclass(frozen=True)
class Expected:
    """The fields a person would read, where each came from, the step, and what must be asked besides empty ones."""

    fields: dict[str, str]
    source: str = "tag"
    step: float | None = None
    asked: tuple[str, ...] = ()


def moved_rows(root: Any) -> None:
    """Turn the table's rows around, and put the table last."""
    rows = root.findall(f".//{{{W}}}tr")
    grid = rows[0].getparent()
    for row in reversed(rows):
        grid.append(row)
    body = root.find(f"{{{W}}}body")
    body.insert(len(body) - 1, grid)


def delete_last_row(root: Any) -> None:
    row = root.findall(f".//{{{W}}}tr")[-1]
    properties = row.makeelement(f"{{{W}}}trPr", {})
    properties.append(properties.makeelement(f"{{{W}}}del", {f"{{{W}}}id": "3"}))
    row.insert(0, properties)


def split_runs(root: Any) -> None:
    """Break each text into runs of three letters with spelling marks between, as Word does while one types."""
    for one in controls(root).values():
        first = one.find(f".//{{{W}}}r")
        text = first.find(f"{{{W}}}t").text
        content = first.getparent()
        content.remove(first)
        for at in range(0, len(text), 3):
            made = content.makeelement(f"{{{W}}}r", {f"{{{W}}}rsidR": "00A1B2C3"})
            inside = made.makeelement(
                f"{{{W}}}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
            )
            inside.text = text[at : at + 3]
            made.append(inside)
            content.append(made)
            content.append(content.makeelement(f"{{{W}}}proofErr", {f"{{{W}}}type": "spellStart"}))


REPORTS: dict[str, tuple[Callable[[], bytes], Expected]] = {
    "Word: our form, every field filled in": (lambda: filled(WHOLE), Expected(WHOLE, step=3)),
    "Word: some fields left with their prompt": (lambda: filled(FEW), Expected(FEW, step=3)),
    "Word: the controls removed, text left in the cells": (
        lambda: without_controls(filled(FEW)),
        Expected(FEW, "label", 3),
    ),
    "Word: the table's rows moved about": (lambda: changed(filled(FEW), moved_rows), Expected(FEW, step=3)),
    "Word: rows moved about and controls removed": (
        lambda: changed(without_controls(filled(FEW)), moved_rows),
        Expected(FEW, "label", 3),
    ),
    "Word: text broken into runs with spelling marks": (
        lambda: changed(filled(WHOLE), split_runs),
        Expected(WHOLE, step=3),
    ),
    "Word: saved as strict OOXML": (
        lambda: replaced(filled(FEW), f'xmlns:w="{W}"', f'xmlns:w="{STRICT}"'),
        Expected(FEW, step=3),
    ),
    "Word: tracked insertions and deletions in a control": (
        lambda: word(
            table(
                ("1. Mål", f"<w:p>{control('kull:mal', TRACKED_GOAL)}</w:p>"),
            )
        ),
        Expected({"mal": GOAL}),
    ),
    "Word: tracked move from one field to another": (
        lambda: word(
            table(
                ("Mål", f"<w:p><w:moveFrom w:id='1'>{run(RESULT)}</w:moveFrom>{run(GOAL)}</w:p>"),
                ("Resultater", f"<w:p><w:moveTo w:id='1'>{run(RESULT)}</w:moveTo></w:p>"),
            )
        ),
        Expected({"mal": GOAL, "resultater": RESULT}, "label"),
    ),
    "Word: a row deleted with changes tracked": (
        lambda: changed(word(table(("Mål", GOAL), ("Resultater", "Slettet"))), delete_last_row),
        Expected({"mal": GOAL}, "label"),
    ),
    "Word: a control around the whole cell": (
        lambda: word(f"<w:tbl><w:tr>{cell('Mål')}{control('kull:mal', cell(GOAL))}</w:tr></w:tbl>"),
        Expected({"mal": GOAL}),
    ),
    "Word: a control around paragraphs and a list": (
        lambda: word(
            p("Resultater", "Overskrift2"), control("kull:resultater", p(RESULT) + p("Færre purringer"))
        ),
        Expected({"resultater": f"{RESULT}\nFærre purringer"}),
    ),
    "Word: a row copied, the same tag twice with the same answer": (
        lambda: word(p("Rapport"), *[f"<w:p>{control('kull:mal', run(GOAL))}</w:p>"] * 2),
        Expected({"mal": GOAL}),
    ),
    "Word: a row copied, the same tag twice with two answers": (
        lambda: word(
            *[f"<w:p>{control('kull:mal', run(text))}</w:p>" for text in (GOAL, "Doble kapasiteten")],
            f"<w:p>{control('kull:resultater', run(RESULT))}</w:p>",
        ),
        Expected({"resultater": RESULT}, asked=("two_values",)),
    ),
    "Word: more written beside the control": (
        lambda: word(
            table(
                (
                    "Resultater",
                    f"<w:p>{control('kull:resultater', run(RESULT))}{run(', og færre purringer')}</w:p>",
                )
            )
        ),
        Expected({"resultater": f"{RESULT}, og færre purringer"}, "label"),
    ),
    "Word: 3 chosen and 4 written beside it": (
        lambda: word(
            table(
                ("Selvevaluering", f"<w:p>{control('kull:selvevaluering', run(STEP_3))}{run(' 4')}</w:p>"),
                ("Mål", GOAL),
            )
        ),
        Expected(
            {"mal": GOAL, "selvevaluering": "3: Enkelte forbedringer har kommet frem 4"},
            "label",
            asked=("unclear-step",),
        ),
    ),
    "Word: answers in text boxes, written twice for older programs": (
        lambda: word(text_box(p("Mål") + p(GOAL)), text_box(p("Selvevaluering") + p("3"))),
        Expected({"mal": GOAL, "selvevaluering": "3"}, "label", 3),
    ),
    "Word: a control with a title and no tag": (
        lambda: word(f"<w:p>{control('', run(GOAL), name='Mål')}</w:p>"),
        Expected({"mal": GOAL}),
    ),
    "Word: a control of the unit's own, without tag and title, below a heading": (
        lambda: word(p("Mål", "Overskrift1"), control("", p(GOAL)), p("Vedlegg", "Overskrift1"), p("Ingen")),
        Expected({"mal": GOAL}, "label"),
    ),
    "Word: the fields as headings with text below": (
        lambda: word(
            p("Mål", "Overskrift1"),
            p(GOAL),
            p("Vedlegg", "Overskrift1"),
            p("Se egen fil"),
            p("Selvevaluering", "Overskrift1"),
            p("Trinn 3"),
        ),
        Expected({"mal": GOAL, "selvevaluering": "Trinn 3"}, "label", 3),
    ),
    "Word: labels in a row, answers in the row below": (
        lambda: word(table(("Mål", "Resultater", "Selvevaluering"), (GOAL, RESULT, "3"))),
        Expected({"mal": GOAL, "resultater": RESULT, "selvevaluering": "3"}, "label", 3),
    ),
    "Word: labels twice across the row": (
        lambda: word(table(("Mål", GOAL, "Resultater", RESULT))),
        Expected({"mal": GOAL, "resultater": RESULT}, "label"),
    ),
    "Word: a label across two columns": (
        lambda: word(table((cell("Mål", 2), GOAL), ("Resultater", "", RESULT))),
        Expected({"mal": GOAL}, "label", asked=("unclear_place",)),
    ),
    "Word: a table inside a table": (
        lambda: word(table(("Rapport", f"{table(('Mål', GOAL))}<w:p/>"))),
        Expected({"mal": GOAL}, "label"),
    ),
    "Google Docs: controls turned to text, prompts left standing": (
        lambda: without_controls(filled({"mal": GOAL, "selvevaluering": "3"})),
        Expected({"mal": GOAL, "selvevaluering": "3"}, "label", 3),
    ),
    "Google Docs: styled runs, soft line breaks and a list": (
        lambda: word(
            p("Mål", "Heading2"),
            f"<w:p><w:r><w:rPr><w:rtl w:val='0'/></w:rPr><w:t>{GOAL}</w:t><w:br/><w:t>innen jul</w:t></w:r></w:p>",
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>for alle</w:t></w:r></w:p>',
        ),
        Expected({"mal": f"{GOAL}\ninnen jul\nfor alle"}, "label"),
    ),
    "Google Docs: label and answer on one line": (
        lambda: word(p(f"Mål: {GOAL}"), p("Nærmeste leder: Ola Vik"), p("Selvevaluering (1–5): 3 av 5")),
        Expected({"mal": GOAL, "leder": "Ola Vik", "selvevaluering": "3 av 5"}, "label", 3),
    ),
    "PowerPoint: our poster filled in": (lambda: filled_poster(FEW), Expected(FEW, step=3)),
    "PowerPoint: boxes made anew, label and answer in one": (
        lambda: slides(("TextBox 3", f"Mål\n{GOAL}"), ("TextBox 4", f"Resultater\n{RESULT}")),
        Expected({"mal": GOAL, "resultater": RESULT}, "label"),
    ),
    "PowerPoint: a table": (
        lambda: slide_table(("Mål", GOAL), ("Selvevaluering", "3")),
        Expected({"mal": GOAL, "selvevaluering": "3"}, "label", 3),
    ),
}
FROM_LIBREOFFICE = {
    "ours": Expected(FEW, "label", 3),  # its own format forgets the tags
    "table": Expected(
        {"mal": GOAL, "resultater": f"{RESULT}\nFærre purringer", "selvevaluering": "3"}, "label", 3
    ),
    "headings": Expected(
        {"mal": GOAL, "resultater": f"{RESULT}\nFærre purringer", "selvevaluering": "Trinn 4"}, "label", 4
    ),
    "inline": Expected(
        {"mal": GOAL, "resultater": RESULT, "selvevaluering": "3,5"}, "label", None, ("unclear-step",)
    ),
    "tracked": Expected({"mal": GOAL, "selvevaluering": "3"}, "label", 3),
}


def assert_reads(content: bytes, expected: Expected) -> None:
    report = read(content, fields=POSTER)
    assert {answer.key: answer.text for answer in report.answers} == expected.fields
    assert {answer.source for answer in report.answers} == {expected.source}
    assert (
        next((answer.number for answer in report.answers if answer.key == "selvevaluering"), None)
        == expected.step
    )
    asked = tuple(finding.code for finding in report.findings if finding.code != "missing_fields")
    assert asked == expected.asked
    assert set(report.missing) == {one.key for one in POSTER} - set(expected.fields)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_reads_to_the_fields_a_person_would_read(name: str) -> None:
    make, expected = REPORTS[name]
    assert_reads(make(), expected)


@pytest.fixture(scope="session")
def from_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return written(tmp_path_factory.mktemp("office"), filled(FEW))


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice writes these reports, and is not on this machine")
@pytest.mark.parametrize("name", FROM_LIBREOFFICE)
def test_a_report_written_by_libreoffice_reads_the_same(
    name: str, from_libreoffice: dict[str, bytes]
) -> None:
    assert_reads(from_libreoffice[name], FROM_LIBREOFFICE[name])


@settings(max_examples=150, deadline=None)
@example("TRINN")
@example("[")
@given(st.text(st.characters(exclude_categories=("C",)), min_size=1).map(str.strip).filter(bool))
def test_whatever_a_team_writes_in_a_field_is_read_as_written(text: str) -> None:
    report = read(filled({"resultater": text}), fields=POSTER)
    known = {one.prompt for one in POSTER} | {"…", "...", "Resultater", "Resultat"}
    expected = {} if text.strip("[]") in known else {"resultater": text}
    assert {answer.key: answer.text for answer in report.answers} == expected
