"""meetings on days people have off wait for a confirmation each, and school holidays per county

Revision ID: 0032
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0032"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "meeting",
        sa.Column("needs_own_confirmation", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "countyholiday",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("county", "name", "first_day"),
    )


def downgrade() -> None:
    op.drop_table("countyholiday")
    op.drop_column("meeting", "needs_own_confirmation")
