"""Hva nå?: a team's next tasks, and the people it can ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from app import cohorts, outbox, people, submissions
from app.cohorts import Team, deviations_of, programme_as_run
from app.dashboard.homes.own_meetings import meetings_ahead
from app.dashboard.overview import how
from app.errors import Code, NotFound
from app.meetings import Membership
from app.people import Reader, Role, leads_team, roles_in_words
from app.people_changes import change_in_full
from app.programmes import at_the_start
from app.provisioning import TenantObject, meetings_to_agree_on
from app.questions import AskedOf
from app.sign_in import LINK_HOLDS_NO_MORE, make_link, open_link, revoke_links
from app.submissions import Submission, status_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from app.audit import Deed
    from app.cohorts import Cohort, Holder, Request, Shortcoming
    from app.dashboard.overview import How
    from app.deliverables import Window
    from app.meetings import MeetingForSomebody
    from app.programmes import Link, Recognition
    from app.provisioning import Agreement
    from app.submissions import StatusLine

SCOPE = "team page"
TOLD_FOR = timedelta(days=30)
"""How long a team is told what was decided about a change it reported."""
WHERE = ("channel", "files", "folder")


@dataclass(frozen=True, kw_only=True)
class Todo:
    """A deliverable of the team; `folder_url` is the folder for its file, once it is made.

    `form` is where an evaluation is answered, `links` lead to the hospital's own procedures. `gone` means that the
    file that was handed in is deleted. `asked` are the open questions of its version that the
    team alone can settle, by key.
    """

    title: str
    text: str | None
    how: How
    ends_at: datetime | None
    submission: Submission | None
    gone: bool
    folder_url: str | None
    asked: Mapping[str, Any]
    window: Window
    form: str | None
    links: Sequence[Link]

    @property
    def waits_for_team(self) -> bool:
        return self.how in {"late", "returned", "ahead"}


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody of the team; `told` are their roles in the words that the reader may read."""

    name: str
    email: str
    roles: tuple[Role, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WhatNow:
    """The content of a team's page. `todos` that wait for the team stand first, then by deadline.

    `to_agree` are the meetings that its leader and its mentor agree on themselves.
    `mentor_title` is what the cohort calls a mentor; empty when it has no name of its own for it.
    """

    team: Team
    cohort: Cohort
    todos: Sequence[Todo]
    meeting: MeetingForSomebody | None
    meeting_is_own: bool
    to_agree: Sequence[Agreement]
    mentors: Sequence[Member]
    missing: Sequence[Shortcoming]
    people: Sequence[Member]
    channel_url: str | None
    requests: Sequence[Request]
    decided: Sequence[dict[str, Any]]
    mentor_title: str
    recognition: Sequence[Recognition]

    @property
    def next_deadline(self) -> Todo | None:
        return next((todo for todo in self.todos if todo.waits_for_team and todo.ends_at), None)


def with_uid(session: Session, uid: str) -> Team:
    team = session.exec(select(Team).where(Team.uid == uid)).one_or_none()
    if team is None:
        raise NotFound(Code.no_such_team, "Det finnes ikke noe slikt team.")
    return team


def what_now(
    session: Session, team: Team, *, reader: Reader, now: datetime, own: Sequence[Membership] = ()
) -> WhatNow:
    """Read a team's tasks. Roles are shown as the reader may see them. Raises Conflict as glances does.

    `own` are the reader's roles in the team: the next meeting is one they are invited to, or is told as the team's.
    """
    found = status_lines(session, team.cohort_id, now=now, only=team.id)
    places, now_own = _places(session, team), meetings_ahead(session, team.cohort_id, own, now=now)
    known = _submissions(session, found)
    gone = submissions.with_gone_file(session, known.values())
    asked = _asked(session, known.values())
    cohort = cohorts.get(session, team.cohort_id)
    names = cohorts.own_role_names(session, cohort)
    members = _members(cohorts.holders(session, cohort_id=team.cohort_id), team, reader, names)
    now_at = people.present_addresses(session, [one.email for one in members])
    shown = [replace(one, email=now_at.get(one.email, one.email)) for one in members]
    return WhatNow(
        team=team,
        cohort=cohort,
        todos=_todos(found, known, gone, places, asked),
        meeting=next(iter(now_own or _of_team(session, team, now)), None),
        meeting_is_own=bool(now_own),
        to_agree=meetings_to_agree_on(session, team),
        mentors=[one for one in shown if Role.mentor in one.roles],
        missing=cohorts.shortcomings_by_team(session, cohort)[team.id],
        people=[one for one in shown if Role.mentor not in one.roles],
        channel_url=places.get("channel"),
        requests=cohorts.requests_of_team(session, team.id),
        decided=_decided(session, team, now),
        mentor_title=at_the_start(names.get(Role.mentor, "")),
        recognition=programme_as_run(cohort, deviations_of(session, cohort.id)).recognition,
    )


def _submissions(session: Session, found: Iterable[StatusLine]) -> dict[int | None, Submission]:
    ids = [one.counts.id for one in found if one.counts]
    return {row.id: row for row in session.exec(select(Submission).where(col(Submission.id).in_(ids)))}


def _asked(session: Session, known: Iterable[Submission]) -> dict[str, Any]:
    """Return the open questions of the team, by key."""
    raised = submissions.questions_about(session, list(known))
    of_team = ((key, one) for key, one in raised.items() if one["asked_of"] == AskedOf.team)
    return {key: one for key, one in of_team if one["answer"] is None}


def _places(session: Session, team: Team) -> dict[str, str]:
    """Return the addresses of the team's channel, of its files and of each folder, by the folder's name."""
    rows = select(TenantObject.key, TenantObject.kind, TenantObject.web_url).where(
        TenantObject.team_id == team.id,
        col(TenantObject.kind).in_(WHERE),
        col(TenantObject.web_url).is_not(None),
    )
    return {
        key.rpartition("/")[2] if kind == "folder" else kind: url or ""
        for key, kind, url in session.exec(rows)
    }


def _todos(
    found: Sequence[StatusLine],
    known: Mapping[int | None, Submission],
    gone: AbstractSet[int],
    places: Mapping[str, str],
    asked: Mapping[str, Any],
) -> list[Todo]:
    todos = [
        Todo(
            title=one.asked.words.title,
            text=one.asked.words.text,
            how=how(one),
            ends_at=one.ends_at,
            submission=known[one.counts.id] if one.counts else None,
            gone=one.counts is not None and one.counts.id in gone,
            folder_url=places.get(one.asked.words.folder or "files", places.get("files")),
            asked=asked,
            window=one.asked.window,
            form=one.asked.words.form,
            links=one.asked.words.links,
        )
        for one in found
    ]
    return sorted(todos, key=lambda todo: (not todo.waits_for_team, todo.ends_at is None, str(todo.ends_at)))


def _of_team(session: Session, team: Team, now: datetime) -> Sequence[MeetingForSomebody]:
    """Return the meetings of the whole team."""
    everybody = Membership(person_id=0, team_id=team.id, team=team.name, roles=(Role.staff,))
    return meetings_ahead(session, team.cohort_id, [everybody], now=now)


def _members(holders: Sequence[Holder], team: Team, reader: Reader, names: Mapping[str, str]) -> list[Member]:
    held: dict[str, list[Holder]] = {}
    for holder in holders:
        if holder.team_id == team.id:
            held.setdefault(holder.email, []).append(holder)
    return [
        Member(
            name=theirs[0].name,
            email=email,
            roles=tuple(one.role for one in theirs),
            told=tuple(roles_in_words((one.role for one in theirs), reader, names)),
        )
        for email, theirs in held.items()
    ]


def _leaders(session: Session, team: Team) -> dict[str, Holder]:
    """Return the leaders of a team, by their address."""
    holders = cohorts.holders(session, cohort_id=team.cohort_id)
    return {one.email: one for one in holders if one.team_id == team.id and leads_team(one.role)}


def opened_by(session: Session, token: str, *, now: datetime) -> tuple[Team, Holder]:
    """Find the team a link is to, and whose it is. Raises NotFound also when they lead the team no more."""
    link = open_link(session, token, scope=SCOPE, now=now)
    team = with_uid(session, link.about.removeprefix("team:"))
    for leader in _leaders(session, team).values():
        if leader.person_id == link.person_id:
            return team, leader
    raise NotFound(Code.link_expired, LINK_HOLDS_NO_MORE)


def _decided(session: Session, team: Team, now: datetime) -> list[dict[str, Any]]:
    """Return what was decided lately of the changes the team reported, as all may be told it."""
    asked = cohorts.changes_asked_by_team(session, team.id)
    lately = [one for one in asked if one.decided_at and one.decided_at > now - TOLD_FOR]
    return [change_in_full(session, one, Reader.others) for one in lately]


def send_links(session: Session, team: Team, *, address: str, ends: datetime, deed: Deed) -> int:
    """Mail each of the team's leaders a link of their own to its page; return how many were.

    The links before them no longer work.
    """
    leaders, about, details = _leaders(session, team), f"team:{team.uid}", {"by": deed.actor}
    revoke_links(session, now=deed.at, scope=SCOPE, about=about)
    for leader in leaders.values():
        link = make_link(
            session,
            scope=SCOPE,
            about=about,
            ends=ends,
            now=deed.at,
            person_id=leader.person_id,
            details=details,
        )
        outbox.owe(
            session,
            to=leader.email,
            about=about,
            step=f"lenke {deed.at:%Y-%m-%d %H:%M}",
            subject=f"{team.name}: siden deres «Hva nå?»",
            text=f"Hei {leader.name}\n\nHer ser dere hva teamet skal gjøre nå, og her kan dere melde en endring i "
            f"teamet eller be om hjelp. Dere trenger ikke logge inn:\n\n{address}/hva-na/{link}\n\n"
            "Lenken er din egen. Ikke send den videre.\n",
            approved=True,
            now=deed.at,
            cohort_id=team.cohort_id,
        )
    return len(leaders)
