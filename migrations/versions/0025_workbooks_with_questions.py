"""a workbook that has left questions waits longer than one that has left none

Revision ID: 0025
Revises: 0024
"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from app.db import UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

DRAFTS = sa.table(
    "draftworkbook",
    sa.column("cohort_id"),
    sa.column("at", UtcDateTime),
    sa.column("keep_until", UtcDateTime),
)
A_DAY = timedelta(days=1)


def upgrade() -> None:
    op.add_column("draftworkbook", sa.Column("keep_until", UtcDateTime(), nullable=True))
    rows = op.get_bind().execute(sa.select(DRAFTS.c.cohort_id, DRAFTS.c.at)).all()
    for cohort_id, at in rows:
        op.execute(DRAFTS.update().where(DRAFTS.c.cohort_id == cohort_id).values(keep_until=at + A_DAY))


def downgrade() -> None:
    op.drop_column("draftworkbook", "keep_until")
