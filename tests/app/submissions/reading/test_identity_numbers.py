from __future__ import annotations

import pytest
from support.papers.reports import W, control, deleted, p, run, slides, table, word

from app.deliverables.fields import POSTER
from app.submissions.reading.reports.fields import read

TENOR = "01818012337"  # synthetic: there is no month 81
GOAL = table(("Mål", "Halvere ventetiden"))


def note(part: str, text: str) -> str:
    return f'<w:{part} xmlns:w="{W}">{p(text)}</w:{part}>'


HIDDEN = {
    "in the text": word(GOAL, p(f"Pasienten {TENOR} ventet i tolv uker")),
    "grouped": word(GOAL, p("Pasienten 018180 12337 ventet")),
    "broken into runs": word(GOAL, f"<w:p>{run('018180')}{run('12337')}</w:p>"),
    "deleted with changes tracked": word(GOAL, f"<w:p>{deleted(TENOR)}</w:p>"),
    "in a comment": word(GOAL, comments=note("comments", TENOR)),
    "in the foot": word(GOAL, footer1=note("ftr", TENOR)),
    "in a note": word(GOAL, footnotes=note("footnotes", TENOR)),
    "on a poster": slides(("TextBox 1", "Mål\nHalvere ventetiden"), ("TextBox 2", TENOR)),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_an_identity_number_is_found_wherever_it_hides(name: str) -> None:
    findings = [
        finding for finding in read(HIDDEN[name], fields=POSTER).findings if finding.code == "identity_number"
    ]
    assert [(finding.level, finding.text) for finding in findings] == [
        (
            "error",
            (
                "Et sted i filen står noe som ser ut som et fødselsnummer. Ta det bort, også fra eldre versjoner "
                "av filen, og last opp på nytt. Opplysninger om pasienter skal ikke stå her."
            ),
        )
    ]


def test_a_field_with_an_identity_number_is_named_and_not_read() -> None:
    report = read(
        word(f"<w:p>{control('kull:mal', run(f'Hjelpe {TENOR}'))}</w:p>", p("Resultater: 12")), fields=POSTER
    )
    assert {answer.key: answer.text for answer in report.answers} == {"resultater": "12"}
    told = [finding.text for finding in report.findings if finding.code == "identity_number"]
    assert [text.partition(" Ta det")[0] for text in told] == [
        "Under «1. Mål» står noe som ser ut som et fødselsnummer."
    ]
    assert not any(TENOR in finding.text for finding in report.findings)
