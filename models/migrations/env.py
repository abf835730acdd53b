"""Alembic's way in: always on a connection handed over by build.py, never on an address of its own."""

from __future__ import annotations

from alembic import context

from models.storage.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
