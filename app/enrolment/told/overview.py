"""What was read of a workbook, team by team, beside what the cohort holds: new, changed, and named no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.applications import Enrolment, PersonFacts, Seat, TeamApplication
    from app.enrolment.doubts.ledger import Known, KnownSeat

_FACTS = ("priority", "unit", "theme", "problem", "aim", "tracks", "site")
Told = dict[str, Any]


def overview(enrolment: Enrolment, known: Known) -> list[Told]:
    """Return `[{team, organisation, state, also_written, people: [{name, email, roles, state}], gone: […]}]`.

    `state` is new, changed, unchanged or gone; `team` is None for the roles of the whole cohort.
    """
    teams = [_team(team, enrolment, known) for team in enrolment.teams]
    everywhere = _whole_cohort(enrolment, known)
    return [*teams, *([everywhere] if everywhere["people"] else []), *_teams_gone(enrolment, known)]


def _team(team: TeamApplication, enrolment: Enrolment, known: Known) -> Told:
    there = known.teams.get(team.key)
    said = {fact: value for fact in _FACTS if (value := getattr(team, fact)) is not None}
    changed = there is not None and any(there.facts.get(fact) != value for fact, value in said.items())
    told = {"file": team.file} if team.file else {}
    return told | {
        "team": team.name,
        "organisation": team.organisation,
        "state": "new" if there is None else "changed" if changed else "unchanged",
        "also_written": list(team.also_written),
        "people": _people(team.key, enrolment, known),
        "gone": _people_gone(team.key, enrolment, known),
    }


def _whole_cohort(enrolment: Enrolment, known: Known) -> Told:
    return {
        "team": None,
        "organisation": None,
        "state": "unchanged",
        "also_written": [],
        "people": _people("", enrolment, known),
        "gone": _people_gone("", enrolment, known),
    }


def _teams_gone(enrolment: Enrolment, known: Known) -> Iterator[Told]:
    named = {team.key for team in enrolment.teams} | enrolment.held
    for key, team in known.teams.items():
        if key not in named:
            yield {
                "team": team.name,
                "organisation": team.organisation,
                "state": "gone",
                "also_written": [],
                "people": [],
                "gone": [],
            }


def _people(team_key: str, enrolment: Enrolment, known: Known) -> list[Told]:
    there = {seat.email: seat for seat in known.seats if seat.team_key == team_key}
    facts = {person.email: person for person in enrolment.people}
    seated = [
        _person(facts[seat.email], seat, there.get(seat.email))
        for seat in enrolment.seats
        if seat.team_key == team_key
    ]
    waiting = [
        {"name": entry.name, "email": None, "roles": [role.value for role in entry.roles], "state": "waiting"}
        for entry in enrolment.waiting
        if same_spelling(entry.team) == team_key
    ]
    return seated + waiting


def _person(facts: PersonFacts, seat: Seat, there: KnownSeat | None) -> Told:
    roles = [role.value for role in seat.roles]
    same = there is not None and there.roles == frozenset(roles) and there.name == facts.name
    state = "new" if there is None else "unchanged" if same else "changed"
    return {"name": facts.name, "email": seat.email, "roles": roles, "state": state}


def _people_gone(team_key: str, enrolment: Enrolment, known: Known) -> list[Told]:
    named = {seat.email for seat in enrolment.seats if seat.team_key == team_key} | enrolment.held
    return [
        {"name": seat.name, "email": seat.email, "roles": sorted(seat.roles)}
        for seat in known.seats
        if seat.team_key == team_key and seat.email not in named
    ]
