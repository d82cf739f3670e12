"""sources that cannot be read, and the permissions we were last seen to have

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unreadablesource",
        sa.Column("kind", sa.Enum("files", "calendar", "mailbox", name="sourcekind"), primary_key=True),
        sa.Column("source", sa.String(), primary_key=True),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UtcDateTime(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
    )
    op.create_table(
        "grantedpermissions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("grantedpermissions")
    op.drop_table("unreadablesource")
