"""standing still while our credentials are refused

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enginepause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", app.db.UtcDateTime(), nullable=False),
        sa.Column("next_try_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("request_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
