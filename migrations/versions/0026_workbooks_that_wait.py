"""imported workbooks that wait for answers, each beside the others

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waitingworkbook",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohort.id"), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("keep_until", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_waitingworkbook_cohort_id", "waitingworkbook", ["cohort_id"])


def downgrade() -> None:
    op.drop_table("waitingworkbook")
