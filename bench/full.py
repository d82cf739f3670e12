"""Databases as full as they get: the example cohort, or 67 cohorts of 15 teams and one of 150 with 50,000 submissions.

Cohorts are made by our own rules; what people and Microsoft 365 would have brought about is written straight into the
tables, many rows at a time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.programmes.definition import Definition

APRIL = "2026-04-01T08:00:00+02:00"
NOW = datetime.fromisoformat(APRIL)
SAID, LAST_WEEK = (f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" for at in (NOW, NOW - timedelta(days=7)))
"""Times as SQLite keeps them."""

SEEN = {"there": True, "value": {}, "touched": False, "holds": None}
EXAMPLE, TEAMS, LARGE, COHORTS = "torn-kull-3", 15, 150, 67
DELIVERABLES, SUBMISSIONS = 12, 50_000
ROLES = ("leder", "tillitsvalgt", "medarbeider", "medarbeider", "veileder")
STATES = ("accepted", "received", "returned", "accepted")
WORDS = "Vi har prøvd ut den nye rutinen ved to skift og ser at færre må vente. " * 4
FINDING = {
    "code": "between_steps",
    "level": "warning",
    "text": "«Selvevalueringstall (1–5)» er 3,5. Velg hele trinn.",
}


@dataclass(frozen=True, kw_only=True)
class Size:
    """The teams of each cohort, the last being the one that is looked at; `submissions` are shared out among all."""

    name: str
    teams: tuple[int, ...]
    deliverables: int
    submissions: int
    limit: int


SMALL = Size(name="the example", teams=(TEAMS,), deliverables=7, submissions=210, limit=20)
BIG = Size(
    name=f"{COHORTS} cohorts and one of {LARGE} teams",
    teams=(TEAMS,) * COHORTS + (LARGE,),
    deliverables=DELIVERABLES,
    submissions=SUBMISSIONS,
    limit=50,
)


def fill(size: Size) -> None:
    """Make the cohorts, lay everything in place, and let every team have handed in everything many times."""
    from app import tables  # noqa: F401 - the settings are read when first asked for
    from app.db import migrate, unit_of_work

    migrate()
    programme = _asking_for(size.deliverables)
    for number, teams in enumerate(size.teams, start=1):
        with unit_of_work() as session:
            _cohort(session, programme, f"Tørn kull {number}", teams)
    with unit_of_work() as session:
        _hand_in(session, size.submissions)
        _want_everything(session)
        _lay_in_place(session, is_new=len(size.teams) == 1)
        _invite_and_attend(session)
        _ask_for_help(session)


def _asking_for(number: int) -> Definition:
    """Return the example's programme with room for all, asking for as many things as that: more status reports."""
    from app.programmes import service as programmes

    shipped = programmes.shipped_one(EXAMPLE)
    report = next(one for one in shipped.deliverables if one.type == "status_report")
    more = range(4, 4 + number - len(shipped.deliverables))
    also = [
        report.model_copy(update={"key": f"statusrapport-{n}", "title": f"Statusrapport {n}"}) for n in more
    ]
    return shipped.model_copy(update={"deliverables": (*shipped.deliverables, *also), "capacity": None})


def _cohort(session: Session, programme: Definition, name: str, teams: int) -> None:
    from app.enrolment import service as enrolment
    from app.provisioning.start import confirm, start

    usual: dict[str, Any] = {"actor": "bench", "now": NOW}
    made = start(session, definition=programme, start_year=2027, name=name, **usual)
    cohort_id = made.id or 0
    confirm(session, cohort_id, meeting_key=None, **usual)
    enrolment.enrol(session, cohort_id=cohort_id, data=_sheet(made, teams), filename="p.csv", **usual)
    enrolment.decide(session, cohort_id=cohort_id, **usual)


def _want_everything(session: Session) -> None:
    """Let everybody be in the directory, and each cohort's unit say yes to what is shown them."""
    from app.cohorts.service import open_ones
    from app.config import settings
    from app.provisioning import service as provisioning
    from app.provisioning.draw import surroundings

    session.execute(text("UPDATE person SET entra_id = 'entra-' || uid WHERE entra_id IS NULL"))
    session.expire_all()
    around = surroundings(settings())
    for cohort_id in open_ones(session):
        provisioning.provision(session, cohort_id, checksum=None, actor="bench", surroundings=around)


def _sheet(cohort: Cohort, teams: int) -> bytes:
    rows = ["foretak;prioritet;team;navn;e-post;rolle"]
    for team in range(teams):
        rows += [
            f"Sykehus {team % 9};{team + 1};Team {team};Navn {cohort.id} {team} {n};"
            f"p{cohort.id}-{team}-{n}@example.no;{role}"
            for n, role in enumerate(ROLES)
        ]
    return "\n".join(rows).encode()


def _lay_in_place(session: Session, *, is_new: bool) -> None:
    """Let everything stand in Microsoft 365, made just now or last week, and the log tell of it.

    Since then ten things have been changed outside, and ten teams have come.
    """
    session.execute(
        text(
            "UPDATE tenantobject SET applied = wanted, external_id = 'id-' || key, made_at = :made, seen_at = :now, "
            "web_url = 'https://example.no/' || position, seen = :seen"
        ),
        {"now": SAID, "made": SAID if is_new else LAST_WEEK, "seen": json.dumps(SEEN)},
    )
    session.execute(
        text(
            "UPDATE tenantobject SET seen = :seen WHERE key IN "
            "(SELECT key FROM tenantobject WHERE kind = 'channel' ORDER BY position DESC LIMIT 10)"
        ),
        {"seen": json.dumps(SEEN | {"value": {"name": "Nytt navn"}})},
    )
    session.execute(
        text(
            "UPDATE tenantobject SET made_at = :now WHERE team_id IN (SELECT id FROM team ORDER BY id DESC LIMIT 10)"
        ),
        {"now": SAID},
    )
    session.execute(
        text("INSERT INTO look (cohort_id, looked_at, unseen) SELECT id, :now, 0 FROM cohort"), {"now": SAID}
    )
    session.execute(
        text(
            "INSERT INTO auditrecord (at, actor, act, about, cohort_id, details, origin, salt) "
            "SELECT made_at, 'system', kind || ' created', key, cohort_id, '{}', '', '' FROM tenantobject"
        )
    )


def _hand_in(session: Session, submissions: int) -> None:
    """Share out versions over every team and thing; every second film's people have said yes to it."""
    from app.submissions.models import Library, LibraryItem, Shown, Submission

    asked = session.execute(
        text(
            "SELECT team.cohort_id, team.id, deliverable.id, deliverable.type FROM team "
            "JOIN deliverable ON deliverable.cohort_id = team.cohort_id ORDER BY team.id, deliverable.id"
        )
    ).all()
    cohorts = sorted({cohort_id for cohort_id, *_ in asked})
    session.execute(
        insert(Library), [{"library_id": f"b!{one}", "cohort_id": one, "looked_at": NOW} for one in cohorts]
    )
    session.execute(insert(LibraryItem), list(_files(asked)))
    versions = (row for _, row in zip(range(submissions), _versions(asked), strict=False))
    session.execute(insert(Submission), list(versions))
    films = [one for one in asked if one[3] == "video"]
    session.execute(insert(Shown), [_yes(*film) for film in films[::2]])


def _files(asked: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for number, (cohort_id, team_id, deliverable_id, _) in enumerate(asked, start=1):
        yield {
            "id": number,
            "library_id": f"b!{cohort_id}",
            "cohort_id": cohort_id,
            "item_id": f"01{number}",
            "name": f"Statusrapport {number}.docx",
            "is_folder": False,
            "tag": "1",
            "size": 24_576,
            "web_url": f"https://example.no/fil/{number}",
            "changed_at": NOW,
            "seen_at": NOW,
            "team_id": team_id,
            "deliverable_id": deliverable_id,
            "waits_since": NOW if number % 200 == 0 else None,
            "why": "several" if number % 200 == 0 else None,
            "proposals": [{"team_id": team_id, "deliverable_id": deliverable_id}]
            if number % 200 == 0
            else [],
        }


def _versions(asked: list[Any]) -> Iterator[dict[str, Any]]:
    """Give first versions of everything, then second ones, and so on."""
    states = cycle(STATES)
    for version in count(1):
        for item_id, (cohort_id, team_id, deliverable_id, kind) in enumerate(asked, start=1):
            state = next(states)
            yield {
                "cohort_id": cohort_id,
                "team_id": team_id,
                "deliverable_id": deliverable_id,
                "version": version,
                "item_id": item_id,
                "tag": f"{version}",
                "name": f"Statusrapport {item_id}.docx",
                "size": 24_576,
                "web_url": f"https://example.no/fil/{item_id}",
                "received_at": NOW - timedelta(days=30 - version, minutes=item_id % 600),
                "noted_at": NOW,
                "read_at": NOW,
                "answered_at": NOW,
                "findings": [FINDING] if state == "returned" else [],
                "fields": {"film": {"seconds": 88.5}} if kind == "video" else _fields(item_id + version),
                "step": None if kind == "video" else _step(item_id + version),
                "state": "accepted" if kind == "video" else state,
                "question": "Hva målte dere?" if state == "returned" else None,
            }


def _fields(number: int) -> dict[str, Any]:
    """Return what is read from a report: nine fields of text and the step the team places itself on."""
    texts = {
        f"felt-{n}": {"label": f"Felt {n}", "text": WORDS, "from": f"tabell 1, rad {n}"} for n in range(9)
    }
    step = _step(number)
    evaluated = {
        "label": "Selvevalueringstall (1–5)",
        "text": f"{step}",
        "from": "tabell 1, rad 13",
        "number": step,
    }
    return texts | {"selvevaluering": evaluated}


def _step(number: int) -> float:
    return 1 + number % 9 / 2


def _yes(cohort_id: int, team_id: int, deliverable_id: int, _kind: str) -> dict[str, Any]:
    return {
        "cohort_id": cohort_id,
        "team_id": team_id,
        "deliverable_id": deliverable_id,
        "name": "Kari Nordmann",
        "email": f"kari-{team_id}@example.no",
        "confirmed_by": "Kari Nordmann",
        "confirmed_at": NOW,
    }


def _invite_and_attend(session: Session) -> None:
    """Let everybody be invited to every meeting and most have answered, and three meetings be held."""
    who = "FROM meeting JOIN rolegrant ON rolegrant.cohort_id = meeting.cohort_id JOIN person ON person.id = person_id"
    session.execute(
        text(
            "INSERT INTO invited (entry_key, meeting_id, team_id, email, name, required, response) "
            "SELECT DISTINCT 'entry-' || meeting.id, meeting.id, NULL, email, person.name, 1, "
            f"CASE person.id % 4 WHEN 0 THEN 'none' WHEN 1 THEN 'declined' ELSE 'accepted' END {who}"
        )
    )
    session.execute(
        text(
            "INSERT INTO attendance (meeting_id, email, presence, noted_by, noted_at) "
            "SELECT DISTINCT meeting.id, email, "
            "CASE person.id % 3 WHEN 0 THEN 'absent' ELSE 'present' END, 'lista', :now "
            f"{who} WHERE meeting.id % 4 = 0"
        ),
        {"now": SAID},
    )


def _ask_for_help(session: Session) -> None:
    session.execute(
        text(
            "INSERT INTO request (cohort_id, team_id, kind, text, by, at) "
            "SELECT cohort_id, id, 'help', 'Vi trenger hjelp til å måle.', 'Kari Nordmann', :now "
            "FROM team WHERE id % 15 = 0"
        ),
        {"now": SAID},
    )
