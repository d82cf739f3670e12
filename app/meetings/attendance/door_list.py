"""The list at the door of a gathering: a code to point a telephone at, and everybody's name to tick by hand."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import segno
from docx import Document
from docx.shared import Cm

from app import cohorts
from app.config import settings
from app.errors import Code, Conflict
from app.meetings import service as meetings
from app.meetings.attendance import service
from app.meetings.roster import roster
from app.sign_in import make_link, open_link, revoke_links

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from app.meetings.models import Invited, Meeting

SCOPE = "list at the door"
OPEN_AFTER_MEETING = timedelta(days=1)
WITHOUT_TEAM = "Andre"


def open_list(session: Session, meeting_id: int, *, now: datetime) -> str:
    """Return the token of a new self-registration address; the previous token stops working."""
    meeting = meetings.get(session, meeting_id)
    meetings.refuse_what_is_over(meeting, now)
    if meeting.ends_at is None:
        raise Conflict(Code.meeting_undated, f"{meeting.title} har ingen dato ennå.")
    about = str(meeting_id)
    revoke_links(session, now=now, scope=SCOPE, about=about)
    return make_link(session, scope=SCOPE, about=about, ends=meeting.ends_at + OPEN_AFTER_MEETING, now=now)


def address_of(token: str) -> str:
    """Return the meeting behind a code at the door."""
    return f"{settings().public_url}/oppmote/{token}"


def meeting_of(session: Session, token: str, *, now: datetime) -> Meeting:
    """Return the meeting a code is for. Raises NotFound for a code that is none, or over."""
    return meetings.get(session, int(open_link(session, token, scope=SCOPE, now=now).about))


def sign(session: Session, token: str, *, email: str, now: datetime) -> None:
    """Tick oneself as present by the code on the wall. Raises NotFound for a code that is none, or over."""
    service.sign_the_list(session, meeting_of(session, token, now=now).id, email=email, now=now)


def by_team(session: Session, meeting: Meeting, people: Iterable[Invited]) -> dict[str, list[Invited]]:
    """Sort the invited people by team, people without a team last."""
    places = roster(session, meeting.cohort_id)
    found: dict[str, list[Invited]] = {}
    for row in people:
        teams = [place.team for place in places.get(row.email, ()) if place.team]
        found.setdefault(teams[0] if teams else WITHOUT_TEAM, []).append(row)
    return dict(sorted(found.items(), key=lambda one: (one[0] == WITHOUT_TEAM, one[0])))


def door_list_to_print(session: Session, meeting_id: int, *, now: datetime) -> bytes:
    """Write the list with a new code, or without a code where telephones cannot reach us."""
    address = address_of(open_list(session, meeting_id, now=now)) if settings().public_url else ""
    return as_word(session, meeting_id, address=address)


def as_word(session: Session, meeting_id: int, *, address: str) -> bytes:
    """Write the list to be printed; the code leads to `address`, and is left out when that is empty."""
    meeting, document = meetings.get(session, meeting_id), Document()
    cohort = cohorts.get(session, meeting.cohort_id)
    document.add_heading(f"{cohort.name}: {meeting.title}", level=1)
    if address:
        document.add_picture(_code(address), width=Cm(5))
        document.add_paragraph("Pek mobilen hit for å krysse av at du er her, eller kryss av i listen.")
    for team, people in by_team(session, meeting, service.invited(session, meeting)).items():
        document.add_heading(team, level=2)
        for one in people:
            document.add_paragraph(f"☐ {one.name}")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _code(address: str) -> BytesIO:
    stream = BytesIO()
    segno.make(address, error="m").save(stream, kind="png", scale=8)
    stream.seek(0)
    return stream
