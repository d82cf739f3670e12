"""Calendar entries of a cohort, and the doors of its digital meetings. Pure, as `wanted` is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.provisioning.desired.audience import attendees, everybody
from app.provisioning.desired.invitation import invitation
from app.provisioning.desired.own_meetings import at_own_time
from app.provisioning.desired.wanted_thing import as_wanted
from app.tenant import CalendarEntry, MeetingDoor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.provisioning.desired.picture import CohortPicture, MeetingPicture, TeamPicture
    from app.provisioning.desired.wanted_thing import Wanted


def in_calendars(picture: CohortPicture) -> Iterator[Wanted]:
    """Return an entry for each meeting that may be invited to, and a door where it is digital."""
    for meeting in picture.meetings:
        if not meeting.may_invite:
            continue
        teams = picture.teams_at(meeting)
        if meeting.per_team:
            for team in teams:
                yield from _teams_own(picture, meeting, team)
        elif teams or meeting.teams is None:
            yield from _entry(picture, meeting, f"{picture.uid}/meeting:{meeting.key}", teams)


def _teams_own(picture: CohortPicture, meeting: MeetingPicture, team: TeamPicture) -> Iterator[Wanted]:
    """Yield a team's entry at its own time, where it has one; nothing when the team has cancelled it."""
    own = at_own_time(meeting, team, picture.laid.slots)
    if own is not None:
        key = f"{picture.uid}/team:{team.uid}/meeting:{meeting.key}"
        yield from _entry(picture, own, key, (team,), team_id=team.id)


def _entry(
    picture: CohortPicture,
    meeting: MeetingPicture,
    key: str,
    teams: tuple[TeamPicture, ...],
    team_id: int | None = None,
) -> Iterator[Wanted]:
    made = CalendarEntry(
        subject=f"{picture.name}: {meeting.title}",
        text=invitation(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        all_day=meeting.all_day,
        place=meeting.place,
        online=meeting.digital,
        attendees=attendees(picture, meeting, teams),
        hide_attendees=len(teams) > 1,
        reminder_minutes=meeting.reminder_minutes,
        categories=("Læringsnettverk",),
        organiser=picture.mailboxes.get(key, picture.organiser),
    )
    yield as_wanted(key, "entry", made, team_id=team_id, late=meeting.ended)
    if meeting.digital and picture.hosts:
        door = _door(picture, made)
        yield as_wanted(f"{key}/door", "door", door, parent_key=key, team_id=team_id, late=meeting.ended)


def _door(picture: CohortPicture, entry: CalendarEntry) -> MeetingDoor:
    """Let all straight in when a person invited has no account to be known by; else the people invited."""
    known = {somebody.email for somebody in everybody(picture) if somebody.user_id}
    strangers = any(person.email not in known for person in entry.attendees)
    return MeetingDoor(
        organiser=entry.organiser,
        hosts=picture.hosts,
        all_present=not entry.hide_attendees,
        lobby="everyone" if strangers else "invited",
    )
