"""A file of the corpus: how it is laid out, what a person meant, and the reading that is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, kw_only=True)
class Case:
    """`answers` are by field key. `codes` are the findings' codes; those about which step is meant are left out.

    `given` is what the unit's own template said; a refused file has its code alone.
    """

    name: str
    meant: str
    make: Callable[[], bytes]
    answers: dict[str, str]
    codes: tuple[str, ...] = ()
    given: tuple[str, ...] = ()


LABELS = {
    "prosjekt": "Navn på prosjekt",
    "enhet-dato": "Enhet og dato",
    "avdeling": "Om avdelingen",
    "problem": "Hva er utfordringen eller problemet?",
    "mal": "1. Mål",
    "malinger": "2. Målinger",
    "tiltak": "3. Hvilke tiltak skal føre til at målet nås?",
    "resultater": "Resultater",
    "laering": "Nye læringspunkter: erfaringer så langt",
    "neste-steg": "Neste steg: hva skal testes?",
    "team": "Forbedringsteamet: navn, profesjon og rolle",
    "leder": "Nærmeste leder",
    "selvevaluering": "Selvevalueringstall (1–5)",
}
WHOLE = {
    "prosjekt": "Raskere innleggelse",
    "enhet-dato": "Medisinsk avdeling, 20.10.2027",
    "avdeling": "28 senger, 60 ansatte",
    "problem": "Pasientene venter for lenge",
    "mal": "90 % innen to timer",
    "malinger": "Ventetid hver uke",
    "tiltak": "Egen koordinator på dagtid",
    "resultater": "Median fra 5 til 3,5 timer",
    "laering": "Start i det små",
    "neste-steg": "Teste på kveld",
    "team": "Ingrid, sykepleier, leder",
    "leder": "Solveig Dahl",
    "selvevaluering": "3: Enkelte forbedringer har kommet frem",
}
GOAL, RESULT, ACTION, STEP = "Halvere ventetiden", "Fra 12 til 8 dager", "Tavlemøte hver dag", "3"
THREE = {"mal": GOAL, "tiltak": ACTION, "resultater": RESULT}
REST_EMPTY = ("missing_fields",)
