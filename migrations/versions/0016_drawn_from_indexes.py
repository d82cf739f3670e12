"""the picture of a cohort is drawn from indexes

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

BEFORE = ["cohort_id", "team_id", "deliverable_id", "version", "state", "received_at"]


def upgrade() -> None:
    op.create_index("ix_tenantobject_of_kind", "tenantobject", ["cohort_id", "kind"])
    op.drop_index("ix_submission_glanced", "submission")
    op.create_index("ix_submission_glanced", "submission", [*BEFORE, "answered_at"])


def downgrade() -> None:
    op.drop_index("ix_submission_glanced", "submission")
    op.create_index("ix_submission_glanced", "submission", BEFORE)
    op.drop_index("ix_tenantobject_of_kind", "tenantobject")
