from __future__ import annotations

from support.papers.reports import control, p, replaced, run, table, word

from app.deliverables import forms
from app.deliverables.fields import POSTER
from app.submissions.reading.reports.fields import read
from app.submissions.reading.reports.templates import bindings

GOAL = "Halvere ventetiden"
OURS = word(
    p("[Virksomhetens logo]"),
    table(
        ("Om avdelingen\u00a0(type, senger)", "For eksempel sengepost med 24 senger"),
        ("Mål", "Ett mål, med tall og dato"),
    ),
    p("Neste steg", "Overskrift2"),
    f"<w:p>{control('resultater', run('Sett inn diagram'))}</w:p>",
)


def test_a_template_of_the_units_own_says_which_fields_it_binds_and_which_it_lacks() -> None:
    found = bindings(OURS, fields=POSTER)
    assert found.sources == {"avdeling": "label", "mal": "label", "neste-steg": "label", "resultater": "tag"}
    assert list(found.lacks) == [
        "prosjekt", "enhet-dato", "problem", "malinger", "tiltak", "laering", "team", "leder", "selvevaluering",
    ]  # fmt: skip
    assert [finding.code for finding in found.findings] == ["unbound_fields"]


def test_our_own_forms_bind_every_field() -> None:
    for name in ("Statusrapport 1.docx", "Poster.pptx"):
        found = bindings(forms.render_form("poster", name), fields=POSTER)
        assert (set(found.sources.values()), found.lacks, found.findings) == ({"tag"}, (), ())


def test_what_the_template_said_already_is_no_answer() -> None:
    given = bindings(OURS, fields=POSTER).said
    report = read(replaced(OURS, "Ett mål, med tall og dato", GOAL), fields=POSTER, given=given)
    assert {answer.key: answer.text for answer in report.answers} == {"mal": GOAL}
