"""Every kind of question: its sentence, and its answers in words. A row a kind.

Sentences are in bokmål and translated where they are shown; a kind's stored name and its answers never change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from app.web import said

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_HEX_DIGITS = 16


class AskedOf(StrEnum):
    """The people who may settle a question; a team is asked only for things nobody else can know."""

    unit = "unit"
    mentor = "mentor"
    team = "team"


class QuestionKind(StrEnum):
    """Kinds of doubt, by their stored names."""

    named_in_text = "named-in-text"


@dataclass(frozen=True, kw_only=True)
class KindInWords:
    """`text` and `answers` hold places for the question's details, written `%(name)s`.

    An answer that is missing from `answers` is its own word: a number, or a name.
    """

    text: str
    answers: Mapping[str, str]


KINDS: dict[QuestionKind, KindInWords] = {
    QuestionKind.named_in_text: KindInWords(
        text=said("Er «%(found)s» i teksten «%(around)s» den samme som skal slettes?"),
        answers={"same": said("Ja, slett navnet her"), "another": said("Nei, det er en annen")},
    ),
}


def question_key(kind: QuestionKind, *seen: object) -> str:
    """Return the key of a doubt: its kind, and a digest of the thing that was seen."""
    whole = json.dumps([str(one) for one in seen], ensure_ascii=False)
    return f"{kind.value}:{sha256(whole.encode()).hexdigest()[:KEY_HEX_DIGITS]}"
