"""A person, and the roles they hold."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class Role(StrEnum):
    """Every role of the documents (R046, R066-R078); programmes give them their Norwegian names."""

    leader = "leader"
    project_leader = "project_leader"
    team_leader = "team_leader"
    nearest_leader = "nearest_leader"
    top_leader = "top_leader"
    measurement_lead = "measurement_lead"
    meeting_lead = "meeting_lead"
    union_rep = "union_rep"
    safety_rep = "safety_rep"
    staff = "staff"
    mentor = "mentor"
    improvement_agent = "improvement_agent"
    user_rep = "user_rep"
    faculty = "faculty"
    trust_contact = "trust_contact"
    steering_group = "steering_group"


class Access(StrEnum):
    """How a person reaches the cohort: a colleague in the directory, an invited guest, or by mail alone."""

    internal = "internal"
    guest = "guest"
    mail_only = "mail_only"


class Person(SQLModel, table=True):
    """`email` is lower case and NFC; `entra_id` is known once the directory has been asked.

    `access` is what the workbook says; None leaves it to the directory. `directory_addresses` are the account's, the
    present one first; None while they tell nothing that `email` does not. `same_as_id` is the row whose person this
    is too, when the improvement unit has said so of two rows with one account.
    """

    id: int = row_id()
    uid: str = Field(default_factory=lambda: secrets.token_hex(4), unique=True)
    name: str
    email: str = Field(unique=True)
    profession: str | None = None
    basic_course: bool | None = None
    access: Access | None = None
    entra_id: str | None = Field(default=None, index=True)
    directory_guest: bool = False
    directory_problem: str | None = None
    directory_checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    directory_addresses: list[str] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    same_as_id: int | None = Field(default=None, foreign_key="person.id")

    @property
    def address(self) -> str:
        """Return the address that mail is sent to now; `email` is what the workbook calls the person by."""
        return (self.directory_addresses or [self.email])[0]


class RoleGrant(SQLModel, table=True):
    """A person holds a role in a cohort: in one team, or in the whole of it when `team_id` is None.

    `site` is where they work, as people write it; None when nobody has said.
    """

    __table_args__ = (UniqueConstraint("person_id", "cohort_id", "team_id", "role"),)

    id: int = row_id()
    person_id: int = Field(foreign_key="person.id", index=True)
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    role: Role
    site: str | None = None
