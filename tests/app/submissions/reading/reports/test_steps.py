from __future__ import annotations

import pytest
from support.papers.reports import p, table, word

from app.deliverables.fields import POSTER
from app.submissions.reading.reports.fields import read

STEPS = {
    "3": 3,
    " 3 ": 3,
    "3.": 3,
    "trinn 3": 3,
    "Trinn 3: Enkelte forbedringer har kommet frem": 3,
    "3 – Enkelte forbedringer har kommet frem": 3,
    "3: Enkelte forbedringer har kommet frem": 3,
    "Enkelte forbedringer har kommet frem": 3,
    "Påtagelige forbedringer er målt": 4,
    "Påtagelige forbedringer er målt, og forbedringene har fått gjennomslag i systemet": 5,
    "3 av 5": 3,
    "3/5": 3,
    "3 (1–5)": 3,
    "3 per 12.11.2026": 3,
    "tre": 3,
    "3,5": 3.5,
    "3.5": 3.5,
    "vi er på trinn 2 nå": 2,
    "2 eller 3": "two_values",
    "2-3": "two_values",
    "fra 2 til 3": "two_values",
    "3: Påtagelige forbedringer er målt": "two_values",
    "6": "outside_scale",
    "0": "outside_scale",
    "33": "outside_scale",
    "-3": "outside_scale",
    "vet ikke": "unclear_step",
}


@pytest.mark.parametrize("written", STEPS)
def test_a_step_is_understood_as_people_write_it_or_asked_about(written: str) -> None:
    report = read(word(table(("Mål", "Halvere"), ("Selvevaluering", written))), fields=POSTER)
    told = next((answer.number for answer in report.answers if answer.key == "selvevaluering"), None)
    asked = [
        finding.code for finding in report.findings if finding.code not in {"missing_fields", "between_steps"}
    ]
    assert (told if told is not None else asked[0]) == STEPS[written]
    assert len(asked) == (told is None)


def test_half_a_step_is_kept_and_asked_about() -> None:
    report = read(word(p("Selvevaluering: 3,5")), fields=POSTER)
    assert [finding.text for finding in report.findings if finding.code == "between_steps"] == [
        "«Selvevalueringstall (1–5)» er 3,5. Skalaen har hele trinn: velg det som passer best."
    ]
