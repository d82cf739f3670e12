"""A Word document read as its reader sees it, whatever was deleted, hidden or left as a prompt."""

from __future__ import annotations

from support.papers.reports import (
    W,
    cell,
    control,
    deleted,
    inserted,
    p,
    run,
    table,
    text_box,
)
from support.papers.reports import (
    word as written,
)

from app.submissions.reading.reports import word
from app.submissions.reading.reports.document import Cell, Control, Document, Line
from app.submissions.reading.reports.office import Office


def _read(*blocks: str, **parts: str) -> Document:
    return word.read(Office(written(*blocks, **parts)))


def _flow(*blocks: str) -> list[Line]:
    return list(_read(*blocks).flows[0])


def test_paragraphs_are_lines_and_headings_are_told_from_them() -> None:
    outline = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Resultater</w:t></w:r></w:p>'
    assert _flow(p("Mål", "Overskrift1"), p("Halvere", "Brodtekst"), outline) == [
        Line("Mål", is_heading=True, level=1),
        Line("Halvere"),
        Line("Resultater", is_heading=True, level=1),
    ]


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    assert _flow(f"<w:p>{deleted('Doble')}{inserted('Halvere')}{run(' ventetiden')}</w:p>") == [
        Line("Halvere ventetiden")
    ]


def test_breaks_tabs_and_hyphens_are_read_as_signs() -> None:
    pieces = "<w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t>"
    assert _flow(f"<w:p><w:r><w:t>Mål</w:t>{pieces}</w:r></w:p>") == [Line("Mål\ta\nb-c")]


def test_a_control_tells_its_tag_title_and_answer_and_a_prompt_is_none() -> None:
    document = _read(
        f"<w:p>{control('kull:mal', run('Halvere'), name='Mål')}</w:p>",
        f"<w:p>{control('kull:tiltak', run('Klikk her'), prompt=True)}</w:p>",
        control("kull:laering", p("Først") + p("Så")),
    )
    assert document.controls == (
        Control(tag="kull:mal", name="Mål", text="Halvere"),
        Control(tag="kull:tiltak", name="", text=""),
        Control(tag="kull:laering", name="", text="Først\nSå"),
    )


def test_a_wide_cell_is_given_as_many_times_as_it_is_columns_wide() -> None:
    (found,) = _read(table((cell("Mål", 2), "Halvere"), ("a", "b", "c"))).tables
    assert [[one.text for one in row] for row in found] == [["Mål", "Mål", "Halvere"], ["a", "b", "c"]]


def test_a_width_beyond_words_own_limit_is_cut() -> None:
    (found,) = _read(table((cell("Mål", 1_000_000),))).tables
    assert found == ((Cell((Line("Mål"),)),) * 63,)


def test_a_table_in_a_table_is_read_by_itself() -> None:
    outer, inner = _read(table(("Rapport", f"{table(('Mål', 'Halvere'))}<w:p/>"))).tables
    assert [[one.text for one in row] for row in outer] == [["Rapport", ""]]
    assert [[one.text for one in row] for row in inner] == [["Mål", "Halvere"]]


def test_a_text_box_is_a_flow_of_its_own_and_read_once() -> None:
    assert _read(text_box(p("Mål") + p("Halvere"))).flows[1:] == ((Line("Mål"), Line("Halvere")),)


def test_every_word_of_the_file_is_there_to_look_through() -> None:
    foot = f'<w:ftr xmlns:w="{W}">{p("bunn")}</w:ftr>'
    document = _read(p("Mål"), f"<w:p>{deleted('slettet')}</w:p>", footer1=foot)
    assert document.whole.split() == ["bunn", "Mål", "slettet"]
