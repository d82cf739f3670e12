"""browsers that are signed in, sign-ins that have begun, personal links, and an audit that is chained

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlmodel import Session, col, select

import app.db
from app.audit.chain import bind
from app.audit.guard import GUARDS
from app.audit.models import AuditRecord

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
    op.create_table(
        "answeredonce",
        sa.Column("person", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("begun_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person", "key"),
    )
    op.create_index("ix_answeredonce_begun_at", "answeredonce", ["begun_at"])
    _chain_the_audit()


def _chain_the_audit() -> None:
    """Give every record its place in the chain, and from then on let nobody change it."""
    op.create_table(
        "audithead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("INSERT INTO audithead (id, records, digest) VALUES (1, 0, '')")
    text = sqlmodel.sql.sqltypes.AutoString()
    with op.batch_alter_table("auditrecord") as batch_op:
        batch_op.add_column(sa.Column("actor_id", text, nullable=True))
        batch_op.add_column(sa.Column("origin", text, nullable=False, server_default=""))
        batch_op.add_column(sa.Column("salt", text, nullable=False, server_default=""))
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("previous", text, nullable=True))
        batch_op.add_column(sa.Column("content", text, nullable=True))
        batch_op.add_column(sa.Column("digest", text, nullable=True))
        batch_op.add_column(sa.Column("erased_at", app.db.UtcDateTime(), nullable=True))
        batch_op.create_unique_constraint("uq_auditrecord_position", ["position"])
    database = op.get_bind()
    with Session(database) as session:
        bind(session, session.exec(select(AuditRecord).order_by(col(AuditRecord.id))))
        session.commit()
    for statement in GUARDS[database.dialect.name]:
        op.execute(sa.text(statement))
