"""The self-evaluation as people write it: a step only when the whole answer says so.

The grammar is positive: "3", "trinn 3", "3 av 5", "tre", the step's own wording, a ticked box, and few words around.
Everything else (a negation, a comparison, a week, a count, two numbers, a half) is shown as written and asked about.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import TYPE_CHECKING

from app.submissions.reading.findings import Doubt, Finding
from app.submissions.reading.reports.labels import plain

if TYPE_CHECKING:
    from app.deliverables import FormField

LOWEST, HIGHEST = 1, 5
UNCLEAR = "unclear-step"
MAX_SHOWN_LETTERS = 60

_WORDS = {
    "en": 1,
    "én": 1,
    "ett": 1,
    "ein": 1,
    "éin": 1,
    "eitt": 1,
    "one": 1,
    "to": 2,
    "two": 2,
    "tre": 3,
    "three": 3,
    "fire": 4,
    "four": 4,
    "fem": 5,
    "five": 5,
}
_NUMBER = rf"(?:[1-5](?:[.,]0)?|{'|'.join(_WORDS)})"
_NOUN = r"(?:trinn(?:et)?|steg(?:et)?|trinnivå|nivå(?:et)?|step|level)"
_SCALE = (
    r"(?:/ ?5|(?:ut )?av (?:totalt )?(?:5|fem)|(?:out )?of (?:5|five)|\(?(?:på )?(?:en )?(?:skala(?:en)?|skalaen vår)?"
    r" ?(?:fra )?1 ?(?:-|til) ?5\)?)"
)
_DAY = r"(?:\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d)"
_WHEN = (
    rf"(?:nå|no|now|i dag|today|(?:per|pr\.?|den|dato) (?:{_DAY}|i dag|nå|no)|\(?(?:per |pr\.? ?)?{_DAY}\)?)"
)
_WHO = r"(?:vi|me|teamet|teamet vårt|dette|det|we|the team)"
_STANDS = (
    rf"(?:(?:{_WHO} )?(?:er|står|ligger|are|is)(?: nå| no| now)? (?:på|at|on)"
    rf"|{_WHO} (?:vurderer|plasserer|setter|set) (?:oss|seg)(?: selv| sjølve?)? (?:til|på|i))"
)
_ANSWER = re.compile(
    rf"(?:{_WHEN} ?[:,-]? )?(?:{_STANDS} )?(?:{_NOUN} ?)?(?:nr\.? ?|nummer )?[:=]? ?(?P<number>{_NUMBER})"
    rf"(?:[.)]|\. ?{_NOUN})?(?: \((?P<again>{_NUMBER})\))?(?: ?{_SCALE})?,?(?: {_WHEN})?"
)
_WITH_WORDING = re.compile(
    rf"(?:{_NOUN} )?(?:(?P<number>[1-5]) ?[:.)-] ?|(?P<bare>[1-5]) )?(?P<wording>\D.*)"
)
TICKED, _UNTICKED = "☒☑✅✔✓🗹", "☐□◻⬜▢"
_BOX = re.compile(rf"\[x\]|\(x\)|\[ ?\]|\( ?\)|[{TICKED}{_UNTICKED}]")
_IN_BRACKETS = re.compile(r"^\(([^()]*)\)$")
_KEYCAP = "\u20e3"  # around a digit, as phones write it
_A_NUMBER = re.compile(rf"\b{_NUMBER}\b")
_BULLET = re.compile(r"^[•▪◦●‣] ?(?=\S)")
_GREETING = re.compile(
    r"(?:med )?(?:vennlig|vennleg|beste?) helsing|(?:med )?(?:vennlig|beste?) hilsen|hilsen|mvh\b"
)
_CROSSED = re.compile(r"x[ :.)-]+(.+)")


def step(field: FormField, text: str) -> int | None:
    """Return the step an answer says; None when it says none for certain."""
    lines = [_BULLET.sub("", _even(line)) for line in text.splitlines() if line.strip()]
    lines = list(dict.fromkeys(lines)) if len(set(lines)) == 1 else _unsigned(lines)
    whole = " ".join(lines)
    if _BOX.search(whole):
        return _ticked(field, whole)
    crossed = [match[1] for line in lines if (match := _CROSSED.fullmatch(line))]
    if crossed:
        return _said(field, crossed[0]) if len(crossed) == 1 and _are_choices(field, lines) else None
    return _said(field, whole)


def unclear(field: FormField, text: str) -> Finding:
    """Ask which step an answer means; it is kept as written."""
    written = _short(text)
    return Finding(
        code=UNCLEAR,
        level="question",
        text=f"«{field.label}» er «{written}». Hvilket trinn er det?",
        doubt=Doubt(
            kind=UNCLEAR,
            seen=(field.key, " ".join(text.split())),
            choices=tuple(str(number) for number in range(LOWEST, HIGHEST + 1)),
            details={"label": field.label, "written": written, "field": field.key},
        ),
    )


def _even(line: str) -> str:
    """Return a line in small letters, with one kind of space and of dash, and nothing invisible."""
    even = unicodedata.normalize("NFKC", line).casefold()
    even = even.replace(_KEYCAP, "")
    even = re.sub(r"[\u2010-\u2015\u2212]", "-", even)
    seen = "".join(
        letter for letter in even if unicodedata.category(letter) not in {"Cf", "Mn", "Cc"} or letter == "\t"
    )
    return " ".join(seen.split())


def _unsigned(lines: list[str]) -> list[str]:
    """Leave out the greeting and the name at the end, unless a number stands there."""
    own = list(takewhile(lambda line: not _GREETING.match(line), lines))
    return lines if _A_NUMBER.search(" ".join(lines[len(own) :])) else own


def _said(field: FormField, said: str) -> int | None:
    said = _IN_BRACKETS.sub(r"\1", _without_label(field, said).strip(" .!;\"'«»“”"))
    if match := _ANSWER.fullmatch(said):
        number, again = _number(match["number"]), match["again"]
        return number if again is None or _number(again) == number else None
    return _by_wording(field, said)


def _without_label(field: FormField, said: str) -> str:
    """Take away the field's own name, where somebody has written it before the answer."""
    for label in sorted((_even(one) for one in (field.label, *field.also)), key=len, reverse=True):
        rest = said.removeprefix(label)
        if rest != said and re.match(r" ?[:=-]| \S", rest):
            return rest.lstrip(" :=-")
    return said


def _number(written: str) -> int:
    return _WORDS.get(written) or int(written[0])


def _by_wording(field: FormField, said: str) -> int | None:
    """Know a step by its own words, with its own number before them or none."""
    match = _WITH_WORDING.fullmatch(said)
    wordings = {
        plain(wording): number
        for number, choice in enumerate(field.choices, start=LOWEST)
        for wording in (choice, choice.replace("frem", "fram"))
    }
    number = wordings.get(plain(match["wording"])) if match else None
    written = match and (match["number"] or match["bare"])
    return number if written in {None, str(number)} else None


def _ticked(field: FormField, whole: str) -> int | None:
    """Return the only ticked choice of a row of boxes, which all stand before their choices or all after."""
    boxes, between = _BOX.findall(whole), [part.strip(" ,;|/") for part in _BOX.split(whole)]
    if between[0] and between[-1]:
        return None
    choices = between[1:] if not between[0] else between[:-1]
    ticked = [choice for box, choice in zip(boxes, choices, strict=True) if box in TICKED or "x" in box]
    return _said(field, ticked[0]) if len(ticked) == 1 and ticked[0] else None


def _are_choices(field: FormField, lines: list[str]) -> bool:
    """Tell whether each line is a choice, so that a cross before a line of them is a tick."""
    said = [_said(field, match[1] if (match := _CROSSED.fullmatch(line)) else line) for line in lines]
    return None not in said and len(set(said)) == len(said)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= MAX_SHOWN_LETTERS else f"{one_line[:MAX_SHOWN_LETTERS]} …"
