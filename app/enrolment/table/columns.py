"""The columns of an enrolment, and the headings people write over them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator


class Column(StrEnum):
    """The columns of an enrolment, by their Norwegian heading."""

    organisation = "foretak"
    priority = "prioritet"
    team = "team"
    unit = "enhet"
    theme = "tema"
    problem = "problem"
    aim = "mål"
    name = "navn"
    email = "e-post"
    roles = "rolle"
    profession = "profesjon"
    basic_course = "grunnkurs"
    access = "tilgang"
    tracks = "spor"
    site = "sted"


NEEDED = (Column.organisation, Column.team, Column.name, Column.email, Column.roles)
NEEDED_IN_OPEN_NETWORK = (Column.name, Column.email, Column.roles)
"""Where people come one by one, a sheet need not name a team."""

DESCRIBING = (
    *(Column.unit, Column.theme, Column.problem, Column.aim, Column.profession, Column.basic_course),
    Column.site,
)
"""Columns that tell of a person or a team, and decide neither who comes in nor what they get."""

ALSO_WRITTEN: dict[Column, tuple[str, ...]] = {
    Column.organisation: (
        "helseforetak",
        "føretak",
        "virksomhet",
        "verksemd",
        "kommune",
        "organisasjon",
        "organisation",
        "organization",
        "trust",
        "municipality",
        "helseføretak",
        "navn på foretak",
        "namn på føretak",
        "health trust",
        "hospital trust",
    ),
    Column.priority: (
        "prioritering",
        "pri",
        "rangering",
        "priority",
        "rank",
        "prioritet i foretaket",
        "ranking",
    ),
    Column.team: (
        "teamnavn",
        "teamnamn",
        "navn på team",
        "forbedringsteam",
        "prosjekt",
        "prosjektnavn",
        "namn på team",
        "navn på teamet",
        "namn på teamet",
        "teamets navn",
        "forbetringsteam",
        "prosjektnamn",
        "navn på prosjekt",
        "team name",
        "name of team",
        "improvement team",
        "project",
        "project name",
    ),
    Column.unit: ("avdeling", "seksjon", "eining", "unit", "ward", "department"),
    Column.theme: ("forbedringsområde", "theme", "topic", "forbetringsområde"),
    Column.problem: (
        "problemstilling",
        "utfordring",
        "problem statement",
        "bakgrunn",
        "bakgrunn for prosjektet",
    ),
    Column.aim: ("målsetting", "målsetning", "aim", "goal", "målsetjing", "objective"),
    Column.name: (
        "fullt navn",
        "deltaker",
        "namn",
        "name",
        "full name",
        "deltakar",
        "fullt namn",
        "deltakers navn",
        "deltakerens navn",
        "deltakars namn",
        "deltakaren sitt namn",
        "navn på deltaker",
        "navn på deltakeren",
        "namn på deltakar",
        "fornavn og etternavn",
        "førenamn og etternamn",
        "for- og etternavn",
        "participant",
        "participant name",
        "participant's name",
        "deltakernavn",
        "deltakarnamn",
        "deltakers fulle navn",
        "deltakerens fulle navn",
        "deltakars fulle namn",
        "deltakaren sitt fulle namn",
        "participant's full name",
        "name of participant",
        "first and last name",
    ),
    Column.email: (
        "epost",
        "e-postadresse",
        "mail",
        "mailadresse",
        "e-mail",
        "email address",
        "mail address",
        "epostadressa",
        "deltakers e-post",
        "deltakers e-postadresse",
        "deltakerens e-post",
        "deltakerens e-postadresse",
        "deltakars e-post",
        "e-post til deltaker",
        "e-post til deltakeren",
        "e-post til deltakar",
        "e-postadresse til deltaker",
        "participant email",
        "participant's email",
        "jobb-epost",
        "jobbmail",
        "e-post jobb",
        "arbeidsepost",
        "work email",
    ),
    Column.roles: (
        "roller",
        "rolle i teamet",
        "role",
        "roles",
        "rolle i team",
        "role in team",
        "role in the team",
        "team role",
        "deltakers rolle",
        "deltakerens rolle",
    ),
    Column.profession: (
        "yrke",
        "stilling",
        "faggruppe",
        "profession",
        "occupation",
        "yrkesgruppe",
        "stillingstittel",
        "job title",
    ),
    Column.basic_course: (
        "grunnkurs i forbedring",
        "kurs",
        "basic course",
        "course",
        "grunnkurs i forbetring",
        "grunnkurs forbedring",
        "basic course in improvement",
    ),
    Column.access: ("tilgong", "access"),
    Column.tracks: ("track",),
    Column.site: (
        "site",
        "arbeidssted",
        "arbeidsstad",
        "lokasjon",
        "lokalisasjon",
        "lokalisering",
        "work site",
    ),
}
FIRST_NAME = ("fornavn", "førenamn", "first name", "given name", "forename")
MIDDLE_NAME = ("mellomnavn", "mellomnamn", "middle name")
LAST_NAME = ("etternavn", "etternamn", "last name", "surname", "family name")

_NUMBERED = re.compile(r"^(?:q|spørsmål|spm|nr)?\.?\s*[0-9]{1,2}\s*[.:)]\s*", re.IGNORECASE)
_EXPLAINED = re.compile(r"\s*[(\[:?*].*$|\s+[–—-]\s+.*$")
_AGAIN = re.compile(r"(?<=[^\W\d])\.?[0-9]{1,2}$")
"""Forms and Excel's tables number the second heading of a name, as Navn2."""
_ANOTHER = re.compile(r"(?<=[^\W\d])\s(?:nr\.?\s?)?[0-9]{1,2}$", re.IGNORECASE)
"""People number the columns of a second person, as Rolle 2; Team 2 is the name of a team."""
_OF_A_PERSON = (Column.name, Column.email, Column.roles)
_NOT_THE_PERSON = re.compile(
    r"(?:(?:nærmeste|nærmaste|din|deres|overordnet|overordna|immediate|line|my|your)\s)*"
    r"(?:leder|leiar|avdelingsleder|avdelingsleiar|linjeleder|overordnet|leader|manager|supervisor|"
    r"kontakt|kontaktperson|contact|contact person|sekretær|innsender|innsendar|avsender|pårørende|saksbehandler)"
    r"(?:en|s|ens|n|ns)?",
    re.IGNORECASE,
)
"""Help beside a heading that says whose it is, where that is not the person of the row."""


def bare(heading: str) -> str:
    plain = heading.lower() if heading.isascii() else same_spelling(heading)
    return "".join(filter(str.isalnum, plain))


_BY_HEADING = {
    **{bare(written): column for column, ways in ALSO_WRITTEN.items() for written in ways},
    **{bare(column.value): column for column in Column},
    **{bare(column.name): column for column in Column},
}
_LOOSE = {
    bare(written)
    for written in (
        *("prosjekt", "prosjektnavn", "prosjektnamn", "navn på prosjekt", "project", "project name"),
        *("kommune", "municipality", "organisasjon", "organisation", "organization"),
    )
}
NAME_PARTS = {
    bare(written): order
    for order, ways in enumerate((FIRST_NAME, MIDDLE_NAME, LAST_NAME))
    for written in ways
}
"""The parts of a name that stand in columns of their own, in the order they are joined."""


@lru_cache(maxsize=8_192)
def meaning(heading: str) -> Column | None:
    """Return the column a heading stands for, with or without a number, help in brackets, and a second word for it."""
    column = next((_BY_HEADING[way] for way in _ways(heading) if way in _BY_HEADING), None)
    if column in (Column.name, Column.email) and is_of_another(heading):
        return None
    return column or _one_of_two(heading) or _of_one_more(heading)


def is_of_another(heading: str) -> bool:
    """Tell whether a heading says in brackets, or after a dash, that it is about the leader or a contact."""
    help_beside = _EXPLAINED.search(_NUMBERED.sub("", heading))
    return bool(help_beside and _NOT_THE_PERSON.fullmatch(help_beside[0].strip(" ()[]:?*–—-.")))


def _of_one_more(heading: str) -> Column | None:
    column = meaning(_ANOTHER.sub("", heading)) if _ANOTHER.search(heading) else None
    return column if column in _OF_A_PERSON else None


def is_plain(heading: str) -> bool:
    """Tell whether a heading is its column's word and no more, without help beside it."""
    return bare(heading) in _BY_HEADING


def is_loose(heading: str) -> bool:
    """Tell whether a heading stands for a team or trust only where no better word does."""
    return any(way in _LOOSE for way in _ways(heading))


@lru_cache(maxsize=8_192)
def name_part(heading: str) -> int | None:
    """Return the place of a column in the whole name: 0 for first names, 2 for the last."""
    return next((NAME_PARTS[way] for way in _ways(heading) if way in NAME_PARTS), None)


def _ways(heading: str) -> Iterator[str]:
    """Give a heading as it is, without its number, without its help, and without the number of a second one."""
    yield bare(heading)
    unnumbered = _NUMBERED.sub("", heading)
    unexplained = _EXPLAINED.sub("", unnumbered)
    for way in (unnumbered, unexplained, _AGAIN.sub("", unexplained)):
        if way != heading:
            yield bare(way)


def _one_of_two(heading: str) -> Column | None:
    """Read «Avdeling/seksjon»: two words for one thing."""
    if "/" not in heading:
        return None
    meant = {_BY_HEADING.get(bare(word)) for word in heading.split("/")}
    return meant.pop() if len(meant) == 1 else None
