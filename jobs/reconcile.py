"""Make the tenant look like the ledger: one pass, which may stop at any request and be begun again.

Each turn takes the rows that are due, at most a batch for each service, works them at once, and writes how it went
in one transaction before the next turn. No transaction is open while we talk to the tenant.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog

from app.db import unit_of_work
from app.provisioning import ledger
from app.tenant import Placed
from graph_adapters.errors import Gone, Rejected, Taken, TenantError, Unsure
from jobs.directory import record_guest
from jobs.kinds import KINDS, Tenant
from jobs.words import setback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlmodel import Session

    from app.provisioning.ledger import Errand
    from app.tenant import Seen
    from jobs.clock import Clock
    from jobs.kinds import Kind

    Due = Callable[..., Sequence[Errand]]
    Outcome = Callable[[Session], None]

A_BATCH = 20
log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How a pass works: which rows it takes up, and what it knows about each kind of thing."""

    due: Due = ledger.due
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)


RULES = Rules()


@dataclass
class Pass:
    """One pass over a cohort. `lists` remembers what was looked up; what may have changed is forgotten.

    `taken` are the things that are some row's, by kind: a guest and their membership go by the same id.
    `rejected` is set once our credentials were refused: what went out beside it is still written down.
    """

    tenant: Tenant
    clock: Clock
    known: frozenset[str]
    taken: set[tuple[str, str]]
    rejected: Rejected | None = None
    lists: dict[tuple[str, str], asyncio.Future[Sequence[Seen]]] = field(default_factory=dict)
    placed: int = 0


async def reconcile(
    tenant: Tenant,
    cohort_id: int,
    clock: Clock,
    tell: Callable[[], None] = lambda: None,
    rules: Rules = RULES,
) -> int:
    """Work every row that is due; return how many were placed, changed or withdrawn.

    Raises Rejected when our credentials are refused: nothing else would go better.
    """
    with unit_of_work() as session:
        standing = ledger.known(session, cohort_id).values()
    taken: set[tuple[str, str]] = {(row.kind, row.external_id) for row in standing if row.external_id}
    this = Pass(tenant=tenant, clock=clock, known=frozenset(place for _, place in taken), taken=taken)
    while errands := _read_due(rules, cohort_id, clock):
        turn = _one_batch_for_each_service(rules, errands)
        outcomes = await asyncio.gather(*(_work_together(this, kind, group) for kind, group in turn))
        _write(outcome for group in outcomes for outcome in group)
        if this.rejected is not None:
            raise this.rejected
        tell()
    return this.placed


def _read_due(rules: Rules, cohort_id: int, clock: Clock) -> Sequence[Errand]:
    with unit_of_work() as session:
        return rules.due(session, cohort_id, now=clock.now())


def _write(outcomes: Iterable[Outcome]) -> None:
    with unit_of_work() as session:
        for outcome in outcomes:
            outcome(session)


def _one_batch_for_each_service(rules: Rules, errands: Sequence[Errand]) -> list[tuple[Kind, list[Errand]]]:
    """Take the first due kind of each service, so that parents go before children and services side by side."""
    first: dict[str, list[Errand]] = {}
    for errand in errands:
        group = first.setdefault(rules.kinds[errand.kind].service, [])
        if len(group) < A_BATCH and (not group or group[0].kind == errand.kind):
            group.append(errand)
    return [(rules.kinds[group[0].kind], group) for group in first.values()]


async def _work_together(this: Pass, kind: Kind, errands: Sequence[Errand]) -> list[Outcome]:
    together = [e for e in errands if kind.create_many and e.external_id is None and e.wanted is not None]
    alone = [errand for errand in errands if errand not in together]
    outcomes = list(await asyncio.gather(*(_work(this, kind, errand) for errand in alone)))
    return outcomes + await _add_together(this, kind, together)


async def _work(this: Pass, kind: Kind, errand: Errand) -> Outcome:
    try:
        return await _place(this, kind, errand)
    except Exception as error:  # noqa: BLE001 - a poison row is written down with its cause and the others go on
        return _failed(this, kind, errand, error)


async def _place(this: Pass, kind: Kind, errand: Errand) -> Outcome:
    if errand.wanted is None:
        return await _withdraw(this, kind, errand)
    if errand.external_id is None:
        there = await _find(this, kind, errand)
        if there is not None:
            return _adopted(this, kind, errand, there)
        if kind.create is None:
            raise Gone(f"There is no {errand.kind} to be found.")
        return _done(this, errand, await kind.create(this.tenant, errand), f"{errand.kind} created")
    if kind.change is None:
        return _done(this, errand, _as_it_stands(errand), f"{errand.kind} changed")
    return _done(this, errand, await kind.change(this.tenant, errand), f"{errand.kind} changed")


def _as_it_stands(errand: Errand) -> Placed:
    return Placed(external_id=errand.external_id or "")


async def _find(this: Pass, kind: Kind, errand: Errand) -> Seen | None:
    """Look before every create. What another row holds is never taken twice."""
    if kind.look is None:
        return None
    for seen in await _listed(this, kind, errand):
        if (errand.kind, seen.external_id) not in this.taken and kind.is_it(errand, seen):
            this.taken.add((errand.kind, seen.external_id))
            return seen
    return None


async def _listed(this: Pass, kind: Kind, errand: Errand) -> Sequence[Seen]:
    """Read each list once in a pass, however many rows ask for it."""
    assert kind.look is not None  # noqa: S101 - the caller has looked
    if kind.scope is None:
        return await kind.look(this.tenant, errand, this.known)
    place = _scope(kind, errand)
    if place not in this.lists:
        this.lists[place] = asyncio.ensure_future(kind.look(this.tenant, errand, this.known))
    return await this.lists[place]


def _scope(kind: Kind, errand: Errand) -> tuple[str, str]:
    kind_of_list = "files" if kind.service == "sharepoint" else errand.kind
    return kind_of_list, errand.above[kind.scope or ""]


async def _add_together(this: Pass, kind: Kind, errands: Sequence[Errand]) -> list[Outcome]:
    """Make many in one request, those that are not there already."""
    outcomes: list[Outcome] = []
    missing: dict[str, list[Errand]] = defaultdict(list)
    for errand in errands:
        try:
            there = await _find(this, kind, errand)
        except TenantError as error:
            outcomes.append(_failed(this, kind, errand, error))
            continue
        if there is not None:
            outcomes.append(_adopted(this, kind, errand, there))
        else:
            missing[errand.above[kind.scope or ""]].append(errand)
    for group in missing.values():
        outcomes += await _create_many(this, kind, group)
    return outcomes


async def _create_many(this: Pass, kind: Kind, errands: Sequence[Errand]) -> list[Outcome]:
    assert kind.create_many is not None  # noqa: S101 - the caller has looked
    try:
        answers = await kind.create_many(this.tenant, errands)
    except TenantError as error:
        return [_failed(this, kind, errand, error) for errand in errands]
    return [
        _failed(this, kind, errand, answer)
        if isinstance(answer, TenantError)
        else _done(this, errand, answer, f"{errand.kind} created")
        for errand, answer in zip(errands, answers, strict=True)
    ]


def _adopted(this: Pass, kind: Kind, errand: Errand, there: Seen) -> Outcome:
    """Take back what is ours and stands there already; what differs is changed in the next turn."""
    wanted = errand.wanted or {}
    owned = {name: there.value[name] for name in kind.owned if name in there.value and name in wanted}
    applied = {**wanted, **owned}
    placed = Placed(external_id=there.external_id, web_url=there.web_url)
    return _record(this, errand, placed, applied, f"{errand.kind} found")


def _done(this: Pass, errand: Errand, placed: Placed, act: str) -> Outcome:
    return _record(this, errand, placed, errand.wanted or {}, act)


def _record(this: Pass, errand: Errand, placed: Placed, applied: dict[str, Any], act: str) -> Outcome:
    now = this.clock.now()
    this.placed += 1
    this.taken.add((errand.kind, placed.external_id))

    def write(session: Session) -> None:
        ledger.record_placed(session, errand, placed, applied=applied, now=now, act=act)
        if errand.kind == "guest":
            record_guest(session, email=(errand.wanted or {})["email"], user_id=placed.external_id, now=now)

    return write


async def _withdraw(this: Pass, kind: Kind, errand: Errand) -> Outcome:
    """Remove what is ours alone; let the rest go, never delete it. Somebody may have been faster."""
    act, request_id = f"{errand.kind} let go", None
    if kind.withdraw is not None and errand.external_id is not None:
        act = f"{errand.kind} withdrawn"
        try:
            request_id = await kind.withdraw(this.tenant, errand)
        except Gone as gone:
            request_id = gone.request_id
    now = this.clock.now()
    this.placed += 1
    return lambda session: ledger.record_withdrawn(session, errand, now=now, act=act, request_id=request_id)


def _failed(this: Pass, kind: Kind, errand: Errand, error: Exception) -> Outcome:
    if isinstance(error, Rejected):
        this.rejected = error
        return lambda session: None  # noqa: ARG005 - the row is no worse than before
    if isinstance(error, Unsure | Taken) and kind.scope:
        this.lists.pop(_scope(kind, errand), None)
    if not isinstance(error, TenantError):
        log.error("errand failed", key=errand.key, exc_info=error)
    told = setback(errand, error, this.clock.now())
    return lambda session: ledger.record_setback(session, errand, told)
