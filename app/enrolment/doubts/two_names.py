"""A cell of a name that holds more than a name: two people's, or the address as well."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.enrolment.doubts.similar import folded
from app.enrolment.doubts.teams import hold_rows
from app.enrolment.headings import Column
from app.people import same_spelling, tidy_address
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry

_BETWEEN = re.compile(r"\s+(?:og|eller|and|or)\s+|\s*(?:->|[&/;+→])\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_WITH_ADDRESS = re.compile(r"(?P<name>[^<>@]+?)\s*<(?P<address>[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+)>")


def with_one_name_in_cell(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Give each row one person's name; a row that may name two waits."""
    return [one for one in map(_without_address, entries) if not _names_two(one) or _is_one(one, doubts)]


def _without_address(entry: Entry) -> Entry:
    """Part «Ola Vik <ola@example.no>», as mail programs copy it; an address in its own column stands."""
    found = _WITH_ADDRESS.fullmatch(entry.name)
    if found is None:
        return entry
    return replace(entry, name=found["name"], email=entry.email or tidy_address(found["address"]))


def _names_two(entry: Entry) -> bool:
    """Tell whether two names with surnames stand in a cell; «Kari Nes/Vik» is a surname in two forms."""
    parts = _BETWEEN.split(entry.name)
    if len(parts) == 1 and not _is_turned(entry):
        parts = _COMMA.split(entry.name)
    return len(parts) > 1 and all(len(part.split()) > 1 and part[:1].isupper() for part in parts)


def _is_turned(entry: Entry) -> bool:
    """Tell whether the address spells words from both sides of a comma, as «Hansen Berg, Kari Anne» has them."""
    spelt = set(folded((entry.email or "").partition("@")[0]).words)
    return all(spelt & set(folded(part).words) for part in _COMMA.split(entry.name))


def _is_one(entry: Entry, doubts: Doubts) -> bool:
    asking = Asking(
        kind=QuestionKind.names_in_cell,
        seen=(same_spelling(entry.name), entry.email or ""),
        about=doubts.about,
        choices=("leave", "one"),
        proposed="leave",
        details={"name": entry.name},
    )
    answer = doubts.answer(entry.where(Column.name), asking)
    if answer is None:
        hold_rows([entry], doubts)
    return answer == "one"
