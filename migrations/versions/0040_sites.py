"""the site of a team, and of a person's role

Revision ID: 0040
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("team", "rolegrant"):
        op.add_column(table, sa.Column("site", sa.String(), nullable=True))


def downgrade() -> None:
    for table in ("rolegrant", "team"):
        op.drop_column(table, "site")
