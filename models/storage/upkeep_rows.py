"""Rows of those who look after the file itself."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.storage.row import Row


class MaintenanceRow(Row, table=True):
    """One row while somebody works on the whole file; its holder also holds a lock (maintenance.py)."""

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    holder: str
    operation: str
    nonce: str
    since: str


class BackupRow(Row, table=True):
    """Who makes the backup of a day (ISO date, WIB). name and sha256 are "" until it is there."""

    day: str = Field(primary_key=True)
    holder: str
    since: str
    name: str = ""
    sha256: str = ""
