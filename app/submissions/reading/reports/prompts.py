"""Words that are not a team's: prompts of ours and of Word's, the template's own, and help text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.deliverables import CHOOSE, PROMPT

if TYPE_CHECKING:
    from collections.abc import Iterable

KNOWN_PROMPTS = frozenset(
    {
        PROMPT,
        CHOOSE,
        "Klikk eller trykk her for å skrive inn tekst.",
        "Klikk her for å skrive inn tekst.",
        "Velg et element.",
        "Click or tap here to enter text.",
        "Click here to enter text.",
        "Choose an item.",
        "…",
        "...",
    }
)
WORDS_OF_A_LINE = 3
"""A template's line of fewer words ("Ja", "3") may be an answer as well."""

_OF_A_PROGRAM = re.compile(
    r"(klikk|trykk|click|tap)\b.{0,20}\b(her|here)\b[^:/\n]{0,60}"
    r"|(velg|vel|choose) (et|eit|en|ei|ein|an?) (element|alternativ|trinn|valg|dato|item|date)\.?",
    re.IGNORECASE,
)
_LIMIT = r"(maks|maksimum|maksimalt|inntil|høyst|minst|max)\.? \w+ (setning|ord|linje|side|punkt|kulepunkt|tegn)\w*"
_HELP = re.compile(
    r"[\[(<].*[\])>]$"
    r"|(skriv|beskriv|fyll|oppgi|oppgje|angi|nevn|nemn|forklar|kryss av|set[t]? kryss|describe|write|please)\b"
    r"|(her (skriver|skal|kan)|for eksempel|f\.? ?eks|eksempel|til dømes|t\.? ?d\.|tips|hjelp|veiledning|rettleiing)\b"
    r"|(hva|kva|hvem|kven|hvor|kor|hvordan|korleis|hvorfor|kvifor|når|hvilke[nt]?|what|who|how|why|when)\b.*\?$"
    rf"|.*\b{_LIMIT}"
    r"|.*\b(dere|deres|dykk|dykkar)\b",
    re.IGNORECASE | re.DOTALL,
)


_SURELY_HELP = re.compile(
    r"[\[<][^\[\]<>]*[\]>]"
    r"|\([^()]*\b(dere|deres|dykk|dykkar|skriv|fyll|fylles|kort|maks|inntil|eksempel|hva|kva|hvem|kven)\b[^()]*\)"
    r"|beskriv (kort|her|litt)\b.*"
    r"|(skriv|beskriv) (kort|litt|her|inn)( her)?([.:,!]|$| om\b| hva\b| kva\b| hvordan\b| korleis\b| hvem\b).*"
    r"|(beskriv|skriv) (hva|kva|hvordan|korleis)\b.*"
    rf"|\(?((skriv|bruk|kort|helst|gjerne|svar)\b[^.\n]*?)?{_LIMIT}\)?[.!]?"
    r"|(hva|hvem|hvor|hvordan|hvorfor|når|hvilke[nt]?)\b(?!.*\b(vi|oss|vår|vårt|våre)\b).*\b(dere|dykk)\b.*\?"
    r"|(kva|kven|kor|korleis|kvifor|når)\b(?!.*\b(vi|me|oss|vår|vårt|våre)\b).*\b(dere|de|dykk)\b.*\?",
    re.IGNORECASE | re.DOTALL,
)
"""Narrow: people answer in brackets, with orders, and with questions of their own."""


_BLANK = re.compile(r"_{3,}|\.{5,}|…{2,}")


def without_blanks(text: str) -> str:
    """Take out the lines to write on ("Leder: ______"), which stand around an answer and where there is none."""
    return _BLANK.sub("", text).strip() if _BLANK.search(text) else text


def is_prompt(text: str, known: frozenset[str]) -> bool:
    """Say whether a text is a prompt of a form, or of the program that the form was filled in with."""
    return text in known or text.strip("[]") in known or bool(_OF_A_PROGRAM.fullmatch(text))


def looks_like_help(text: str) -> bool:
    """Tell words beside a label that ask for an answer, or say how to write it."""
    return bool(_HELP.match(text.strip()))


def asks_for_an_answer(text: str) -> bool:
    """Tell help text where an answer should stand; people answer with questions and orders too."""
    return bool(_SURELY_HELP.fullmatch(text.strip()))


class TemplatesWords:
    """The words of the template: prompts, and what stood in it."""

    def __init__(self, said: Iterable[str]) -> None:
        texts = tuple(said)
        self._whole = frozenset(one_line(text) for text in texts)
        lines = {one_line(line) for text in texts for line in text.split("\n")}
        self._lines = frozenset(line for line in lines if len(line.split()) >= WORDS_OF_A_LINE)

    def are(self, text: str) -> bool:
        return is_prompt(one_line(text), self._whole) or not self.without(text)

    def without(self, text: str) -> str:
        """Take out the template's own lines."""
        return "\n".join(line for line in text.split("\n") if one_line(line) not in self._lines).strip()


def one_line(text: str) -> str:
    return " ".join(text.split())
