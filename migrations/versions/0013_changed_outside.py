"""how many things others have changed, for a list of many cohorts

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("look", sa.Column("drifted", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("look", "drifted")
