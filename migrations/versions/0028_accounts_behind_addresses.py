"""the addresses of a person's account, and rows that are one person

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("directory_addresses", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("same_as_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("fk_person_same_as", "person", ["same_as_id"], ["id"])
        batch_op.create_index("ix_person_entra_id", ["entra_id"])


def downgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_index("ix_person_entra_id")
        batch_op.drop_constraint("fk_person_same_as", type_="foreignkey")
        batch_op.drop_column("same_as_id")
        batch_op.drop_column("directory_addresses")
