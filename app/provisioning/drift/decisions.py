"""Decisions about a thing that others have changed: put it back, let it go, take it over, or be done with its old self.

Each touches that one thing, and what stood in it; the next pass does the rest.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app import audit, meetings
from app.audit import Act, Deed
from app.errors import Code, Conflict, NotFound
from app.provisioning.circumstances import CIRCUMSTANCES, held_by, in_a_sentence, seen_still
from app.provisioning.desired.names import next_free
from app.provisioning.drift import observations
from app.provisioning.drift.report import below, choices
from app.provisioning.kinds import KINDS, definite
from app.provisioning.ledger import due

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlmodel import Session

    from app.provisioning.drift.report import Decision
    from app.provisioning.ledger.models import TenantObject

    Standing = Mapping[str, TenantObject]

TIMES = frozenset({"starts_at", "ends_at", "all_day"})
MARK = "key"  # how we know our own again is never taken over from outside


_ACTS: dict[Decision, Act] = {
    "put_back": Act.decided_put_back,
    "let_go": Act.decided_let_go,
    "adopt": Act.decided_adopt,
    "clear": Act.decided_clear,
}


def decide_about_drift(
    session: Session, cohort_id: int, *, key: str, decision: Decision, deed: Deed
) -> list[str]:
    """Carry out a person's decision; return the keys it concerns.

    Raises NotFound for a key the cohort does not have, and Conflict when the thing is as it should be.
    """
    standing = {row.key: row for row in due.ledger_rows(session, cohort_id)}
    row = standing.get(key)
    if row is None:
        raise NotFound(Code.no_such_key, f"Kullet har ikke noe med nøkkelen {key}.")
    left = _left_behind(row, standing, deed.at) if decision == "put_back" else []
    concerned = _decided(session, row, standing, decision, deed=deed)
    row.left_behind = [*(row.left_behind or ()), *left] or None
    audit.record(
        session,
        _ACTS[decision],
        deed,
        about=key,
        cohort_id=cohort_id,
        details={"seen": row.seen, "things": len(concerned)},
    )
    for one in concerned:
        _ready(one)
    observations.recount(session, cohort_id)
    return [one.key for one in concerned]


def _decided(
    session: Session, row: TenantObject, standing: Standing, decision: Decision, *, deed: Deed
) -> list[TenantObject]:
    if decision == "clear":
        return _clear(row)
    if row.let_go and decision == "put_back":
        return _take_up_again(row, standing)
    if _name_is_taken(row) and decision == "put_back":
        return _under_another_name(row, standing)
    if not row.drifted:
        raise Conflict(Code.not_drifted, "Denne er ikke endret utenfra, så det er ingenting å bestemme.")
    if decision not in choices(row):
        raise Conflict(Code.decision_not_open, _why_not_open(row))
    if decision == "adopt":
        return _adopt(session, row, deed=deed)
    return _PLAIN[decision](row, standing)


def _why_not_open(row: TenantObject) -> str:
    held = [] if row.gone else held_by(row.facts)
    if held:
        said = in_a_sentence(held[0], definite(row.kind), row.facts[held[0]])
        return f"{said} {CIRCUMSTANCES[held[0]].steps[0]}"
    return KINDS[row.kind].not_made_again or _NOTHING_TO_TAKE_OVER


_NOTHING_TO_TAKE_OVER = "Den er borte, så det er ingenting å ta over. Sett den tilbake, eller slipp den."


def _put_back(row: TenantObject, standing: Standing) -> list[TenantObject]:
    """Make a missing thing again, with all that stood in it; of a changed thing, send our fields again."""
    if not row.gone:
        row.applied = {**(row.applied or {}), **_seen(row)}
        return [row]
    if row.kind == "channel":
        return _under_another_name(row, standing)
    return _make_anew(row, standing)


def _make_anew(row: TenantObject, standing: Standing) -> list[TenantObject]:
    anew = [row, *below(row, standing)]
    for one in anew:
        _forget(one)
    keys = {one.key for one in anew}
    pointing = [tab for tab in standing.values() if _points_at(tab, keys) and tab.key not in keys]
    for tab in pointing:
        tab.applied = {**(tab.applied or {}), "target_key": None}
    return [*anew, *pointing]


def _points_at(row: TenantObject, keys: set[str]) -> bool:
    return row.applied is not None and row.applied.get("target_key") in keys and not row.gone


def _under_another_name(row: TenantObject, standing: Standing) -> list[TenantObject]:
    """Make a new channel: the name of a deleted channel is taken for 30 days."""
    wanted = row.wanted or {}
    taken = {(one.wanted or {}).get("name", "") for one in standing.values() if one.kind == "channel"}
    _keep(row, {"name": next_free(wanted["name"], taken)})
    return _make_anew(row, standing)


def _left_behind(row: TenantObject, standing: Standing, now: datetime) -> list[dict[str, Any]]:
    """Name the folder that stays where it is when a deleted channel gets a new one in its place."""
    if row.kind != "channel" or not row.gone:
        return []
    folder = next((one for one in below(row, standing) if one.kind == "files"), None)
    address = folder.web_url if folder else None
    return [{"name": (row.applied or {}).get("name", ""), "web_url": address, "at": now.isoformat()}]


def _clear(row: TenantObject) -> list[TenantObject]:
    """Tell no more of the old folders; the row itself is as it was."""
    if not row.left_behind:
        raise Conflict(
            Code.not_drifted, "Det står ingen gammel mappe etter denne, så det er ingenting å bestemme."
        )
    row.left_behind = None
    return []


def _name_is_taken(row: TenantObject) -> bool:
    """Tell whether a channel waits for a name; nothing of it has been made."""
    return row.kind == "channel" and row.external_id is None and row.problem is not None and not row.let_go


def _let_go(row: TenantObject, standing: Standing) -> list[TenantObject]:
    """Stop looking after a thing and all that stands in it. Nothing is done in Microsoft 365."""
    concerned = [row, *below(row, standing)]
    for one in concerned:
        _forget(one)
        one.decision = "let_go"
    return concerned


def _take_up_again(row: TenantObject, standing: Standing) -> list[TenantObject]:
    above = standing.get(row.parent_key or "")
    if above is not None and above.let_go:
        raise Conflict(Code.parent_let_go, "Det den stod i, er også sluppet. Sett det tilbake først.")
    concerned = [one for one in (row, *below(row, standing)) if one.let_go]
    for one in concerned:
        one.decision = None
    return concerned


_PLAIN: dict[str, Callable[[TenantObject, Standing], list[TenantObject]]] = {
    "put_back": _put_back,
    "let_go": _let_go,
}


def _adopt(session: Session, row: TenantObject, *, deed: Deed) -> list[TenantObject]:
    """Take the fields as they stand as ours, until we would want others."""
    changed = {name: _seen(row)[name] for name in row.changed_outside}
    if row.kind == "entry" and changed.keys() & TIMES and _follow(session, row, deed=deed):
        row.wanted = {**(row.wanted or {}), **{name: changed.pop(name) for name in TIMES & changed.keys()}}
    _keep(row, {name: value for name, value in changed.items() if name != MARK})
    row.applied = {**(row.applied or {}), **_seen(row)}
    return [row]


def _follow(session: Session, row: TenantObject, *, deed: Deed) -> bool:
    """Move the meeting itself with its entry, so that deadlines follow. False for a team's own meeting."""
    above, _, key = row.key.rpartition("/meeting:")
    if "/" in above:
        return False
    times = {**(row.applied or {}), **_seen(row)}
    starts_at, ends_at = (
        datetime.fromisoformat(times[name]).replace(tzinfo=meetings.OSLO) for name in ("starts_at", "ends_at")
    )
    meeting = meetings.with_key(session, cohort_id=row.cohort_id, key=key)
    meetings.reschedule(session, meeting.id, starts_at=starts_at, ends_at=ends_at, deed=deed)
    return True


def _seen(row: TenantObject) -> dict[str, Any]:
    return dict((row.seen or {}).get("value", {}))


def _keep(row: TenantObject, fields: Mapping[str, Any]) -> None:
    """Keep fields from outside instead of ours, with the value that we first wanted in their place."""
    wanted, kept = row.wanted or {}, row.kept or {}
    news = {
        name: {"instead_of": kept.get(name, {}).get("instead_of", wanted.get(name)), "is": value}
        for name, value in fields.items()
    }
    row.kept, row.wanted = {**kept, **news}, {**wanted, **fields}


def _forget(row: TenantObject) -> None:
    """Forget where a thing stands; the next pass looks for its remains before making it."""
    row.applied = row.external_id = row.web_url = row.made_at = row.decision = None
    row.generation += 1


def _ready(row: TenantObject) -> None:
    """Let the row be worked at once; its new version refuses answers that are under way."""
    row.seen = seen_still(row.facts) if row.external_id else None
    row.seen_at = row.next_try_at = row.problem = row.next_step = row.cause = None
    row.attempts = 0
    row.version += 1
