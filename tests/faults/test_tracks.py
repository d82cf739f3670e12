"""A cohort in two tracks: each person is mailed as the table says, by the preview and in the sandbox's mailboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select
from support.faults.smallest_cohort import PROGRAMME
from support.faults.world import COHORT

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

if TYPE_CHECKING:
    from support.faults.world import World, Worlds

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
TABLE = {
    # mailbox: (invitations, Microsoft's own: assigned tasks and a guest's invitation), by hand
    "kari@example.no": (2, 2),  # leads in Akutt: Samling 1 and Samling akutt; two tasks
    "per@example.no": (2, 0),  # in both teams: Samling akutt and Samling elektiv
    "ada@example.no": (2, 1),  # leads in Elektiv: Samling 1 and Samling elektiv; one task
    "gro@kommune.no": (1, 1),  # a guest in Elektiv: Samling elektiv
    "mona@example.no": (2, 0),  # mentors both teams: Samling akutt and Samling elektiv
}
CHOSEN = {"per@example.no": 1, "ada@example.no": 1, "gro@kommune.no": 1, "mona@example.no": 1}


def in_two_tracks(world: World) -> World:
    """Kostvert in Akutt, Trygg hjemreise in Elektiv, and Per in both teams."""
    deed = Deed(actor="prøve", at=world.clock.now())
    with unit_of_work() as session:
        cohort = session.get_one(Cohort, COHORT)
        cohort.definition = TRACKED.model_dump(mode="json")
        for row in session.exec(select(Meeting)):
            session.delete(row)
        session.flush()
        session.add_all(meeting_row(cohort, one) for one in compile_programme(TRACKED, 2026).meetings)
        kostvert, hjemreise = session.exec(select(Team).order_by(Team.name)).all()
        set_tracks(session, COHORT, kostvert.id, tracks=["akutt"], deed=deed)
        set_tracks(session, COHORT, hjemreise.id, tracks=["Elektiv"], deed=deed)
        per = session.exec(select(Person).where(Person.email == "per@example.no")).one()
        session.add(RoleGrant(person_id=per.id, cohort_id=COHORT, team_id=hjemreise.id, role=Role.staff))
    return world


def choose(world: World, key: str, team: str) -> None:
    with unit_of_work() as session:
        found = session.exec(select(Team).where(Team.name == team)).one()
        meeting = meetings.with_key(session, cohort_id=COHORT, key=key)
        deed = Deed(actor="prøve", at=world.clock.now())
        meetings.choose_teams(session, meeting.id, team_ids=[found.id], deed=deed)


def invitations(world: World) -> dict[str, int]:
    return {box: kinds.count("invitation") for box, kinds in world.census().mail.items()}


def test_a_tracked_cohort_mails_each_person_as_the_table_says(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    world.ask_directory()
    told = {one.email: (one.invitations, one.microsoft) for one in world.preview().messages}
    assert told == TABLE
    world.provision()
    assert invitations(world) == {box: invited for box, (invited, _) in TABLE.items()}


def test_a_tracks_folders_templates_and_tasks_stand_in_its_teams_alone(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    world.provision()
    assert {
        team.channel: (team.folders, team.files, [task.title for task in team.tasks])
        for team in world.census().teams
    } == {
        "Kostvert": (["01 Poster", "02 Vaktplaner"], [], ["Samle teamet", "Avklare vaktene"]),
        "Trygg hjemreise": (["01 Poster"], ["01 Poster/Poster.pptx"], ["Samle teamet"]),
    }


def test_a_meeting_for_some_teams_is_sent_once_they_are_chosen_and_to_them_alone(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    world.provision()
    waits = "Velg hvilke team «Ekstra samling» er for. Møtet sendes ikke ut før det er gjort."
    assert waits in world.preview().cautions
    before = invitations(world)
    choose(world, "ekstra", "Trygg hjemreise")
    seen = world.preview()
    assert {one.email: one.total for one in seen.messages} == CHOSEN
    assert waits not in seen.cautions
    world.provision()
    assert {box: count - before[box] for box, count in invitations(world).items()} == {
        "kari@example.no": 0,
        **CHOSEN,
    }


def test_a_meeting_begun_before_teams_were_chosen_stays_with_all(worlds: Worlds) -> None:
    world = in_two_tracks(worlds.new())
    with unit_of_work() as session:
        row = meetings.with_key(session, cohort_id=COHORT, key="ekstra")
        row.details = {"also": [], "per": "cohort", "text": ""}  # as rows were made before
    world.provision()
    assert invitations(world) == {
        "kari@example.no": 3,
        "per@example.no": 3,
        "ada@example.no": 3,
        "gro@kommune.no": 2,
        "mona@example.no": 3,
    }
    counts = world.preview().found.counts
    assert (counts["create"], counts["change"], counts["withdraw"]) == (0, 0, 0)
