"""questions that wait for a person

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohort.id"), nullable=True),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("proposed", sa.String(), nullable=True),
        sa.Column("asked_of", sa.String(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.UniqueConstraint("cohort_id", "key"),
    )
    for column in ("cohort_id", "team_id", "key", "about"):
        op.create_index(f"ix_question_{column}", "question", [column])


def downgrade() -> None:
    op.drop_table("question")
