"""The smallest cohort in two tracks, as rows: some meetings are a track's, and some for teams that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, select

from app import meetings
from app.audit import Deed
from app.cohorts.models import Cohort, Team
from app.cohorts.tracks import set_tracks
from app.db import unit_of_work
from app.meetings.models import Meeting
from app.people.models import Person, Role, RoleGrant
from app.programmes.dates.compiler import compile_programme
from app.programmes.language.definition import Definition
from app.provisioning.lifecycle.start import meeting_row
from support.faults.smallest_cohort import PROGRAMME

if TYPE_CHECKING:
    from datetime import datetime

COHORT = 1
AN_HOUR = {"start": "09:00", "end": "10:00"}
TRACKED = Definition.model_validate(
    {
        **PROGRAMME.model_dump(mode="json"),
        "source": {"document": "Ingen", "year": 2026},
        "tracks": {"akutt": {"name": "Akutt"}, "elektiv": {"name": "Elektiv"}},
        "meetings": [
            {
                "key": key,
                "kind": "gathering",
                "title": title,
                "audience": audience,
                "mode": "physical",
                "when": {"day": day},
                **AN_HOUR,
                **more,
            }
            for key, title, audience, day, more in (
                ("samling", "Samling 1", "leaders", "09-16", {}),
                ("akutt-1", "Samling akutt", "teams", "11-10", {"tracks": ["akutt"]}),
                ("elektiv-1", "Samling elektiv", "teams", "11-10", {"tracks": ["elektiv"]}),
                ("ekstra", "Ekstra samling", "some_teams", "12-01", {}),
            )
        ],
        "tasks": {
            "team": [
                {
                    "key": "oppstart",
                    "title": "Oppstart",
                    "tasks": [
                        {"key": "samle", "title": "Samle teamet", "roles": ["team_leader"]},
                        {
                            "key": "vakt",
                            "title": "Avklare vaktene",
                            "roles": ["team_leader"],
                            "tracks": ["akutt"],
                        },
                    ],
                }
            ]
        },
        "folders": {"team": [{"name": "01 Poster"}, {"name": "02 Vaktplaner", "tracks": ["akutt"]}]},
        "templates": [
            {"source": "poster", "name": "Poster.pptx", "folder": "01 Poster", "tracks": ["elektiv"]}
        ],
    }
)
CALLS = Definition.model_validate(
    {
        **TRACKED.model_dump(mode="json"),
        "meetings": [
            {
                "key": "samtale",
                "kind": "mentor_meeting",
                "title": "Samtale",
                "audience": "some_teams",
                "per": "team",
                "arranged_by": "unit",
                "mode": "digital",
                **AN_HOUR,
                "when": {"week": 48, "weekday": "monday"},
            }
        ],
    }
)


def write_two_tracks(now: datetime, programme: Definition = TRACKED) -> None:
    """Kostvert in Akutt, Trygg hjemreise in Elektiv, and Per in both teams."""
    deed = Deed(actor="prøve", at=now)
    with unit_of_work() as session:
        cohort = session.get_one(Cohort, COHORT)
        cohort.definition = programme.model_dump(mode="json")
        for row in session.exec(select(Meeting)):
            session.delete(row)
        session.flush()
        session.add_all(meeting_row(cohort, one) for one in compile_programme(programme, 2026).meetings)
        kostvert, hjemreise = session.exec(select(Team).order_by(Team.name)).all()
        set_tracks(session, COHORT, kostvert.id, tracks=["akutt"], deed=deed)
        set_tracks(session, COHORT, hjemreise.id, tracks=["Elektiv"], deed=deed)
        per = session.exec(select(Person).where(Person.email == "per@example.no")).one()
        session.add(RoleGrant(person_id=per.id, cohort_id=COHORT, team_id=hjemreise.id, role=Role.staff))


def choose_teams(key: str, *names: str, now: datetime) -> None:
    with unit_of_work() as session:
        found = session.exec(select(Team).where(col(Team.name).in_(names)))
        meeting = meetings.with_key(session, cohort_id=COHORT, key=key)
        deed = Deed(actor="prøve", at=now)
        meetings.choose_teams(session, meeting.id, team_ids=[team.id for team in found], deed=deed)
