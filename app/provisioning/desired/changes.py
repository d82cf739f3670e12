"""Changes: the difference between the things wanted and the things the ledger has applied. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic_core import from_json

from app.provisioning.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.provisioning.desired.wanted_thing import Wanted
    from app.tenant import Kind

Action = Literal["create", "change", "withdraw", "unchanged"]
MAX_CHANGED_SHARE = 0.3
PASSED = "Er passert og røres ikke."


AsWritten = tuple[str, str, "str | None", "str | None", "str | None"]


class LedgerRow(NamedTuple):
    """A thing as the ledger knows it. `kept` are fields taken over from outside; `let_go` is ours no more.

    What was applied and kept is as it is written down, so that thousands of rows are the same at a glance.
    """

    key: str
    kind: Kind
    applied_as: str | None
    kept_as: str | None = None
    decision: str | None = None

    @property
    def placed(self) -> bool:
        return self.applied_as is not None

    @property
    def let_go(self) -> bool:
        return self.decision == "let_go"

    @property
    def kept(self) -> dict[str, dict[str, Any]]:
        kept: dict[str, dict[str, Any]] = from_json(self.kept_as or "{}")
        return kept

    @property
    def applied(self) -> dict[str, Any] | None:
        """Return the fields that were applied; None when nothing was placed."""
        return None if self.applied_as is None else from_json(self.applied_as)


class Change(NamedTuple):
    """The change to a thing; a cohort has thousands."""

    key: str
    kind: str
    action: Action
    wanted: dict[str, Any] | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeSet:
    """The changes to a cohort. `checksum` covers the things wanted and withdrawn, never the ledger's progress."""

    changes: tuple[Change, ...]
    checksum: str
    is_safe: bool

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(change.action for change in self.changes)
        return {action: counted[action] for action in ("create", "change", "withdraw", "unchanged")}

    def by_kind(self, action: str) -> dict[str, int]:
        """Count the changes of an action by kind, in the order of the kinds' rows."""
        counted = Counter(change.kind for change in self.changes if change.action == action)
        return {kind: counted[kind] for kind in KINDS if counted[kind]}

    @property
    def kinds_concerned(self) -> list[str]:
        """Name the kinds of which something is made, changed or withdrawn, in the order of their rows."""
        concerned = {change.kind for change in self.changes if change.action != "unchanged"}
        return [kind for kind in KINDS if kind in concerned]


def changes(wanted: Sequence[Wanted], ledger: Mapping[str, LedgerRow]) -> ChangeSet:
    """Compare the things wanted with the ledger. Late things are not made; of made ones `kept_up` alone follows."""
    compared = [
        _compare(_as_kept(thing, ledger.get(thing.key)), ledger.get(thing.key))
        for thing in _without_what_was_let_go(wanted, ledger)
        if not thing.late or _placed(ledger.get(thing.key))
    ]
    wanted_keys = {thing.key for thing in wanted}
    withdrawn = [
        _withdraw(row) for key, row in sorted(ledger.items()) if key not in wanted_keys and _placed(row)
    ]
    found = (*compared, *withdrawn)
    return ChangeSet(changes=found, checksum=_checksum(found), is_safe=_is_safe(found))


def _without_what_was_let_go(wanted: Sequence[Wanted], ledger: Mapping[str, LedgerRow]) -> list[Wanted]:
    """Leave out things a person has let go, with all that stands in them; parents come before children."""
    let_go = {key for key, row in ledger.items() if row.let_go}
    if not let_go:
        return list(wanted)
    kept: list[Wanted] = []
    for thing in wanted:
        if {thing.key, thing.parent_key, thing.target_key} & let_go:
            let_go.add(thing.key)
        else:
            kept.append(thing)
    return kept


def _as_kept(thing: Wanted, row: LedgerRow | None) -> Wanted:
    """Keep a field taken over from outside for as long as the value it replaced would be wanted.

    What a person left as it is stays so `whatever` would be wanted: the tasks of somebody who was replaced.
    """
    if row is None or row.kept_as is None:
        return thing
    taken_over = {
        name: kept["is"]
        for name, kept in row.kept.items()
        if kept.get("whatever") or thing.value.get(name) == kept["instead_of"]
    }
    return thing._replace(value={**thing.value, **taken_over})


def _placed(row: LedgerRow | None) -> bool:
    return row is not None and row.placed


def _compare(thing: Wanted, row: LedgerRow | None) -> Change:
    applied = row.applied if row else None
    if applied is None:
        return _change(thing, "create", "Finnes ikke ennå.")
    if thing.late:
        thing = _only_kept_up(thing, applied)
    if thing.value == applied:
        return _change(thing, "unchanged", PASSED if thing.late else "Er slik det skal være.")
    fields = sorted(name for name in thing.value if thing.value[name] != applied.get(name))
    return _change(thing, "change", f"Endret: {', '.join(fields)}.")


def _only_kept_up(thing: Wanted, applied: dict[str, Any]) -> Wanted:
    return thing._replace(value={**applied, **{name: thing.value[name] for name in thing.kept_up}})


def _change(thing: Wanted, action: Action, reason: str) -> Change:
    return Change(key=thing.key, kind=thing.kind, action=action, wanted=thing.value, reason=reason)


def _withdraw(row: LedgerRow) -> Change:
    removed = KINDS[row.kind].removed
    reason = (
        "Hører ikke lenger til kullet." if removed else "Hører ikke lenger til kullet; slippes, slettes ikke."
    )
    return Change(key=row.key, kind=row.kind, action="withdraw", wanted=None, reason=reason)


def only(found: Iterable[Change]) -> ChangeSet:
    """Return some of the changes as a ChangeSet of their own."""
    some = tuple(found)
    return ChangeSet(changes=some, checksum=_checksum(some), is_safe=_is_safe(some))


def _checksum(found: Sequence[Change]) -> str:
    """Progress changes `create` into `unchanged` with the same wanted, so a resumed run never refuses itself."""
    content = sorted((change.key, change.wanted) for change in found)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _is_safe(found: Sequence[Change]) -> bool:
    """Tell whether nothing is withdrawn, no team comes into a cohort that stands, and few enough things are changed.

    Nobody is taken out by itself, also not for another: changes of people are approved where they are proposed. Nor
    is a whole team invited before a person has seen the preview with it.
    """
    standing = [change for change in found if change.action != "create"]
    if standing and any(change.action == "create" and change.kind == "channel" for change in found):
        return False
    changed = [change for change in standing if change.action == "change"]
    if any(change.action == "withdraw" for change in standing):
        return False
    return len(changed) <= MAX_CHANGED_SHARE * len(standing)
