"""Writing an understood workbook into a cohort.

What the workbook says is written; what it leaves blank is kept; whoever it no longer names is told about,
never removed. In a cohort that runs, changes of people are left to a person's approval.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app import cohorts, people
from app.cohorts import Cohort, Team, shortcomings_by_team
from app.enrolment.headings import Column
from app.enrolment.models import WaitingRow
from app.enrolment.problems import Problem, Where
from app.enrolment.proposed.differences import approved_teams, differences
from app.people import Reader, roles_in_words, same_spelling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from app.cohorts import PeopleChange
    from app.enrolment.applications import Enrolment, Seat, TeamApplication
    from app.enrolment.entries import Entry
    from app.people import Person, Role

TeamId = int | None


@dataclass
class Stored:
    """The teams an import added or touched, its problems, and the changes of people it leaves to a person."""

    added: set[TeamId] = field(default_factory=set)
    touched: set[TeamId] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    proposed: list[PeopleChange] = field(default_factory=list)

    @property
    def changed(self) -> set[TeamId]:
        """A team of the whole cohort's people is none."""
        return self.touched - self.added - {None}


def store(session: Session, cohort: Cohort, enrolment: Enrolment, *, now: datetime) -> Stored:
    stored, cohort_id = Stored(), cohort.id
    teams = _store_teams(session, cohort_id, enrolment.teams, stored)
    closed = approved_teams(session, cohort) - stored.added
    open_seats = [seat for seat in enrolment.seats if teams.get(seat.team_key) not in closed]
    stored.proposed = differences(session, cohort, enrolment, teams, _spoken_of(enrolment, teams), closed)
    known, with_news = _store_people(session, enrolment, {seat.email for seat in open_seats})
    held, trusts = people.grants_in(session, cohort_id=cohort_id), _organisations_of(session, open_seats)
    for seat in open_seats:
        person, team_id = known[seat.email], teams.get(seat.team_key)
        is_new = people.grant_exactly(
            session,
            person_id=person.id,
            cohort_id=cohort_id,
            team_id=team_id,
            organisation_id=trusts.get(seat.organisation),
            roles=seat.roles,
            site=seat.site or None,
            there=held.get((person.id, team_id), ()),
        )
        if is_new or seat.email in with_news:
            stored.touched.add(team_id)
    session.flush()
    _store_waiting(session, cohort_id, enrolment, teams, now)
    stored.problems += _still_missing(session, cohort, enrolment.teams, teams)
    stored.problems += _no_longer_named(session, cohort_id, enrolment, teams)
    return stored


def _still_missing(
    session: Session, cohort: Cohort, applications: list[TeamApplication], teams: dict[str, TeamId]
) -> Iterator[Problem]:
    """Report each team's shortcomings against the programme; they never stop an import."""
    missing = shortcomings_by_team(session, cohort)
    for application in applications:
        team = session.get_one(Team, teams[application.key])
        for shortcoming in missing[team.id]:
            say = application.where.warning if shortcoming.level == "hard" else application.where.info
            yield say("team_incomplete", f"«{team.name}» {shortcoming.text}.")


def _store_teams(
    session: Session, cohort_id: int, applications: list[TeamApplication], stored: Stored
) -> dict[str, TeamId]:
    """Return the id of every team in the workbook by its key."""
    former = cohorts.former_names(session, cohort_id)
    there = {team.name_key: team for team in cohorts.teams_of(session, cohort_id=cohort_id)} | former
    found: dict[str, TeamId] = {}
    for application in applications:
        organisation = cohorts.organisation_called(session, application.organisation)
        team = there.get(application.key) or Team(
            cohort_id=cohort_id, organisation_id=organisation.id, name="", name_key=application.key
        )
        is_new = team.id is None
        facts = {} if application.key in former else _facts(application, organisation.id)
        news = people.set_known_facts(team, **facts)
        session.add(team)
        session.flush()
        found[application.key] = team.id
        if news:
            (stored.added if is_new else stored.touched).add(team.id)
    return found


def _facts(application: TeamApplication, organisation_id: int) -> dict[str, Any]:
    """Return what the workbook says of a team; one called by a name it no longer has keeps what it says itself."""
    return {
        "organisation_id": organisation_id,
        "name": application.name,
        "priority": application.priority,
        "unit": application.unit,
        "theme": application.theme,
        "problem": application.problem,
        "aim": application.aim,
        "tracks": application.tracks,
        "site": application.site,
    }


def _store_people(
    session: Session, enrolment: Enrolment, seated: Collection[str]
) -> tuple[dict[str, Person], set[str]]:
    """Return the people by address, and the addresses with news.

    Of whoever is not `seated` by the import, nothing that lets them in or invites them is written.
    """
    there = people.by_address(session, [facts.email for facts in enrolment.people])
    known: dict[str, Person] = {}
    with_news: set[str] = set()
    for facts in enrolment.people:
        if facts.email not in seated and facts.email not in there:
            continue
        known[facts.email], learnt = people.upsert_person(
            session,
            email=facts.email,
            name=facts.name,
            profession=facts.profession,
            basic_course=facts.basic_course,
            access=facts.access if facts.email in seated else None,
            known=there,
        )
        if learnt:
            with_news.add(facts.email)
    session.flush()
    return known, with_news


def _organisations_of(session: Session, seats: Iterable[Seat]) -> dict[str, int]:
    """Return the trust of each name in the workbook, read once a name."""
    return {
        name: cohorts.organisation_called(session, name).id
        for name in dict.fromkeys(seat.organisation for seat in seats)
        if name
    }


def _store_waiting(
    session: Session, cohort_id: int, enrolment: Enrolment, teams: dict[str, TeamId], now: datetime
) -> None:
    """Let the people without an address be as the workbook says now, for the teams it names."""
    spoken_of = _spoken_of(enrolment, teams)
    before = {
        (row.team_id, row.name_key): row
        for row in waiting(session, cohort_id=cohort_id)
        if row.team_id in spoken_of
    }
    for entry in enrolment.waiting:
        team_id = teams.get(same_spelling(entry.team))
        row = before.pop((team_id, same_spelling(entry.name)), None)
        row = row or WaitingRow(
            cohort_id=cohort_id,
            team_id=team_id,
            name="",
            name_key=same_spelling(entry.name),
            sheet="",
            row=0,
            since=now,
        )
        _write_waiting(session, row, entry)
    for gone in before.values():
        if gone.name_key not in enrolment.held:
            session.delete(gone)
    session.flush()


def _write_waiting(session: Session, row: WaitingRow, entry: Entry) -> None:
    organisation = cohorts.organisation_called(session, entry.organisation) if entry.organisation else None
    people.set_known_facts(
        row,
        name=entry.name,
        organisation_id=organisation.id if organisation else None,
        roles=[role.value for role in entry.roles],
        profession=entry.profession or None,
        sheet=entry.where().sheet,
        row=entry.number,
    )
    session.add(row)


def waiting(session: Session, *, cohort_id: int) -> list[WaitingRow]:
    """Return the people enrolled without an e-mail address."""
    return list(
        session.exec(select(WaitingRow).where(WaitingRow.cohort_id == cohort_id).order_by(col(WaitingRow.id)))
    )


def waiting_names(session: Session) -> list[str]:
    """Return the names of people enrolled without an address, in every cohort."""
    return list(session.exec(select(WaitingRow.name).order_by(col(WaitingRow.id))))


def _spoken_of(enrolment: Enrolment, teams: dict[str, TeamId]) -> set[TeamId]:
    """Return the teams the workbook names; None stands among them when it names roles of the whole cohort."""
    keys = {seat.team_key for seat in enrolment.seats} | {
        same_spelling(entry.team) for entry in enrolment.waiting
    }
    return {*teams.values(), *(teams.get(key) for key in keys)}


def _no_longer_named(
    session: Session, cohort_id: int, enrolment: Enrolment, teams: dict[str, TeamId]
) -> list[Problem]:
    """Report people and teams in the cohort that the workbook does not name, in doubt or not; nothing is removed."""
    named = {(seat.email, teams.get(seat.team_key)) for seat in enrolment.seats}
    all_teams: dict[TeamId, Team] = {team.id: team for team in cohorts.teams_of(session, cohort_id=cohort_id)}
    spoken_of = _spoken_of(enrolment, teams)
    names = cohorts.own_role_names(session, cohorts.get(session, cohort_id))
    closed = approved_teams(session, cohorts.get(session, cohort_id))
    problems = [
        _person_not_named(
            person.name, grant.role, all_teams.get(grant.team_id), names, proposed=grant.team_id in closed
        )
        for grant, person in cohorts.grants_of(session, cohort_id=cohort_id)
        if grant.team_id in spoken_of
        and (person.email, grant.team_id) not in named
        and person.email not in enrolment.held
    ]
    silent = [
        team.name
        for team_id, team in all_teams.items()
        if team_id not in spoken_of and team.name_key not in enrolment.held
    ]
    if silent:
        sentence = f"Disse teamene er i kullet, men ikke i arket: {', '.join(silent)}. De er ikke endret."
        problems.append(Where(column=Column.team.value).info("team_not_in_sheet", sentence))
    return problems


def _person_not_named(
    name: str, role: Role, team: Team | None, names: Mapping[str, str], *, proposed: bool
) -> Problem:
    """Write for all who read the page of the workbook, also those who only have insight."""
    home = f"«{team.name}»" if team else "kullet"
    (word,) = roles_in_words([role], Reader.others, names)
    todo = "endringen venter på godkjenning" if proposed else "gjør det"
    sentence = (
        f"{name} ({word}) er i {home}, men står ikke i arket. Ingen er fjernet; {todo} under Endringer."
    )
    return Where(column=Column.name.value).info("person_not_in_sheet", sentence)
