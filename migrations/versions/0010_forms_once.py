"""Forms that were sent, so that none is done twice

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sentform",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("led_to", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_sentform_at", "sentform", ["at"])


def downgrade() -> None:
    op.drop_table("sentform")
