"""Keys found again: what was enrolled anew after a restore takes the key that its things in the tenant carry.

A database put back to an earlier day does not know the teams added since. Enrolled again, a team has a new key, and
by that nothing of it would be known: its tasks and invitations would be made once more, and its channel be taken. So
before anything of a new team is made, the channels' marks are read. One that carries a key of this cohort that is no
row's, under the team's name or with its description, is the team's own, and the team is given the key back.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from app import audit, cohorts
from app.audit import Act, by_system
from app.cohorts import Cohort, Team
from app.outbox import OwedMessage
from app.provisioning.ledger.due import due_errands
from app.provisioning.ledger.models import TenantObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from app.provisioning.ledger.errands import AnyErrand
    from app.tenant import Seen

MARK = re.compile(r"(k[0-9a-f]{10})/team:([0-9a-f]{8})/channel")


@dataclass(frozen=True, kw_only=True)
class NewTeams:
    """What is wanted of teams of which nothing stands yet: the keys of it all, and the channels that are due.

    `msteam` is the Microsoft Team's id where it is known, `unique_name` what it is looked for by where it is not.
    """

    keys: frozenset[str]
    channels: tuple[AnyErrand, ...]
    msteam: str | None
    unique_name: str | None


def new_teams(session: Session, cohort_id: int, *, now: datetime) -> NewTeams | None:
    """Tell of teams of which something is due and nothing stands; None when there are none."""
    rows = _rows_of_new_teams(session, cohort_id)
    if not rows:
        return None
    keys = frozenset(row.key for row in rows)
    due = due_errands(session, cohort_id, now=now)
    if not any(errand.key in keys or errand.kind == "msteam" for errand in due):
        return None
    msteam = session.get(TenantObject, cohorts.get(session, cohort_id).uid)
    wanted = (msteam.wanted or {}) if msteam else {}
    return NewTeams(
        keys=keys,
        channels=tuple(errand for errand in due if errand.key in keys and errand.kind == "channel"),
        msteam=(msteam.external_id if msteam else None) or wanted.get("msteam_id"),
        unique_name=wanted.get("unique_name"),
    )


def _rows_of_new_teams(session: Session, cohort_id: int) -> Sequence[TenantObject]:
    """Read all that is wanted of teams with a channel to come and nothing that stands."""
    team, row = col(TenantObject.team_id), TenantObject
    nothing_stands = (
        select(row.team_id)
        .where(row.cohort_id == cohort_id, team.is_not(None), col(row.wanted).is_not(None))
        .group_by(team)
        .having(func.count(col(row.external_id)) == 0)
    )
    rows = session.exec(select(row).where(row.cohort_id == cohort_id, team.in_(nothing_stands))).all()
    with_channel = {one.team_id for one in rows if one.kind == "channel"}
    return [one for one in rows if one.team_id in with_channel]


def take_up_keys(session: Session, cohort_id: int, channels: Iterable[Seen], *, now: datetime) -> list[int]:
    """Give the new teams of a cohort the keys that their channels carry; return the ids of those found again."""
    marked = [(mark[1], mark[2], seen) for seen in channels if (mark := MARK.fullmatch(seen.key or ""))]
    cohort = cohorts.get(session, cohort_id)
    _take_up_cohort_key(session, cohort, {uid for uid, _, _ in marked}, now)
    known = set(session.exec(select(Team.uid)))
    lost = {team: seen for uid, team, seen in marked if uid == cohort.uid and team not in known}
    found: list[int] = []
    for row in _rows_of_new_teams(session, cohort_id) if lost else ():
        uid = _carried_by_its_own(row, lost)
        if uid is not None:
            del lost[uid]
            _take_up_team_key(session, cohort, session.get_one(Team, row.team_id), uid, now)
            found.append(row.team_id or 0)
    return found


def _carried_by_its_own(row: TenantObject, lost: dict[str, Seen]) -> str | None:
    """Find the lost key on the channel of a row's name; else on the only one of its description.

    The description begins with the team and its organisation, and stays when people rename the channel.
    """
    if row.kind != "channel" or row.wanted is None:
        return None
    name, about = row.wanted["name"].casefold(), row.wanted["description"]
    named = [uid for uid, seen in lost.items() if seen.name.casefold() == name]
    described = [uid for uid, seen in lost.items() if seen.value["description"] == about]
    fits = named or described
    return fits[0] if len(fits) == 1 else None


def _take_up_cohort_key(session: Session, cohort: Cohort, carried: set[str], now: datetime) -> None:
    """Let a cohort started anew take its key back, once a person has pointed at its Microsoft Team.

    A name proves nothing here: another installation may have a cohort of the same name in the tenant.
    """
    known = set(session.exec(select(Cohort.uid)).all())
    lost = carried - known
    if cohort.adopted_msteam_id is None or cohort.uid in carried or len(lost) != 1:
        return
    rows = session.exec(select(TenantObject).where(TenantObject.cohort_id == cohort.id)).all()
    if any(row.applied is not None for row in rows if row.key != cohort.uid):
        return
    before, cohort.uid = cohort.uid, lost.pop()
    _rename(rows, {before: cohort.uid})
    owed = select(OwedMessage).where(col(OwedMessage.about).startswith(f"{before}/"))
    for letter in session.exec(owed.where(OwedMessage.cohort_id == cohort.id)):
        letter.about = letter.about.replace(before, cohort.uid)
    _note(session, cohort, cohort.uid, before, now)


def _take_up_team_key(session: Session, cohort: Cohort, team: Team, uid: str, now: datetime) -> None:
    before, team.uid = team.uid, uid
    rows = session.exec(select(TenantObject).where(TenantObject.team_id == team.id)).all()
    _rename(rows, {f"team:{before}": f"team:{uid}", f"/team/{before}": f"/team/{uid}"})
    _note(session, cohort, f"{cohort.uid}/team:{uid}", before, now)
    session.flush()


def _rename(rows: Iterable[TenantObject], instead: dict[str, str]) -> None:
    """Put the key found again wherever the new one stands in rows; nothing is known by the new one yet."""

    def renamed(text: str) -> str:
        for before, now in instead.items():
            text = text.replace(before, now)
        return text

    for row in rows:
        row.key = renamed(row.key)
        row.parent_key = renamed(row.parent_key) if row.parent_key else None
        wanted: dict[str, Any] = row.wanted or {}
        row.wanted = json.loads(renamed(json.dumps(wanted))) if wanted else row.wanted


def _note(session: Session, cohort: Cohort, about: str, before: str, now: datetime) -> None:
    audit.record(
        session,
        Act.key_found_again,
        by_system(now),
        about=about,
        cohort_id=cohort.id,
        details={"was": before},
    )
