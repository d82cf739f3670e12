"""Words by which people say that somebody does not take part, and whom they say it of.

A text is weighed clause by clause: «Vikar for Eva, som har sluttet» is about another, and «Har sluttet, Eva
overtar» is not.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GONE = (
    r"trukket|trekt|avmeldt|avmelding(?:er|ar)?|utgår|utgått|venteliste|slutter|sluttar|sluttet|slutta|"
    r"\w*permisjon|frafalt|frafall|avbud|forfall|ikke lenger|ikkje lenger"
)
_BEFORE = (
    r"(?:(?:har|er|på|i|ut|ute|går|gått|skal|de|som|personer|deltakere|team|dei|disse|desse|meldt|meldte|melder|"
    r"dessverre|diverre|nå|no|nettopp|allerede|hun|han|ho)\s+)*"
)
_BEGINS = re.compile(
    rf"\W*{_BEFORE}(?:(?:{_GONE})\b|(?:skal )?(?:strykes|strykast|fjernes|fjernast|slettes|slettast|tas ut|ta ut)\b|"
    r"(?:stryk|fjern|slett)\b(?= (?:fra|frå|av|henne|ham|han|raden|denne)\b|\W*$))(?! å\b)"
)
_NOT = r"(?:ikke|ikkje)"
_WITH = r"(?:med|lenger|aktuell|ansatt|tilsett)"
_SAYS = re.compile(
    r"\b(?:(?:trukket|trekker|trekt|trekkjer|trakk) (?:seg|meg)|meld(?:t|te|er) (?:seg|meg) (?:selv )?av|"
    r"avmeldt|utgår|utgått|avbud|"
    r"(?:på|står på) venteliste|i \w*permisjon|har (?:\w+ )?slutt[ea]t?|sluttet (?=\d|i\b|før\b|per\b|pr\b)|"
    rf"slutter (?=\d|i\b|før\b|til\b)|(?:deltar|deltek|kommer|kjem) (?:\w+ )?{_NOT}|"
    rf"(?:skal|vil|kan|får|ønsker|ønskjer) (?:\w+ )?{_NOT} (?:\w+ )?(?:delta|være med|vere med|bli med|komme)|"
    rf"(?:er|blir|bli|være|vere) {_NOT} (?:\w+ )?{_WITH}|"
    rf"{_NOT} (?:med )?lenger (?:med|i teamet|i prosjektet|del|en del)|"
    r"(?:erstatt|bytt|skift)(?:es|et|a|ast|ta) (?:ut )?(?:av|med)|"
    r"withdrawn|withdrew|cancelled|has left|no longer)\b(?! å\b)"
)
_OF_OTHERS = re.compile(
    r"\b(?:vikar\w*|erstatter|erstattar|etter|overtar|overtek|overtok|tar over|tek over|tok over|istedenfor|"
    r"i (?:stedet|staden) for|avløser|avløyser|pasient\w*|bruker\w*|noen|nokon|andre|møte\w*|vakt\w*|kurs\w*|"
    r"frist\w*)\b"
)
_DENIED = re.compile(
    r"\b(?:ikke|ikkje|aldri|var|sto|stod|hvis|dersom|om|når|ved|tilbake|som|skriv|tidligere|tidlegare)\b"
)
_REPLACES = re.compile(
    r"\b(?:i stedet|i staden|overtar|overtek|tar over|tek over|erstatter|erstattar|vikar|ny)\b"
)
_DENIED_AFTER = re.compile(r"\W*(?:ikke|ikkje|likevel ikke|likevel ikkje)\b")
_BETWEEN = r"\s*(?:(?:på|i|til|ved|under|av|for|den|første|andre|siste|kl|ca|også|\d+\.?)\s+){0,4}"
_ON_OCCASION = re.compile(
    rf"{_BETWEEN}(?:\w*(?:saml|middag|møte|dag|økt|kurs|webinar|workshop|lunsj|fest|kveld|overnatt)\w*|fysisk|digitalt)"
)
_ON_DATE = re.compile(
    rf"{_BETWEEN}(?:\d+\. (?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w*|\d+\.\d+\.?)\W*$"
)
_MAY_BE_OCCASION = re.compile(r"delta|deltek|komme|kjem|med\b|meld|avbud|forfall")
_MAY_BE_DATE = re.compile(r"delta|deltek|komme|kjem")
_SENTENCES = re.compile(r"(?<!\d)\.\s+|[!?;]+\s+|\n")
_CLAUSES = re.compile(r"(?::|,| [–—-])\s+(?!som\b)")
_MAX_WORDS_OF_CLAUSE = 16
_YES, _NO = re.compile(r"\W*(?:ja|jo|stemmer|yes)\b"), re.compile(r"\W*(?:nei|no|niks)\b")
_ASKS_WHETHER_WITH = re.compile(r"\b(?:med|delta\w*|deltek|kommer|kjem|fortsatt|framleis)\b")


def begins_with_leaving(text: str) -> re.Match[str] | None:
    """Return the words of leaving with which a text begins, in the spelling of `same_spelling`."""
    return _BEGINS.match(text)


def says_leaving(text: str, name: str = "") -> bool:
    """Tell whether a text says that the person it hangs on, by this name, does not take part."""
    own = same_spelling(name).split()[:1]
    return any(_sentence_says(sentence, own) for sentence in _SENTENCES.split(same_spelling(text)))


def said_in_thread(lines: Iterable[str], name: str) -> str:
    """Return the line by which people say that a person leaves; a question is read with its answer."""
    for line, after in pairwise((*lines, "")):
        if line.rstrip().endswith("?") and (
            _YES.match(same_spelling(after)) or _NO.match(same_spelling(after))
        ):
            if _answered(same_spelling(line), same_spelling(after)):
                return f"{line} {after}"
        elif says_leaving(line, name):
            return line
    return ""


def named_as_leaving(text: str, names: Iterable[str]) -> frozenset[str]:
    """Return those of the names that a note beside the table tells leave; who comes instead is none of them."""
    spelt = same_spelling(text)
    if not says_leaving(_without_names(spelt, names)):
        return frozenset()
    clauses = [one for sentence in _SENTENCES.split(spelt) for one in _CLAUSES.split(sentence)]
    told = " | ".join(clause for clause in clauses if not _REPLACES.search(clause))
    return frozenset(
        name for name in names if re.search(rf"(?<!\w){re.escape(same_spelling(name))}(?!\w)", told)
    )


def _without_names(spelt: str, names: Iterable[str]) -> str:
    """Take the names out, so that a clause that begins with one begins with its verb."""
    for name in names:
        spelt = spelt.replace(f"{same_spelling(name)} ", "")
    return spelt


def _answered(question: str, answer: str) -> bool:
    """Tell whether «Er hun med?» is answered with no, or «Har hun sluttet?» with yes."""
    asks_leaving = bool(_SAYS.search(question) or re.search(rf"\b(?:{_GONE})\b", question))
    if asks_leaving:
        return bool(_YES.match(answer))
    return bool(_NO.match(answer) and _ASKS_WHETHER_WITH.search(question))


def _sentence_says(sentence: str, own: list[str]) -> bool:
    return any(_clause_says(clause, before, own) for before, clause in _clauses(sentence))


def _clauses(sentence: str) -> Iterator[tuple[str, str]]:
    """Give each clause of a sentence with what is said before it."""
    start = 0
    for found in _CLAUSES.finditer(sentence):
        yield sentence[:start], sentence[start : found.start()]
        start = found.end()
    yield sentence[:start], sentence[start:]


def _clause_says(clause: str, before: str, own: list[str]) -> bool:
    if len(clause.split()) > _MAX_WORDS_OF_CLAUSE:
        return False
    if own and clause.startswith(f"{own[0]} "):
        clause = clause.removeprefix(f"{own[0]} ")
    found = _BEGINS.match(clause) or _SAYS.search(clause)
    if not found or _DENIED_AFTER.match(clause, found.end()) or _is_in_part(found[0], clause[found.end() :]):
        return False
    in_clause = clause[: found.start()]
    if own and re.search(rf"\b{re.escape(own[0])}\b", in_clause):
        return not re.search(r"\b(?:ikke|ikkje)\b", in_clause)
    return not _DENIED.search(in_clause) and not _OF_OTHERS.search(before + in_clause)


def _is_in_part(said: str, after: str) -> bool:
    """Tell whether somebody only misses a gathering: «Kan ikke delta på samling 1»."""
    is_occasion = bool(_MAY_BE_OCCASION.search(said) and _ON_OCCASION.match(after))
    return is_occasion or bool(_MAY_BE_DATE.search(said) and _ON_DATE.match(after))
