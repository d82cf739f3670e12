"""channels given up for new ones, and files that a rule of the tenant holds

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tenantobject", sa.Column("left_behind", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("removal", sa.Column("next_try_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("removal", "next_try_at")
    op.drop_column("tenantobject", "left_behind")
