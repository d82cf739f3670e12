"""The teams of a cohort with their mentors and what is missing, as pages and programs get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app import cohorts
from app.mentors.register import mentor_rules, mentors_in_full, teams_to_follow
from app.mentors.shortage import Shortage, shortage_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlmodel import Session

    from app.cohorts import Cohort, Team
    from app.mentors.register import MentorInFull
    from app.programmes import MentorRules


@dataclass(frozen=True, kw_only=True)
class TeamWithMentors:
    """A team and its mentors. `lacks` are what the programme's rules miss, in words that go on after its name."""

    team: Team
    organisation: str
    mentors: tuple[MentorInFull, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Mentoring:
    """All about a cohort's mentors."""

    rules: MentorRules | None
    mentors: list[MentorInFull]
    teams: list[TeamWithMentors]
    shortage: Shortage | None


def mentoring_of(session: Session, cohort: Cohort) -> Mentoring:
    """Return a cohort's mentors and its teams, those that lack most first."""
    rules, mentors = mentor_rules(session, cohort), mentors_in_full(session, cohort)
    names = {key: one.name for key, one in cohorts.organisations(session).items()}
    teams = []
    for team in teams_to_follow(session, cohort_id=cohort.id):
        there = tuple(one for one in mentors if any(team.id == f.team_id for f in one.here))
        lacks = tuple(_lacks(rules, there)) if rules else ()
        teams.append(
            TeamWithMentors(team=team, organisation=names[team.organisation_id], mentors=there, lacks=lacks)
        )
    return Mentoring(
        rules=rules,
        mentors=mentors,
        teams=sorted(teams, key=lambda one: (-len(one.lacks), one.organisation, one.team.name)),
        shortage=shortage_of(session, cohort),
    )


def _lacks(rules: MentorRules, there: Sequence[MentorInFull]) -> Iterator[str]:
    if len(there) < rules.per_team:
        yield "mangler veileder" if not there else f"har {len(there)} av {rules.per_team} veiledere"
    if sum(one.experienced is True for one in there) < (rules.experienced_min or 0):
        yield f"har færre enn {rules.experienced_min} som er ført opp som erfarne"
    if not rules.trainees_allowed and any(one.experienced is False for one in there):
        yield "har en veileder under opplæring, og programmet har ikke slike"


def mentor_as_json(one: MentorInFull) -> dict[str, Any]:
    return {
        "id": one.person_id,
        "name": one.name,
        "email": one.email,
        "organisation": one.organisation,
        "clinic": one.clinic,
        "experienced": one.experienced,
        "available": one.available,
        "max_teams": one.max_teams,
        "at_most": one.at_most,
        "note": one.note,
        "here": [followed._asdict() for followed in one.here],
        "elsewhere": [followed._asdict() for followed in one.elsewhere],
        "room": one.room,
    }


def mentoring_as_json(found: Mentoring) -> dict[str, Any]:
    return {
        "mentors": [mentor_as_json(one) for one in found.mentors],
        "teams": [
            {
                "id": one.team.id,
                "name": one.team.name,
                "organisation": one.organisation,
                "clinic": one.team.unit,
                "mentors": [mentor.person_id for mentor in one.mentors],
                "lacks": list(one.lacks),
            }
            for one in found.teams
        ],
        "warnings": [found.shortage.text] if found.shortage else [],
    }
