"""Fill databases: the example cohort, or 67 cohorts of 15 teams and another of 150 with 50,000 submissions.

Cohorts are made by our own rules; what people and Microsoft 365 would have brought about is written straight into the
tables, many rows at a time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from moment import LAST_WEEK, NOW, SAID
from sqlalchemy import text
from support.browser.handed_in import hand_in

from app.audit import Deed

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.cohorts.models import Cohort
    from app.programmes.language.definition import Definition

SEEN = {"there": True, "value": {}, "touched": False, "holds": None}
EXAMPLE, TEAMS, LARGE, COHORTS = "torn-kull-3", 15, 150, 67
DELIVERABLES, SUBMISSIONS = 12, 50_000
ROLES = ("leder", "tillitsvalgt", "medarbeider", "medarbeider", "veileder")


@dataclass(frozen=True, kw_only=True)
class Size:
    """The teams of each cohort, the last being the measured cohort; `submissions` are shared out among all."""

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
        hand_in(session, size.submissions)
        _want_everything(session)
        _lay_in_place(session, is_new=len(size.teams) == 1)
        _invite_and_attend(session)
        _ask_for_help(session)


def _asking_for(number: int) -> Definition:
    """Return the example's programme with room for all, asking for as many things as that: more status reports."""
    from app import programmes

    shipped = programmes.shipped_one(EXAMPLE)
    report = next(one for one in shipped.deliverables if one.type == "status_report")
    more = range(4, 4 + number - len(shipped.deliverables))
    also = [
        report.model_copy(update={"key": f"statusrapport-{n}", "title": f"Statusrapport {n}"}) for n in more
    ]
    return shipped.model_copy(update={"deliverables": (*shipped.deliverables, *also), "capacity": None})


def _cohort(session: Session, programme: Definition, name: str, teams: int) -> None:
    from app import places
    from app.enrolment import service as enrolment
    from app.provisioning.lifecycle.start import confirm_dates, start_cohort

    usual: dict[str, Any] = {"deed": Deed(actor="bench", at=NOW)}
    made = start_cohort(session, definition=programme, start_year=2027, name=name, **usual)
    cohort_id = made.id
    confirm_dates(session, cohort_id, meeting_key=None, **usual)
    enrolment.enrol(session, cohort_id=cohort_id, data=_sheet(made, teams), filename="p.csv", **usual)
    places.decide(session, cohort_id=cohort_id, **usual)


def _want_everything(session: Session) -> None:
    """Look up every person in the directory, and approve each cohort's preview."""
    from app.cohorts.service import open_cohorts
    from app.config import settings
    from app.provisioning.preview import service as provisioning
    from app.provisioning.preview.picture_of import surroundings

    session.execute(text("UPDATE person SET entra_id = 'entra-' || uid WHERE entra_id IS NULL"))
    session.expire_all()
    around = surroundings(settings())
    for cohort_id in open_cohorts(session):
        provisioning.provision(
            session, cohort_id, checksum=None, deed=Deed(actor="bench", at=around.now), surroundings=around
        )


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


def _invite_and_attend(session: Session) -> None:
    """Invite every person to every meeting, let most answer, and hold three meetings."""
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
