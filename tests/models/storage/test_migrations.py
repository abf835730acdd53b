"""A file made by the migrations is what the tables say, and every guard is in place."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from models.storage.tables import APPLICATION_ID, SCHEMA, Row
from tests.models.office import FILE, SERVER, Office

KINDS = (FILE, SERVER)


def test_migrations_and_tables_agree(office: Office):
    with office.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        assert compare_metadata(context, Row.metadata) == []
        assert context.get_current_revision() == f"{SCHEMA:04d}"


def test_the_file_says_whose_it_is(office: Office, kind: str):
    if kind == SERVER:
        return  # there the tables are the sign
    with office.database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA


def test_every_constraint_has_a_name_of_its_own():
    for table in Row.metadata.sorted_tables:
        for constraint in table.constraints:
            assert str(constraint.name).startswith(("pk_", "fk_", "uq_", "ck_"))
