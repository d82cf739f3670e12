"""The ledger: a row is at once intention, checkpoint, id map, queue and progress line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, false
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id
from app.provisioning.circumstances import held_by


class TenantObject(SQLModel, table=True):
    """A thing the tenant should hold. `wanted` None means withdraw; `applied` None means nothing was placed.

    There is no status column to get wrong: see `settled`.
    `seen` is what the last look saw, a drift.observations.Sight; None means that there has been no look since we last
    placed it, and never that it is gone. `seen_at` is when it was first seen that way.
    `kept` are fields a person took over from outside: {field: {"instead_of": what we wanted, "is": what stands}};
    with "whatever" it stays so whatever would be wanted.
    `decision` "let_go" means that a person has said we look after it no more. `by_hand` rows are a person's to place.
    `cause` is what a row that went wrong waits for, one of ledger.outcomes.Cause.
    `tried_by_version` is the program that last met a setback there: an error of ours is tried again by a newer one.
    `made_at` is when we made it; None for what was found or placed by hand.
    `left_behind` are things that were given up for a new one and still stand: [{"name", "web_url", "at"}].
    """

    __table_args__ = (
        Index("ix_tenantobject_counted", "cohort_id", "decision", "external_id", "problem"),
        Index("ix_tenantobject_of_kind", "cohort_id", "kind"),
    )

    key: str = Field(primary_key=True)
    kind: str
    parent_key: str | None = Field(default=None, index=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int | None = Field(default=None, index=True)
    position: int = 0
    version: int = 0
    generation: int = 0
    wanted: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    applied: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    seen: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    kept: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    external_id: str | None = None
    web_url: str | None = None
    decision: str | None = None
    left_behind: list[dict[str, Any]] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    by_hand: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    made_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = None
    next_step: str | None = None
    cause: str | None = Field(default=None, index=True)
    request_id: str | None = None
    tried_by_version: str | None = None

    @property
    def stands_or_shall(self) -> bool:
        """Tell whether the thing is wanted or stands, and has not been let go."""
        return not self.let_go and (self.wanted is not None or self.applied is not None)

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left to do: wanted equals applied, or a person has let the thing go."""
        return self.let_go or self.wanted == self.applied

    @property
    def let_go(self) -> bool:
        return self.decision == "let_go"

    @property
    def gone(self) -> bool:
        """Tell whether the last look did not find it."""
        return self.seen is not None and not self.seen["there"]

    @property
    def changed_outside(self) -> list[str]:
        """Name the fields of ours that others have changed."""
        seen, applied = (self.seen or {}).get("value", {}), self.applied or {}
        return sorted(name for name, value in seen.items() if name in applied and value != applied[name])

    @property
    def facts(self) -> dict[str, Any]:
        """Return the circumstances the last look saw around it, and their values."""
        return dict((self.seen or {}).get("facts", {}))

    @property
    def drifted(self) -> bool:
        """Tell whether it waits for a person, as others have removed or changed it, or hold it."""
        return self.gone or bool(self.changed_outside) or bool(held_by(self.facts))


class Approval(SQLModel, table=True):
    """A yes to a preview; its id is the run's id. An approval that was undone holds no more."""

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    checksum: str
    approved_by: str
    approved_at: datetime = Field(sa_type=UtcDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Look(SQLModel, table=True):
    """The last look over a cohort, and the last request for a look. A row for each cohort.

    `unseen` counts the things Microsoft 365 would not show us that time, and `drifted` those that others have
    changed and nobody has decided on yet.
    """

    cohort_id: int = Field(foreign_key="cohort.id", primary_key=True)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    asked_by: str | None = None
    looked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    unseen: int = 0
    drifted: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class EnginePause(SQLModel, table=True):
    """A pause while our credentials are refused: nothing is tried before `next_try_at`. At most a single row."""

    id: int = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcDateTime)
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    request_id: str | None = None


class GrantedPermissions(SQLModel, table=True):
    """The permissions our token was last seen to carry: others mean that what was refused may be let in. One row."""

    id: int = Field(primary_key=True)
    names: list[str] = Field(sa_type=JSON)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class MailSpent(SQLModel, table=True):
    """Recipients mailed by an invitation, change or cancellation; `mailbox` is empty for the service's own."""

    id: int = row_id()
    mailbox: str
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    recipients: int


class PaceLane(SQLModel, table=True):
    """How far a lane to the tenant is taken, for all workers together: seconds of the database's clock since 1970.

    Kept on PostgreSQL only, where there may be several. `share` is how much of its rate an adapting lane trusts.
    """

    lane: str = Field(primary_key=True)
    taken_until: float = 0.0
    rests_until: float = 0.0
    share: float = 1.0
