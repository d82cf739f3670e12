"""An errand: a row of the ledger that is due, as a job is given it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.provisioning.kinds import KINDS
from app.tenant import from_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.tenant import Kind

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Errand(Generic[T]):
    """A due row, detached, so that no transaction is open while we talk to the tenant.

    `T` is the dataclass of its kind. `wanted` None means withdraw, `external_id` None that nothing is placed yet.
    `facts` are the circumstances the last look saw around it.
    """

    key: str
    kind: Kind
    cohort_id: int
    team_id: int | None
    version: int
    generation: int
    wanted: dict[str, Any] | None
    applied: dict[str, Any] | None
    external_id: str | None
    attempts: int
    above: Mapping[str, str] = field(default_factory=dict)
    target_id: str | None = None
    target_url: str | None = None
    undo: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def thing(self) -> T:
        """The thing wanted; of a row that is withdrawn, the thing that stands."""
        thing: T = from_json(KINDS[self.kind].thing, self.after or self.before)
        return thing

    @property
    def placed_id(self) -> str:
        """Microsoft's id of a thing that stands. Raises LookupError before it is placed."""
        if self.external_id is None:
            raise LookupError(f"{self.key} is not placed.")
        return self.external_id

    @property
    def before(self) -> dict[str, Any]:
        """The fields that were applied; empty when nothing was."""
        return self.applied or {}

    @property
    def after(self) -> dict[str, Any]:
        """The fields that are wanted; empty when it is withdrawn."""
        return self.wanted or {}

    @property
    def half_made(self) -> bool:
        """Tell whether it was found without our mark: we were cut off while it was made."""
        return self.applied is not None and self.before.get("key", self.key) is None


AnyErrand = Errand[Any]
