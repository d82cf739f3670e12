from __future__ import annotations

import pytest
from support.papers.reports import filled, form, packed, replaced

from app.submissions.reading.findings import Unreadable
from app.submissions.reading.reports.guarded import read_report, read_template


def test_a_report_is_read_in_a_process_of_its_own() -> None:
    report = read_report(filled({"mal": "Halvere ventetiden"}), source="statusrapport")
    assert [(one.key, one.text, one.source) for one in report.answers] == [
        ("mal", "Halvere ventetiden", "tag")
    ]


def test_what_the_units_own_template_said_is_no_answer_there_either() -> None:
    ours = filled({"mal": "Ett mål, med tall og dato"})
    report = read_report(
        replaced(ours, "<w:t>Klikk her og skriv</w:t>", "<w:t>Svart</w:t>"),
        source="statusrapport",
        given=read_template(ours, source="statusrapport").said,
    )
    assert "mal" in report.missing


def test_a_template_is_looked_at_there_too() -> None:
    assert read_template(form(), source="statusrapport").lacks == ()


@pytest.mark.parametrize("read", [read_report, read_template])
def test_a_refusal_comes_out_with_its_words(read: object) -> None:
    assert callable(read)
    with pytest.raises(Unreadable) as refused:
        read(packed({"word/document.xml": "<a/>", "word/vbaProject.bin": b"code"}), source="statusrapport")
    assert refused.value.finding.code == "macros"
    assert str(refused.value).startswith("Filen inneholder makroer og er ikke åpnet.")
