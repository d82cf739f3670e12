"""browsers that are signed in, sign-ins that have begun, and personal links

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "browsersession",
        sa.Column("id_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("entra_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("app_roles", sa.JSON(), nullable=False),
        sa.Column("begun_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("seen_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("ends_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("roles_read_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("renewal", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id_hash"),
    )
    op.create_index("ix_browsersession_entra_id", "browsersession", ["entra_id"])
    op.create_table(
        "signinattempt",
        sa.Column("id_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sealed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("next_path", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("ends_at", app.db.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id_hash"),
    )
    op.create_index("ix_signinattempt_ends_at", "signinattempt", ["ends_at"])
    op.create_table(
        "personallink",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("made_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("ends_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", app.db.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_personallink_person_id", "personallink", ["person_id"])
    op.create_index("ix_personallink_ends_at", "personallink", ["ends_at"])
