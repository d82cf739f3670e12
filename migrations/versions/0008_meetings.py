"""meetings: followed in Outlook, answered, attended

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import app.db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendarcursor",
        sa.Column("mailbox", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("link", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("window_starts", app.db.UtcDateTime(), nullable=False),
        sa.Column("window_ends", app.db.UtcDateTime(), nullable=False),
        sa.Column("read_at", app.db.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("mailbox"),
    )
    op.create_table(
        "mailspent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", app.db.UtcDateTime(), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_mailspent_at"), "mailspent", ["at"], unique=False)
    op.create_table(
        "organisermailbox",
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("user_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("may_open_doors", sa.Boolean(), nullable=True),
        sa.Column("asked_at", app.db.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("presence", sa.Enum("present", "apologised", "absent", name="presence"), nullable=False),
        sa.Column("noted_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("noted_at", app.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "email"),
    )
    op.create_index(op.f("ix_attendance_email"), "attendance", ["email"], unique=False)
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)
    op.create_table(
        "attendancereading",
        sa.Column("entry_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", app.db.UtcDateTime(), nullable=False),
        sa.Column(
            "outcome", sa.Enum("read", "none_yet", "not_configured", name="readingoutcome"), nullable=False
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_key"),
    )
    op.create_index(
        op.f("ix_attendancereading_meeting_id"), "attendancereading", ["meeting_id"], unique=False
    )
    op.create_table(
        "invited",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column(
            "response", sa.Enum("accepted", "tentative", "declined", "none", name="response"), nullable=False
        ),
        sa.Column("answered_at", app.db.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("entry_key", "email"),
    )
    op.create_index(op.f("ix_invited_entry_key"), "invited", ["entry_key"], unique=False)
    op.create_index(op.f("ix_invited_meeting_id"), "invited", ["meeting_id"], unique=False)
    op.create_table(
        "joinlink",
        sa.Column("entry_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
        ),
        sa.PrimaryKeyConstraint("entry_key"),
    )
    op.create_index(op.f("ix_joinlink_meeting_id"), "joinlink", ["meeting_id"], unique=False)
    op.create_table(
        "standin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("instead_of", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", app.db.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "team_id", "instead_of"),
    )
    op.create_index(op.f("ix_standin_meeting_id"), "standin", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_standin_team_id"), "standin", ["team_id"], unique=False)
    op.create_table(
        "teamtime",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("ends_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("moved_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("cancelled_at", app.db.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["team_id"],
            ["team.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "team_id"),
    )
    op.create_index(op.f("ix_teamtime_meeting_id"), "teamtime", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_teamtime_team_id"), "teamtime", ["team_id"], unique=False)
    op.create_table(
        "timecheck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("ends_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("asked_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", app.db.UtcDateTime(), nullable=False),
        sa.Column("answered_at", app.db.UtcDateTime(), nullable=True),
        sa.Column("answer", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_timecheck_meeting_id"), "timecheck", ["meeting_id"], unique=False)
    op.create_table(
        "unknownattendee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("is_email", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("settled_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "name"),
    )
    op.create_index(op.f("ix_unknownattendee_meeting_id"), "unknownattendee", ["meeting_id"], unique=False)
    op.add_column("cohort", sa.Column("organiser", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("cohort", sa.Column("leaders_named_at", app.db.UtcDateTime(), nullable=True))
    op.add_column("cohort", sa.Column("leaders_named_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("meeting", sa.Column("moved_at", app.db.UtcDateTime(), nullable=True))
    op.add_column("meeting", sa.Column("moved_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("meeting", sa.Column("cancelled_at", app.db.UtcDateTime(), nullable=True))
    op.add_column("meeting", sa.Column("cancelled_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column(
        "meeting", sa.Column("cancelled_because", sqlmodel.sql.sqltypes.AutoString(), nullable=True)
    )
