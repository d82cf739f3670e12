"""letters that may have been sent are looked for; those of before wait for a person, as they did

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OWED = sa.table("owedmessage", sa.column("state", sa.String()), sa.column("next_try_at", sa.DateTime()))


def upgrade() -> None:
    op.add_column("owedmessage", sa.Column("looked_at", sa.DateTime(), nullable=True))
    op.add_column("owedmessage", sa.Column("mark", sa.String(), nullable=True))
    op.execute(OWED.update().where(sa.cast(OWED.c.state, sa.String()) == "unsure").values(next_try_at=None))


def downgrade() -> None:
    op.drop_column("owedmessage", "mark")
    op.drop_column("owedmessage", "looked_at")
