from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.provisioning.desired.changes import ChangeSet, LedgerRow, changes
from app.provisioning.desired.wanted_thing import Wanted

if TYPE_CHECKING:
    from app.tenant.things import Kind


def _thing(
    key: str, value: dict[str, Any] | None = None, kind: Kind = "channel", *, late: bool = False
) -> Wanted:
    return Wanted(key=key, kind=kind, value=value or {"name": key}, late=late)


def _row(key: str, applied: dict[str, Any] | None = None, kind: Kind = "channel") -> tuple[str, LedgerRow]:
    return key, LedgerRow(key=key, kind=kind, applied_as=json.dumps(applied or {"name": key}))


def _actions(found: ChangeSet) -> dict[str, str]:
    return {change.key: change.action for change in found.changes}


def test_what_is_not_in_the_ledger_is_created_and_what_is_the_same_is_left() -> None:
    found = changes([_thing("a"), _thing("b")], dict([_row("a")]))
    assert _actions(found) == {"a": "unchanged", "b": "create"}
    assert found.counts == {"create": 1, "change": 0, "withdraw": 0, "unchanged": 1}


def test_a_change_names_its_fields() -> None:
    found = changes([_thing("a", {"name": "ny", "due": None})], dict([_row("a", {"name": "a", "due": None})]))
    assert [(change.action, change.reason) for change in found.changes] == [("change", "Endret: name.")]


def test_a_late_thing_is_never_made_and_one_that_stands_is_not_touched() -> None:
    late = [_thing("new", late=True), _thing("old", {"name": "annet"}, late=True)]
    found = changes(late, dict([_row("old")]))
    assert _actions(found) == {"old": "unchanged"}
    assert found.changes[0].wanted == {"name": "old"}


def test_a_row_that_never_was_placed_is_not_withdrawn() -> None:
    never = LedgerRow(key="a", kind="channel", applied_as=None)
    assert _actions(changes([], {"a": never})) == {}


def test_progress_does_not_change_the_checksum() -> None:
    before = changes([_thing("a"), _thing("b")], {})
    after = changes([_thing("a"), _thing("b")], dict([_row("a")]))
    assert before.checksum == after.checksum


def test_another_wish_or_another_withdrawal_changes_the_checksum() -> None:
    same = changes([_thing("a")], {}).checksum
    assert same != changes([_thing("a", {"name": "ny"})], {}).checksum
    assert same != changes([_thing("a")], dict([_row("b")])).checksum


def test_creating_alone_is_safe() -> None:
    assert changes([_thing("a"), _thing("b")], {}).is_safe


def test_taking_something_away_is_not_safe() -> None:
    assert not changes([_thing("a")], dict([_row("a"), _row("b")])).is_safe


def test_nobody_is_taken_out_by_itself_also_not_for_another() -> None:
    ledger = dict([_row("out", kind="member")])
    assert not changes([_thing("in", kind="member")], ledger).is_safe
    assert not changes([], ledger).is_safe


def test_up_to_thirty_percent_may_change() -> None:
    ledger = dict(_row(str(number)) for number in range(10))
    three = [_thing(str(n), {"name": "ny"} if n < 3 else None) for n in range(10)]
    four = [_thing(str(n), {"name": "ny"} if n < 4 else None) for n in range(10)]
    assert (changes(three, ledger).is_safe, changes(four, ledger).is_safe) == (True, False)
