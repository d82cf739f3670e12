"""lists of cohorts and of what teams have handed in are answered from indexes

Revision ID: 0014
Revises: 0012
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_tenantobject_counted", "tenantobject", ["cohort_id", "decision", "external_id", "problem"]
    )
    op.create_index("ix_tenantobject_cause", "tenantobject", ["cause"])
    op.create_index("ix_tenantobject_team_id", "tenantobject", ["team_id"])
    op.create_index(
        "ix_submission_glanced",
        "submission",
        ["cohort_id", "team_id", "deliverable_id", "version", "state", "received_at"],
    )


def downgrade() -> None:
    op.drop_index("ix_submission_glanced", "submission")
    op.drop_index("ix_tenantobject_team_id", "tenantobject")
    op.drop_index("ix_tenantobject_cause", "tenantobject")
    op.drop_index("ix_tenantobject_counted", "tenantobject")
