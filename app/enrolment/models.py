"""Rows that wait for an address, and workbooks that wait for approval."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, row_id


class WaitingRow(SQLModel, table=True):
    """A person enrolled without an e-mail address: known by name, without access.

    `team_id` is None for roles of the whole cohort; `name_key` is what two spellings of the name share.
    """

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    name: str
    name_key: str
    roles: list[str] = Field(default_factory=list, sa_type=JSON)
    profession: str | None = None
    sheet: str
    row: int
    since: datetime = Field(sa_type=UtcDateTime)


class DraftWorkbook(SQLModel, table=True):
    """An uploaded workbook that is not approved yet, or has left questions: at most one for a cohort.

    `result` is what the import would do; nothing of it is stored elsewhere. It is deleted once all of it is imported,
    and at `keep_until` at the latest.
    """

    cohort_id: int = Field(foreign_key="cohort.id", primary_key=True)
    filename: str
    data: bytes = Field(sa_type=LargeBinary)
    result: dict[str, Any] = Field(sa_type=JSON)
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    keep_until: datetime | None = Field(default=None, sa_type=UtcDateTime)


class WaitingWorkbook(SQLModel, table=True):
    """An imported workbook whose questions are open while another is the cohort's draft; any number for a cohort.

    Its certain rows are stored; `result` tells the keys of its questions. It is deleted as a draft is.
    """

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    filename: str
    data: bytes = Field(sa_type=LargeBinary)
    result: dict[str, Any] = Field(sa_type=JSON)
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
    keep_until: datetime = Field(sa_type=UtcDateTime)


class Application(SQLModel, table=True):
    """How a team's application came; the form itself stays in the post box of the archive, under `case_number`.

    `file` is the form's name there, `source` the way in: a file, typed beside it, or the contact's own page.
    `received_at` is when the post box first had it: a later edition of it is not late.
    """

    id: int = row_id()
    cohort_id: int = Field(foreign_key="cohort.id", index=True)
    team_id: int = Field(foreign_key="team.id", unique=True)
    file: str
    source: str
    case_number: str = ""
    received_at: datetime = Field(sa_type=UtcDateTime)
    by: str
    at: datetime = Field(sa_type=UtcDateTime)
