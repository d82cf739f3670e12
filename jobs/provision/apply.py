"""Work a group of rows at once: look for each thing, make, change or withdraw it, and tell the outcome."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog

from app import provisioning
from app.audit import Verb
from app.db import AWAY, unit_of_work
from app.tenant import Placed
from graph_adapters.errors import Gone, InUse, Stopped, Taken, TenantError
from jobs.provision.setbacks import setback_from
from jobs.provision.unanswered import refuse_while_unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlmodel import Session

    from app.provisioning import AnyErrand
    from app.tenant import Seen
    from jobs.clock import Clock
    from jobs.provision.kinds import Kind
    from jobs.tenant import Tenant

log = structlog.get_logger()


@dataclass(frozen=True)
class Outcome:
    """How an errand went; `write` puts it in the ledger, and may be called again after a transaction was undone."""

    errand: AnyErrand
    write: Callable[[Session], None]


@dataclass
class Pass:
    """A pass over a cohort. `lists` remembers lists read before, until they may have changed.

    `taken` are the things that are some row's, by kind: a guest and their membership go by the same id.
    `made` are the ids of what we made ourselves and know it: nothing stands in them but what we put there.
    `stopped` is set once nothing may go on, as our credentials were refused, a person has halted all writing or the
    database is away: no row is to blame, and what went out beside it is still written down.
    """

    tenant: Tenant
    clock: Clock
    known: frozenset[str]
    taken: set[tuple[str, str]]
    made: set[str]
    stopped: Exception | None = None
    lists: dict[tuple[str, str], asyncio.Future[Sequence[Seen]]] = field(default_factory=dict)
    placed: int = 0


async def work_together(this: Pass, kind: Kind[Any], errands: Sequence[AnyErrand]) -> list[Outcome]:
    """Work siblings side by side, so that their requests share a batch; an error stays with its own row."""
    together = [e for e in errands if kind.create_many and e.external_id is None and e.wanted is not None]
    alone = [errand for errand in errands if errand not in together]
    outcomes = await asyncio.gather(*(_work(this, kind, errand) for errand in alone))
    return [*outcomes, *(await _add_together(this, kind, together) if together else ())]


async def _work(this: Pass, kind: Kind[Any], errand: AnyErrand) -> Outcome:
    try:
        return await _place(this, kind, errand)
    except Exception as error:  # noqa: BLE001 - a poison row is written down with its cause and the others go on
        return _failed(this, kind, errand, error)


async def _place(this: Pass, kind: Kind[Any], errand: AnyErrand) -> Outcome:
    if kind.takes_someone_out is not None and kind.takes_someone_out(errand):
        refuse_while_unanswered(errand)
    if errand.wanted is None:
        return await _withdraw(this, kind, errand)
    if errand.external_id is None:
        there = await _find(this, kind, errand)
        if there is not None:
            return _adopted(this, kind, errand, there)
        return await _create(this, kind, errand)
    if kind.change is None:
        return _done(this, kind, errand, Placed(external_id=errand.placed_id), Verb.changed)
    return _done(this, kind, errand, await kind.change(this.tenant, errand), Verb.changed)


async def _create(this: Pass, kind: Kind[Any], errand: AnyErrand) -> Outcome:
    if kind.create is None:
        raise Gone(f"There is no {errand.kind} to be found.")
    try:
        return _created(this, kind, errand, await kind.create(this.tenant, errand))
    except Taken:
        if not _is_known_to_be_empty(this, kind, errand):
            raise
        _forget(this, kind, errand)  # somebody was there before us, so look after all
        return await _place(this, kind, errand)


async def _find(this: Pass, kind: Kind[Any], errand: AnyErrand) -> Seen | None:
    """Look for a thing before it is made; a thing that is another row's is never taken."""
    if kind.look is None:
        return None
    for seen in await _listed(this, kind, errand):
        if (errand.kind, seen.external_id) not in this.taken and kind.is_it(errand, seen):
            this.taken.add((errand.kind, seen.external_id))
            return seen
    return None


async def _listed(this: Pass, kind: Kind[Any], errand: AnyErrand) -> Sequence[Seen]:
    """Read each list once in a pass, however many rows ask for it, and none where nothing can stand."""
    assert kind.look is not None  # noqa: S101 - the caller has looked
    if _is_known_to_be_empty(this, kind, errand):
        return ()
    if kind.scope is None:
        return await kind.look(this.tenant, errand, this.known)
    place = _scope(kind, errand)
    if place not in this.lists:
        this.lists[place] = asyncio.ensure_future(kind.look(this.tenant, errand, this.known))
    return await this.lists[place]


def _scope(kind: Kind[Any], errand: AnyErrand) -> tuple[str, str]:
    kind_of_list = "files" if kind.in_a_library else errand.kind
    return kind_of_list, errand.above[kind.scope or ""]


def _is_known_to_be_empty(this: Pass, kind: Kind[Any], errand: AnyErrand) -> bool:
    return kind.scope is not None and kind.born_empty and errand.above[kind.scope] in this.made


def _forget(this: Pass, kind: Kind[Any], errand: AnyErrand) -> None:
    """Look again before the next thing is made here: an answer was lost, or a person has been here."""
    if kind.scope is not None:
        this.made.discard(errand.above[kind.scope])
        this.lists.pop(_scope(kind, errand), None)


async def _add_together(this: Pass, kind: Kind[Any], errands: Sequence[AnyErrand]) -> list[Outcome]:
    """Make the missing things of a place in as few requests as possible."""
    outcomes: list[Outcome] = []
    missing: list[AnyErrand] = []
    for errand in errands:
        try:
            there = await _find(this, kind, errand)
        except Exception as error:  # noqa: BLE001 - as in _work
            outcomes.append(_failed(this, kind, errand, error))
            continue
        if there is not None:
            outcomes.append(_adopted(this, kind, errand, there))
        else:
            missing.append(errand)
    return outcomes + (await _create_many(this, kind, missing) if missing else [])


async def _create_many(this: Pass, kind: Kind[Any], errands: Sequence[AnyErrand]) -> list[Outcome]:
    assert kind.create_many is not None  # noqa: S101 - the caller has looked
    try:
        answers = await kind.create_many(this.tenant, errands)
    except Exception as error:  # noqa: BLE001 - as in _work
        if len(errands) > 1 and not isinstance(error, (TenantError, *AWAY)):
            return await _one_by_one(this, kind, errands)
        return [_failed(this, kind, errand, error) for errand in errands]
    return [
        _failed(this, kind, errand, answer)
        if isinstance(answer, Exception)
        else _created(this, kind, errand, answer)
        for errand, answer in zip(errands, answers, strict=True)
    ]


async def _one_by_one(this: Pass, kind: Kind[Any], errands: Sequence[AnyErrand]) -> list[Outcome]:
    """Make each alone, after another look: one of them breaks our own code, and the others shall not wait for it."""
    _forget(this, kind, errands[0])
    return [outcome for errand in errands for outcome in await _add_together(this, kind, [errand])]


def _adopted(this: Pass, kind: Kind[Any], errand: AnyErrand, there: Seen) -> Outcome:
    """Take back a thing of ours that stands there already; differences are changed in the next turn."""
    wanted = errand.after
    owned = {name: there.value[name] for name in kind.owned if name in there.value and name in wanted}
    applied = {**wanted, **owned}
    placed = Placed(external_id=there.external_id, web_url=there.web_url)
    if kind.create is None and errand.above.get("parent") in this.made:
        this.made.add(there.external_id)  # Microsoft makes it with its parent, which is ours and new
    return _record(this, kind, errand, placed, applied=applied, verb=Verb.found)


def _created(this: Pass, kind: Kind[Any], errand: AnyErrand, placed: Placed) -> Outcome:
    """Remember a thing as new for certain; not a Team or a guest, which may have stood under the same name."""
    if kind.scope is not None:
        this.made.add(placed.external_id)
    return _done(this, kind, errand, placed, Verb.created)


def _done(this: Pass, kind: Kind[Any], errand: AnyErrand, placed: Placed, verb: Verb) -> Outcome:
    return _record(this, kind, errand, placed, applied=errand.after, verb=verb)


def _record(
    this: Pass, kind: Kind[Any], errand: AnyErrand, placed: Placed, *, applied: dict[str, Any], verb: Verb
) -> Outcome:
    now = this.clock.now()
    this.placed += 1
    this.taken.add((errand.kind, placed.external_id))

    def write(session: Session) -> None:
        provisioning.record_placed(session, errand, placed, applied=applied, now=now, verb=verb)
        provisioning.count_mailed_recipients(session, errand, now=now)
        if kind.record is not None:
            kind.record(session, errand, placed, now)

    return Outcome(errand, write)


async def _withdraw(this: Pass, kind: Kind[Any], errand: AnyErrand) -> Outcome:
    """Remove a thing that is ours alone; let any other go, never delete it. A person may have been faster."""
    verb, request_id, now = Verb.let_go, None, this.clock.now()
    this.placed += 1
    withdraw = kind.remove if errand.undo and kind.remove else kind.withdraw
    if withdraw is not None and errand.external_id is not None and not _is_anothers(kind, errand):
        verb = Verb.withdrawn
        try:
            request_id = await withdraw(this.tenant, errand)
        except Gone as gone:
            request_id = gone.request_id
        except InUse:
            return Outcome(errand, lambda session: provisioning.record_kept(session, errand, now=now))

    def write(session: Session) -> None:
        provisioning.record_withdrawn(session, errand, now=now, verb=verb, request_id=request_id)
        provisioning.count_mailed_recipients(session, errand, now=now)

    return Outcome(errand, write)


def _is_anothers(kind: Kind[Any], errand: AnyErrand) -> bool:
    """Tell whether another row wants the very thing: then only this row lets it go."""
    if kind.is_anothers is None:
        return False
    with unit_of_work() as session:
        return kind.is_anothers(session, errand)


def _failed(this: Pass, kind: Kind[Any], errand: AnyErrand, error: Exception) -> Outcome:
    if isinstance(error, (Stopped, *AWAY)):
        this.stopped = error
        return Outcome(errand, lambda session: None)  # noqa: ARG005 - the row is no worse than before
    _forget(this, kind, errand)
    if not isinstance(error, TenantError):
        log.error("errand failed", key=errand.key, exc_info=error)
    told = setback_from(errand, error, this.clock.now())
    return Outcome(errand, lambda session: provisioning.record_setback(session, errand, told))
