"""versions handed in after the day from which they are later ones

Revision ID: 0034
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "submission", sa.Column("after_freeze", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("submission", "after_freeze")
