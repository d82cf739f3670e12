"""Other roads than the channel: a mail to the unit's mailbox, or a form. Each ends in the team's own folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from app import audit, cohorts, deliverables, health, people
from app.audit import Act, Deed
from app.cohorts import Cohort, Team
from app.errors import Code, Conflict, NotFound, TooMany
from app.health import Refusal, SourceKind
from app.people import Role, RoleGrant, sits_in_team
from app.submissions.library.file_names import legal_name
from app.submissions.library.mail_rows import answer_of, keep_parts, name_in_folder
from app.submissions.models import Arrival, LibraryItem, Mailbox, Route

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from app.tenant import Mail

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
ONLY_A_LINK = "Dette er en lenke. Åpne den, og legg filen i teamets kanal."
NO_FILE_HERE = "Her er det ingen fil vi kan hente. Åpne e-posten, og legg filen i teamets kanal."
A_DAY, MAX_FILES_A_DAY, MAX_BYTES_A_DAY = timedelta(days=1), 50, 5 * 1024**3
"""Of each team, by the form: its files lie on our disk until they are in the team's folder."""


@dataclass(frozen=True, kw_only=True)
class ToPut:
    """A file to lay in a team's folder, read from its row and let go of. `folder` is the programme's name for it."""

    arrival_id: int
    cohort_id: int
    team_id: int
    deliverable_id: int
    folder: str | None
    route: Route
    source: str
    link: str | None
    name: str
    size: int
    attempts: int


# --- by mail -----------------------------------------------------------------------------------


def arrival_mailbox(session: Session, mail_address: str, *, now: datetime) -> Mailbox:
    """Begin to read a mailbox; a mailbox read already goes on where it was."""
    box = session.get(Mailbox, mail_address)
    if box is None:
        box = Mailbox(address=mail_address, begun_at=now)
        session.add(box)
        session.flush()
    return box


def take_up_mail(session: Session, mail_address: str, mail: Mail, *, whole: bool = False) -> int:
    """Take up the parts of a new mail; return how many came.

    Mail from before the mailbox was first read is left alone, but for files that a member has sent since their cohort
    began. So is mail from before the last reading when the `whole` inbox is told anew: what we kept of a closed
    cohort's is deleted in time, and shall not come back.
    """
    box = session.get_one(Mailbox, mail_address)
    told_before = _was_told_of(box, mail)
    is_new = mail.received_at >= _whole_second(box.begun_at) and not (whole and told_before)
    if not (is_new or _of_a_cohort_begun(session, mail)):
        return 0
    teams = _teams_of(session, mail.sender)
    return keep_parts(
        session, mail, _only(teams), by_member=bool(teams), files_only=told_before or not is_new
    )


def _was_told_of(box: Mailbox, mail: Mail) -> bool:
    """Tell whether we have read on since a mail came: told of again, it has been marked or moved, no more."""
    return box.read_at is not None and mail.received_at < box.read_at - A_DAY


def mail_wanted_since(session: Session, mail_address: str) -> datetime:
    """Return the earliest moment that mail to a mailbox may be taken up from."""
    begun = [session.get_one(Mailbox, mail_address).begun_at]
    begun += session.exec(select(Cohort.created_at).where(col(Cohort.closed_at).is_(None))).all()
    return _whole_second(min(begun))


def note_mailbox_read(session: Session, mail_address: str, *, cursor: str, now: datetime) -> None:
    """Keep where to read on from, once each mail before it is taken up."""
    box = session.get_one(Mailbox, mail_address)
    box.cursor, box.read_at, box.problem = cursor, now, None
    health.note_readable(session, SourceKind.mailbox, mail_address)


def note_mailbox_unread(
    session: Session, mail_address: str, *, problem: str, refusal: Refusal, now: datetime
) -> None:
    """Say why a mailbox could not be read; it is tried again later each time."""
    box = arrival_mailbox(session, mail_address, now=now)
    box.problem = problem
    health.note_unreadable(
        session, SourceKind.mailbox, mail_address, refusal=refusal, read_at=box.read_at, now=now
    )


def _whole_second(moment: datetime) -> datetime:
    """Return the second a moment lies in: a mail's time has no fractions."""
    return moment.replace(microsecond=0)


def _of_a_cohort_begun(session: Session, mail: Mail) -> bool:
    begun = [cohorts.get(session, team.cohort_id).created_at for team in _teams_of(session, mail.sender)]
    return any(_whole_second(at) <= mail.received_at for at in begun)


def _only(teams: list[Team]) -> Team | None:
    """Return a sender's only open team. A private address, or a person in two teams, is left for a person to place."""
    return teams[0] if len(teams) == 1 else None


def _teams_of(session: Session, sender: str) -> list[Team]:
    """Find the open teams that a sender sits in, whichever address of theirs it was sent from."""
    sitting = (
        select(Team, RoleGrant.role)
        .join(RoleGrant, col(RoleGrant.team_id) == Team.id)
        .join(Cohort, col(Team.cohort_id) == Cohort.id)
        .where(col(RoleGrant.person_id).in_(people.rows_at(session, sender)), col(Cohort.closed_at).is_(None))
    )
    teams = {team.id: team for team, role in session.exec(sitting).all() if sits_in_team(Role(role))}
    return list(teams.values())


@dataclass(frozen=True, kw_only=True)
class ToFollow:
    """A mailed link not yet looked behind, read from its row and let go of."""

    arrival_id: int
    link: str


def mailbox_to_follow(session: Session) -> list[ToFollow]:
    """Find the links to look behind, each until Microsoft has told which file it is."""
    found = select(Arrival).where(
        Arrival.name == Arrival.link, col(Arrival.problem).is_(None), col(Arrival.set_aside_at).is_(None)
    )
    rows = session.exec(found.order_by(col(Arrival.id))).all()
    return [ToFollow(arrival_id=row.id, link=row.link or "") for row in rows]


def note_mailbox_followed(session: Session, one: ToFollow, *, name: str, size: int) -> None:
    """Keep which file a link leads to; from a team's member it is placed as an attached file is."""
    arrival = session.get_one(Arrival, one.arrival_id)
    team = session.get(Team, arrival.team_id) if arrival.team_id else None
    arrival.name, arrival.size = name_in_folder(session, name, team), size
    if team is not None:
        arrival.deliverable_id = answer_of(session, team, name)


def note_mailbox_closed(session: Session, one: ToFollow, *, problem: str) -> None:
    """Leave a link to a person: it opens for some people only, or not any more."""
    session.get_one(Arrival, one.arrival_id).problem = problem


# --- by the form -------------------------------------------------------------------------------


def refuse_too_many(session: Session, *, team_id: int, size: int, now: datetime) -> None:
    """Hold a team's uploads to fifty files and five gigabytes a day. Raises TooMany."""
    today = select(func.count(), func.coalesce(func.sum(Arrival.size), 0)).where(
        Arrival.team_id == team_id, Arrival.route == Route.form, col(Arrival.received_at) > now - A_DAY
    )
    files, taken = session.exec(today).one()
    if files >= MAX_FILES_A_DAY or taken + size > MAX_BYTES_A_DAY:
        told = "Teamet har levert så mye det siste døgnet at det ikke tas imot mer her. Legg filen i teamets kanal."
        raise TooMany(Code.too_many_uploads, told)


def upload(  # noqa: PLR0913 - a file has this many sides
    session: Session,
    *,
    team_id: int,
    deliverable_id: int,
    source: str,
    name: str,
    size: int,
    sender: str,
    deed: Deed,
) -> Arrival:
    """Take a file uploaded for a team; it is laid in the team's folder, and seen there like any other."""
    team = session.get_one(Team, team_id)
    asked = deliverables.asked_of_teams(session, team.cohort_id)[team_id]
    if deliverable_id not in {one.deliverable_id for one in asked}:
        raise NotFound(Code.not_asked_of_team, f"{team.name} er ikke bedt om dette.")
    arrival = Arrival(
        cohort_id=team.cohort_id,
        team_id=team_id,
        deliverable_id=deliverable_id,
        route=Route.form,
        source=source,
        sender=sender,
        name=name_in_folder(session, name, team),
        size=size,
        received_at=deed.at,
    )
    session.add(arrival)
    session.flush()
    _note(session, arrival, Act.file_uploaded, deed)
    return arrival


# --- what waits for a person -------------------------------------------------------------------


def waiting(session: Session) -> Sequence[Arrival]:
    """Return the arrivals without a team or a deliverable, from every cohort, since some have none."""
    unknown = or_(col(Arrival.team_id).is_(None), col(Arrival.deliverable_id).is_(None))
    found = select(Arrival).where(unknown, col(Arrival.set_aside_at).is_(None))
    return session.exec(found.order_by(col(Arrival.id))).all()


def choose(session: Session, arrival_id: int, *, team_id: int, deliverable_id: int, deed: Deed) -> Arrival:
    """Place an arrival with a team and a deliverable. Raises Conflict for a link to a file we cannot fetch."""
    arrival = _waiting(session, arrival_id)
    if not arrival.is_known:
        raise Conflict(Code.file_is_a_link, NO_FILE_HERE if arrival.link is None else ONLY_A_LINK)
    team = session.get_one(Team, team_id)
    arrival.cohort_id, arrival.team_id, arrival.deliverable_id = team.cohort_id, team_id, deliverable_id
    arrival.chosen_by = deed.actor
    _note(session, arrival, Act.file_placed, deed)
    return arrival


def set_aside(session: Session, arrival_id: int, *, deed: Deed) -> None:
    arrival = _waiting(session, arrival_id)
    arrival.set_aside_at = deed.at
    _note(session, arrival, Act.file_set_aside, deed)


def _waiting(session: Session, arrival_id: int) -> Arrival:
    arrival = session.get(Arrival, arrival_id)
    if arrival is None:
        raise NotFound(Code.no_such_file, f"Det finnes ingen fil {arrival_id} som venter.")
    if arrival.set_aside_at or (arrival.team_id and arrival.deliverable_id):
        raise Conflict(Code.file_settled, "Filen venter ikke lenger; noen har alt tatt seg av den.")
    return arrival


def _note(session: Session, arrival: Arrival, act: Act, deed: Deed) -> None:
    about = f"arrival:{arrival.id}"
    audit.record(session, act, deed, about=about, cohort_id=arrival.cohort_id)


# --- into the team's folder --------------------------------------------------------------------


def arrivals_to_put(session: Session, *, now: datetime) -> list[ToPut]:
    may_be_tried = or_(col(Arrival.next_try_at).is_(None), col(Arrival.next_try_at) <= now)
    found = select(Arrival).where(
        col(Arrival.item_id).is_(None),
        col(Arrival.team_id).is_not(None),
        col(Arrival.deliverable_id).is_not(None),
        col(Arrival.set_aside_at).is_(None),
        may_be_tried,
    )
    rows = session.exec(found.order_by(col(Arrival.id))).all()
    folders = {cohort_id: _folders(session, cohort_id) for cohort_id in {row.cohort_id or 0 for row in rows}}
    return [
        ToPut(
            arrival_id=row.id,
            cohort_id=row.cohort_id or 0,
            team_id=row.team_id or 0,
            deliverable_id=row.deliverable_id or 0,
            folder=folders[row.cohort_id or 0].get((row.team_id or 0, row.deliverable_id or 0)),
            route=row.route,
            source=row.source,
            link=row.link,
            name=legal_name(row.name),
            size=row.size,
            attempts=row.attempts,
        )
        for row in rows
    ]


def _folders(session: Session, cohort_id: int) -> Mapping[tuple[int, int], str | None]:
    return {
        (team_id, one.deliverable_id): one.words.folder
        for team_id, asked in deliverables.asked_of_teams(session, cohort_id).items()
        for one in asked
    }


def note_arrival_put(session: Session, one: ToPut, *, item_id: str, name: str, now: datetime) -> None:
    """Keep where a file lies, and the name it got there: another may have had its own already.

    A file that lay there and answered nothing is decided on anew.
    """
    arrival = session.get_one(Arrival, one.arrival_id)
    arrival.item_id, arrival.name = item_id, name
    for item in session.exec(select(LibraryItem).where(LibraryItem.item_id == item_id)).all():
        item.considered = item.considered if item.deliverable_id else None
    arrival.put_at, arrival.problem, arrival.next_try_at = now, None, None


def leave_arrival_to_person(session: Session, one: ToPut, *, problem: str) -> None:
    """Let a person choose anew, or set it aside, where Microsoft 365 has refused the file for good."""
    arrival = session.get_one(Arrival, one.arrival_id)
    arrival.deliverable_id, arrival.problem, arrival.attempts, arrival.next_try_at = None, problem, 0, None


def put_arrival_off(session: Session, one: ToPut, *, problem: str, wait: float | None, now: datetime) -> None:
    arrival = session.get_one(Arrival, one.arrival_id)
    arrival.attempts, arrival.problem = arrival.attempts + 1, problem
    doubled = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(one.attempts, 10))
    arrival.next_try_at = now + (timedelta(seconds=wait) if wait else doubled)
