"""The smallest cohort that holds each kind of thing: two teams, written by hand, the same every time.

Kari leads and Per assists the first team, Ada leads and Gro (a guest from outside) assists the second, Mona mentors
both. Each team has a folder with a template, two tasks of which one has a checklist and is the leader's, and three
tabs; there is one digital meeting and one where people meet. Keys are fixed, so that two tenants can be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, select

from app.audit import Deed
from app.cohorts.models import Organisation, Team
from app.people.models import Access, Person, Role, RoleGrant
from app.programmes.language.definition import Definition
from app.provisioning.lifecycle.start import start_cohort

if TYPE_CHECKING:
    from datetime import datetime

PROGRAMME = Definition.model_validate(
    {
        "key": "prove",
        "name": "Prøveprogrammet",
        "owner": "Oss selv",
        "version": 1,
        "purpose": "Å vise at klargjøring tåler alt.",
        "source": {"document": "Ingen", "year": 2026},
        "meetings": [
            {
                "key": "innsjekk",
                "kind": "check_in",
                "title": "Digital innsjekk",
                "audience": "teams",
                "mode": "digital",
                "when": {"day": "09-14"},
                "start": "13:00",
                "end": "14:00",
            },
            {
                "key": "samling",
                "kind": "gathering",
                "title": "Samling 1",
                "audience": "teams",
                "also": ["mentors"],
                "mode": "physical",
                "when": {"day": "09-16", "to": "09-17"},
                "place": "bodo",
            },
        ],
        "venues": {"bodo": {"name": "Bodø"}},
        "tasks": {
            "team": [
                {
                    "key": "oppstart",
                    "title": "Oppstart",
                    "tasks": [
                        {
                            "key": "samle",
                            "title": "Samle teamet",
                            "text": "Finn en time som passer.",
                            "checklist": ["Finn rom", "Inviter"],
                            "due": {"before": "samling", "days": 7},
                            "roles": ["team_leader"],
                        },
                        {"key": "belyse", "title": "Belyse problemet"},
                    ],
                }
            ]
        },
        "folders": {"team": [{"name": "01 Poster"}], "cohort": [{"name": "Delt"}]},
        "templates": [{"source": "poster", "name": "Poster.pptx", "folder": "01 Poster"}],
    }
)
UID = "k0123456789"
TEAMS = [("aaaa0001", "Kostvert"), ("aaaa0002", "Trygg hjemreise")]
PEOPLE = [
    ("bbbb0001", "Kari Nordmann", "kari@example.no", 0, Role.team_leader, None),
    ("bbbb0002", "Per Hansen", "per@example.no", 0, Role.staff, None),
    ("bbbb0003", "Ada Berg", "ada@example.no", 1, Role.team_leader, None),
    ("bbbb0004", "Gro Utenfra", "gro@kommune.no", 1, Role.staff, Access.guest),
    ("bbbb0005", "Mona Veileder", "mona@example.no", 0, Role.mentor, None),
    ("bbbb0005", "Mona Veileder", "mona@example.no", 1, Role.mentor, None),
]


def enrolled(session: Session, now: datetime, programme: Definition = PROGRAMME) -> int:
    """Write the cohort down, ready to be provisioned; return its number."""
    cohort = start_cohort(
        session, definition=programme, start_year=2026, name="Prøvekull", deed=Deed(actor="prøve", at=now)
    )
    cohort.uid, cohort.guests_allowed = UID, True
    organisation = Organisation(name="Nordlandssykehuset")
    session.add(organisation)
    session.flush()
    teams = [
        Team(
            uid=uid,
            cohort_id=cohort.id or 0,
            organisation_id=organisation.id or 0,
            name=name,
            name_key=name.casefold(),
            priority=priority,
        )
        for priority, (uid, name) in enumerate(TEAMS)
    ]
    session.add_all(teams)
    session.flush()
    for one in PEOPLE:
        _enrol(session, cohort.id or 0, teams, one)
    return cohort.id or 0


def _enrol(
    session: Session,
    cohort_id: int,
    teams: list[Team],
    one: tuple[str, str, str, int, Role, Access | None],
) -> None:
    uid, name, email, place, role, access = one
    known = session.exec(select(Person).where(Person.uid == uid)).first()
    person = known or Person(uid=uid, name=name, email=email, access=access)
    session.add(person)
    session.flush()
    session.add(RoleGrant(person_id=person.id or 0, cohort_id=cohort_id, team_id=teams[place].id, role=role))
    session.flush()
