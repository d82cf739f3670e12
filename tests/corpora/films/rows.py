"""What a row of the corpus of films says: how the film was made, and what must come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpora.films.laying_out import Made

LYING, STANDING, SQUARE = "lying", "standing", "square"


@dataclass(frozen=True)
class Film:
    """`seconds`, the way it is shown, the file's word for its codec, and the findings."""

    made: Made
    seconds: float
    way: str = LYING
    codec: str = "avc1"
    said: tuple[str, ...] = ()
    in_fragments: bool = False


@dataclass(frozen=True)
class Refused:
    """`named` is what the sentence to the team calls the file, or says of it."""

    made: Made
    code: str
    named: str
