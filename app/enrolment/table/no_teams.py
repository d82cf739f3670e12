"""Cells of a team that name no team: the trust, where the two have changed places, or all teams at once."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from app.cohorts import organisation_key
from app.enrolment.table.columns import Column
from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.lines import Line
    from app.enrolment.problems import Problem

_EVERY_TEAM = re.compile(
    r"\W*(?:(?:alle|samtlige|samtlege|begge|flere|fleire)"
    r"(?: (?:de |dei )?(?:\d |to |tre |fire )?(?:team\w*|prosjekt\w*))?|all(?: teams)?|both(?: teams)?)\W*"
)


def misplaced_teams(lines: list[Line]) -> Iterator[Problem]:
    """Refuse rows whose team is all teams, or whose team and trust stand in each other's column."""
    places = Counter(_place(line) for line in lines)
    for line in lines:
        written = line.text(Column.team)
        if _EVERY_TEAM.fullmatch(same_spelling(written)):
            yield line.where(Column.team).error("every_team", _every_team(written))
        elif _is_swapped(line, places):
            yield line.where(Column.team).error("swapped", _swapped(line))


def _place(line: Line) -> tuple[str, str]:
    return organisation_key(line.text(Column.organisation)), organisation_key(line.text(Column.team))


def _is_swapped(line: Line, places: Counter[tuple[str, str]]) -> bool:
    """Tell whether more rows have the same two the other way round; of as many each way, neither is right."""
    trust, team = _place(line)
    return trust != team and bool(trust and team) and places[team, trust] >= places[trust, team]


def _every_team(written: str) -> str:
    return (
        f"«{written}» er ikke navnet på et team. Skriv én rad for hvert team, eller la teamet stå tomt for en rolle "
        "som gjelder hele kullet."
    )


def _swapped(line: Line) -> str:
    return (
        f"Foretaket «{line.text(Column.organisation)}» og teamet «{line.text(Column.team)}» ser ut til å ha byttet "
        "plass; i andre rader står de omvendt. Rett raden."
    )
