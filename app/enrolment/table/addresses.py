"""Find the one e-mail address a person means by a cell, or say what stands there instead."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from app.enrolment.table.columns import Column
from app.people import same_spelling, tidy_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.lines import Line
    from app.enrolment.problems import Problem, Where

MAX_ADDRESS_CHARACTERS = 200
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@(?:[\w](?:[\w-]*[\w])?\.)+[a-z]{2,24}")
_WRAPPED = re.compile(
    r"^(?P<words>[^@<>()\[\]]*?)\s*[<(\[]\s*(?:mailto:)?(?P<address>[^<>()\[\]]*@[^<>()\[\]]*)[>)\]][\s;,.]*$",
    re.IGNORECASE,
)
_LINK_IN_TEXT = re.compile(r"\[(?P<shown>[^\]]*)\]\(mailto:(?P<address>[^)]*)\)", re.IGNORECASE)
_QUOTED = re.compile(r"^(['\"´`])(.*)\1$")
_TELEPHONE = re.compile(r"(?:tlf|tel|mob|mobil|telefon)?[.: ]*\+?[0-9][0-9 ()./-]{6,20}", re.IGNORECASE)
_TELEPHONE_BESIDE = re.compile(
    r"[\s,;/|]+(?:tlf|tel|mob|mobil|telefon)?[.: ]*\+?[0-9][0-9 ]{6,16}$", re.IGNORECASE
)
_REMARK_BESIDE = re.compile(
    r"\s*\((?:privat|personlig|personleg|jobb|arbeid|heime|hjemme|private|personal|work|home)\.?\)$",
    re.IGNORECASE,
)
_SPELT_AT = re.compile(r"\s?[(\[{]\s?(?:at|alfakrøll|krøllalfa)\s?[)\]}]\s?", re.IGNORECASE)
_GUEST_NAME = re.compile(r"(?P<local>.+)_(?P<domain>[^_]+)#ext#@.+", re.IGNORECASE)
_LOOK_ALIKES = str.maketrans("\u2010\u2011\u2012\u2013\u2212\u2019\u2018", "-----''")
"""Word and Excel turn hyphens and apostrophes into others while a person types."""


def read_address(line: Line, problems: list[Problem]) -> str | None:
    """Return the address of a person's row, None while it is not known; add what is doubtful to the problems."""
    where, name = line.where(Column.email), line.text(Column.name)
    if not tidy_address(line.text(Column.email)):
        problems.append(where.warning("no_email", _waits(name)))
        return None
    written = _behind_link(line, problems) or line.text(Column.email)
    bare, beside = _without_remark(written)
    if beside:
        problems.append(where.warning("more_than_address", f"«{beside}» ved siden av adressen er ikke lest."))
    email = address_meant(bare)
    problems += _doubts(where, written, email, name)
    return email


def _behind_link(line: Line, problems: list[Problem]) -> str:
    """Return the address behind a cell that shows none, and say so."""
    cell = line.cell(Column.email)
    if not cell.link or "@" in cell.text:
        return ""
    problems.append(
        line.where(Column.email).warning(
            "address_behind_link",
            f"Det står «{cell.text}», men lenken bak går til {cell.link}. Den adressen er lest; sjekk den.",
        )
    )
    return cell.link


def _doubts(where: Where, written: str, email: str, name: str) -> Iterator[Problem]:
    if not is_address(email):
        yield where.error("bad_email", _bad_email(written, email, name))
    elif not email.isascii():
        yield where.warning("unusual_email", f"«{email}» har bokstaver få e-postadresser har. Sjekk den.")
    elif _is_somebody_elses(written, name):
        yield where.warning("other_name", _other_name(written, name))


def is_address(text: str) -> bool:
    is_guest_name = bool(_GUEST_NAME.fullmatch(text))
    return (
        len(text) <= MAX_ADDRESS_CHARACTERS
        and bool(_ADDRESS.fullmatch(text))
        and ".." not in text
        and not is_guest_name
    )


def address_meant(written: str) -> str:
    """Undo what programs put around an address: a name, mailto, brackets, quotes; the same one twice is one."""
    plain = unicodedata.normalize("NFKC", written).translate(_LOOK_ALIKES)
    linked = _LINK_IN_TEXT.fullmatch(plain.strip())
    wrapped = _WRAPPED.match(plain)
    found = linked or wrapped
    inside = found["address"] if found else plain
    several = {_tidied(part) for part in re.split(r"[;,\s]+", inside) if "@" in part}
    return several.pop() if len(several) == 1 and _only_addresses(inside) else _tidied(inside)


def _only_addresses(text: str) -> bool:
    return all("@" in part for part in re.split(r"[;,\s]+", text) if part)


def _tidied(text: str) -> str:
    quoted = _QUOTED.match(text.strip())
    tidied = tidy_address(quoted[2] if quoted else text)
    return (
        tidied.split("?")[0].rstrip(".") if text.strip().lower().startswith("mailto:") else tidied.rstrip(".")
    )


def _without_remark(written: str) -> tuple[str, str]:
    """Split an address from the telephone, or the remark in brackets, after it."""
    beside = (_TELEPHONE_BESIDE.search(written) or _REMARK_BESIDE.search(written)) if "@" in written else None
    return (written[: beside.start()], beside[0].strip(" ,;/|")) if beside else (written, "")


def _waits(name: str) -> str:
    who = name or "Personen"
    return f"{who} har ingen e-postadresse og venter uten tilgang. Fyll inn adressen og importer igjen."


def _is_somebody_elses(written: str, name: str) -> bool:
    """Tell whether a name written before the address shares no word with the name of the row."""
    wrapped = _WRAPPED.match(written)
    words, own = (
        set(re.findall(r"\w{2,}", same_spelling(text)))
        for text in (wrapped["words"] if wrapped else "", name)
    )
    return bool(words and own) and not words & own


def _other_name(written: str, name: str) -> str:
    return f"Adressen er skrevet som «{written}», mens raden gjelder {name}. Sjekk hvem adressen tilhører."


def _bad_email(written: str, email: str, name: str) -> str:
    if "@" in name and "@" not in written:
        return "Navn og e-post ser ut til å ha byttet plass. Bytt dem tilbake."
    if guest := _GUEST_NAME.fullmatch(email):
        return (
            f"«{written}» er navnet en gjest har i katalogen, ikke e-postadressen. "
            f"Skriv {guest['local']}@{guest['domain']} hvis det er adressen."
        )
    if written.count("@") > 1:
        return f"«{written}» er mer enn én adresse. Skriv én adresse, og én person per rad."
    return _no_address(written)


def _no_address(written: str) -> str:
    if _TELEPHONE.fullmatch(written):
        return f"«{written}» er et telefonnummer, ikke en e-postadresse. Skriv e-postadressen her."
    if _SPELT_AT.search(written):
        return (
            f"«{written}» har ikke tegnet @. Skriv adressen slik den brukes: {_SPELT_AT.sub('@', written)}."
        )
    if " " in written:
        return f"«{written}» har mellomrom. Fjern mellomrommet, eller sjekk at det bare står en adresse der."
    return f"«{written}» er ikke en e-postadresse. Skriv den som fornavn.etternavn@sykehus.no."
