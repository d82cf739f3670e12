"""What teams have handed in, when the pages are looked at: some good, some late, some to be mended, one that waits."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, create_engine, select, update

import app.tables  # noqa: F401 - every table has to be known
from app import cohorts
from app.applications.commitment import SCOPE as LEADERS
from app.applications.contacts import SCOPE as CONTACTS
from app.applications.contacts import contacts_of
from app.audit import Deed
from app.cohorts.models import Request, RequestKind, Team
from app.dashboard.team import send_links
from app.deliverables.models import Deliverable
from app.meetings.attendance.door_list import open_list
from app.meetings.models import Attendance, Meeting, Presence
from app.outbox.models import OwedMessage
from app.people.models import Person, Role, RoleGrant
from app.provisioning.drift.observations import GONE, recount
from app.provisioning.ledger.models import Look, TenantObject
from app.sign_in import make_link
from app.submissions.models import Library, LibraryItem, Submission, SubmissionState
from app.submissions.review.consent import Somebody, confirm
from app.submissions.service import accept
from support.handing_in import drop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

AFTERWARDS = datetime(2099, 1, 1, tzinfo=UTC)
TOKENS = "tokens.json"
FILM = "01 Presentasjon/film.mp4"
PUBLIC = "https://kull.example.no"
NOW = datetime(2026, 4, 1, 6, tzinfo=UTC)
FINDINGS = {
    SubmissionState.returned: [
        {
            "code": "field_missing",
            "level": "error",
            "text": "«Resultater» er ikke fylt ut. Skriv hva dere har målt.",
        }
    ],
    SubmissionState.received: [
        {
            "code": "between_steps",
            "level": "warning",
            "text": "«Selvevalueringstall (1–5)» er 3,5. Velg hele trinn.",
        }
    ],
    SubmissionState.accepted: [],
}
STATES = (SubmissionState.accepted, SubmissionState.received, SubmissionState.returned)


def fill(folder: Path, *, words: str = "Færre fall på natt", name: str = "Statusrapport 1.docx") -> None:
    """Let two teams of three have handed in each report; `words` stand in every field, `name` is every file's."""
    engine = create_engine(f"sqlite:///{folder / 'kull.db'}")
    with Session(engine) as session:
        session.add(Library(library_id="b!1", cohort_id=1, looked_at=NOW - timedelta(minutes=5)))
        session.flush()
        asked = session.exec(select(Deliverable).where(Deliverable.cohort_id == 1)).all()
        for number, team in enumerate(session.exec(select(Team).where(Team.cohort_id == 1)).all()):
            for at, one in enumerate(asked):
                if (number + at) % 3:
                    _hand_in(session, team, one, number=number + at, words=words, name=name)
        _wait(session, session.exec(select(Team).where(Team.cohort_id == 1)).first(), asked, name)
        _attend(session)
        _send_links(session, session.exec(select(Team).where(Team.cohort_id == 1)).first(), asked)
        (folder / TOKENS).write_text(json.dumps(_tokens(session)))
        session.commit()
    engine.dispose()


def _hand_in(session: Session, team: Any, asked: Any, *, number: int, words: str, name: str) -> None:
    item, state = _item(session, team, f"{team.id}-{asked.id}", name), STATES[number % 3]
    fields: dict[str, Any] = {"resultater": {"label": "Resultater", "text": words, "from": "tabell 1, rad 8"}}
    fields["selvevaluering"] = {
        "label": "Selvevalueringstall (1–5)",
        "text": "3",
        "from": "tabell 1, rad 13",
        "number": 2.0 + (number + asked.id) % 4,
    }
    for version in (1, 2):
        session.add(
            Submission(
                cohort_id=1,
                team_id=team.id,
                deliverable_id=asked.id,
                version=version,
                item_id=item.id,
                tag=f"{version}",
                name=name,
                size=24_576,
                web_url="https://laeringsnettverk.example.no/fil",
                handed_in_by="anne@example.no",
                received_at=NOW - timedelta(days=3 - version),
                noted_at=NOW,
                read_at=NOW,
                findings=FINDINGS[state],
                fields=fields if asked.type != "video" else {},
                step=fields["selvevaluering"]["number"] if asked.type != "video" else None,
                state=state,
                question=words if state is SubmissionState.returned else None,
            )
        )


def _item(session: Session, team: Any, item_id: str, name: str, **more: Any) -> LibraryItem:
    item = LibraryItem(
        library_id="b!1",
        cohort_id=1,
        item_id=item_id,
        name=name,
        is_folder=False,
        tag="1",
        size=24_576,
        web_url="https://laeringsnettverk.example.no/fil",
        changed_at=NOW,
        seen_at=NOW,
        team_id=team.id,
        **more,
    )
    session.add(item)
    session.flush()
    return item


def _wait(session: Session, team: Any, asked: Any, name: str) -> None:
    """A file nobody could place, and two requests."""
    proposals = [{"team_id": team.id, "deliverable_id": one.id} for one in asked[:2]]
    _item(session, team, "waits", name, waits_since=NOW, why="several", proposals=proposals)
    for kind in RequestKind:
        request = Request(
            cohort_id=1, team_id=team.id, kind=kind, text=f"{name} og mer", by="Anne Aas", at=NOW
        )
        session.add(request)


def _attend(session: Session) -> None:
    """Half of everybody was at the first meeting."""
    meeting_id = _first_meeting(session)
    people = select(Person.email).join(RoleGrant).where(RoleGrant.cohort_id == 1).distinct()
    for number, email in enumerate(session.exec(people)):
        presence = (Presence.present, Presence.absent)[number % 2]
        session.add(
            Attendance(meeting_id=meeting_id, email=email, presence=presence, noted_by="lista", noted_at=NOW)
        )


def _first_meeting(session: Session) -> int:
    dated = select(Meeting.id).where(col(Meeting.starts_at).is_not(None), Meeting.cohort_id == 1)
    return session.exec(dated.order_by(col(Meeting.starts_at))).first() or 0


def _send_links(session: Session, team: Any, asked: Any) -> None:
    """Mail one leader the way to the team's page, and one person the way to take back a yes."""
    send_links(
        session, team, address=PUBLIC, ends=NOW + timedelta(days=365), deed=Deed(actor="Frida", at=NOW)
    )
    people = [Somebody(name="Anne Aas", email="anne@example.no")]
    film = next(one.id for one in asked if one.type == "video")
    confirm(
        session,
        team_id=team.id,
        deliverable_id=film,
        people=people,
        deed=Deed(actor="Frida", at=NOW),
        page_address=PUBLIC,
    )
    session.flush()


def _tokens(session: Session) -> dict[str, str]:
    mails = "\n".join(session.exec(select(OwedMessage.text)).all())
    mailed = {page: re.findall(rf"/{page}/(\S+)", mails)[-1] for page in ("hva-na", "samtykke")}
    listed = {"oppmote": open_list(session, _first_meeting(session), now=NOW)}
    return mailed | listed | _links_of_applications(session)


def _links_of_applications(session: Session) -> dict[str, str]:
    """Make a trust's contact and a nearest leader a link each, unmailed."""
    if not contacts_of(session, 1):
        _name_them(session)
    cohort, contact = cohorts.get(session, 1), contacts_of(session, 1)[0]
    leader = next(one for one in cohorts.holders(session, cohort_id=1) if one.role is Role.nearest_leader)
    uids = {team.id: team.uid for team in cohorts.teams_of(session, cohort_id=1)}
    usual: dict[str, Any] = {"ends": NOW + timedelta(days=365), "now": NOW}
    trust = {"organisation": contact.organisation_id}
    about = f"team:{uids[leader.team_id or 0]}"
    person, leads = contact.person_id, leader.person_id
    return {
        "soknad": make_link(
            session, scope=CONTACTS, about=cohort.uid, person_id=person, details=trust, **usual
        ),
        "forpliktelse": make_link(session, scope=LEADERS, about=about, person_id=leads, **usual),
    }


def _name_them(session: Session) -> None:
    """Give somebody of the first team the roles of its trust's contact and its nearest leader."""
    team = session.exec(select(Team).where(Team.cohort_id == 1).order_by(col(Team.id))).first()
    assert team is not None
    who = cohorts.people_of(session, team_id=team.id)[0].id
    where = {"person_id": who, "cohort_id": 1, "organisation_id": team.organisation_id}
    session.add(RoleGrant(role=Role.trust_contact, **where))
    session.add(RoleGrant(role=Role.nearest_leader, team_id=team.id, **where))
    session.flush()


def token_of(folder: Path, page: str) -> str:
    """Find what opens a page by a link; the mails lose theirs once they are sent."""
    return str(json.loads((folder / TOKENS).read_text())[page])


def break_it(folder: Path) -> None:
    """Let everything that can go wrong have gone wrong: nothing in place, changed by others, refused by Microsoft."""
    engine = create_engine(f"sqlite:///{folder / 'kull.db'}")
    with Session(engine) as session:
        session.exec(
            update(Library).values(problem="Microsoft 365 svarer ikke.", subscription_problem="Nei.")
        )
        session.exec(update(Submission).values(read_at=None, barred=True))
        others = update(Meeting).where(col(Meeting.id) != _first_meeting(session))
        session.exec(others.values(starts_at=None, ends_at=None))
        for number, row in enumerate(session.exec(select(TenantObject)).all()):
            _break(row, number)
        session.flush()
        session.merge(Look(cohort_id=1, looked_at=NOW))
        recount(session, 1)
        session.commit()
    engine.dispose()


def _break(row: TenantObject, number: int) -> None:
    if number % 3 == 0:
        row.applied = {**(row.applied or {}), "name": "noe annet"}
        row.problem, row.next_step = f"Fant ikke {row.kind} i katalogen.", "Sjekk adressen."
        row.cause, row.request_id, row.attempts = ("person", "ours", "throttled")[number // 3 % 3], "4-5-6", 7
        row.next_try_at = NOW + timedelta(days=1)
    elif number % 3 == 1:
        row.seen = (
            asdict(GONE) if number % 2 else {**asdict(GONE), "there": True, "value": {"name": "endret"}}
        )
        row.seen_at = NOW


def show_films(folder: Path, films: Sequence[bytes], *, collect: Callable[[], object]) -> None:
    """Let each team lay a film in its channel, its mentor accept it, and the one who is seen have said yes."""
    engine = create_engine(f"sqlite:///{folder / 'kull.db'}")
    sandbox = json.loads((folder / "sandbox.door").read_text())["address"]
    with Session(engine) as session:
        teams = [team.id or 0 for team in session.exec(select(Team).order_by(col(Team.id)))]
        for team_id, film in zip(teams, films, strict=True):
            drop(sandbox, _channel_of(session, team_id), FILM, content=film)
    collect()
    for team_id in teams:
        with Session(engine) as session:
            _may_be_shown(session, _waited_for(session, team_id))
            session.commit()
    engine.dispose()


def _channel_of(session: Session, team_id: int) -> str:
    row = TenantObject
    theirs = select(row.external_id).where(row.kind == "channel", row.team_id == team_id)
    return session.exec(theirs).one() or ""


def _waited_for(session: Session, team_id: int) -> Submission:
    """The service reads what was laid there in its own time."""
    theirs = select(Submission).where(Submission.team_id == team_id, col(Submission.read_at).is_not(None))
    for _ in range(1200):
        if found := session.exec(theirs).first():
            return found
        session.rollback()
        time.sleep(0.1)
    raise AssertionError("the film was never read")


def _may_be_shown(session: Session, film: Submission) -> None:
    accept(session, film.id or 0, deed=Deed(actor="Mona", at=NOW))
    confirm(
        session,
        team_id=film.team_id,
        deliverable_id=film.deliverable_id,
        people=[Somebody(name="Anne Aas")],
        deed=Deed(actor="Frida", at=AFTERWARDS),
    )
