"""Identity numbers, addresses, tokens and secrets in free text, file names and logs: find, refuse, take out.

An identity number is eleven digits with both control digits right, grouped in any way people write it. Known kinds:
fødselsnummer (born), D-nummer (day + 40), H-nummer (a health institution's own: month + 40) and FH-nummer (the
national help number: begins with 8 or 9). Synthetic ones count too: Tenor adds 80 to the month, Norsk helsenett 65.
Not known: numbers after the control digits of 2032, and other countries'.
A bank account's number shares the last control digit, so about one in a hundred is taken for an identity number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.errors import Code, Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["fødselsnummer", "D-nummer", "H-nummer", "FH-nummer"]

_BETWEEN = r"[\s._/\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212\ufeff-]"
_A_WHOLE_DATE = r"\d\d\D{1,3}\d\d\D{1,3}(?:19|20)\d\d\D"  # 24.11.2026 and a number after it
_ELEVEN_DIGITS = re.compile(rf"(?<!\d)(?!{_A_WHOLE_DATE})(?=((?:\d{_BETWEEN}{{0,3}}){{10}}\d)(?!\d))")
_FIRST_CONTROL = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_CONTROL = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_MONTHS: tuple[tuple[int, Kind, bool], ...] = (  # added to the month; the kind it makes; is it synthetic
    (0, "fødselsnummer", False),
    (40, "H-nummer", False),
    (65, "fødselsnummer", True),
    (80, "fødselsnummer", True),
)
_D_NUMBER = 40  # added to the day


@dataclass(frozen=True)
class IdentityNumber:
    """Where in a text a number stands, and of which kind; never the number itself, so that it can be logged."""

    kind: Kind
    synthetic: bool
    start: int
    end: int


def identity_numbers(text: str) -> list[IdentityNumber]:
    """Return every identity number in the text, from left to right."""
    return [found for match in _ELEVEN_DIGITS.finditer(text) if (found := _read(match))]


def refuse_identity_numbers(text: str | None, *, where: str) -> None:
    """Raise Invalid when a text that a person typed holds an identity number. `where` is the field's name."""
    if identity_numbers(text or ""):
        raise Invalid(Code.identity_number, f"{where}: {LOOKS_LIKE_ONE}")


LOOKS_LIKE_ONE = (
    "Et tall her ser ut som et fødselsnummer. Ta det bort; opplysninger om pasienter skal ikke stå her."
)


def _read(match: re.Match[str]) -> IdentityNumber | None:
    digits = [int(sign) for sign in match[1] if sign.isdecimal()]
    kind = _kind(digits) if _controls_hold(digits) else None
    return IdentityNumber(*kind, match.start(1), match.end(1)) if kind else None


def _controls_hold(digits: list[int]) -> bool:
    return all(
        sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 == 0
        for weights in (_FIRST_CONTROL, _SECOND_CONTROL)
    )


def _kind(digits: list[int]) -> tuple[Kind, bool] | None:
    """Tell the kind of an identity number by its date; without a possible date it is none."""
    if digits[0] in {8, 9}:
        return "FH-nummer", False
    day, month = 10 * digits[0] + digits[1], 10 * digits[2] + digits[3]
    born = day % _D_NUMBER
    for added, kind, synthetic in _MONTHS:
        if month - added in range(1, 13) and born in range(1, 32):
            return ("D-nummer" if born < day else kind), synthetic
    return None


_NAMED = (  # what stands before = or : when a secret follows
    r"(?:(?<!\w)\w{0,40}?(?:secret|password|passord|assertion|token|api_?key|tempauth|signature|code_verifier)"
    r"|\bsig|(?<=[?&])code)"
)
_LOCAL = r"[^\s@,;:<>()\[\]\"'\\=/?&|]"  # what may stand before @ in an address
_TAKEN_OUT: tuple[tuple[str, str], ...] = (
    (r"(?<=://)[^\s/:@]+:[^\s/@]+(?=@)", "[hemmelig]"),  # postgresql://name:password@
    (r"(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)*", "[token]"),
    (r"\b(bearer)\s+(?!\[token)[\w.~+/=-]+", r"\1 [token]"),
    (r"(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{20,}", "[hemmelig]"),  # a client secret as Entra makes them
    (rf"({_NAMED}[\"']?\s*[=:]\s*[\"']?)(?!\[)[^\s&\"',;}}]+", r"\1[hemmelig]"),
    (rf"(?<!{_LOCAL}){_LOCAL}+(?:@|%40)[\w-]+(?:\.[\w-]+)+", "[e-post]"),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), mark) for pattern, mark in _TAKEN_OUT]
_PERSONAL_LINK = re.compile(r"(?<=/)[\w-]{43}(?![\w-])", re.ASCII)
_QUERY = re.compile(r"\?[^\s\"'<>]+")
_SIGNED = re.compile(rf"{_NAMED}=", re.IGNORECASE)


def redact(text: str) -> str:
    """Return the text without identity numbers, addresses, tokens, secrets and signed addresses' queries."""
    text = _QUERY.sub(lambda query: "?[hemmelig]" if _SIGNED.search(query[0]) else query[0], text)
    for pattern, mark in _PATTERNS:
        text = pattern.sub(mark, text)
    return hide_identity_numbers(text)


def without_links(text: str) -> str:
    """Return the text without the secret part of the personal links in it."""
    return _PERSONAL_LINK.sub("[lenke]", text)


def hide_identity_numbers(text: str) -> str:
    """Put the kind of each number in its place: «[fødselsnummer]»."""
    return "".join(_without_numbers(text))


def _without_numbers(text: str) -> Iterator[str]:
    kept_to = 0
    for number in identity_numbers(text):
        if number.start >= kept_to:
            yield text[kept_to : number.start] + f"[{number.kind}]"
            kept_to = number.end
    yield text[kept_to:]
