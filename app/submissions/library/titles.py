"""A file's name as people write it, beside the titles of what they owe: which numbers are a title's, which are not.

The number of a report follows its word («Statusrapport 1», «statusrapport_nr-01»). Dates, versions, quarters and what
a browser adds («(1)») are no report's number.

A name may also say that the file is not the answer yet, or what the answer is made from. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import Match

_NOT_ITS_NUMBER = " ikkenummer "
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_MONTHS = (
    r"jan(uar)?|feb(ruar)?|mars?|april?|mai|juni?|juli?|aug(ust)?|sept?(ember)?|okt(ober)?|(nov|des)(ember)?"
)
_UNITS = rf"kvartal|kv|halvår|tertial|{_MONTHS}"
_COUNTED = r"uke|veke|måned|månad|dag|år|samling|utkast|versjon"
_ASIDE = re.compile(
    r"(?<!\d)(\d{4}[-._ ]\d{1,2}[-._ ]\d{1,2}|\d{1,2}[-._]\d{1,2}[-._](\d{4}|\d{2})|\d{1,2}[-._]\d{4})(?!\d)"
    r"|(?<!\d)\d{1,2}\.\d{1,2}\.?(?!\d)"
    r"|\(\s*\d+\s*\)"
    r"|(?<![^\W\d_])(v|ver|versjon|version|rev|revisjon|utg|utgave|utgåve|utkast|kladd|kopi|copy)[ ._-]*\d+([._]\d+)*"
    rf"|(?<!\d)\d{{1,2}}([. _-]*({_UNITS})|\. ?({_COUNTED})){_AFTER}"
)
_NUMBERED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[ _-]+(?:nr|no|num|nummer)[ ._-]*(?=\d)")
_FIRST = re.compile(r"^\s*(\d{1,2})\.\s*([^\W\d_]+)(?=\D*$)")
_SEVERAL = re.compile(
    r"(?<![^\W\d_])([^\W\d_]+)[ _-]*(\d{1,2}(?:\s*(?:og|and|&|\+|,|/|-|–|_|\s)\s*\d{1,2}(?!\d))+)(?!\d)"
)
_UNFINISHED = {
    "mal", "malen", "maler", "template", "eksempel", "veiledning", "instruks", "utkast", "kladd",
    "draft", "uferdig", "spørsmål", "spm", "notat", "notater", "tilbakemelding", "tilbakemeldinger",
}  # fmt: skip
_MATERIAL = _UNFINISHED | {
    "bilde", "bilder", "foto", "fotos", "logo", "musikk", "lyd", "bakgrunn", "råfilm", "råopptak",
    "tekst", "tekster", "undertekst", "undertekster", "manus", "skisse", "storyboard", "ideer", "idé",
    "kilder", "samtykke", "samtykker", "samtykkeskjema", "invitasjon", "kvittering", "referat",
}  # fmt: skip
_NOT_FINISHED = re.compile(rf"{_BEFORE}(ikke|ikkje) ferdig{_AFTER}")
_WITH = re.compile(rf"{_BEFORE}(med|etter|uten|utan)[\s_]+\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_BESIDE_FILMS = frozenset({"srt", "vtt", "sub", "ass", "thm", "lrv", "aae", "xmp", "ics", "vcf"})


def with_its_numbers(name: str) -> str:
    """Return a name, without ending and in comparable spelling, with a title's own numbers after its word."""
    name = _FIRST.sub(r"\2 \1", _ASIDE.sub(_NOT_ITS_NUMBER, name))
    return _SEVERAL.sub(_each, _NUMBERED.sub(r"\1 ", name))


def _each(found: Match[str]) -> str:
    """Write «rapport 1 og 2» as «rapport 1 rapport 2»."""
    word, numbers = found.groups()
    return " ".join(f"{word} {number}" for number in re.findall(r"\d+", numbers))


def without_team(name: str, team: str) -> str:
    """Return a name without the team's own, which people write between a title and its number."""
    words = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", team)))
    return re.sub(f"{_BEFORE}{words}{_AFTER}", " ", name) if words else name


def is_unfinished(name: str, known: set[str]) -> bool:
    """Tell a draft, a template, and what is written about the file; `known` are words of titles and of the team."""
    return bool(_UNFINISHED & _said(name, known)) or _NOT_FINISHED.search(name) is not None


def is_material(name: str, known: set[str]) -> bool:
    """Tell what a team keeps to make the file from: pictures for the poster, a script for the film."""
    return bool(_MATERIAL & _said(name, known)) or _NOT_FINISHED.search(name) is not None


def _said(name: str, known: set[str]) -> set[str]:
    """Return the words of a name; «med bilder» and «etter tilbakemelding» tell of the file itself."""
    return set(_LETTERS.findall(_WITH.sub(" ", name))) - known


def is_beside_film(name: str) -> bool:
    """Tell what cameras and players lay beside a film."""
    return name.rpartition(".")[2].casefold() in _BESIDE_FILMS
