"""A template filled in wherever a person would write."""

from __future__ import annotations

from support.papers.reports import control, p, run, slides, table, word

from app.submissions.reading.reports.fields import opened
from app.submissions.reading.reports.office import Office
from app.submissions.reading.reports.trial import filled_in, is_read_back


def test_controls_empty_cells_empty_lines_and_hints_are_filled_in_and_nothing_else() -> None:
    template = word(
        p("Mål"),
        p(""),
        f"<w:p>{control('kull:tiltak', run('Klikk her'), prompt=True)}</w:p>",
        table(("Resultater", ""), ("Team", "Navn og rolle"), ("Kontakt", "Ring 123")),
    )
    filled = opened(filled_in(Office(template), ["Navn og rolle"]))
    assert [line.text for line in filled.flows[0] if line.text] == [
        "Mål",
        "Prøvesvar nummer 2",
        "Prøvesvar nummer 1",
    ]
    assert [[one.text for one in row] for row in filled.tables[0]] == [
        ["Resultater", "Prøvesvar nummer 3"],
        ["Team", "Prøvesvar nummer 4"],
        ["Kontakt", "Ring 123"],
    ]


def test_a_box_is_filled_in_below_its_label_or_over_its_prompt() -> None:
    template = slides(("a", "Mål"), ("b", "Tiltak\n[Skriv her]"), ("c", "Sett inn tall"))
    filled = opened(filled_in(Office(template), ["Sett inn tall"]))
    assert [[line.text for line in flow] for flow in filled.flows] == [
        ["Mål", "Prøvesvar nummer 1"],
        ["Tiltak", "Prøvesvar nummer 2"],
        ["Prøvesvar nummer 3"],
    ]


def test_words_put_in_are_read_back_alone() -> None:
    texts = (
        "Prøvesvar nummer 1",
        "Prøvesvar nummer 1\nPrøvesvar nummer 12",
        "Skriv her\nPrøvesvar nummer 1",
        "",
    )
    assert [is_read_back(text) for text in texts] == [True, True, False, False]
