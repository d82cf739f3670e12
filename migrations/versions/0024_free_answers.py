"""drafts a person has dropped, and what each person seen in a film has answered

Those listed before were asked of their leader alone: their `asked_at` is empty, and the leader's word stands.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("owedmessage", sa.Column("dropped_at", UtcDateTime(), nullable=True))
    op.add_column("shown", sa.Column("asked_at", UtcDateTime(), nullable=True))
    op.add_column("shown", sa.Column("said_yes_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("shown", "said_yes_at")
    op.drop_column("shown", "asked_at")
    op.drop_column("owedmessage", "dropped_at")
