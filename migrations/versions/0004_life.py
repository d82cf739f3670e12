"""what was seen, who decided, what is done by hand

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "look",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", app.db.UtcDateTime(), nullable=True),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("looked_at", app.db.UtcDateTime(), nullable=True),
        sa.Column("unseen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"]),
        sa.PrimaryKeyConstraint("cohort_id"),
    )
    with op.batch_alter_table("tenantobject", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", app.db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("kept", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("made_at", app.db.UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("approval", schema=None) as batch_op:
        batch_op.add_column(sa.Column("undone_at", app.db.UtcDateTime(), nullable=True))
