"""The checks can fail: provisioning made worse on purpose, out of its own parts, is caught by them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kiota_http.middleware.options import RetryHandlerOption
from support.faults.aftermath import wrong_after
from support.faults.every_fault import Trouble

from app.provisioning.ledger import due
from graph_adapters.transport.connection import SDK_HANDLING_OFF
from jobs.provision.kinds import KINDS
from jobs.provision.reconcile import Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session
    from support.faults.world import World, Worlds

    from app.provisioning.ledger.errands import Errand

LOST = {"status": 504, "after": True}
MADE_BY_POST = {"bucket": "bucket.create", "taskplan": "plan.create", "tab": "tabs.create"}


def _lost_answer(operation: str, nth: int = 1, **more: Any) -> Trouble:
    rule = {"operation": operation, "nth": nth, **LOST, **more}
    return Trouble(operation, nth, "504, with the work done", rule)


def _clean(worlds: Worlds) -> World:
    clean = worlds.new()
    clean.provision()
    return clean


@pytest.mark.parametrize("kind", MADE_BY_POST)
def test_who_does_not_look_before_creating_makes_twins(worlds: Worlds, kind: str) -> None:
    clean = _clean(worlds).census()
    trouble = _lost_answer(MADE_BY_POST[kind], nth=2)
    blind = Rules(kinds={**KINDS, kind: replace(KINDS[kind], look=None)})
    assert wrong_after(worlds.new(), trouble, clean) == []
    assert wrong_after(worlds.new(rules=blind), trouble, clean) != []


def test_who_works_a_settled_row_again_is_seen_to_write(worlds: Worlds) -> None:
    world = _clean(worlds)
    world.rules = Rules(due=SettledOnesToo().due)
    assert world.writes_of_another_run() > 0


class SettledOnesToo:
    """Takes up every row that stands, once."""

    def __init__(self) -> None:
        self._told = False

    def due(self, session: Session, cohort_id: int, **how: Any) -> Sequence[Errand]:
        errands = (
            due.due_errands(session, cohort_id, **how)
            if self._told
            else due.placed_errands(session, cohort_id)
        )
        self._told = True
        return errands


def test_who_lets_the_sdk_try_again_makes_twins(worlds: Worlds) -> None:
    clean = _clean(worlds)
    calls = [call["operation"] for call in clean.calls()]
    batches_before = calls[: calls.index("plan.create")].count("batch")
    trouble = _lost_answer("batch", nth=batches_before + 1, retry_after="1")
    eager = tuple(option for option in SDK_HANDLING_OFF if not isinstance(option, RetryHandlerOption))
    assert wrong_after(worlds.new(), trouble, clean.census()) == []
    worse = worlds.new(options=(*eager, RetryHandlerOption()))
    assert wrong_after(worse, trouble, clean.census()) != []
