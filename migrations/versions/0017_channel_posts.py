"""cards in the teams' channels

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WAY = sa.Enum("mail", "channel", name="way")


def upgrade() -> None:
    WAY.create(op.get_bind(), checkfirst=True)
    op.add_column("owedmessage", sa.Column("way", WAY, nullable=False, server_default="mail"))
    op.create_table(
        "channeladdress",
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), primary_key=True),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohort.id"), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_channeladdress_cohort_id", "channeladdress", ["cohort_id"])


def downgrade() -> None:
    op.drop_table("channeladdress")
    op.drop_column("owedmessage", "way")
    WAY.drop(op.get_bind(), checkfirst=True)
