"""Each team's line explained: where it stands, why it is in or not, and beside it what speaks for need and mix."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from app import cohorts
from app.cohorts import ApplicationState, own_role_names, shortcomings_by_team
from app.people import leads_team, role_title, same_spelling, sits_in_team
from app.places.changes import changes_by_team
from app.places.line import INSIDE, OUT, capacity_of, standings, turns
from app.places.verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from app.cohorts import Cohort, Team
    from app.people import Person, RoleGrant
    from app.places.line import Turn
    from app.places.models import PlaceChange

NOT_DECIDED = "Plassene er ikke fordelt ennå."


@dataclass(frozen=True, kw_only=True)
class Merits:
    """What speaks for need and mix. `led_by` is the leader's role and profession; `alike` other teams with a place."""

    clinic: str | None
    theme: str | None
    tracks: tuple[str, ...]
    people: int
    roles: tuple[str, ...]
    led_by: str | None
    missing: tuple[str, ...]
    alike: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A team's line. `number` and `round` are None once it is out; `by` is the person who decided otherwise."""

    team_id: int
    team: str
    organisation: str
    number: int | None
    round: int | None
    priority: int | None
    place: ApplicationState
    why: str
    by: str | None
    reply_by: date | None
    merits: Merits
    history: tuple[PlaceChange, ...] = ()

    def as_json(self) -> dict[str, Any]:
        told = {name: value for name, value in vars(self).items() if name not in {"merits", "history"}}
        told["reply_by"] = self.reply_by.isoformat() if self.reply_by else None
        changes = [
            row.model_dump(mode="json", include={"before", "after", "by", "at", "why", "reply_by", "by_rule"})
            for row in self.history
        ]
        return {**told, "merits": asdict(self.merits), "history": changes}


def explain(session: Session, cohort_id: int) -> list[Line]:
    """Explain every team's line: those that want a place in the order they stand, then those that are out."""
    return _Explained(session, cohorts.get(session, cohort_id)).lines()


class _Explained:
    """A cohort's line, history and people, read once."""

    def __init__(self, session: Session, cohort: Cohort) -> None:
        self._turns = {turn.team.id: turn for turn in turns(session, cohort_id=cohort.id)}
        self._every = cohorts.teams_of(session, cohort_id=cohort.id)
        self._history = changes_by_team(session, cohort.id)
        capacity, line = capacity_of(session, cohort), list(self._turns.values())
        self._verdicts = verdicts(standings(session, line, capacity), capacity)
        self._merits = merits_by_team(session, cohort, self._every)
        self._organisations = cohorts.organisations(session)

    def lines(self) -> list[Line]:
        out = sorted((team for team in self._every if team.place in OUT), key=lambda team: team.name_key)
        return [self._line(team) for team in [*(turn.team for turn in self._turns.values()), *out]]

    def _line(self, team: Team) -> Line:
        turn, rows = self._turns.get(team.id), self._history.get(team.id, [])
        latest = rows[-1] if rows and rows[-1].after is team.place else None
        return Line(
            team_id=team.id,
            team=team.name,
            organisation=self._organisations[team.organisation_id].name,
            number=turn.number if turn else None,
            round=turn.round if turn else None,
            priority=team.priority,
            place=team.place,
            why=self._why(team, turn, latest),
            by=latest.by if latest and not latest.by_rule else None,
            reply_by=latest.reply_by if latest else None,
            merits=self._merits[team.id],
            history=tuple(rows),
        )

    def _why(self, team: Team, turn: Turn | None, latest: PlaceChange | None) -> str:
        """Return a person's reason, or the rule's: of a team in the line that waits, as it stands now."""
        if latest and (not latest.by_rule or team.place in INSIDE or turn is None):
            return latest.why
        verdict = self._verdicts.get(team.id)
        said = verdict.why if verdict else "Ikke lenger i køen."
        return f"{NOT_DECIDED} {said}" if team.place is ApplicationState.applied else said


def merits_by_team(session: Session, cohort: Cohort, teams: Sequence[Team]) -> dict[int, Merits]:
    """Return what speaks for each team, asking the database a fixed number of times."""
    held: dict[int | None, list[tuple[RoleGrant, Person]]] = defaultdict(list)
    for grant, person in cohorts.grants_of(session, cohort_id=cohort.id):
        held[grant.team_id].append((grant, person))
    missing, names = shortcomings_by_team(session, cohort), own_role_names(session, cohort)
    tracks, inside = cohorts.tracks_of(session, cohort), [team for team in teams if team.place in INSIDE]
    return {
        team.id: Merits(
            clinic=team.unit,
            theme=team.theme,
            tracks=tuple(tracks.get(key, key) for key in team.tracks),
            people=len({person.id for grant, person in held[team.id] if sits_in_team(grant.role)}),
            roles=_roles(held[team.id], names),
            led_by=_led_by(held[team.id], names),
            missing=tuple(one.text for one in missing[team.id]),
            alike=tuple(_alike(team, inside)),
        )
        for team in teams
    }


def _roles(held: Iterable[tuple[RoleGrant, Person]], names: Mapping[Any, str]) -> tuple[str, ...]:
    counted = Counter(role_title(grant.role, names) for grant, _ in held if sits_in_team(grant.role))
    return tuple(title if count == 1 else f"{count} {title}" for title, count in counted.items())


def _led_by(held: Iterable[tuple[RoleGrant, Person]], names: Mapping[Any, str]) -> str | None:
    """Say whether a leader or a professional leads the team: the role, and the profession where it is known."""
    for grant, person in held:
        if leads_team(grant.role):
            title = role_title(grant.role, names)
            return f"{title} ({person.profession})" if person.profession else title
    return None


def _alike(team: Team, inside: Sequence[Team]) -> Iterable[str]:
    """Count other teams with a place that share the team's clinic or theme."""
    for fact, shared in (("unit", "fra samme klinikk"), ("theme", "med samme tema")):
        own = same_spelling(getattr(team, fact) or "")
        same = sum(one is not team and same_spelling(getattr(one, fact) or "") == own for one in inside)
        if own and same:
            yield f"{same} {'annet' if same == 1 else 'andre'} team {shared} har plass"
