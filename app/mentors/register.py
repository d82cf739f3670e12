"""A cohort's mentors with their lines, the teams they follow in every cohort that runs, and the room they have left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func
from sqlalchemy import select as select_values
from sqlmodel import col, select

from app import cohorts
from app.cohorts import ApplicationState, Cohort, Team, programme_as_said
from app.mentors.models import MentorLine
from app.people import Person, Role, RoleGrant
from app.programmes import MentorRules

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlmodel import Session

USUAL_MAX_TEAMS = 2
"""Teams a mentor can follow where neither the programme nor the mentor says: one to two (R055)."""
OUT = frozenset({ApplicationState.declined, ApplicationState.withdrawn, ApplicationState.waiting})


class Followed(NamedTuple):
    """A team that a mentor follows, and its cohort."""

    team_id: int
    team: str
    cohort_id: int
    cohort: str


@dataclass(frozen=True, kw_only=True)
class MentorInFull:
    """A mentor of a cohort. `at_most` is the stricter of their own limit and the programme's; None where neither is."""

    person_id: int
    name: str
    email: str
    organisation_id: int | None
    organisation: str | None
    clinic: str | None
    experienced: bool | None
    available: bool
    max_teams: int | None
    note: str | None
    at_most: int | None
    here: tuple[Followed, ...]
    elsewhere: tuple[Followed, ...]

    @property
    def load(self) -> int:
        return len(self.here) + len(self.elsewhere)

    @property
    def room(self) -> int:
        """Return how many teams more they can follow; as usual where no limit is set."""
        most = USUAL_MAX_TEAMS if self.at_most is None else self.at_most
        return max(0, most - self.load) if self.available else 0

    @property
    def is_full(self) -> bool:
        """Tell whether a limit that is set, or the mentor's own word, speaks against another team."""
        return not self.available or (self.at_most is not None and self.load >= self.at_most)


def mentor_rules(session: Session, cohort: Cohort) -> MentorRules | None:
    """Return the programme's rules about mentors; None where it asks for none, or the cohort does without."""
    said = programme_as_said(session, cohort).get("mentors")
    rules = MentorRules.model_validate(said) if said else None
    return None if rules and rules.addition in cohort.switched_off else rules


def teams_to_follow(session: Session, *, cohort_id: int) -> list[Team]:
    """Return the teams that need mentors: those with a place, or all that applied while places are not decided."""
    teams = [team for team in cohorts.teams_of(session, cohort_id=cohort_id) if team.place not in OUT]
    decided = [team for team in teams if team.place is not ApplicationState.applied]
    return decided or teams


def mentors_in_full(session: Session, cohort: Cohort) -> list[MentorInFull]:
    """Return the cohort's mentors by name; four questions to the database, however many they are."""
    held = [one for one in cohorts.holders(session, cohort_id=cohort.id) if one.role is Role.mentor]
    people = {one.person_id: one for one in held}
    lines = _lines(session, people)
    followed = _followed(session, people)
    homes = _homes(session, cohort.id)
    names = {key: one.name for key, one in cohorts.organisations(session).items()}
    rules = mentor_rules(session, cohort)
    limit = rules.max_teams if rules else None

    def told(person_id: int) -> MentorInFull:
        line, teams = lines.get(person_id), followed.get(person_id, [])
        own = line.max_teams if line else None
        return MentorInFull(
            person_id=person_id,
            name=people[person_id].name,
            email=people[person_id].email,
            organisation_id=homes.get(person_id),
            organisation=names.get(homes.get(person_id)),
            clinic=line.clinic if line else None,
            experienced=line.experienced if line else None,
            available=line.available if line else True,
            max_teams=own,
            note=line.note if line else None,
            at_most=min((one for one in (own, limit) if one is not None), default=None),
            here=tuple(one for one in teams if one.cohort_id == cohort.id),
            elsewhere=tuple(one for one in teams if one.cohort_id != cohort.id),
        )

    return sorted(map(told, people), key=lambda one: (one.name, one.person_id))


def _lines(session: Session, people: Collection[int]) -> Mapping[int, MentorLine]:
    found = (
        select(func.coalesce(Person.same_as_id, Person.id), MentorLine)
        .join(Person, col(Person.id) == MentorLine.person_id)
        .where(func.coalesce(Person.same_as_id, Person.id).in_(people))
    )
    return dict(session.exec(found).all())


def _followed(session: Session, people: Collection[int]) -> Mapping[int, list[Followed]]:
    """Return the teams they follow in all cohorts that run, each once."""
    who = func.coalesce(Person.same_as_id, Person.id)
    rows = session.execute(
        select_values(who, col(Team.id), col(Team.name), col(Cohort.id), col(Cohort.name))
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .join(Team, col(Team.id) == RoleGrant.team_id)
        .join(Cohort, col(Cohort.id) == RoleGrant.cohort_id)
        .where(who.in_(people), col(RoleGrant.role) == Role.mentor)
        .where(col(Cohort.closed_at).is_(None), col(Team.place).not_in(OUT))
        .order_by(col(RoleGrant.id))
    )
    found: dict[int, dict[int, Followed]] = defaultdict(dict)
    for person_id, *team in rows:
        found[person_id].setdefault(team[0], Followed(*team))
    return {person_id: list(teams.values()) for person_id, teams in found.items()}


def _homes(session: Session, cohort_id: int) -> Mapping[int, int]:
    """Return the organisation each mentor was enrolled from: the role's own, or else the first team's."""
    home = func.coalesce(RoleGrant.organisation_id, Team.organisation_id)
    rows = session.execute(
        select_values(func.coalesce(Person.same_as_id, Person.id), home)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .outerjoin(Team, col(Team.id) == RoleGrant.team_id)
        .where(col(RoleGrant.cohort_id) == cohort_id, col(RoleGrant.role) == Role.mentor, home.is_not(None))
        .order_by(col(RoleGrant.id).desc())
    )
    return dict(rows.all())
