"""the tracks of a programme that a team belongs to

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("team", sa.Column("tracks", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("team", "tracks")
