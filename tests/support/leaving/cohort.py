"""The canary's cohort: enrolled, provisioned, invited, held, handed in, and asked about."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlmodel import select

from app import cohorts, meetings
from app.audit import Deed
from app.cohorts.models import RequestKind, Team
from app.config import settings
from app.dashboard.homes import one_page_links
from app.dashboard.team import send_links
from app.db import unit_of_work
from app.deliverables.models import Deliverable
from app.enrolment import drafts
from app.meetings import feeds
from app.meetings.attendance import door_list, visible
from app.meetings.attendance import service as attendance
from app.meetings.attendance.warnings import warn_about_absence
from app.meetings.models import Invited, Meeting, Presence, Response
from app.outbox.models import OwedMessage
from app.submissions.review.consent import Somebody, confirm, say_yes
from jobs.clock import WallClock
from jobs.provision.refresh import refresh_cohort
from jobs.tenant import open_tenant
from support import everybody, small_cohort
from support.leaving.search import CANARY, ITS_ADDRESS
from support.leaving.submissions import hand_in

if TYPE_CHECKING:
    from pathlib import Path

    from support.sandbox_on_a_socket import SandboxOnASocket

REPRESENTATIVE = f"Nordlandssykehuset;1;Kirurgi;{CANARY};{ITS_ADDRESS};tillitsvalgt"
PUBLIC = "https://kull.example.no"
FEED = "/kalender/{token}.ics"


class Everything(NamedTuple):
    """People by role; what opens the personal addresses, by route, some having several."""

    people: dict[str, str]
    tokens: dict[str, list[str]]


def a_cohort_with_everything(sandbox: SandboxOnASocket, folder: Path) -> Everything:
    """Enrol, provision, invite, hold, write, hand in and send links."""
    cohort_id = small_cohort.started("torn-kull-3", 2026)
    small_cohort.enrol(cohort_id, [*small_cohort.TEAMS, REPRESENTATIVE])
    people = everybody.introduced(team="Kirurgi") | {"signed_in": small_cohort.ORGANISER}
    everybody.make_known({"signed_in": small_cohort.ORGANISER})
    small_cohort.provision(cohort_id)
    hand_in(cohort_id, sandbox, folder)
    _look_over(cohort_id)
    with unit_of_work() as session:
        tokens = _written_about(session, cohort_id) | _linked_to(session)
    return Everything(people, tokens)


def _look_over(cohort_id: int) -> None:
    """Look for what others have changed, so that undoing can be shown."""

    async def looked() -> None:
        async with open_tenant(settings()) as tenant:
            await refresh_cohort(tenant, cohort_id, WallClock(settings().clock))

    asyncio.run(looked())


def _written_about(session: Any, cohort_id: int) -> dict[str, list[str]]:
    """A change reported in free text, a workbook that waits, answers, attendance and calendars."""
    now = small_cohort.now()
    deed = Deed(actor="rhf", at=now)
    sheet = "\n".join([small_cohort.HEADINGS, *small_cohort.TEAMS]).encode()
    said = f"Kommer inn: {CANARY}\nRolle: tillitsvalgt"
    cohorts.send_request(session, _kirurgi(session), kind=RequestKind.change, text=said, deed=deed)
    drafts.keep_draft(session, cohort_id=cohort_id, data=sheet, filename="p.csv", deed=deed)
    found = meetings.of_cohort(session, cohort_id)
    first = next(one for one in found if one.starts_at and _has_invited(session, one))
    for row in session.exec(select(Invited).where(Invited.meeting_id == first.id)):
        row.response = Response.declined if row.email == ITS_ADDRESS else Response.accepted
    for meeting in [one for one in found if one.starts_at][:2]:
        for email in (ITS_ADDRESS, *small_cohort.INVITED):
            attendance.note(session, meeting, email, Presence.absent, by="rhf", now=now)
        warn_about_absence(session, meeting, now=now)
    meetings.nudge_leaders(session, first, now=now)
    visible.agree_on_leaders(session, cohort_id, agreed=True, deed=deed)
    return {
        "/oppmote/{token}": [door_list.open_list(session, first.id, now=now)],
        FEED: [
            feeds.open_team(session, cohort_id, team="Kirurgi", deed=deed),
            feeds.open_person(session, cohort_id, email=ITS_ADDRESS, deed=deed),
        ],
    }


def _linked_to(session: Any) -> dict[str, list[str]]:
    """The leaders' links to the team's page; the link a yes to the film was given by."""
    deed = Deed(actor=small_cohort.ANNE, at=small_cohort.now())
    team = _kirurgi(session)
    film = session.exec(select(Deliverable.id).where(Deliverable.key == "video")).one()
    send_links(session, team, address=PUBLIC, ends=deed.at + timedelta(days=365), deed=deed)
    one_page_links.send_links(session, team.cohort_id, address=PUBLIC, deed=deed)
    seen = [Somebody(name=CANARY, email=ITS_ADDRESS)]
    confirm(session, team_id=team.id, deliverable_id=film, people=seen, deed=deed, page_address=PUBLIC)
    session.flush()
    letters = "\n".join(session.exec(select(OwedMessage.text)))
    linked = ("hva-na", "samtykke", "en-side")
    tokens = {f"/{page}/{{token}}": re.findall(rf"/{page}/(\S+)", letters) for page in linked}
    say_yes(session, tokens["/samtykke/{token}"][0], now=deed.at)
    return tokens


def meeting_with_answers(session: Any) -> int:
    return int(
        session.exec(select(Invited.meeting_id).where(Invited.response == Response.declined)).first() or 0
    )


def _kirurgi(session: Any) -> Team:
    return session.exec(select(Team).where(Team.name == "Kirurgi")).one()  # type: ignore[no-any-return]


def _has_invited(session: Any, meeting: Meeting) -> bool:
    return session.exec(select(Invited).where(Invited.meeting_id == meeting.id)).first() is not None
