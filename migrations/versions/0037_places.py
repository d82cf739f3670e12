"""the history of places, places that are confirmed, and names that teams had before

Revision ID: 0037
Revises: 0034
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TYPE place ADD VALUE IF NOT EXISTS 'confirmed'")
    op.create_table(
        "placechange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=12), nullable=False),
        sa.Column("after", sa.String(length=12), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", app.db.UtcDateTime(), nullable=False),
        sa.Column("why", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=True),
        sa.Column("by_rule", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("keep_channel", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_placechange_cohort_id"), "placechange", ["cohort_id"])
    op.create_index(op.f("ix_placechange_team_id"), "placechange", ["team_id"])
    op.create_table(
        "formername",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("name_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohort.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.PrimaryKeyConstraint("cohort_id", "name_key"),
    )
    op.create_index(op.f("ix_formername_team_id"), "formername", ["team_id"])


def downgrade() -> None:
    op.drop_table("formername")
    op.drop_table("placechange")
