"""People who are named beside the rows of people only, and so are not enrolled: it is said where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.enrolment.problems import Problem, Where
from app.enrolment.table.columns import Column, bare, meaning
from app.enrolment.table.whole_names import names_in
from app.people import Role, role_named, same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.enrolment.headings import Table
    from app.enrolment.lines import Line
    from app.enrolment.sheets import Row

_MEMBERS = re.compile(
    r"(?:medlem|teammedlem)\w*|(?:hvem|kven) er med|andre i teamet|"
    r"(?:øvrige|andre|flere|fleire|resten av) (?:\w+ )?(?:deltak|medlem|team|i team)\w*|"
    r"(?:other|more) (?:members|participants)"
)
_IN_A_TEAM = {Role.leader, Role.team_leader, Role.project_leader, Role.union_rep, Role.safety_rep, Role.staff}
_OF_SOMETHING_ELSE = re.compile(
    r"nærmeste|nærmaste|avdeling|antall|antal|telefon|tlf|mobil|fag(?:forening|forbund)"
)
_YES = {"ja", "j", "x", "yes", "1"}
_MAX_SHOWN = 3  # names, or rows


def named_outside(table: Table, rows: Iterable[int]) -> Iterator[Problem]:
    """Warn of a row outside the table that gives somebody's role in the team, who has no row in it."""
    known = table.names()
    for number in rows:
        label, said = _parted([cell.text for cell in table.sheet.rows[number - 1] if cell.text])
        names = _unknown(known, said) if _role_in(label) else []
        if names:
            yield Where(table.sheet.name, number).warning(
                "person_outside",
                f"{_shown(names)} står som «{label}» utenfor tabellen og er ikke lest som deltaker. Skriv en egen "
                "rad i tabellen, med e-post og rolle.",
            )


def named_in_columns(table: Table, lines: list[Line], unread: Iterable[int]) -> Iterator[Problem]:
    """Warn of unread columns of more members, whose names have no rows, and of roles said there alone."""
    known = table.names()
    for place in unread:
        heading = table.headings[place].text
        if place in table.sheet.hidden_columns or not _is_of_members(heading):
            continue
        lost = [line for line in lines if _unknown(known, _at(line.row, place))]
        unsaid = [line for line in lines if _lacks_role(line, heading, place)]
        where = Where(table.sheet.name, table.heading_row, table.heading_at(place))
        if lost:
            names = [name for line in lost for name in _unknown(known, _at(line.row, place))]
            yield where.warning(
                "person_outside",
                f"{_shown(names)} står bare i denne kolonnen ({_rows(lost)}) og er ikke lest som deltaker. Skriv én "
                "person per rad, med e-post og rolle.",
            )
        if unsaid:
            yield where.warning(
                "role_outside",
                f"Kolonnen sier «{heading.rstrip('?: ')}» i {_rows(unsaid)}, men er ikke lest. Skriv rollen i "
                f"kolonne {table.heading(Column.roles)}.",
            )


def _parted(texts: list[str]) -> tuple[str, str]:
    """Part «Teamleder | Kari Nes» or «Teamleder: Kari Nes» in a label and what it says."""
    first = texts[0] if texts else ""
    label, _, said = first.partition(":")
    return label.strip(), ", ".join(filter(None, (said.strip(), *texts[1:])))


def _role_in(label: str) -> Role | None:
    """Return the role in a team that a label gives, as «Navn på tillitsvalgt» does."""
    if _OF_SOMETHING_ELSE.search(same_spelling(label)):
        return None
    words = [word for word in re.findall(r"[\w-]+", label) if meaning(word) is None]
    roles = (role_named(text) for text in (label, *words))
    return next((role for role in roles if role in _IN_A_TEAM), None)


def _is_of_members(heading: str) -> bool:
    spelt = same_spelling(heading)
    return bool(_MEMBERS.search(spelt)) or (bare(heading) != "leder" and _role_in(heading) is not None)


def _unknown(known: set[str], said: str) -> list[str]:
    return [name for name in names_in(said) if same_spelling(name) not in known]


def _lacks_role(line: Line, heading: str, place: int) -> bool:
    role, roles = _role_in(heading), re.split(r"[,;/+&]|\bog\b", line.text(Column.roles))
    is_said = same_spelling(_at(line.row, place)) in _YES
    return is_said and role is not None and role not in [role_named(text.strip()) for text in roles]


def _rows(lines: list[Line]) -> str:
    shown = ", ".join(str(line.number) for line in lines[:_MAX_SHOWN])
    return f"rad {shown}" + (" med flere" if len(lines) > _MAX_SHOWN else "")


def _shown(names: list[str]) -> str:
    different = list(dict.fromkeys(names))
    more = " med flere" if len(different) > _MAX_SHOWN else ""
    return ", ".join(f"«{name}»" for name in different[:_MAX_SHOWN]) + more


def _at(row: Row, place: int) -> str:
    return row[place].text if place < len(row) else ""
