"""what teams hand in, what is owed to people, and how libraries are followed

Revision ID: 0009
Revises: 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0009"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "owedmessage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("step", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "approved", "sending", "sent", "unsure", "failed", name="messagestate"),
            nullable=False,
        ),
        sa.Column("owed_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("approved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("approved_at", app.db.UtcDateTime(), nullable=True),
        sa.Column("tried_at", app.db.UtcDateTime(), nullable=True),
        sa.Column("next_try_at", app.db.UtcDateTime(), nullable=True),
        sa.Column("sent_at", app.db.UtcDateTime(), nullable=True),
        sa.Column("problem", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("request_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("recipient", "about", "step"),
    )
    with op.batch_alter_table("owedmessage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_owedmessage_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_owedmessage_state"), ["state"], unique=False)
