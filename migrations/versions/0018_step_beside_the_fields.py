"""the self-evaluation lies beside the other fields of a report: a list of hundreds reads it alone

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SUBMISSION = sa.table("submission", sa.column("step", sa.Float()), sa.column("fields", sa.JSON()))


def upgrade() -> None:
    op.add_column("submission", sa.Column("step", sa.Float(), nullable=True))
    read = SUBMISSION.c.fields["selvevaluering"]["number"].as_float()
    op.execute(SUBMISSION.update().values(step=read))


def downgrade() -> None:
    op.drop_column("submission", "step")
