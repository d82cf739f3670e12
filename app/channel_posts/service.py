"""The rules of cards in channels: which channels take cards, and when an address is given up.

Only what the whole team may know is posted, and only by the outbox: each thing once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
from sqlmodel import Session, col, select

from app import audit, cohorts, outbox
from app.audit import Act, Deed
from app.channel_posts.models import ChannelAddress
from app.cohorts import Team
from app.errors import Code, Conflict, Invalid, NotFound
from app.outbox import Way
from app.programmes import listed
from app.safe import ON_THIS_MACHINE, is_allowed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MAX_ADDRESS_CHARACTERS = 2000
SHOWN_CHARACTERS = 4
FIRST_TITLE, FIRST_TEXT = (
    "Beskjeder om innleveringer kommer her",
    "Når dere leverer noe, og når veilederen har sett på det, står det her.",
)


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A team, and whether cards are posted in its channel; `address` is the part of it that may be shown."""

    team: Team
    address: str
    problem: str | None
    set_by: str
    set_at: datetime | None


def of_cohort(session: Session, cohort_id: int) -> list[Channel]:
    """List the teams' channels: refused addresses first, then by the teams' names."""
    found = select(ChannelAddress).where(ChannelAddress.cohort_id == cohort_id)
    known = {one.team_id: one for one in session.exec(found)}
    channels = [_channel(team, known.get(team.id)) for team in cohorts.teams_of(session, cohort_id=cohort_id)]
    return sorted(channels, key=lambda one: (one.problem is None, one.team.name))


def refused_channels_in(session: Session, cohort_id: int) -> int:
    """Count the channels that take no more cards until a person acts."""
    return sum(one.problem is not None for one in of_cohort(session, cohort_id))


def set_address(session: Session, team: Team, *, address: str, hosts: Sequence[str], deed: Deed) -> None:
    """Post this team's cards here from now on; the first card says so.

    Raises Invalid for what is no address of a workflow, and Conflict for one that another team's channel has.
    """
    checked = _checked(address, hosts)
    _refuse_anothers(session, team, checked)
    session.merge(
        ChannelAddress(team_id=team.id, cohort_id=team.cohort_id, address=checked, by=deed.actor, at=deed.at)
    )
    _note(session, team, Act.channel_address_set, deed)
    step = f"set {deed.at.isoformat()}"
    post_card(session, team, about=about(team), step=step, title=FIRST_TITLE, text=FIRST_TEXT, now=deed.at)


def remove_address(session: Session, team: Team, *, deed: Deed) -> None:
    """Post nothing more in a team's channel."""
    known = session.get(ChannelAddress, team.id)
    if known is not None:
        session.delete(known)
        _note(session, team, Act.channel_address_removed, deed)


def post_card(
    session: Session, team: Team, *, about: str, step: str, title: str, text: str, now: datetime
) -> None:
    """Owe a team's channel a card, if it takes any now; a later address gets no earlier cards."""
    known = session.get(ChannelAddress, team.id)
    if known is None or known.problem:
        return
    outbox.owe(
        session,
        way=Way.channel,
        to=_recipient(team),
        about=about,
        step=step,
        subject=title,
        text=text,
        approved=True,
        now=now,
        cohort_id=team.cohort_id,
    )


def channel_address_for(session: Session, recipient: str) -> str | None:
    """Return where a card is posted; None when the address has been removed meanwhile."""
    known = _known(session, recipient)
    return known.address if known else None


def note_channel_refused(session: Session, recipient: str, *, said: str) -> None:
    """Post no more to an address that Microsoft refuses; the unit's list says so."""
    known = _known(session, recipient)
    if known is not None:
        known.problem = said


def team_page(recipient: str) -> str:
    """Return the path of the page a card leads to."""
    return f"/team/{recipient.removeprefix(_PREFIX)}"


def about(team: Team) -> str:
    """Return the audit's name for a team's channel."""
    return f"channel posts:{team.uid}"


def team_in(session: Session, cohort_id: int, uid: str) -> Team:
    for team in cohorts.teams_of(session, cohort_id=cohort_id):
        if team.uid == uid:
            return team
    raise NotFound(Code.no_such_team, "Det finnes ikke noe slikt team i kullet.")


_PREFIX = "team:"


def _recipient(team: Team) -> str:
    return f"{_PREFIX}{team.uid}"


def team_uid_of(recipient: str) -> str:
    """Return the uid of the team whose channel a card is owed to."""
    return recipient.removeprefix(_PREFIX)


def _known(session: Session, recipient: str) -> ChannelAddress | None:
    of_team = select(ChannelAddress).join(Team, col(Team.id) == col(ChannelAddress.team_id))
    return session.exec(of_team.where(Team.uid == team_uid_of(recipient))).one_or_none()


def _channel(team: Team, known: ChannelAddress | None) -> Channel:
    return Channel(
        team=team,
        address=_shown(known.address) if known else "",
        problem=known.problem if known else None,
        set_by=known.by if known else "",
        set_at=known.at if known else None,
    )


def _shown(address: str) -> str:
    """Return enough to know an address by, and too little to post with."""
    return f"{httpx.URL(address).host} … {address[-SHOWN_CHARACTERS:]}"


def _checked(address: str, hosts: Sequence[str]) -> str:
    """Return the address as it is kept, read by the library that will post to it."""
    try:
        url = httpx.URL(address.strip())
    except httpx.InvalidURL:
        url = httpx.URL("")
    other_port = url.port is not None and url.host not in ON_THIS_MACHINE
    if len(address) > MAX_ADDRESS_CHARACTERS or other_port or not is_allowed(url, hosts):
        where = listed(host.removeprefix(".") for host in hosts) or "ingen steder"
        raise Invalid(
            Code.flow_address_malformed,
            f"Dette er ingen adresse fra Arbeidsflyter i Teams. Den begynner med https:// og ligger hos {where}. "
            "Kopier hele adressen på nytt.",
        )
    return str(url)


def _refuse_anothers(session: Session, team: Team, address: str) -> None:
    same = select(ChannelAddress).where(ChannelAddress.address == address, ChannelAddress.team_id != team.id)
    if session.exec(same).first() is not None:
        raise Conflict(
            Code.flow_address_taken,
            "Et annet team har alt denne adressen. Lag en egen arbeidsflyt i kanalen til dette teamet.",
        )


def _note(session: Session, team: Team, act: Act, deed: Deed) -> None:
    audit.record(session, act, deed, about=about(team), cohort_id=team.cohort_id, details={"team": team.name})
