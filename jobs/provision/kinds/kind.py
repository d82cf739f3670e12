"""The row of a kind: functions over its errands, and facts about every thing of the kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlmodel import Session

from app.provisioning import Errand
from app.tenant import Placed, Seen
from jobs.tenant import Tenant

T = TypeVar("T")
Known = frozenset[str]
Look = Callable[[Tenant, Errand[T], Known], Awaitable[Sequence[Seen]]]
IsIt = Callable[[Errand[T], Seen], bool]
See = Callable[[Tenant, Errand[T]], Awaitable[Seen | None]]
Make = Callable[[Tenant, Errand[T]], Awaitable[Placed]]
MakeMany = Callable[[Tenant, Sequence[Errand[T]]], Awaitable[Sequence[Placed | Exception]]]
Withdraw = Callable[[Tenant, Errand[T]], Awaitable[str | None]]
Record = Callable[[Session, Errand[T], Placed, datetime], None]


def has_our_key(errand: Errand[Any], seen: Seen) -> bool:
    return seen.key == errand.key


def is_the_only_one(_errand: Errand[Any], _seen: Seen) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Price:
    """The fewest requests of an act, to the kind's own service.

    `elsewhere` are those to others, as (service, "read" or "write"). What is made together costs `reads_a_place` for
    all that goes to one place, and `writes_a_batch` for each batch.
    """

    reads: int = 0
    writes: int = 0
    elsewhere: Mapping[tuple[str, str], int] = field(default_factory=dict)
    reads_a_place: int = 0
    writes_a_batch: int = 0


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """How a kind is found, made, changed and taken away; `T` is its dataclass.

    `look` lists the things it may stand among, and `scope` is the kind of thing one list is read from; `born_empty`
    says that none of them stand in a place that is new. Folders and files stand `in_a_library`, which is read whole.
    A kind that is in no list is looked at by `see`.

    `withdraw` None means let go, never deleted. `remove` is for undoing what nobody has touched; it looks first, and
    leaves what somebody has. A thing that `is_anothers` too stays where it is. An errand that `takes_someone_out`
    waits while the directory is silent. `record` writes down what its making told us.
    `owned` are the fields that are ours to compare; the others are set when the thing is made and then left alone.
    `while_late` is the problem and the next step while Microsoft is not done making it.
    """

    service: str
    scope: str | None = None
    born_empty: bool = True
    in_a_library: bool = False
    look: Look[T] | None = None
    is_it: IsIt[T] = has_our_key
    see: See[T] | None = None
    create: Make[T] | None = None
    create_many: MakeMany[T] | None = None
    change: Make[T] | None = None
    withdraw: Withdraw[T] | None = None
    remove: Withdraw[T] | None = None
    is_anothers: Callable[[Session, Errand[T]], bool] | None = None
    takes_someone_out: Callable[[Errand[T]], bool] | None = None
    record: Record[T] | None = None
    owned: frozenset[str] = frozenset()
    while_late: tuple[str, str] | None = None
    price_to_create: Price = Price()
    price_to_change: Price = Price()
    price_to_withdraw: Price = Price()
