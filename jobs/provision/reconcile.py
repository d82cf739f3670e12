"""Make the tenant look like the ledger: one pass, which may stop at any request and be begun again.

Rows are worked in groups: siblings that one batch can carry, some groups of each service side by side. What is due is
read anew whenever a group has been written down, so that a child goes out once its parent stands, and no service
waits for another. No transaction is open while we talk to the tenant.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog

from app import provisioning
from app.db import AWAY, repeat_unit_of_work, unit_of_work
from jobs.provision.apply import Pass, work_together
from jobs.provision.kinds import KINDS
from jobs.provision.setbacks import setback_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from sqlmodel import Session

    from app.provisioning import AnyErrand
    from jobs.clock import Clock
    from jobs.provision.apply import Outcome
    from jobs.provision.kinds import Kind
    from jobs.tenant import Tenant

    Due = Callable[..., Sequence[AnyErrand]]

log = structlog.get_logger()
MAX_GROUP_ERRANDS = 20
MAX_GROUPS_PER_SERVICE = 6


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules of a pass: which rows are due, the rows of kinds, and the keys of rows that are held back."""

    due: Due = provisioning.errands_within_mail_budget
    kinds: Mapping[str, Kind[Any]] = field(default_factory=lambda: KINDS)
    held: frozenset[str] = frozenset()


RULES = Rules()


@dataclass(frozen=True)
class ErrandGroup:
    """Errands of a kind; where many are made at once, in the same place."""

    kind: Kind[Any]
    errands: list[AnyErrand] = field(default_factory=list)


async def reconcile(
    tenant: Tenant,
    cohort_id: int,
    clock: Clock,
    tell: Callable[[], None] = lambda: None,
    rules: Rules = RULES,
    made: set[str] | None = None,
) -> int:
    """Work every row that is due; return how many were placed, changed or withdrawn.

    `made` carries what we know to be new and empty from one pass to the next. Raises Rejected when our credentials
    are refused and Halted when a person has halted all writing: nothing else would go better.
    """
    this = _begin(tenant, cohort_id, clock, set() if made is None else made)
    working: dict[asyncio.Task[list[Outcome]], ErrandGroup] = {}
    try:
        while True:
            for group in _read_due(this, rules, cohort_id, working.values()):
                working[asyncio.ensure_future(work_together(this, group.kind, group.errands))] = group
            if not working:
                break
            done, _ = await asyncio.wait(working, return_when=asyncio.FIRST_COMPLETED)
            _write(this, [outcome for task in done for outcome in task.result()])
            working = {task: group for task, group in working.items() if task not in done}
            tell()
    finally:
        for task in working:
            task.cancel()
    if this.stopped is not None:
        raise this.stopped
    return this.placed


def _begin(tenant: Tenant, cohort_id: int, clock: Clock, made: set[str]) -> Pass:
    with unit_of_work() as session:
        taken = provisioning.placed_ids(session, cohort_id)
    known = frozenset(place for _, place in taken)
    return Pass(tenant=tenant, clock=clock, known=known, taken=taken, made=made)


def _read_due(
    this: Pass, rules: Rules, cohort_id: int, working: Collection[ErrandGroup]
) -> list[ErrandGroup]:
    """Read as many groups as there is room for; none once all is stopped."""
    if this.stopped is not None:
        return []
    services = Counter(group.kind.service for group in working)
    full = [name for name, kind in rules.kinds.items() if services[kind.service] == MAX_GROUPS_PER_SERVICE]
    busy = [*rules.held, *(errand.key for group in working for errand in group.errands)]
    with unit_of_work() as session:
        errands = rules.due(session, cohort_id, now=this.clock.now(), busy=busy, without=full)
    return _groups(rules, errands, services)


def _groups(rules: Rules, errands: Iterable[AnyErrand], services: Counter[str]) -> list[ErrandGroup]:
    """Gather what is due, in the ledger's order, as far as each service has room for another group."""
    open_groups: dict[tuple[str, str], ErrandGroup] = {}
    found: list[ErrandGroup] = []
    for errand in errands:
        kind = rules.kinds[errand.kind]
        belongs = (errand.kind, errand.above[kind.scope] if kind.create_many and kind.scope else "")
        group = open_groups.get(belongs)
        if group is None or len(group.errands) == MAX_GROUP_ERRANDS:
            if services[kind.service] == MAX_GROUPS_PER_SERVICE:
                continue
            services[kind.service] += 1
            group = open_groups[belongs] = ErrandGroup(kind)
            found.append(group)
        group.errands.append(errand)
    return found


def _write(this: Pass, outcomes: Sequence[Outcome]) -> None:
    """Write outcomes together; when that cannot be, each alone, so that a row nobody can write stops no other."""
    try:
        _write_together(outcomes)
    except AWAY:
        raise
    except Exception:  # noqa: BLE001 - the row it belongs to is found below
        for outcome in outcomes:
            _write_alone(this, outcome)


def _write_together(outcomes: Sequence[Outcome]) -> None:
    def write(session: Session) -> None:
        for outcome in outcomes:
            outcome.write(session)

    repeat_unit_of_work(write)


def _write_alone(this: Pass, outcome: Outcome) -> None:
    try:
        _write_together([outcome])
    except AWAY:
        raise
    except Exception as error:
        log.exception("an outcome could not be written", key=outcome.errand.key)
        told = setback_from(outcome.errand, error, this.clock.now())
        with unit_of_work() as session:
            provisioning.record_setback(session, outcome.errand, told)
