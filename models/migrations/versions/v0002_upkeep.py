"""Upkeep: which program may read or write, maintenance, restorations and daily backups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds what older programs do not know; nothing that they wrote is changed."""
    op.add_column("office", sa.Column("min_reader", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("office", sa.Column("min_program", sa.String(), nullable=False, server_default=""))
    op.add_column("office", sa.Column("epoch", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "maintenance",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("holder", "operation", "nonce", "since")),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance"),
        sa.CheckConstraint("id = 1", name="ck_maintenance_one_row"),
    )
    op.create_table(
        "backup",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("day", "holder", "since", "name", "sha256")),
        sa.PrimaryKeyConstraint("day", name="pk_backup"),
    )
