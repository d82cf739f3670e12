from __future__ import annotations

from app.submissions.reading.reports.document import Cell, Line, joined


def test_lines_are_joined_as_they_stand_without_what_is_empty_around_them() -> None:
    assert (
        joined((Line(""), Line("Halvere"), Line(""), Line("ventetiden "), Line("")))
        == "Halvere\n\nventetiden"
    )


def test_a_cell_reads_as_its_lines_together() -> None:
    assert Cell((Line("Mål", is_heading=True), Line("Halvere"))).text == "Mål\nHalvere"
