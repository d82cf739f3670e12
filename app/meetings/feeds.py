"""Meetings as a calendar feed (iCalendar), by a secret address that the unit can take back.

For those outside the tenant, and for any calendar that is not Outlook.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from app import audit, cohorts, people
from app.audit import Act, Deed
from app.config import settings
from app.errors import Code, NotFound
from app.meetings.audience import meetings_for
from app.meetings.content import content_in_plain_text
from app.meetings.roster import Membership, roster
from app.people import Person, Role
from app.sign_in import make_link, open_link, revoke_links

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.cohorts import Cohort, Team
    from app.meetings.audience import MeetingForSomebody

SCOPE = "calendar feed"
LINK_LIFETIME = timedelta(days=2 * 365)
IN_THE_TEAM = (Role.staff,)
"""A team's feed is what everybody in it comes to, not what only its leader does."""


def address_of(token: str) -> str:
    """Return the address a calendar subscribes to."""
    return f"{settings().public_url}/kalender/{token}.ics"


def open_for(session: Session, cohort_id: int, *, team: str | None, email: str | None, deed: Deed) -> str:
    """Return the token of a new address: for a team by its name, or for a person by e-mail address."""
    if team is not None:
        return open_team(session, cohort_id, team=team, deed=deed)
    return open_person(session, cohort_id, email=email or "", deed=deed)


def open_team(session: Session, cohort_id: int, *, team: str, deed: Deed) -> str:
    """Return the token of a new address for the meetings of a whole team."""
    found = cohorts.team_called(session, cohort_id=cohort_id, name=team)
    return _open(session, cohort_id, about=f"team:{found.uid}", person=None, deed=deed)


def open_person(session: Session, cohort_id: int, *, email: str, deed: Deed) -> str:
    """Return the token of a new address for the meetings of a member, a mentor or a leader."""
    person = people.with_address(session, email=email)
    if person is None or person.email not in roster(session, cohort_id):
        raise NotFound(Code.not_in_cohort, f"{email} har ingen rolle i kullet.")
    return _open(session, cohort_id, about=f"person:{person.uid}", person=person, deed=deed)


def _open(session: Session, cohort_id: int, *, about: str, person: Person | None, deed: Deed) -> str:
    cohort = cohorts.get(session, cohort_id)
    audit.record(session, Act.feed_opened, deed, about=about, cohort_id=cohort_id)
    return make_link(
        session,
        scope=SCOPE,
        about=f"{cohort.uid}/{about}",
        ends=deed.at + LINK_LIFETIME,
        now=deed.at,
        person_id=person.id if person else None,
        details={"cohort_id": cohort_id},
    )


def close(session: Session, cohort_id: int, *, team: str | None, email: str | None, deed: Deed) -> None:
    """Take back every address of a team's feed, or of a person's."""
    cohort = cohorts.get(session, cohort_id)
    about = _about(session, cohort_id, team, email)
    revoke_links(session, now=deed.at, scope=SCOPE, about=f"{cohort.uid}/{about}")
    audit.record(session, Act.feed_closed, deed, about=about, cohort_id=cohort_id)


def _about(session: Session, cohort_id: int, team: str | None, email: str | None) -> str:
    if team is not None:
        return f"team:{cohorts.team_called(session, cohort_id=cohort_id, name=team).uid}"
    person = people.with_address(session, email=email or "")
    if person is None:
        raise NotFound(Code.not_in_cohort, f"{email} har ingen rolle i kullet.")
    return f"person:{person.uid}"


def read(session: Session, token: str, *, now: datetime) -> bytes:
    """Return the feed behind a token as it is now. Raises NotFound when the token does not work."""
    link = open_link(session, token, scope=SCOPE, now=now)
    cohort = cohorts.get(session, int(link.details["cohort_id"]))
    whose, places = _whose(session, cohort, link.about, link.person_id)
    return _calendar(cohort, whose, meetings_for(session, cohort.id, places))


def _whose(
    session: Session, cohort: Cohort, about: str, person_id: int | None
) -> tuple[str, list[Membership]]:
    if person_id is not None:
        person = session.get(Person, person_id)
        places = roster(session, cohort.id).get(person.email, []) if person else []
        return (person.name if person else ""), places
    team = _team(session, cohort, about.rpartition("team:")[2])
    return team.name, [Membership(person_id=0, team_id=team.id, team=team.name, roles=IN_THE_TEAM)]


def _team(session: Session, cohort: Cohort, uid: str) -> Team:
    for team in cohorts.teams_of(session, cohort_id=cohort.id):
        if team.uid == uid:
            return team
    raise NotFound(Code.no_such_team, "Teamet er ikke med i kullet lenger.")


def _calendar(cohort: Cohort, whose: str, found: list[MeetingForSomebody]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Kull//Møter//NO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{cohort.name}: {whose}")
    calendar.add("x-wr-timezone", "Europe/Oslo")
    for one in found:
        calendar.add_component(_event(cohort, one))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(cohort: Cohort, one: MeetingForSomebody) -> Event:
    meeting, event = one.meeting, Event()
    team = f"-{one.team_id}" if one.team_id else ""
    event.add("uid", f"{cohort.uid}-{meeting.key}{team}@kull")
    event.add("dtstamp", meeting.moved_at or meeting.confirmed_at or cohort.created_at)
    event.add("summary", f"{cohort.name}: {meeting.title}")
    event.add("dtstart", one.starts_at.date() if one.all_day else one.starts_at)
    event.add("dtend", one.ends_at.date() if one.all_day else one.ends_at)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    if one.place:
        event.add("location", one.place)
    if about := _about_it(one):
        event.add("description", about)
    if one.join_link:
        event.add("url", one.join_link)
    return event


def _about_it(one: MeetingForSomebody) -> str:
    meeting = one.meeting
    lines = (
        f"Tema: {meeting.theme}" if meeting.theme else "",
        f"Mål: {meeting.goal}" if meeting.goal else "",
        f"Vertskap: {meeting.details['host']}" if meeting.details.get("host") else "",
        *content_in_plain_text(one.content, one.place),
        f"Bli med: {one.join_link}" if one.join_link else "",
    )
    return "\n".join(line for line in lines if line)
