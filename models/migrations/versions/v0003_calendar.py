"""The office's own calendar: days off that it added or took away, shared by all workstations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds an empty table: the shipped calendar stays in force."""
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("day", "name", "kind", "since")),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_day"),
    )
