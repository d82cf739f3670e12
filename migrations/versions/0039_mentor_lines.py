"""a mentor's own line: clinic, experience, how many teams at most, availability

Revision ID: 0039
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mentorline",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("clinic", sa.String(), nullable=True),
        sa.Column("experienced", sa.Boolean(), nullable=True),
        sa.Column("max_teams", sa.Integer(), nullable=True),
        sa.Column("available", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("last_role_at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("person_id"),
    )


def downgrade() -> None:
    op.drop_table("mentorline")
