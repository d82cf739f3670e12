"""Teams and organisations that may be one, and cells that name several teams."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.cohorts import organisation_key
from app.enrolment.doubts.names import Name, settle_names
from app.enrolment.doubts.similar import folded, spelt_alike
from app.enrolment.headings import Column
from app.people import same_spelling
from app.questions import Asking, QuestionKind

if TYPE_CHECKING:
    from app.enrolment.doubts.ledger import Doubts
    from app.enrolment.entries import Entry

_ANY_SEPARATOR = re.compile(r"\s*[/;,&+|]\s*|\s+(?:og|and)\s+", re.IGNORECASE)
_PLAIN_SEPARATOR = re.compile(r"\s*[/;|]\s*")
_MIN_PARTS = 2


def with_one_organisation(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Write each organisation one way; a team that names an organisation in doubt waits whole."""
    known = {organisation_key(team.organisation): team.organisation for team in doubts.known.teams.values()}
    meant = settle_names(
        QuestionKind.near_organisation,
        _organisation_names(entries),
        [Name(key, text) for key, text in known.items()],
        doubts,
    )
    settled = [
        (entry, meant.get(organisation_key(entry.organisation), entry.organisation)) for entry in entries
    ]
    teams = {same_spelling(entry.team) for entry, name in settled if name is None} - {""}
    waits = [entry for entry, name in settled if name is None or same_spelling(entry.team) in teams]
    hold_rows(waits, doubts)
    return [
        replace(entry, organisation=name)
        for entry, name in settled
        if name is not None and same_spelling(entry.team) not in teams
    ]


def with_one_team(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Give each row one team, by one name; a row whose team is in doubt waits."""
    parted = _parted(entries, doubts)
    meant = settle_names(QuestionKind.near_team, _team_names(parted), _known_teams(doubts), doubts)
    settled = [(entry, meant.get(same_spelling(entry.team), entry.team)) for entry in parted]
    hold_rows([entry for entry, name in settled if name is None], doubts)
    return [replace(entry, team=name) for entry, name in settled if name is not None]


def without_homeless(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Let a team wait when the row that names its organisation may be one of those that wait."""
    teams = {same_spelling(entry.team) for entry in entries} & doubts.held
    waits = teams - {same_spelling(entry.team) for entry in entries if entry.organisation}
    hold_rows([entry for entry in entries if same_spelling(entry.team) in waits], doubts)
    return [entry for entry in entries if same_spelling(entry.team) not in waits]


def hold_rows(entries: list[Entry], doubts: Doubts) -> None:
    for entry in entries:
        doubts.hold([entry.team, entry.name, entry.email or ""])


def _organisation_names(entries: list[Entry]) -> list[Name]:
    found: dict[str, Name] = {}
    for entry in entries:
        if key := organisation_key(entry.organisation):
            name = found.get(key) or Name(key, entry.organisation, where=entry.where(Column.organisation))
            found[key] = replace(name, rows=name.rows + 1)
    return list(found.values())


def _team_names(entries: list[Entry]) -> list[Name]:
    found: dict[str, Name] = {}
    for entry in entries:
        if key := same_spelling(entry.team):
            name = found.get(key) or Name(key, entry.team, where=entry.where(Column.team))
            organisations = name.organisations | {entry.organisation} - {""}
            found[key] = replace(name, rows=name.rows + 1, organisations=organisations)
    return list(found.values())


def _known_teams(doubts: Doubts) -> list[Name]:
    return [
        Name(key, team.name, organisations=frozenset({team.organisation}))
        for key, team in doubts.known.teams.items()
    ]


def _parted(entries: list[Entry], doubts: Doubts) -> list[Entry]:
    """Return each row once for every team its cell names; a row waits while that is asked about."""
    there = [team.name for team in doubts.known.teams.values()]
    keys = {name: same_spelling(name) for name in (*there, *(entry.team for entry in entries if entry.team))}
    parts = {
        written: _teams_in(written, [name for name in keys if keys[name] != key])
        for written, key in keys.items()
        if len(folded(written).words) >= _MIN_PARTS and key not in doubts.known.teams
    }
    return [one for entry in entries for one in _rows_of(entry, parts.get(entry.team, []), doubts)]


def _rows_of(entry: Entry, parts: list[str], doubts: Doubts) -> list[Entry]:
    if not parts:
        return [entry]
    asking = Asking(
        kind=QuestionKind.teams_in_cell,
        seen=(same_spelling(entry.team),),
        about=doubts.about,
        choices=("several", "one"),
        proposed="several",
        details={"written": entry.team, "teams": ", ".join(parts)},
    )
    answer = doubts.answer(entry.where(Column.team), asking)
    if answer is None:
        hold_rows([replace(entry, team=part) for part in (*parts, entry.team)], doubts)
        return []
    return [replace(entry, team=part) for part in parts] if answer == "several" else [entry]


def _teams_in(written: str, others: list[str]) -> list[str]:
    """Return the teams a cell names: its parts when they are teams elsewhere too, or two such run together."""
    parts = [part for part in _ANY_SEPARATOR.split(written) if part]
    if len(parts) >= _MIN_PARTS and all(_among(part, others) for part in parts):
        return parts
    plain = [part for part in _PLAIN_SEPARATOR.split(written) if part]
    if len(plain) >= _MIN_PARTS and any(_among(part, others) for part in plain):
        return plain
    return _run_together(written, others)


def _among(part: str, others: list[str]) -> bool:
    return any(spelt_alike(part, other) for other in others)


def _run_together(written: str, others: list[str]) -> list[str]:
    """Find two teams that a line break parted: tidied, it is a space."""
    whole = folded(written).loose
    starts = [one for one in others if whole.startswith(folded(one).loose)]
    ends = [one for one in others if whole.endswith(folded(one).loose)]
    pairs = ((one, other) for one in starts for other in ends if one != other)
    return next(
        ([one, other] for one, other in pairs if folded(one).loose + folded(other).loose == whole), []
    )
