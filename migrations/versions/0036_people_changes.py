"""changes of people are proposed, and approved by a person; cohorts that run do so from now on

Revision ID: 0036
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0036"
down_revision = "0034"
branch_labels = None
depends_on = None

KINDS = ("add", "remove", "replace", "move", "role", "address")
RUNS_SINCE = """
UPDATE cohort SET approved_at =
(SELECT min(approval.approved_at) FROM approval
 WHERE approval.cohort_id = cohort.id AND approval.undone_at IS NULL)
"""


def upgrade() -> None:
    op.add_column("cohort", sa.Column("approved_at", UtcDateTime(), nullable=True))
    op.execute(RUNS_SINCE)
    op.create_table(
        "peoplechange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="changekind"), nullable=False),
        sa.Column("source", sa.Enum("unit", "workbook", "team", name="changesource"), nullable=False),
        sa.Column("state", sa.Enum("waiting", "approved", "dropped", name="changestate"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("to_team_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("tasks_left", sa.Boolean(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.ForeignKeyConstraint(["to_team_id"], ["team.id"]),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("cohort_id", "person_id", "email"):
        op.create_index(op.f(f"ix_peoplechange_{column}"), "peoplechange", [column])


def downgrade() -> None:
    op.drop_table("peoplechange")
    op.drop_column("cohort", "approved_at")
