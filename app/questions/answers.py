"""Answers as programs and files give them: `[{key, answer}]`."""

from __future__ import annotations

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from app.errors import Code, Invalid

MAX_ANSWERS_AT_ONCE = 500


class Answer(BaseModel, extra="forbid"):
    """`answer` is one of the question's choices."""

    key: str = Field(max_length=200)
    answer: str = Field(max_length=200)


def read_answers(content: str) -> dict[str, str]:
    """Read a file of answers: by key. Raises Invalid when it is something else."""
    try:
        answers = TypeAdapter(list[Answer]).validate_json(content)
    except ValidationError:
        example = '[{"key": "…", "answer": "…"}]'
        sentence = f"Svarene kan ikke leses. Filen må se slik ut (JSON): {example}."
        raise Invalid(Code.answers_unreadable, sentence) from None
    return {one.key: one.answer for one in answers}
