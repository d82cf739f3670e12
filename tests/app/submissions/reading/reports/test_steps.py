from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.deliverables.fields import SELF_EVALUATION
from app.submissions.reading.findings import Doubt, Finding
from app.submissions.reading.reports.steps import HIGHEST, LOWEST, step, unclear

LONG = "Vi har hatt mye\nå gjøre og vet ikke helt hvor vi står akkurat nå, dessverre"


@given(
    st.integers(1, 5), st.sampled_from(["{}", "trinn {}", "{} av 5", "vi er på {} nå", "{} per 12.11.2026"])
)
def test_each_step_is_read_where_the_whole_answer_says_it(number: int, written: str) -> None:
    assert step(SELF_EVALUATION, written.format(number)) == number


@given(
    st.integers(1, 5), st.sampled_from(["ikke {}", "bedre enn {}", "uke {}", "{} av 7 ansatte", "{} sist"])
)
def test_no_step_is_read_where_a_number_stands_for_something_else(number: int, written: str) -> None:
    assert step(SELF_EVALUATION, written.format(number)) is None


@given(st.text())
def test_any_answer_is_a_step_on_the_scale_or_none(text: str) -> None:
    told = step(SELF_EVALUATION, text)
    assert told is None or LOWEST <= told <= HIGHEST


def test_an_unclear_answer_is_asked_about_as_it_was_written() -> None:
    assert unclear(SELF_EVALUATION, "bedre enn 2") == Finding(
        code="unclear-step",
        level="question",
        text="«Selvevalueringstall (1–5)» er «bedre enn 2». Hvilket trinn er det?",
        doubt=Doubt(
            kind="unclear-step",
            seen=("selvevaluering", "bedre enn 2"),
            choices=("1", "2", "3", "4", "5"),
            details={
                "label": "Selvevalueringstall (1–5)",
                "written": "bedre enn 2",
                "field": "selvevaluering",
            },
        ),
    )


def test_a_long_answer_is_asked_about_by_its_beginning_and_known_by_all_of_it() -> None:
    asked = unclear(SELF_EVALUATION, LONG)
    assert asked.text == (
        "«Selvevalueringstall (1–5)» er «Vi har hatt mye å gjøre og vet ikke helt hvor vi står akkura …». "
        "Hvilket trinn er det?"
    )
    assert asked.doubt is not None
    assert asked.doubt.seen == ("selvevaluering", " ".join(LONG.split()))
