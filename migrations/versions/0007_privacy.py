"""who is being erased, and receipts of what was purged

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sqlmodel.sql.sqltypes.AutoString()
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pseudonym", text, nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("uid", text, nullable=False),
        sa.Column("at", app.db.UtcDateTime(), nullable=False),
        sa.Column("finished_at", app.db.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "purgereceipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", app.db.UtcDateTime(), nullable=False),
        sa.Column("kept_as", text, nullable=False),
        sa.Column("table_name", text, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_purgereceipt_at", "purgereceipt", ["at"])
