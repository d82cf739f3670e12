"""Whatever cohort is previewed: nobody must be at two meetings at one hour without being named.

What people would get is read from the entries alone: who must come, when, by address. Nothing of how times are laid
or clashes found is used to say what to expect.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as some
from sqlmodel import Session, SQLModel, create_engine, select
from support.small_cohort import at

from app import (
    meetings,
    tables,  # noqa: F401 - the metadata is whole
)
from app.audit import Deed
from app.cohorts.models import Cohort, Organisation, Team
from app.cohorts.tracks import set_tracks
from app.meetings.stand_ins import name_stand_in
from app.people.models import Person, Role, RoleGrant
from app.programmes.language.check import accepted
from app.provisioning.lifecycle.start import start_cohort
from app.provisioning.preview import service
from app.provisioning.preview.picture_of import Surroundings

if TYPE_CHECKING:
    from app.provisioning.preview.service import Preview

TODAY = at("2026-04-01T08:00")
RHF = Deed(actor="rhf", at=TODAY)
AROUND = Surroundings(now=TODAY, owner_addresses=())
MONDAY = date(2026, 11, 23)
NAMES = ("Ada", "Bo", "Cai", "Dag", "Eli", "Fay")
TRACKS = ("akutt", "elektiv")
people = some.sampled_from(NAMES)
team_roles = some.sampled_from([Role.team_leader, Role.staff, Role.mentor, Role.nearest_leader])
hours = some.integers(8, 15)
HOW: list[dict[str, Any]] = [
    {},
    {"audience": "leaders"},
    {"audience": "mentors"},
    {"audience": "some_teams"},
    {"tracks": ["akutt"]},
    {"tracks": ["elektiv"]},
    {"also": ["mentors"], "required": ["mentor"]},
    {"per": "team", "arranged_by": "unit"},
    {"per": "team", "arranged_by": "unit", "tracks": ["akutt"]},
    {"per": "team", "arranged_by": "unit", "audience": "some_teams"},
    {"per": "team", "arranged_by": "unit", "required": ["faculty"]},
    {"per": "team"},
]
held = some.tuples(
    some.sampled_from(HOW),
    some.integers(0, 1),
    hours,
    some.sampled_from([30, 60, 90, 180]),
    some.booleans(),
)


class Drawn(NamedTuple):
    """`teams` with their tracks and people, `over` the roles of the whole cohort, `chosen` by each choice."""

    teams: list[tuple[list[str], list[tuple[str, Role]]]]
    over: list[tuple[str, Role]]
    meetings: list[tuple[dict[str, Any], int, int, int, bool]]
    chosen: int
    absent: int


cohorts = some.builds(
    Drawn,
    teams=some.lists(
        some.tuples(
            some.lists(some.sampled_from(TRACKS), unique=True),
            some.lists(some.tuples(people, team_roles), min_size=1, max_size=4, unique=True),
        ),
        min_size=1,
        max_size=4,
    ),
    over=some.lists(
        some.tuples(people, some.sampled_from([Role.faculty, Role.mentor])), max_size=2, unique=True
    ),
    meetings=some.lists(held, min_size=1, max_size=5),
    chosen=some.integers(0, 15),
    absent=some.integers(0, 9),
)


class Told(NamedTuple):
    """A meeting as people get it: the name it goes by in a clash, its time, and who must come."""

    title: str
    starts_at: datetime
    ends_at: datetime
    must: frozenset[str]


def programme(drawn: Drawn) -> Any:
    found = []
    for number, (how, day, hour, minutes, week) in enumerate(drawn.meetings):
        begins = datetime.combine(MONDAY + timedelta(days=day), datetime.min.time()) + timedelta(hours=hour)
        when = {"day": f"{begins:%m-%d}"}
        if week and how.get("per"):
            when = {"week": 48, "weekday": ("monday", "tuesday")[day]}
        found.append(
            {
                "key": f"m{number}",
                "kind": "gathering",
                "title": f"Møte {number}",
                "audience": "teams",
                "mode": "physical",
                "when": when,
                "start": f"{begins:%H:%M}",
                "end": f"{begins + timedelta(minutes=minutes):%H:%M}",
                **how,
            }
        )
    return accepted(
        {
            "key": "p",
            "name": "P",
            "owner": "O",
            "version": 1,
            "purpose": "Øve",
            "source": {"document": "Notat", "year": 2026},
            "tracks": {key: {"name": key.title()} for key in TRACKS},
            "meetings": found,
        }
    )


def written(session: Session, drawn: Drawn) -> Cohort:
    cohort = start_cohort(session, definition=programme(drawn), start_year=2026, name="Kull", deed=RHF)
    house = Organisation(name="UNN")
    known = {name: Person(uid=name, name=name, email=f"{name.lower()}@example.no") for name in NAMES}
    session.add_all([house, *known.values()])
    session.flush()
    teams = []
    for number, (tracks, sits) in enumerate(drawn.teams):
        named = {"uid": f"t{number}", "name": f"Team {number}", "name_key": f"team {number}"}
        team = Team(cohort_id=cohort.id, organisation_id=house.id, priority=number, **named)
        session.add(team)
        session.flush()
        set_tracks(session, cohort.id, team.id, tracks=tracks, deed=RHF)
        teams.append(team)
        for name, role in sits:
            session.add(RoleGrant(person_id=known[name].id, cohort_id=cohort.id, team_id=team.id, role=role))
    for name, role in drawn.over:
        session.add(RoleGrant(person_id=known[name].id, cohort_id=cohort.id, team_id=None, role=role))
    session.flush()
    _choose(session, cohort, teams, drawn.chosen)
    _stand_in(session, cohort, drawn)
    return cohort


def _choose(session: Session, cohort: Cohort, teams: list[Team], which: int) -> None:
    chosen = [team.id for number, team in enumerate(teams) if which >> number & 1]
    for row in meetings.of_cohort(session, cohort.id) if chosen else ():
        if meetings.waits_for_teams(row):
            meetings.choose_teams(session, row.id, team_ids=chosen, deed=RHF)


def _stand_in(session: Session, cohort: Cohort, drawn: Drawn) -> None:
    """Let somebody of the first team send another person, where the meeting is for them."""
    rows = meetings.of_cohort(session, cohort.id)
    row = rows[drawn.absent % len(rows)]
    sits = [name for name, role in drawn.teams[0][1] if role in {Role.team_leader, Role.staff}]
    team = session.exec(select(Team).where(Team.uid == "t0")).one()
    other = NAMES[drawn.absent % len(NAMES)]
    if sits and sits[0] != other and row.audience != "mentors" and not row.details["tracks"]:
        if row.audience == "leaders" and (sits[0], Role.team_leader) not in drawn.teams[0][1]:
            return
        if row.audience == "some_teams" and team.id not in row.details.get("teams", ()):
            return
        who = {
            "instead_of": f"{sits[0].lower()}@example.no",
            "name": other,
            "email": f"{other.lower()}@example.no",
        }
        name_stand_in(session, row.id, team_id=team.id, deed=RHF, **who)


def told(seen: Preview) -> list[Told]:
    return [
        Told(
            title=_title(one.key, one.value["subject"]),
            starts_at=datetime.fromisoformat(one.value["starts_at"]),
            ends_at=datetime.fromisoformat(one.value["ends_at"]),
            must=frozenset(person["name"] for person in one.value["attendees"] if person["required"]),
        )
        for one in seen.things
        if one.kind == "entry"
    ]


def _title(key: str, subject: str) -> str:
    title = subject.removeprefix("Kull: ")
    return f"{title} (Team {key.partition('/team:t')[2][0]})" if "/team:t" in key else title


def double(entries: list[Told]) -> set[tuple[frozenset[str], str]]:
    """Return who must be at two at one hour: the titles of both, and the name."""
    return {
        (frozenset({one.title, other.title}), name)
        for one, other in combinations(entries, 2)
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
        for name in one.must & other.must
    }


def named(seen: Preview) -> set[tuple[frozenset[str], str]]:
    assert all(one.said in seen.cautions for one in seen.clashes)
    return {(frozenset({one.one, one.other}), name) for one in seen.clashes for name in one.people}


@settings(max_examples=25, deadline=None)
@given(cohorts, some.integers(0, 9), hours)
def test_nobody_must_be_at_two_meetings_at_one_hour_without_being_named(
    drawn: Drawn, which: int, hour: int
) -> None:
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        cohort = written(session, drawn)
        seen = service.preview_cohort(session, cohort.id, AROUND)
        assert double(told(seen)) <= named(seen)
        ours = {f"Møte {n}" for n, (how, *_) in enumerate(drawn.meetings) if how.get("arranged_by")}
        assert not [
            titles for titles, _ in double(told(seen)) for one in titles if one.partition(" (")[0] in ours
        ]
        service.provision(session, cohort.id, checksum=None, deed=RHF, surroundings=AROUND)
        again = service.preview_cohort(session, cohort.id, AROUND)
        assert told(again) == told(seen)
        rows = meetings.of_cohort(session, cohort.id)
        moved = rows[which % len(rows)]
        if moved.details["arranged_by"] is None:
            meetings.reschedule(session, moved.id, starts_at=at(f"2026-11-23T{hour:02}:00"), deed=RHF)
            seen = service.preview_cohort(session, cohort.id, AROUND)
            assert double(told(seen)) <= named(seen)
    engine.dispose()
