"""Commitments: the trust's contact for the trust, and the nearest leader for the team's time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from app import audit, cohorts, outbox, places, programmes
from app.applications.models import Commitment
from app.audit import Act, Deed
from app.cohorts import ApplicationState, deviations_of, programme_as_run
from app.errors import Code, Conflict, NotFound
from app.people import Role, sits_in_team
from app.sign_in import LINK_HOLDS_NO_MORE, make_link, open_link, revoke_links

if TYPE_CHECKING:
    from datetime import datetime

    from app.cohorts import Cohort, Holder, Team
    from app.programmes import HoursAsked

SCOPE = "leader commitment"
TRUST, LEADER = "trust", "leader"
_OUT = {ApplicationState.declined, ApplicationState.withdrawn}
_VERSION_HEX_DIGITS = 12
BINDING = "Påmeldingen er bindende. Vil foretaket trekke teamet, er det foretakets kontakt som gjør det, med en grunn."


@dataclass(frozen=True, kw_only=True)
class Said:
    """A yes; `at` is None while it is waited for."""

    name: str
    at: datetime | None
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class Committed:
    """Who has said yes to a team's application, and who has not: the trust, and each nearest leader."""

    trust: Said | None
    leaders: tuple[Said, ...]


def trust_text(session: Session, cohort: Cohort, team: Team) -> str:
    """Return what the trust says yes to: the programme's commitments, and that they bind."""
    definition = programme_as_run(cohort, deviations_of(session, cohort.id))
    points = programmes.commitments_of(definition)
    binds = [BINDING] if definition.application is None or definition.application.binding else []
    return "\n".join([f"Foretaket bekrefter at «{team.name}» deltar i {cohort.name}.", *points, *binds])


def leader_text(session: Session, cohort: Cohort) -> tuple[str, int | None]:
    """Return what a nearest leader says yes to, and the hours it asks of each member."""
    asked = _hours(programmes.hours_asked(programme_as_run(cohort, deviations_of(session, cohort.id))))
    if asked is None:
        return "Arbeidet krever tid i arbeidstiden. Jeg setter av tid i arbeidsplanen.", None
    what = "Møtene alene krever" if asked.basis == "meetings" else "Arbeidet krever"
    return f"{what} omtrent {asked.hours} timer per medlem. Jeg setter av tid i arbeidsplanen.", asked.hours


def _hours(asked: tuple[HoursAsked, ...]) -> HoursAsked | None:
    """Return the most hours asked of a member: those of the staff, or of any role that sits in a team."""
    staff = [one for one in asked if Role.staff.value in one.names]
    seated = [one for one in asked if any(sits_in_team(Role(role)) for role in one.names)]
    return max(staff or seated, key=lambda one: one.hours, default=None)


def committed(session: Session, cohort_id: int) -> dict[int, Committed]:
    """Return by team who has said yes; a leader who is replaced has said nothing for the next."""
    rows = session.exec(
        select(Commitment).where(Commitment.cohort_id == cohort_id).order_by(col(Commitment.id))
    )
    said = {(row.team_id, row.kind, row.person_id if row.kind == LEADER else None): row for row in rows}
    leaders = _leaders(session, cohort_id)
    return {
        team.id: Committed(
            trust=_said(said.get((team.id, TRUST, None)), ""),
            leaders=tuple(
                _said(said.get((team.id, LEADER, one.person_id)), one.name) or Said(name=one.name, at=None)
                for one in leaders[team.id]
            ),
        )
        for team in cohorts.teams_of(session, cohort_id=cohort_id)
    }


def _said(row: Commitment | None, name: str) -> Said | None:
    return Said(name=name or row.by, at=row.at, version=row.version) if row else None


def _leaders(session: Session, cohort_id: int) -> dict[int | None, list[Holder]]:
    found: dict[int | None, list[Holder]] = defaultdict(list)
    for holder in cohorts.holders(session, cohort_id=cohort_id):
        if holder.role is Role.nearest_leader:
            found[holder.team_id].append(holder)
    return found


def confirm_for_trust(
    session: Session, cohort: Cohort, team: Team, *, version: str, person_id: int | None, deed: Deed
) -> Commitment:
    """Keep the trust's yes to the text it was shown; once said, it stays. Raises Conflict for another text."""
    there = _given(session, team, TRUST)
    if there is not None:
        return there
    text = trust_text(session, cohort, team)
    refuse_other_text(text, version)
    row = _keep(session, team, TRUST, text, deed=deed, person_id=person_id)
    confirmed(session, cohort, team, deed=deed)
    return row


def confirmed(session: Session, cohort: Cohort, team: Team, *, deed: Deed) -> None:
    """Let what follows from the trust's yes happen: the place the team was offered is taken."""
    if team.place is ApplicationState.offered:
        places.confirm(session, cohort_id=cohort.id, team_id=team.id, deed=deed)
    audit.record(
        session, Act.trust_committed, deed, about=team.uid, cohort_id=cohort.id, details={"team": team.uid}
    )


def _given(session: Session, team: Team, kind: str, person_id: int | None = None) -> Commitment | None:
    same = select(Commitment).where(Commitment.team_id == team.id, Commitment.kind == kind)
    if person_id is not None:
        same = same.where(Commitment.person_id == person_id)
    return session.exec(same.order_by(col(Commitment.id))).first()


def _keep(
    session: Session,
    team: Team,
    kind: str,
    text: str,
    *,
    deed: Deed,
    person_id: int | None,
    hours: int | None = None,
) -> Commitment:
    row = Commitment(
        cohort_id=team.cohort_id,
        team_id=team.id,
        kind=kind,
        person_id=person_id,
        by=deed.actor,
        text=text,
        version=version_of(text),
        hours=hours,
        at=deed.at,
    )
    session.add(row)
    session.flush()
    return row


def version_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_VERSION_HEX_DIGITS]


def refuse_other_text(text: str, version: str) -> None:
    """Raise Conflict when somebody says yes to a text that is not the one that holds now."""
    if version != version_of(text):
        raise Conflict(
            Code.text_changed, "Teksten er endret siden du åpnet siden. Les den på nytt, og bekreft da."
        )


def ask_leaders(session: Session, cohort: Cohort, *, address: str, ends: datetime, deed: Deed) -> int:
    """Mail each nearest leader who has not said yes a link of their own; return how many were. Earlier links end."""
    said, leaders, asked = committed(session, cohort.id), _leaders(session, cohort.id), 0
    for team in cohorts.teams_of(session, cohort_id=cohort.id):
        silent = {one.name for one in said[team.id].leaders if one.at is None}
        for leader in leaders[team.id] if team.place not in _OUT else []:
            if leader.name in silent:
                _ask(session, cohort, team, leader, address=address, ends=ends, deed=deed)
                asked += 1
    audit.record(
        session, Act.leaders_asked, deed, about=cohort.uid, cohort_id=cohort.id, details={"asked": asked}
    )
    return asked


def _ask(
    session: Session, cohort: Cohort, team: Team, leader: Holder, *, address: str, ends: datetime, deed: Deed
) -> None:
    about = f"team:{team.uid}"
    revoke_links(session, now=deed.at, scope=SCOPE, about=about, person_id=leader.person_id)
    token = make_link(
        session,
        scope=SCOPE,
        about=about,
        ends=ends,
        now=deed.at,
        person_id=leader.person_id,
        details={"by": deed.actor},
    )
    outbox.owe(
        session,
        to=leader.email,
        about=about,
        step=f"tid til teamet {deed.at:%Y-%m-%d %H:%M}",
        subject=f"{team.name}: tid til forbedringsarbeidet",
        text=f"Hei {leader.name}\n\n«{team.name}» er meldt på {cohort.name}, og du er nærmeste leder. "
        f"{leader_text(session, cohort)[0]}\n\nBekreft det her, uten å logge inn:\n\n"
        f"{address}/forpliktelse/{token}\n\nVi fører ingen timer etterpå. Lenken er din egen. "
        "Ikke send den videre.\n",
        approved=True,
        now=deed.at,
        cohort_id=cohort.id,
    )


def withdraw_leader_links(session: Session, team: Team, *, deed: Deed) -> None:
    """Take back the links of a team's nearest leaders."""
    revoke_links(session, now=deed.at, scope=SCOPE, about=f"team:{team.uid}")
    audit.record(
        session, Act.leader_links_withdrawn, deed, about=team.uid, cohort_id=team.cohort_id, details={}
    )


def opened_by_leader(session: Session, token: str, *, now: datetime) -> tuple[Team, Holder]:
    """Find the team a link asks about, and whose link it is. Raises NotFound also when they are its leader no more."""
    link = open_link(session, token, scope=SCOPE, now=now)
    team = session.exec(
        select(cohorts.Team).where(cohorts.Team.uid == link.about.removeprefix("team:"))
    ).one()
    for leader in _leaders(session, team.cohort_id)[team.id]:
        if leader.person_id == link.person_id and team.place not in _OUT:
            return team, leader
    raise NotFound(Code.link_expired, LINK_HOLDS_NO_MORE)


def leader_said(session: Session, team: Team, leader: Holder) -> Commitment | None:
    return _given(session, team, LEADER, leader.person_id)


def confirm_by_leader(
    session: Session, cohort: Cohort, team: Team, leader: Holder, *, version: str, now: datetime
) -> Commitment:
    """Keep a leader's yes, said by their own link; said twice it is one."""
    there = leader_said(session, team, leader)
    if there is not None:
        return there
    text, hours = leader_text(session, cohort)
    refuse_other_text(text, version)
    deed = Deed(actor=leader.name, at=now)
    row = _keep(session, team, LEADER, text, deed=deed, person_id=leader.person_id, hours=hours)
    audit.record(
        session, Act.leader_committed, deed, about=team.uid, cohort_id=cohort.id, details={"hours": hours}
    )
    return row
