"""Each team's deliverables and deadlines: the programme's words, dated by the meetings as they stand now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from app import cohorts, meetings, programmes
from app.cohorts import deviations_of, programme_as_run
from app.deliverables.models import Deliverable
from app.deliverables.windows import ALWAYS, Window, windows_of
from app.errors import Code, NotFound
from app.programmes import DueRule, compile_programme, due_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from app.cohorts import Cohort, CohortDeviation, Team
    from app.programmes import Definition
    from app.programmes import Deliverable as Words

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A deliverable as one team is asked for it. `words` are the programme's own; `due` is its last day, if known.

    `template` is what the form we put in the team's folder for it is called, `form` which form that is; `window`
    is when it is asked for, and until when an answer is more than a later version.
    """

    deliverable_id: int
    words: Words
    due: date | None
    template: str | None
    form: str | None
    window: Window = ALWAYS

    @cached_property
    def ends_at(self) -> datetime | None:
        """When the last day is over in Norway."""
        return datetime.combine(self.due + timedelta(days=1), time(), tzinfo=OSLO) if self.due else None


def get(session: Session, deliverable_id: int) -> Deliverable:
    deliverable = session.get(Deliverable, deliverable_id)
    if deliverable is None:
        raise NotFound(
            Code.no_such_deliverable, f"Det finnes ingenting å levere med nummer {deliverable_id}."
        )
    return deliverable


def with_key(session: Session, *, cohort_id: int, key: str) -> Deliverable:
    found = select(Deliverable).where(Deliverable.cohort_id == cohort_id, Deliverable.key == key)
    deliverable = session.exec(found).one_or_none()
    if deliverable is None:
        raise NotFound(Code.no_such_deliverable, f"Teamene i kullet er ikke bedt om noe som heter «{key}».")
    return deliverable


def of_cohort(session: Session, cohort_id: int) -> Sequence[Deliverable]:
    found = select(Deliverable).where(Deliverable.cohort_id == cohort_id)
    return session.exec(found.order_by(col(Deliverable.id))).all()


def asked_of_teams(session: Session, cohort_id: int) -> dict[int, tuple[Asked, ...]]:
    """Return each team's deliverables by the team's id, in the programme's order; teams and tracks may differ."""
    cohort, rows = cohorts.get(session, cohort_id), of_cohort(session, cohort_id)
    days = days_of(session, cohort_id)
    deviating = deviations_of(session, cohort_id)
    rules = {row.key: DueRule.model_validate(row.due_rule) for row in rows if row.due_rule}
    teams = cohorts.teams_of(session, cohort_id=cohort_id)
    definition, every = programme_as_run(cohort, deviating), {tuple(team.tracks) for team in teams}
    windows = windows_of(definition, cohort.start_year, days)
    of_tracks = {
        tracks: _asked(rows, programmes.of_tracks(definition, tracks), rules, windows, days)
        for tracks in every
    }
    have_own = {row.team_id for row in deviating if row.team_id}
    return {
        team.id: _own(cohort, rows, _of_team(cohort, deviating, team), days)
        if team.id in have_own
        else of_tracks[tuple(team.tracks)]
        for team in teams
    }


def _of_team(cohort: Cohort, deviating: Sequence[CohortDeviation], team: Team) -> Definition:
    return programmes.of_tracks(programme_as_run(cohort, deviating, team_id=team.id), team.tracks)


def window_of(session: Session, *, team_id: int, deliverable_id: int) -> Window:
    """Return the window in which a team is asked for a deliverable."""
    row = get(session, deliverable_id)
    cohort = cohorts.get(session, row.cohort_id)
    definition = programme_as_run(cohort, deviations_of(session, cohort.id), team_id=team_id)
    if not any(
        one.key == row.key and (one.required_after or one.freeze_after) for one in definition.deliverables
    ):
        return ALWAYS
    return windows_of(definition, cohort.start_year, days_of(session, cohort.id)).get(row.key, ALWAYS)


def days_of(session: Session, cohort_id: int) -> dict[str, date | None]:
    """Return each meeting's first day by its key, None while it is not known."""
    return {
        meeting.key: meeting.starts_at.astimezone(OSLO).date() if meeting.starts_at else None
        for meeting in meetings.of_cohort(session, cohort_id)
    }


def _own(
    cohort: Cohort, rows: Sequence[Deliverable], definition: Definition, days: Mapping[str, date | None]
) -> tuple[Asked, ...]:
    """Read a deviating team's deadlines from its own programme: the rows are the cohort's."""
    dated = compile_programme(definition, cohort.start_year).deliverables
    rules = {one.id: one.rule for one in dated if one.rule}
    return _asked(rows, definition, rules, windows_of(definition, cohort.start_year, days), days)


def _asked(
    rows: Sequence[Deliverable],
    definition: Definition,
    rules: Mapping[str, DueRule],
    windows: Mapping[str, Window],
    days: Mapping[str, date | None],
) -> tuple[Asked, ...]:
    ids = {row.key: row.id for row in rows}
    templates = {one.deliverable: one for one in definition.templates if one.deliverable}
    return tuple(
        Asked(
            deliverable_id=ids[words.key],
            words=words,
            due=due_on(rules[words.key], days) if words.key in rules else None,
            template=templates[words.key].name if words.key in templates else None,
            form=templates[words.key].source if words.key in templates else None,
            window=windows.get(words.key, ALWAYS),
        )
        for words in definition.deliverables
        if words.key in ids
    )
