"""Draw the picture of a cohort from its rows: the only part of provisioning that reads other features."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app import cohorts, meetings, places
from app.cohorts import deviations_of, programme_as_run
from app.meetings import Meeting, StandIn, TeamTime
from app.people import Person
from app.programmes import Attendance
from app.provisioning.desired.capabilities import having
from app.provisioning.desired.names import channel_names
from app.provisioning.desired.picture import (
    CohortPicture,
    MeetingPicture,
    Somebody,
    StandInPicture,
    TeamPicture,
    TeamTimePicture,
    Work,
)
from app.provisioning.ledger.models import TenantObject
from app.provisioning.preview.people_in import people_in
from app.provisioning.preview.team_work import folders_of, is_to_agree, own_work, work_of
from app.submissions import answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.cohorts import Cohort, Team
    from app.config import Capability, Settings
    from app.programmes import Definition

OSLO = ZoneInfo("Europe/Oslo")
MORNING = time(9)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Facts for a picture that are in no row of the cohort; `organiser` is the service's own mailbox."""

    now: datetime
    owner_addresses: tuple[str, ...]
    organiser: str = ""
    page_address: str = ""
    own_domains: frozenset[str] = frozenset()
    off: frozenset[Capability] = frozenset()
    by_hand: frozenset[Capability] = frozenset()


def surroundings(settings: Settings) -> Surroundings:
    return Surroundings(
        now=settings.clock(),
        owner_addresses=settings.owner_addresses,
        organiser=settings.organiser.lower(),
        page_address=settings.public_url,
        own_domains=settings.own_domain_names,
        off=having(settings.modes, "off"),
        by_hand=having(settings.modes, "by_hand"),
    )


def draw(session: Session, cohort_id: int, surroundings: Surroundings) -> CohortPicture:
    """Read everything once and let go of the rows."""
    cohort = cohorts.get(session, cohort_id)
    deviating = deviations_of(session, cohort_id)
    definition = programme_as_run(cohort, deviating)
    rows = meetings.of_cohort(session, cohort_id)
    people, accounts = people_in(session, cohort, definition, surroundings)
    every = cohorts.teams_of(session, cohort_id=cohort.id)
    owners = _owners(session, surroundings.owner_addresses)
    drawn = _meetings(session, rows, every, surroundings.now, accounts.called)
    return CohortPicture(
        uid=cohort.uid,
        name=cohort.name,
        purpose=definition.purpose,
        owners=owners,
        adopted_msteam_id=cohort.adopted_msteam_id,
        page_address=surroundings.page_address,
        today=surroundings.now.astimezone(OSLO).date(),
        teams=_teams(session, cohort, every, people, own_work(cohort, every, deviating, rows)),
        left=_left(session, cohort, every),
        handed_in=answered(session, cohort_id),
        whole_cohort=people.get(None, ()),
        meetings=drawn.dated,
        to_agree=drawn.to_agree,
        work=work_of(definition, cohort, rows),
        cohort_folders=folders_of(definition.folders.cohort),
        off=surroundings.off,
        by_hand=surroundings.by_hand,
        hidden=cohort.hidden,
        closed=cohort.closed_at is not None,
        organiser=cohort.organiser,
        mailboxes=_mailboxes(session, cohort_id),
        hosts=_hosts(session, cohort.organiser or surroundings.organiser, owners, people),
        addresses=accounts.addresses,
        asks_for_mentors=_asks_for_mentors(definition, cohort),
    )


def _asks_for_mentors(definition: Definition, cohort: Cohort) -> bool:
    rules = definition.mentors
    return rules is not None and rules.addition not in cohort.switched_off


def _mailboxes(session: Session, cohort_id: int) -> dict[str, str | None]:
    """Return the mailbox that each meeting already sent stands in."""
    row = TenantObject
    entries = select_values(col(row.key), col(row.applied)["organiser"].as_string()).where(
        col(row.cohort_id) == cohort_id, col(row.kind) == "entry", col(row.applied).is_not(None)
    )
    return dict(session.execute(entries).all())


def _hosts(
    session: Session, organiser: str, owners: Iterable[str], people: Mapping[int | None, Iterable[Somebody]]
) -> tuple[str, ...]:
    """Return the accounts of the unit and the faculty, where Microsoft lets us name them as hosts."""
    mailbox = meetings.known_mailboxes(session, organiser)
    if mailbox is None or not mailbox.may_open_doors:
        return ()
    faculty = [s.user_id for s in people.get(None, ()) if "faculty" in s.roles and s.reach == "internal"]
    return tuple(sorted({*owners, *filter(None, faculty)} - {mailbox.user_id}))


def _owners(session: Session, addresses: Sequence[str]) -> tuple[str, ...]:
    found = session.exec(select(Person).where(col(Person.email).in_(addresses))).all()
    return tuple(sorted({person.entra_id for person in found if person.entra_id}))


def _teams(
    session: Session,
    cohort: Cohort,
    every: Sequence[Team],
    people: Mapping[int | None, tuple[Somebody, ...]],
    own: Mapping[int, Work],
) -> tuple[TeamPicture, ...]:
    names = channel_names((team.uid, team.name) for team in every)
    organisations = {key: organisation.name for key, organisation in cohorts.organisations(session).items()}
    with_place = places.teams_with_place(
        session, cohort_id=cohort.id, capacity=places.capacity_of(session, cohort)
    )
    taking_part = {team.id for team in with_place}
    return tuple(
        replace(_drawn(team, names, organisations), people=people.get(team.id, ()), own=own.get(team.id))
        for team in every
        if team.id in taking_part
    )


def _drawn(team: Team, names: Mapping[str, str], organisations: Mapping[int | None, str]) -> TeamPicture:
    return TeamPicture(
        id=team.id,
        uid=team.uid,
        name=team.name,
        channel_name=names[team.uid],
        organisation=organisations[team.organisation_id],
        theme=team.theme,
        people=(),
    )


def _left(session: Session, cohort: Cohort, every: Sequence[Team]) -> tuple[TeamPicture, ...]:
    """Draw the teams that have left and whose channels stand and are kept."""
    kept = places.kept_channels(session, cohort.id)
    if not kept:
        return ()
    row = TenantObject
    standing = select_values(col(row.team_id)).where(
        col(row.cohort_id) == cohort.id, col(row.kind) == "channel", col(row.applied).is_not(None)
    )
    kept &= set(session.execute(standing).scalars())
    names = channel_names((team.uid, team.name) for team in every)
    organisations = {key: one.name for key, one in cohorts.organisations(session).items()}
    return tuple(_drawn(team, names, organisations) for team in every if team.id in kept)


class _Meetings(NamedTuple):
    """The meetings that have a date, and those that each team agrees on itself, dated or not."""

    dated: tuple[MeetingPicture, ...]
    to_agree: tuple[MeetingPicture, ...]


def _meetings(
    session: Session,
    rows: Sequence[Meeting],
    teams: Sequence[Team],
    now: datetime,
    called: Mapping[str, str],
) -> _Meetings:
    """Draw the meetings that are not cancelled; `called` tells the address that stands for another."""
    ids = [row.id for row in rows]
    stand_ins, own_times = defaultdict(list), defaultdict(list)
    for stand_in in session.exec(select(StandIn).where(col(StandIn.meeting_id).in_(ids))):
        stand_ins[stand_in.meeting_id].append(_stand_in(stand_in, called))
    for own in session.exec(select(TeamTime).where(col(TeamTime.meeting_id).in_(ids))):
        own_times[own.meeting_id].append(own)

    def drawn(row: Meeting) -> MeetingPicture:
        return _meeting(row, stand_ins[row.id], own_times[row.id], now, meetings.teams_at(row, teams))

    dated = (row for row in rows if row.starts_at and row.ends_at and not row.cancelled_at)
    return _Meetings(
        dated=tuple(drawn(row) for row in dated if not is_to_agree(row)),
        to_agree=tuple(drawn(row) for row in rows if is_to_agree(row)),
    )


def _meeting(
    meeting: Meeting,
    stand_ins: Iterable[StandInPicture],
    own_times: Iterable[TeamTime],
    now: datetime,
    teams: frozenset[int] | None = None,
) -> MeetingPicture:
    details = meeting.details
    starts_at, ends_at = _times(meeting, now)
    return MeetingPicture(
        key=meeting.key,
        title=meeting.title,
        audience=meeting.audience,
        also=tuple(details.get("also", ())),
        per_team=details.get("per") == "team",
        digital=meeting.mode == "digital",
        starts_at=_wall_clock(starts_at),
        ends_at=_wall_clock(ends_at),
        all_day=meeting.all_day,
        place=meeting.place,
        theme=meeting.theme,
        goal=meeting.goal,
        content=meetings.content_of(meeting),
        reminder_minutes=details.get("reminder_minutes", 15),
        may_invite=_may_invite(meeting),
        ended=ends_at <= now,
        leader_level=details.get("leader_level"),
        host=details.get("host"),
        leaders=tuple(details.get("leaders", ())),
        who=_who(details.get("who")),
        arranged_by=details.get("arranged_by"),
        window=_window(details.get("window")),
        stand_ins=tuple(stand_ins),
        own_times={own.team_id: _own_time(own, now) for own in own_times},
        teams=teams,
        waits_for_teams=meetings.waits_for_teams(meeting),
    )


def _times(meeting: Meeting, now: datetime) -> tuple[datetime, datetime]:
    """Return a meeting's times; of one without a date, how long it is, in the morning of the first day it can be."""
    if meeting.starts_at and meeting.ends_at:
        return meeting.starts_at, meeting.ends_at
    window = _window(meeting.details.get("window"))
    starts_at = datetime.combine(window[0] if window else now.date(), MORNING, OSLO)
    return starts_at, starts_at + timedelta(minutes=meeting.details.get("minutes", 60))


def _who(stored: dict[str, list[Any]] | None) -> Attendance | None:
    return Attendance(**{name: frozenset(roles) for name, roles in stored.items()}) if stored else None


def _window(stored: tuple[str, str] | None) -> tuple[date, date] | None:
    return (date.fromisoformat(stored[0]), date.fromisoformat(stored[1])) if stored else None


def _stand_in(one: StandIn, called: Mapping[str, str]) -> StandInPicture:
    return StandInPicture(
        team_id=one.team_id,
        instead_of=called.get(one.instead_of, one.instead_of),
        name=one.name,
        email=called.get(one.email, one.email),
    )


def _own_time(own: TeamTime, now: datetime) -> TeamTimePicture:
    return TeamTimePicture(
        starts_at=_wall_clock(own.starts_at),
        ends_at=_wall_clock(own.ends_at),
        all_day=own.all_day,
        place=own.place,
        cancelled=own.cancelled_at is not None,
        ended=own.ends_at <= now,
    )


def _wall_clock(moment: datetime) -> datetime:
    return moment.astimezone(OSLO).replace(tzinfo=None)


def _may_invite(meeting: Meeting) -> bool:
    """Tell whether the date is the source's or confirmed, and others have not sent the meeting."""
    return meetings.is_sure(meeting) and not meeting.invited_elsewhere
