"""Places that may name another person of such a name: each is asked about, and waits for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import questions
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.privacy.naming import Place
    from app.questions import Question

SAME, ANOTHER = "same", "another"
CHARACTERS_AROUND = 40
"""Characters shown on each side of a name, so that a person can tell who is meant."""


class Doubts:
    """The doubts of an erasure, which is known by its pseudonym."""

    def __init__(self, session: Session, *, pseudonym: str, now: datetime) -> None:
        self._session, self._pseudonym, self._now = session, pseudonym, now

    def decided(
        self, where: tuple[object, ...], places: Mapping[str, Sequence[Place]]
    ) -> dict[str, list[Place]]:
        """Return the places to replace: the certain ones, and those a person has called the same.

        `where` is a column of a row. Its doubtful places are told apart by their order, so none of them is replaced
        before all are answered.
        """
        doubtful = [(text, place) for text, found in places.items() for place in found if not place.certain]
        answers = [self._answer((*where, nth), *one) for nth, one in enumerate(doubtful)]
        same = [one for one, answer in zip(doubtful, answers, strict=True) if answer == SAME]
        said = same if None not in answers else []
        return {
            text: [place for place in found if place.certain or (text, place) in said]
            for text, found in places.items()
        }

    def _answer(self, where: tuple[object, ...], text: str, place: Place) -> str | None:
        asking = Asking(
            kind=QuestionKind.named_in_text,
            seen=(self._pseudonym, *where),
            about=self._pseudonym,
            choices=(SAME, ANOTHER),
            details={"found": text[place.start : place.end], "around": _around(text, place)},
        )
        return questions.ask_question(self._session, asking, now=self._now).answer

    def still_open(self) -> list[Question]:
        return list(questions.open_questions(self._session, None, about=self._pseudonym))


def _around(text: str, place: Place) -> str:
    begins, ends = max(0, place.start - CHARACTERS_AROUND), place.end + CHARACTERS_AROUND
    return f"{'…' if begins else ''}{text[begins:ends]}{'…' if ends < len(text) else ''}"
