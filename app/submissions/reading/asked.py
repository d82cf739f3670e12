"""Doubts in words: as a finding that asks, or that tells what a person answered. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.questions import KINDS, QuestionKind
from app.submissions.reading.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.submissions.reading.findings import Answered, Doubt


def doubted(doubt: Doubt, answered: Answered) -> tuple[str | None, Finding]:
    """Return the answer to a doubt, and the finding that tells of it; None and a question while it waits."""
    answer = answered(doubt)
    if answer is None:
        asked = KINDS[QuestionKind(doubt.kind)].text % doubt.details
        return None, Finding(code=doubt.kind, level="question", text=asked, doubt=doubt)
    text = settled_text(doubt.kind, doubt.details, answer)
    return answer, Finding(code=doubt.kind, level="info", text=text, doubt=doubt)


def settled_text(kind: str, details: Mapping[str, Any], answer: str) -> str:
    """Return a question with its answer, in bokmål as all findings are."""
    words = KINDS[QuestionKind(kind)]
    told = words.answers[answer] % details if answer in words.answers else answer
    return f"{words.text % details} Svar: {told}."
