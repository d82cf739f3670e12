"""Turn rows into applications: the teams that apply, their people, and where the rows disagree.

The first row that says something is kept, and the one that says otherwise is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from app.cohorts import organisation_key
from app.enrolment.doubts.copied_sheets import with_own_team
from app.enrolment.doubts.crosswise import with_own_addresses
from app.enrolment.doubts.ledger import Doubts
from app.enrolment.doubts.people import with_one_person
from app.enrolment.doubts.roles import with_sure_roles
from app.enrolment.doubts.teams import with_one_organisation, with_one_team, without_homeless
from app.enrolment.doubts.trusts import home_of, kept_trust, with_own_trust
from app.enrolment.doubts.two_names import with_one_name_in_cell
from app.enrolment.doubts.unseen import without_unseen
from app.enrolment.entries import Entry, read_entry
from app.enrolment.forms.editions import with_one_form
from app.enrolment.headings import Column
from app.enrolment.lines import read_lines
from app.enrolment.problems import Where
from app.enrolment.table.tracks import tracks_said
from app.people import Access, leads_team, same_spelling, tidy_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.enrolment.lines import Line
    from app.enrolment.problems import Problem
    from app.enrolment.sheets import Sheets
    from app.people import Role

Key = TypeVar("Key")

_BEFORE_PEOPLE = (
    with_one_name_in_cell,
    with_own_addresses,
    with_own_team,
    with_one_organisation,
    with_one_team,
    with_one_form,
    with_own_trust,
)
_NOTHING_LEFT = {"no_rows", "no_table"}
_TEAM_FACTS = {
    "priority": Column.priority,
    "unit": Column.unit,
    "theme": Column.theme,
    "problem": Column.problem,
    "aim": Column.aim,
}
_PERSON_FACTS = {
    "name": Column.name,
    "profession": Column.profession,
    "basic_course": Column.basic_course,
    "access": Column.access,
}


@dataclass(frozen=True)
class TeamApplication:
    """A team as it applies; `key` is the same for all spellings of its name."""

    key: str
    name: str
    organisation: str
    where: Where
    priority: int | None
    unit: str | None
    theme: str | None
    problem: str | None
    aim: str | None
    tracks: list[str] | None = None
    site: str | None = None
    also_written: tuple[str, ...] = ()
    file: str = ""
    """The name of the form it came in; empty in a workbook."""


@dataclass(frozen=True)
class PersonFacts:
    email: str
    name: str
    profession: str | None
    basic_course: bool | None
    access: Access | None


@dataclass(frozen=True)
class Seat:
    """The roles a person holds in a team, or in the whole cohort when `team_key` is empty."""

    email: str
    team_key: str
    organisation: str
    roles: tuple[Role, ...]
    site: str = ""


@dataclass(frozen=True)
class Enrolment:
    """A whole workbook, understood."""

    teams: list[TeamApplication] = field(default_factory=list)
    people: list[PersonFacts] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    waiting: list[Entry] = field(default_factory=list)
    held: frozenset[str] = frozenset()
    """Names, addresses and teams, in one spelling, of rows that wait for an answer."""
    held_people: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    """All addresses the workbook names, read or not."""


def understand(sheets: Sheets, doubts: Doubts | None = None) -> tuple[Enrolment, list[Problem]]:
    """Read every row; return the enrolment and the problems found. Rows in doubt are left out, and asked about."""
    doubts = Doubts() if doubts is None else doubts
    lines, problems = _lines(sheets, doubts)
    entries = with_sure_roles([read_entry(line, problems, doubts.known) for line in lines], doubts)
    for settle in (*_BEFORE_PEOPLE, without_homeless):
        entries = settle(entries, doubts)
    problems = _without_answered(problems, entries)
    certain = with_one_person(entries, doubts)
    known = [entry for entry in certain if entry.email]
    enrolment = Enrolment(
        teams=_teams(entries, problems, doubts),
        people=[_person(rows, problems) for rows in _grouped(known, lambda entry: entry.email).values()],
        seats=_seats(known, problems),
        waiting=[entry for entry in certain if not entry.email],
        held=frozenset(doubts.held),
        held_people=frozenset(doubts.held_people),
        addresses=_addresses(sheets),
    )
    return enrolment, list(dict.fromkeys([*problems, *doubts.problems]))


def _without_answered(problems: list[Problem], entries: list[Entry]) -> list[Problem]:
    """Drop the warning that an address is missing where it stood in the cell of the name."""
    named = {entry.where(Column.email) for entry in entries if entry.email and not entry.text(Column.email)}
    return [
        one
        for one in problems
        if one.code != "no_email" or Where(one.sheet, one.row, one.column) not in named
    ]


def _lines(sheets: Sheets, doubts: Doubts) -> tuple[list[Line], list[Problem]]:
    """Return the rows that count, and the problems; that none is left is none of them while some wait."""
    lines, problems = read_lines(without_unseen(sheets, doubts), doubts.known.needed)
    if doubts.held:
        problems = [problem for problem in problems if problem.code not in _NOTHING_LEFT]
    return lines, problems


def _addresses(sheets: Sheets) -> frozenset[str]:
    cells = (cell.text for sheet in sheets.sheets for row in sheet.rows for cell in row)
    return frozenset(tidy_address(text) for text in cells if "@" in text)


def _grouped(entries: list[Entry], key: Callable[[Entry], Key]) -> dict[Key, list[Entry]]:
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return groups


def _team_key(entry: Entry) -> str:
    return same_spelling(entry.team)


def _teams(entries: list[Entry], problems: list[Problem], doubts: Doubts) -> list[TeamApplication]:
    groups = _grouped([entry for entry in entries if entry.team], _team_key)
    teams = [_team(key, rows, problems, doubts) for key, rows in groups.items()]
    _check_priorities(teams, groups, problems)
    return teams


def _team(key: str, rows: list[Entry], problems: list[Problem], doubts: Doubts) -> TeamApplication:
    name, written = rows[0].team, {row.where(Column.team): row.text(Column.team) for row in rows}
    for where, other in written.items():
        if other not in {name, ""}:
            problems.append(where.info("same_team", f"«{other}» er lest som samme team som «{name}»."))
    facts = {fact: _kept(rows, fact, column, problems) for fact, column in _TEAM_FACTS.items()}
    return TeamApplication(
        key=key,
        name=name,
        organisation=_organisation(rows, problems, doubts),
        where=rows[0].where(Column.team),
        tracks=tracks_said(rows, doubts.known.tracks, problems),
        site=_site(rows),
        also_written=tuple(dict.fromkeys(other for other in written.values() if other not in {name, ""})),
        file=rows[0].file,
        **facts,
    )


def _site(rows: list[Entry]) -> str | None:
    """Return where the team belongs: with its leader, else with the first who says; a team may span several."""
    leading = [row for row in rows if any(leads_team(role) for role in row.roles)]
    return next((row.site for row in [*leading, *rows] if row.site), None)


def _organisation(rows: list[Entry], problems: list[Problem], doubts: Doubts) -> str:
    """Return where the team belongs: with its leader; others in it may come from elsewhere."""
    first = home_of(rows)
    if first is None:
        sentence = f"Foretaket mangler for «{rows[0].team}». Skriv det i raden til lederen."
        problems.append(rows[0].where(Column.organisation).error("no_organisation", sentence))
        return ""
    kept = kept_trust(rows, doubts)
    home = kept or first.organisation
    problems += [
        _from_elsewhere(row, home, settled=bool(kept))
        for row in rows
        if row.organisation
        and organisation_key(row.organisation) != organisation_key(home)
        and row.access is not Access.guest
    ]
    return home


def _from_elsewhere(row: Entry, home: str, *, settled: bool) -> Problem:
    where = row.where(Column.organisation)
    if any(leads_team(role) for role in row.roles) and not settled:
        return where.error(
            "team_name_taken",
            f"Både {home} og {row.organisation} har et team som heter «{row.team}», "
            "med hver sin leder. "
            f"Gi det ene et eget navn, for eksempel «{row.team} {row.organisation}».",
        )
    return where.info(
        "from_elsewhere",
        f"{row.name} er ført på {row.organisation}, mens teamet hører til {home}.",
    )


def _check_priorities(
    teams: list[TeamApplication], groups: dict[str, list[Entry]], problems: list[Problem]
) -> None:
    by_organisation: dict[str, list[TeamApplication]] = {}
    for team in teams:
        by_organisation.setdefault(organisation_key(team.organisation), []).append(team)
    for siblings in by_organisation.values():
        taken: dict[int | None, TeamApplication] = {}
        for team in siblings if len(siblings) > 1 else []:
            where = groups[team.key][0].where(Column.priority)
            if team.priority is None:
                sentence = (
                    f"«{team.name}» har ingen prioritet og regnes sist av teamene fra {team.organisation}."
                )
                problems.append(where.warning("no_priority", sentence))
            elif team.priority in taken:
                sentence = (
                    f"«{team.name}» og «{taken[team.priority].name}» har begge prioritet {team.priority}."
                )
                problems.append(where.warning("same_priority", sentence))
            taken.setdefault(team.priority, team)


def _person(rows: list[Entry], problems: list[Problem]) -> PersonFacts:
    facts = {fact: _kept(rows, fact, column, problems) for fact, column in _PERSON_FACTS.items()}
    return PersonFacts(email=rows[0].email or "", **facts)


def _kept(rows: list[Entry], fact: str, column: Column, problems: list[Problem]) -> Any:  # noqa: ANN401 - any cell
    """Return the first row's value of a fact; name each row that disagrees, and the row that was used."""
    said = [(row, getattr(row, fact)) for row in rows if getattr(row, fact) not in {None, ""}]
    kept = said[0][1] if said else None
    for row, other in said:
        if same_spelling(str(other)) != same_spelling(str(kept)):
            sentence = _disagreement(column, row.text(column), said[0][0])
            problems.append(row.where(column).warning("rows_disagree", sentence))
    return kept


def _disagreement(column: Column, text: str, first: Entry) -> str:
    return (
        f"{column.value.capitalize()} er her «{text}», men «{first.text(column)}» i rad {first.number}. "
        f"Det som står i rad {first.number}, er brukt."
    )


def _seats(entries: list[Entry], problems: list[Problem]) -> list[Seat]:
    groups = _grouped(entries, lambda entry: (entry.email, _team_key(entry)))
    return [_seat(rows, problems) for rows in groups.values()]


def _seat(rows: list[Entry], problems: list[Problem]) -> Seat:
    for row in rows[1:]:
        sentence = f"{row.name} står også i rad {rows[0].number}. Radene er slått sammen."
        problems.append(row.where(Column.email).info("same_person", sentence))
    roles = tuple(dict.fromkeys(role for row in rows for role in row.roles))
    organisation = next((row.organisation for row in rows if row.organisation), "")
    site = next((row.site for row in rows if row.site), "")
    return Seat(rows[0].email or "", _team_key(rows[0]), organisation, roles, site)
