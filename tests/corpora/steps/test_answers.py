"""A step is read where the answer says so, and asked about everywhere else."""

from __future__ import annotations

from app.deliverables.fields import SELF_EVALUATION
from app.submissions.reading.reports.steps import step
from corpora.steps.table import TABLE


def test_every_answer_says_its_step_or_is_asked_about() -> None:
    read = {written: step(SELF_EVALUATION, written) for written, _, _ in TABLE}
    assert read == {written: right for written, right, _ in TABLE}
