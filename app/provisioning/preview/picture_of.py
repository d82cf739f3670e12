"""Draw the picture of a cohort from its rows: the only part of provisioning that reads other features."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select as select_values
from sqlmodel import Session, col, select

from app import cohorts, enrolment, meetings
from app.cohorts import deviations_of, programme_as_run
from app.meetings import Meeting, StandIn, TeamTime
from app.people import Access, Person, Role, RoleGrant
from app.provisioning.desired.capabilities import having
from app.provisioning.desired.names import channel_names
from app.provisioning.desired.picture import (
    CohortPicture,
    MeetingPicture,
    Reach,
    Somebody,
    StandInPicture,
    TeamPicture,
    TeamTimePicture,
    Work,
)
from app.provisioning.ledger.models import TenantObject
from app.provisioning.preview.team_work import folders_of, work_of
from app.submissions import answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from app.cohorts import Cohort
    from app.config import Capability, Settings
    from app.programmes import Definition

OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Facts for a picture that are in no row of the cohort; `organiser` is the service's own mailbox."""

    now: datetime
    owner_addresses: tuple[str, ...]
    organiser: str = ""
    page_address: str = ""
    off: frozenset[Capability] = frozenset()
    by_hand: frozenset[Capability] = frozenset()


def surroundings(settings: Settings) -> Surroundings:
    return Surroundings(
        now=settings.clock(),
        owner_addresses=settings.owner_addresses,
        organiser=settings.organiser.lower(),
        page_address=settings.public_url,
        off=having(settings.modes, "off"),
        by_hand=having(settings.modes, "by_hand"),
    )


@dataclass
class _Roles:
    by_team: dict[int | None, dict[int, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )


def draw(session: Session, cohort_id: int, surroundings: Surroundings) -> CohortPicture:
    """Read everything once and let go of the rows."""
    cohort = cohorts.get(session, cohort_id)
    deviating = deviations_of(session, cohort_id)
    definition = programme_as_run(cohort, deviating)
    rows = meetings.of_cohort(session, cohort_id)
    people = _people(session, cohort, definition, surroundings)
    own = {
        team_id: work_of(programme_as_run(cohort, deviating, team_id=team_id), cohort, rows)
        for team_id in {row.team_id for row in deviating if row.team_id}
    }
    owners = _owners(session, surroundings.owner_addresses)
    return CohortPicture(
        uid=cohort.uid,
        name=cohort.name,
        purpose=definition.purpose,
        owners=owners,
        adopted_msteam_id=cohort.adopted_msteam_id,
        page_address=surroundings.page_address,
        today=surroundings.now.astimezone(OSLO).date(),
        teams=_teams(session, cohort, people, own),
        handed_in=answered(session, cohort_id),
        whole_cohort=people.get(None, ()),
        meetings=_meetings(session, rows, surroundings.now),
        work=work_of(definition, cohort, rows),
        cohort_folders=folders_of(definition.folders.cohort),
        off=surroundings.off,
        by_hand=surroundings.by_hand,
        hidden=cohort.hidden,
        closed=cohort.closed_at is not None,
        organiser=cohort.organiser,
        mailboxes=_mailboxes(session, cohort_id),
        hosts=_hosts(session, cohort.organiser or surroundings.organiser, owners, people),
    )


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


def _people(
    session: Session, cohort: Cohort, definition: Definition, surroundings: Surroundings
) -> dict[int | None, tuple[Somebody, ...]]:
    """Return the people with a role, by team; under None the people of the whole cohort."""
    held = _Roles()
    guests = cohort.guests_allowed and "guests" not in surroundings.off
    found: dict[int, _Known] = {}
    counted = {role: {role, *_counts_as(definition, role)} for role in Role}
    grants = (
        select_values(
            *map(col, (RoleGrant.team_id, RoleGrant.role, Person.id)), *map(_column, _Known._fields)
        )
        .join(Person)
        .where(col(RoleGrant.cohort_id) == cohort.id)
    )
    for team_id, role, person_id, *known in session.execute(grants.order_by(col(Person.id))):
        found[person_id] = _Known(*known)
        held.by_team[team_id][person_id] |= counted[role]
    return {
        team_id: tuple(
            _somebody(found[person_id], frozenset(roles), guests_allowed=guests)
            for person_id, roles in by_person.items()
        )
        for team_id, by_person in held.by_team.items()
    }


def _counts_as(definition: Definition, role: str) -> tuple[str, ...]:
    named = definition.roles.get(role)  # type: ignore[call-overload]  # a role's code is one of RoleCode's words
    return tuple(named.counts_as) if named else ()


class _Known(NamedTuple):
    """The fields of a person that decide how they reach the cohort; a cohort has hundreds."""

    uid: str
    name: str
    email: str
    access: Access | None
    entra_id: str | None
    directory_guest: bool
    directory_problem: str | None


def _column(name: str) -> Any:  # noqa: ANN401 - a column of whatever type
    return getattr(Person, name)


def _somebody(person: _Known, roles: frozenset[str], *, guests_allowed: bool) -> Somebody:
    reach = reach_of(person, guests_allowed=guests_allowed)
    return Somebody(
        uid=person.uid,
        name=person.name,
        email=person.email,
        roles=roles,
        reach=reach,
        user_id=person.entra_id if reach != "mail_only" else None,
        problem=person.directory_problem,
    )


def reach_of(person: Person | _Known, *, guests_allowed: bool) -> Reach:
    """Say how a person reaches the cohort; an address the directory does not know is reached by mail alone."""
    if person.access == Access.mail_only:
        return "mail_only"
    if person.access == Access.guest or person.directory_guest:
        return "guest" if guests_allowed else "mail_only"
    return "internal" if person.entra_id else "mail_only"


def _owners(session: Session, addresses: Sequence[str]) -> tuple[str, ...]:
    found = session.exec(select(Person).where(col(Person.email).in_(addresses))).all()
    return tuple(sorted(person.entra_id for person in found if person.entra_id))


def _teams(
    session: Session,
    cohort: Cohort,
    people: Mapping[int | None, tuple[Somebody, ...]],
    own: Mapping[int, Work],
) -> tuple[TeamPicture, ...]:
    every = cohorts.teams_of(session, cohort_id=cohort.id)
    names = channel_names((team.uid, team.name) for team in every)
    organisations = {key: organisation.name for key, organisation in cohorts.organisations(session).items()}
    with_place = enrolment.teams_with_place(
        session, cohort_id=cohort.id, capacity=enrolment.capacity_of(session, cohort)
    )
    taking_part = {team.id for team in with_place}
    return tuple(
        TeamPicture(
            id=team.id,
            uid=team.uid,
            name=team.name,
            channel_name=names[team.uid],
            organisation=organisations[team.organisation_id],
            theme=team.theme,
            people=people.get(team.id, ()),
            own=own.get(team.id),
        )
        for team in every
        if team.id in taking_part
    )


def _meetings(session: Session, rows: Sequence[Meeting], now: datetime) -> tuple[MeetingPicture, ...]:
    """Draw the meetings that have a date and are not cancelled."""
    ids = [row.id for row in rows]
    stand_ins, own_times = defaultdict(list), defaultdict(list)
    for stand_in in session.exec(select(StandIn).where(col(StandIn.meeting_id).in_(ids))):
        stand_ins[stand_in.meeting_id].append(stand_in)
    for own in session.exec(select(TeamTime).where(col(TeamTime.meeting_id).in_(ids))):
        own_times[own.meeting_id].append(own)
    return tuple(
        _meeting(row, stand_ins[row.id], own_times[row.id], now)
        for row in rows
        if row.starts_at and row.ends_at and not row.cancelled_at
    )


def _meeting(
    meeting: Meeting, stand_ins: Iterable[StandIn], own_times: Iterable[TeamTime], now: datetime
) -> MeetingPicture:
    details = meeting.details
    starts_at, ends_at = meeting.starts_at or now, meeting.ends_at or now
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
        text=details.get("text") or "",
        reminder_minutes=details.get("reminder_minutes", 15),
        may_invite=_may_invite(meeting),
        ended=ends_at <= now,
        leader_level=details.get("leader_level"),
        stand_ins=tuple(
            StandInPicture(team_id=s.team_id, instead_of=s.instead_of, name=s.name, email=s.email)
            for s in stand_ins
        ),
        own_times={own.team_id: _own_time(own, now) for own in own_times},
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
