"""People who may be one, and addresses that may be two people's: nobody is merged in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.enrolment.doubts.similar import a_letter_apart, folded, near
from app.enrolment.doubts.teams import hold_rows
from app.enrolment.headings import Column
from app.people import same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry

MAX_SEATS_COMPARED = 200
"""People of a team whose names are compared each with each; no team of hospital staff has more."""


def with_one_person(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Let each address be one person, and each person of a team have one address; rows in doubt wait."""
    return _with_one_address(_with_one_name(entries, doubts), doubts)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names of an address are a person's, spelt or shortened: «Nes, Kari», «Kari M. Nes»."""
    if near(one, other) or a_letter_apart(one, other):
        return True
    fewer, more = sorted((folded(one).words, folded(other).words), key=len)
    return bool(fewer) and all(any(_shortens(word, whole) for whole in more) for word in fewer)


def _shortens(word: str, whole: str) -> bool:
    short, long = sorted((word, whole), key=len)
    return word == whole or (len(short) == 1 and long.startswith(short))


def _with_one_name(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    by_address: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.email:
            by_address.setdefault(entry.email, []).append(entry)
    stored = {seat.email: seat.name for seat in doubts.known.seats}
    settled = {email: _named(email, rows, stored.get(email), doubts) for email, rows in by_address.items()}
    return [
        one
        for entry in entries
        for one in ([entry] if entry.email is None else _as_settled(entry, settled[entry.email]))
    ]


def _as_settled(entry: Entry, owner: str | None) -> list[Entry]:
    """Return a row as its address's owner allows: `""` is anybody, None nobody yet. Others wait for an address."""
    if owner is None:
        return []
    return [entry if not owner or same_name(entry.name, owner) else replace(entry, email=None)]


def _named(email: str, rows: list[Entry], stored: str | None, doubts: Doubts) -> str | None:
    """Return whose the address is: empty when all its names are one person's, None while it is asked about."""
    names = _different_names([*([stored] if stored else []), *(row.name for row in rows if row.name)])
    if len(names) == 1 or not names:
        return ""
    asking = Asking(
        kind=QuestionKind.address_with_names,
        seen=(email, *sorted(map(same_spelling, names))),
        about=doubts.about,
        choices=("same", *([stored] if stored else sorted(names))),
        proposed="same" if stored else None,
        details={"email": email, "names": ", ".join(f"«{name}»" for name in names)},
    )
    strange = next((row for row in rows if not same_name(row.name, names[0])), rows[0])
    answer = doubts.answer(strange.where(Column.email), asking)
    if answer is None:
        hold_rows(rows, doubts)
    return "" if answer == "same" else answer


def _different_names(names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        if not any(same_name(name, other) for other in found):
            found.append(name)
    return found


def _with_one_address(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    teams: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        if entry.email:
            teams.setdefault(same_spelling(entry.team), {}).setdefault(entry.email, []).append(entry)
    meant: dict[tuple[str, str], str | None] = {}
    for team, by_address in teams.items():
        for email, address in _addresses(team, by_address, doubts).items():
            meant[team, email] = address
    settled = [
        (entry, meant.get((same_spelling(entry.team), entry.email or ""), entry.email)) for entry in entries
    ]
    hold_rows([entry for entry, email in settled if entry.email and email is None], doubts)
    return [replace(entry, email=email) for entry, email in settled if email or not entry.email]


def _addresses(team: str, by_address: dict[str, list[Entry]], doubts: Doubts) -> dict[str, str | None]:
    """Return the address each doubtful address of a team stands for; None while it is asked about."""
    known = {seat.email: seat.name for seat in doubts.known.seats if seat.team_key == team}
    named = known | {email: rows[0].name for email, rows in by_address.items() if email not in known}
    found: dict[str, str | None] = {}
    new = [email for email in by_address if email not in known]
    for email in new if len(named) <= MAX_SEATS_COMPARED else []:
        for other in named:
            if other == email or (other not in known and other > email):
                continue
            if _one_name(named[email], named[other]) and not _both_spelt(email, other, named):
                found |= _same_person(other, email, by_address[email][0], named, doubts)
    return found


def _one_name(one: str, other: str) -> bool:
    """Tell whether two names are spelt so nearly alike that they may be one person's."""
    in_order = (" ".join(sorted(folded(name).words)) for name in (one, other))
    return bool(one and other) and (near(one, other) or len(set(in_order)) == 1)


def _both_spelt(email: str, other: str, named: dict[str, str]) -> bool:
    """Tell whether two names that differ each have an address that spells it."""
    differ = folded(named[email]).tight != folded(named[other]).tight
    return (
        differ
        and _spells(email, named[email])
        and _spells(other, named[other])
        and not _spells(email, named[other])
    )


def _spells(email: str, name: str) -> bool:
    """Tell whether an address spells the whole name, as «maria.hansen@» does: it is that person's own."""
    words = folded(name).words
    return len(words) > 1 and set(words) <= set(folded(email.partition("@")[0]).words)


def _same_person(
    other: str, email: str, row: Entry, named: dict[str, str], doubts: Doubts
) -> dict[str, str | None]:
    """Ask whether two addresses are one person's. A stored person keeps the address the cohort knows."""
    certain = {seat.email for seat in doubts.known.seats} & {other, email}
    if len(certain) > 1:
        return {}
    names = dict.fromkeys((named[other], named[email]))
    asking = Asking(
        kind=QuestionKind.name_with_addresses,
        seen=(same_spelling(row.team), *sorted((other, email))),
        about=doubts.about,
        choices=(*(certain or (other, email)), "different"),
        details={
            "names": " / ".join(names),
            "team": f"«{row.team}»" if row.team else "kullet",
            "emails": f"{other}, {email}",
        },
    )
    answer = doubts.answer(row.where(Column.email), asking)
    return {} if answer == "different" else dict.fromkeys({other, email} - certain, answer)
