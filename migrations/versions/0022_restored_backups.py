"""each restore is written down: what was done since the backup may stand in Microsoft 365 all the same

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "restoredbackup",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("restored_at", sa.DateTime(), nullable=False),
        sa.Column("restored_by", sa.String(), nullable=False),
        sa.Column("known_until", sa.DateTime(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("restoredbackup")
