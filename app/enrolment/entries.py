"""Read a person's row strictly, and explain kindly how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import people
from app.enrolment.doubts.ledger import Known
from app.enrolment.doubts.roles import is_nearly_a_role
from app.enrolment.headings import Column
from app.enrolment.table.addresses import read_address
from app.enrolment.table.occupations import is_occupation
from app.people import Access, Role, same_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.enrolment.lines import Line
    from app.enrolment.problems import Problem, Where

MAX_NAME_CHARACTERS = 200
MAX_TEXT_CHARACTERS = 4_000
_LONG_TEXTS = (Column.theme, Column.problem, Column.aim)

_PRIORITY = re.compile(r"[1-9][0-9]{0,2}")
_BETWEEN_ROLES = re.compile(r"[,;/+&]|\bog\b|\band\b")
_UNION = re.compile(
    r"\s*\((?:[A-ZÆØÅ]{2,6}|[\w ]*(?:forbund|forbundet|foreining|foreininga|forening|foreningen))\)$"
)
"""The union of a representative, in brackets: it makes no other role."""
_MISREAD = r"\ufffd|Ã.|Â.|Å¡|Å¾|Ä\W"
_LOST_LETTER = {  # a team may end its name by asking; nobody's own name does
    Column.name: re.compile(rf"\?|{_MISREAD}"),
    Column.team: re.compile(rf"\w\?\w|\B\?\w|{_MISREAD}"),
    Column.organisation: re.compile(rf"\?|{_MISREAD}"),
}
NO_ROLE = "Rollen mangler. Skriv for eksempel leder, tillitsvalgt eller medarbeider."
_YES_OR_NO = {"ja": True, "j": True, "yes": True, "x": True, "nei": False, "n": False, "no": False}


@dataclass(frozen=True)
class Entry:
    """A row that could be read. `email` is None while the person's address is not known.

    `nearly` are words of the role's cell that are no role by themselves.
    """

    line: Line
    organisation: str
    priority: int | None
    team: str
    unit: str
    theme: str
    problem: str
    aim: str
    name: str
    email: str | None
    roles: tuple[Role, ...]
    profession: str
    basic_course: bool | None
    access: Access | None
    nearly: tuple[str, ...] = ()
    site: str = ""

    def where(self, column: Column | None = None) -> Where:
        return self.line.where(column)

    def text(self, column: Column) -> str:
        return self.line.text(column)

    @property
    def file(self) -> str:
        """Return the name of the form the row came in; empty in a workbook."""
        return self.line.table.sheet.file

    @property
    def number(self) -> int:
        return self.line.number


def read_entry(line: Line, problems: list[Problem], known: Known | None = None) -> Entry:
    """Read a row; add its errors and warnings to the problems. `known` is of its cohort."""
    known = known or Known()
    _check_texts(line, problems)
    written = _written_roles(line)
    nearly = tuple(part for part in written if is_nearly_a_role(part))
    roles = _roles(line, [part for part in written if part not in nearly], problems, known.role_names)
    if not written:
        problems.append(line.where(Column.roles).error("no_role", NO_ROLE))
    _check_team_and_organisation(line, roles, problems, alone=known.open_network)
    return Entry(
        line=line,
        organisation=line.text(Column.organisation),
        priority=_priority(line, problems),
        team=line.text(Column.team),
        unit=line.text(Column.unit),
        theme=line.text(Column.theme),
        problem=line.text(Column.problem),
        aim=line.text(Column.aim),
        name=line.text(Column.name),
        email=read_address(line, problems),
        roles=roles,
        profession=line.text(Column.profession),
        basic_course=_basic_course(line, problems),
        access=_access(line, problems),
        nearly=nearly,
        site=line.text(Column.site),
    )


def _check_texts(line: Line, problems: list[Problem]) -> None:
    if not line.text(Column.name):
        problems.append(
            line.where(Column.name).error("no_name", "Navnet mangler. Skriv fornavn og etternavn.")
        )
    for column in Column:
        text, longest = (
            line.text(column),
            MAX_TEXT_CHARACTERS if column in _LONG_TEXTS else MAX_NAME_CHARACTERS,
        )
        if len(text) > longest:
            problems.append(
                line.where(column).error(
                    "too_long", f"Teksten er på {len(text)} tegn. Kort den ned til {longest}."
                )
            )
    problems += [
        line.where(column).warning("lost_letter", _lost_letter(line.text(column)))
        for column, lost in _LOST_LETTER.items()
        if lost.search(line.text(column))
    ]


def _lost_letter(text: str) -> str:
    return (
        f"«{text}» ser ut til å ha mistet en bokstav (som č, đ, ŋ, š, ŧ, ž eller æ, ø, å). "
        "Lagre arket som Excel-arbeidsbok (.xlsx) eller «CSV UTF-8», og sjekk navnet."
    )


def _written_roles(line: Line) -> list[str]:
    return [part.strip() for part in _BETWEEN_ROLES.split(line.text(Column.roles)) if part.strip()]


def _roles(
    line: Line, written: list[str], problems: list[Problem], names: Mapping[str, str]
) -> tuple[Role, ...]:
    where = line.where(Column.roles)
    meant = {
        part: people.role_called(part, names) or people.role_called(_UNION.sub("", part), names)
        for part in written
    }
    problems += [
        where.error("unknown_role", _unknown_role(part, names))
        for part, role in meant.items()
        if role is None
    ]
    return tuple(dict.fromkeys(role for role in meant.values() if role is not None))


def _unknown_role(written: str, names: Mapping[str, str]) -> str:
    meant = [] if is_occupation(written) else people.roles_like(written)
    if meant:
        return f"«{written}» er ikke en rolle vi kjenner. Mente dere {' eller '.join(meant)}?"
    return f"«{written}» er ikke en rolle vi kjenner. Rollene er {', '.join(people.role_titles(names))}."


def _check_team_and_organisation(
    line: Line, roles: tuple[Role, ...], problems: list[Problem], *, alone: bool
) -> None:
    """Refuse a member without a team, unless people come `alone`, and a contact without a trust."""
    if not line.text(Column.team) and not alone:
        homeless = [people.role_title(role) for role in roles if not people.may_lack_team(role)]
        if homeless:
            sentence = f"Teamet mangler. En {homeless[0]} må høre til et team; skriv navnet på teamet."
            problems.append(line.where(Column.team).error("no_team", sentence))
    if Role.trust_contact in roles and not line.text(Column.organisation):
        problems.append(
            line.where(Column.organisation).error(
                "no_organisation", "Skriv hvilket foretak foretakskontakten er for."
            )
        )


def _priority(line: Line, problems: list[Problem]) -> int | None:
    written = line.text(Column.priority).rstrip(".")
    if not written:
        return None
    if _PRIORITY.fullmatch(written):
        return int(written)
    problems.append(
        line.where(Column.priority).error(
            "bad_priority",
            f"«{written}» er ikke en prioritet. Skriv 1 for det viktigste teamet, så 2, 3 og så videre.",
        )
    )
    return None


def _basic_course(line: Line, problems: list[Problem]) -> bool | None:
    written = same_spelling(line.text(Column.basic_course))
    if written and written not in _YES_OR_NO:
        problems.append(
            line.where(Column.basic_course).warning(
                "unclear_course", f"«{written}» er lest som tomt. Skriv ja eller nei."
            )
        )
    return _YES_OR_NO.get(written)


def _access(line: Line, problems: list[Problem]) -> Access | None:
    written = line.text(Column.access)
    if written and people.access_named(written) is None:
        problems.append(
            line.where(Column.access).error(
                "unknown_access",
                f"«{written}» er ikke en tilgang. Skriv intern, gjest eller bare e-post, eller ingenting.",
            )
        )
    return people.access_named(written)
