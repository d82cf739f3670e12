from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deliverables.fields import SELF_EVALUATION
from app.submissions.reading.findings import Finding, warning
from app.submissions.reading.reports.steps import HIGHEST, LOWEST, between, step

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
    told = step(SELF_EVALUATION, written)
    assert (told.code if isinstance(told, Finding) else told) == STEPS[written]


@given(
    st.integers(1, 5), st.sampled_from(["{}", "trinn {}", "{} av 5", "vi er på {} nå", "{} per 12.11.2026"])
)
def test_each_step_is_read_wherever_its_number_stands(number: int, written: str) -> None:
    assert step(SELF_EVALUATION, written.format(number)) == number


@given(st.text())
def test_any_answer_is_a_step_on_the_scale_or_a_question(text: str) -> None:
    told = step(SELF_EVALUATION, text)
    assert isinstance(told, Finding) or LOWEST <= told <= HIGHEST


def test_a_long_answer_is_asked_about_by_its_beginning() -> None:
    told = step(
        SELF_EVALUATION, "Vi har hatt mye\nå gjøre og vet ikke helt hvor vi står akkurat nå, dessverre"
    )
    assert told == warning(
        "unclear_step",
        "«Selvevalueringstall (1–5)» er «Vi har hatt mye å gjøre og vet ikke helt hvor vi står akkura …». "
        "Skriv ett tall fra 1 til 5.",
    )


def test_half_a_step_is_kept_and_asked_about() -> None:
    assert between("Trinn", 3.0) is None
    assert between("Trinn", None) is None
    assert between("Trinn", 3.5) == warning(
        "between_steps", "«Trinn» er 3,5. Skalaen har hele trinn: velg det som passer best."
    )
