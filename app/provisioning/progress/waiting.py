"""A row's wait in a sentence: for which thing or person, and until when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - FastAPI reads the annotations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.provisioning.circumstances import held_by
from app.provisioning.desired.wanted_thing import title_of
from app.provisioning.kinds import KINDS, definite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.provisioning.ledger.models import TenantObject

OSLO = ZoneInfo("Europe/Oslo")
TEAM_IS_ARCHIVED = "Venter på at Microsoft-teamet åpnes igjen i Teams (det er arkivert)."
ON_MICROSOFT = {
    "throttled": "for mange forespørsler",
    "busy": "det er opptatt",
    "unsure": "et svar kom bort, og vi ser etter først",
    "late": "det er ikke laget ferdig der",
}


@dataclass(frozen=True, kw_only=True)
class Wait:
    """A wait: its sentence, its end (None when unknown), and how many things wait so."""

    sentence: str
    until: datetime | None
    count: int


def waits(rows: Iterable[TenantObject], beside: Iterable[TenantObject] = ()) -> list[Wait]:
    """Count the waits of unsettled rows, the most first. They may stand in rows `beside` them."""
    own = list(rows)
    standing = {row.key: row for row in (*beside, *own)}
    unsettled = [row for row in own if not row.settled]
    counted = Counter((sentence(row, standing), _until(row)) for row in unsettled)
    said = [Wait(sentence=text, until=until, count=count) for (text, until), count in counted.items()]
    return sorted(said, key=lambda wait: (-wait.count, wait.sentence))


def sentence(row: TenantObject, standing: Mapping[str, TenantObject]) -> str:
    if row.by_hand:
        return "Venter på den som gjør det for hånd."
    outside = _outside(row, standing)
    if outside:
        return outside
    above = _not_placed(row, standing)
    if above is not None:
        return f"Venter på {f'{definite(above.kind)} {title_of(above.wanted)}'.strip()}."
    if row.cause in ON_MICROSOFT and row.next_try_at:
        return f"Venter på Microsoft til kl. {_clock(row.next_try_at):%H.%M} ({ON_MICROSOFT[row.cause]})."
    if row.cause and row.next_try_at:
        who = "en person" if row.cause == "person" else "den som drifter tjenesten"
        return f"Venter på {who}; vi prøver igjen {_clock(row.next_try_at):%d.%m. kl. %H.%M}."
    return "Venter på tur."


def _outside(row: TenantObject, standing: Mapping[str, TenantObject]) -> str:
    """Say what others have done that it waits for; empty when it waits for nothing of the kind."""
    if row.kind == "msteam" and held_by(row.facts) and not row.gone:
        return TEAM_IS_ARCHIVED
    if row.drifted and row.wanted is not None:
        return "Venter på at noen velger hva som skal skje (endret utenfra)."
    return TEAM_IS_ARCHIVED if _in_held_team(row, standing.values()) else ""


def _in_held_team(row: TenantObject, standing: Iterable[TenantObject]) -> bool:
    """Tell whether it stands in a Microsoft Team that waits for a person; rows between are seldom at hand."""
    stands_in_it = row.wanted is not None and "team" in KINDS[row.kind].needs
    return stands_in_it and any(one.kind == "msteam" and held_by(one.facts) for one in standing)


def _until(row: TenantObject) -> datetime | None:
    """Round to the minute: a second more or less is no news to anybody."""
    at = None if row.by_hand or row.drifted else row.next_try_at
    return at.replace(second=0, microsecond=0) if at else None


def _not_placed(row: TenantObject, standing: Mapping[str, TenantObject]) -> TenantObject | None:
    """Find the nearest thing a row stands in, or points at, that has to be placed before it."""
    if row.wanted is None:
        return None
    before = [standing.get(key or "") for key in (row.parent_key, row.wanted.get("target_key"))]
    return next((one for one in before if one is not None and (one.external_id is None or one.gone)), None)


def _clock(moment: datetime) -> datetime:
    return moment.astimezone(OSLO)
