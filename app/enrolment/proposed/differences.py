"""The differences in people between a workbook and a cohort that runs, as proposals.

Whoever is new, gone, moved, or has another role or address is proposed; a gone and a new person of one name are the
same with another address, and the only gone and the only new of a team, in the same roles, replace each other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from app import cohorts, people
from app.cohorts import ChangeKind, ChangeSource, PeopleChange
from app.errors import Conflict
from app.people import same_spelling
from app.places import capacity_of, teams_with_place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlmodel import Session

    from app.audit import Deed
    from app.cohorts import Cohort
    from app.enrolment.applications import Enrolment
    from app.people import Person, RoleGrant

TeamId = int | None
DROPPED_BY_PERSON = ("dropped", ChangeSource.workbook)


class Seated(NamedTuple):
    """A person in a team, by the workbook or by the cohort; `person_id` is of those in the cohort."""

    team_id: TeamId
    email: str
    name: str
    roles: frozenset[str]
    facts: Mapping[str, Any]
    person_id: int | None = None


def approved_teams(session: Session, cohort: Cohort) -> set[TeamId]:
    """Return the teams whose people only a person's approval changes; None among them is the whole cohort."""
    if cohort.approved_at is None:
        return set()
    try:
        inside = teams_with_place(session, cohort_id=cohort.id, capacity=capacity_of(session, cohort))
    except Conflict:
        return {None}
    return {None, *(team.id for team in inside)}


def differences(
    session: Session,
    cohort: Cohort,
    enrolment: Enrolment,
    teams: Mapping[str, TeamId],
    spoken_of: Collection[TeamId],
    closed: Collection[TeamId],
) -> list[PeopleChange]:
    """Return what the workbook would change of people in the `closed` teams, which only an approval changes."""
    if not closed:
        return []
    said = _said(session, cohort, enrolment, teams, closed)
    there = _there(session, cohort, closed)
    new = [said[one] for one in said if one not in there]
    gone = [
        there[one]
        for one in there
        if one not in said and one[0] in spoken_of and not _is_held(there[one], enrolment)
    ]
    made = [
        *_role_changes(said, there),
        *_paired(new, gone),
    ]
    return [_change(cohort, **fields) for fields in made]


def _is_held(one: Seated, enrolment: Enrolment) -> bool:
    """Tell whether a row that may be this person's waits for an answer."""
    return bool({one.email, same_spelling(one.name)} & enrolment.held)


def _said(
    session: Session,
    cohort: Cohort,
    enrolment: Enrolment,
    teams: Mapping[str, TeamId],
    closed: Collection[TeamId],
) -> dict[tuple[TeamId, str], Seated]:
    """Return whom the workbook seats in those teams, each by what the cohort calls them already."""
    facts = {one.email: one for one in enrolment.people}
    called = people.called_by(session, [seat.email for seat in enrolment.seats], cohort.id)
    said: dict[tuple[TeamId, str], Seated] = {}
    for seat in enrolment.seats:
        team_id, email = teams.get(seat.team_key), called.get(seat.email, seat.email)
        if team_id in closed:
            told = facts[seat.email]
            more = {
                "profession": told.profession,
                "basic_course": told.basic_course,
                "access": told.access.value if told.access else None,
                "organisation": seat.organisation,
            }
            roles = frozenset(role.value for role in seat.roles)
            said[team_id, email] = Seated(team_id, email, told.name, roles, more)
    return said


def _there(session: Session, cohort: Cohort, closed: Collection[TeamId]) -> dict[tuple[TeamId, str], Seated]:
    held: dict[tuple[TeamId, str], list[tuple[RoleGrant, Person]]] = defaultdict(list)
    for grant, person in cohorts.grants_of(session, cohort_id=cohort.id):
        if grant.team_id in closed:
            held[grant.team_id, person.email].append((grant, person))
    return {
        (team_id, email): Seated(
            team_id,
            email,
            found[0][1].name,
            frozenset(grant.role.value for grant, _ in found),
            {},
            found[0][1].id,
        )
        for (team_id, email), found in held.items()
    }


def _role_changes(
    said: Mapping[tuple[TeamId, str], Seated], there: Mapping[tuple[TeamId, str], Seated]
) -> Iterator[dict[str, Any]]:
    for home, seat in said.items():
        held = there.get(home)
        if held and held.roles != seat.roles:
            yield {
                "kind": ChangeKind.role,
                "team_id": seat.team_id,
                "person_id": held.person_id,
                "roles": sorted(seat.roles),
            }


def _paired(new: list[Seated], gone: list[Seated]) -> Iterator[dict[str, Any]]:
    """Yield who has another address, who moved, who replaces whom, and last who comes and who goes."""
    for comes in list(new):
        for kind, is_pair in _PAIRS:
            goes = next((one for one in gone if is_pair(comes, one, new, gone)), None)
            if goes is not None:
                new.remove(comes)
                gone.remove(goes)
                yield _pair(kind, comes, goes)
                break
    yield from (_comes(one) for one in new)
    yield from (
        {"kind": ChangeKind.remove, "team_id": one.team_id, "person_id": one.person_id} for one in gone
    )


def _same_name(comes: Seated, goes: Seated, _new: Sequence[Seated], _gone: Sequence[Seated]) -> bool:
    return comes.team_id == goes.team_id and same_spelling(comes.name) == same_spelling(goes.name)


def _same_person(comes: Seated, goes: Seated, _new: Sequence[Seated], _gone: Sequence[Seated]) -> bool:
    return comes.email == goes.email and None not in {comes.team_id, goes.team_id}


def _only_ones(comes: Seated, goes: Seated, new: Sequence[Seated], gone: Sequence[Seated]) -> bool:
    here = [one for one in (*new, *gone) if one.team_id == comes.team_id]
    return comes.team_id is not None and here == [comes, goes] and comes.roles == goes.roles


_PAIRS = (
    (ChangeKind.address, _same_name),
    (ChangeKind.move, _same_person),
    (ChangeKind.swap, _only_ones),
)


def _pair(kind: ChangeKind, comes: Seated, goes: Seated) -> dict[str, Any]:
    pair = {"kind": kind, "team_id": goes.team_id, "person_id": goes.person_id}
    if kind is ChangeKind.move:
        return pair | {"to_team_id": comes.team_id, "roles": sorted(comes.roles)}
    if kind is ChangeKind.address:
        return pair | {"email": comes.email}
    return pair | {"name": comes.name, "email": comes.email, "facts": dict(comes.facts)}


def _comes(one: Seated) -> dict[str, Any]:
    return {
        "kind": ChangeKind.add,
        "team_id": one.team_id,
        "name": one.name,
        "email": one.email,
        "roles": sorted(one.roles),
        "facts": dict(one.facts),
    }


def _change(cohort: Cohort, **fields: Any) -> PeopleChange:  # noqa: ANN401 - the columns of a change
    return PeopleChange(
        cohort_id=cohort.id, source=ChangeSource.workbook, **({"roles": [], "facts": {}} | fields)
    )


def propose(session: Session, cohort: Cohort, found: Sequence[PeopleChange], *, deed: Deed) -> None:
    """Propose what a workbook says, but what a person has dropped before; take back what no workbook says now."""
    _take_back(session, cohort, found)
    dropped = [
        one
        for one in cohorts.decided_changes(session, cohort.id)
        if (one.state, one.source) == DROPPED_BY_PERSON
    ]
    for change in found:
        if not any(cohorts.is_same_change(change, one) for one in dropped):
            cohorts.propose_change(session, change, deed=deed)


def _take_back(session: Session, cohort: Cohort, found: Sequence[PeopleChange]) -> None:
    for one in cohorts.waiting_changes(session, cohort.id):
        if one.source is ChangeSource.workbook and not any(
            cohorts.is_same_change(one, change) for change in found
        ):
            session.delete(one)
    session.flush()
