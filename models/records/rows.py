"""Reading and writing rows on prepared statements, without a session: typed rows in, typed rows out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, Table, Update, bindparam, insert, select, update
from sqlalchemy.orm import configure_mappers
from sqlalchemy.orm.attributes import instance_dict, manager_of_class

from models.records.tables import Row, columns

configure_mappers()  # rows are made without a constructor, which would otherwise do this at its first call


def one[T: Row](connection: Connection, kind: type[T], **where: object) -> T | None:
    """The first row with those values, None if there is none."""
    found = connection.execute(_select(kind.table(), tuple(where)), where).mappings().first()
    return None if found is None else loaded(kind, found)


def many[T: Row](connection: Connection, kind: type[T], **where: object) -> list[T]:
    """All rows with those values, in order of the primary key."""
    return [loaded(kind, found) for found in connection.execute(_select(kind.table(), tuple(where)), where).mappings()]


def add[T: Row](connection: Connection, row: T) -> T:
    """Inserts the row and gives it its key where the database makes it (id None until then)."""
    values = columns(row)
    fresh = "id" in values and values["id"] is None
    if fresh:
        del values["id"]
    done = connection.execute(_insert(row.table()), values)
    if fresh:
        row.__setattr__("id", done.lastrowid if done.inserted_primary_key is None else done.inserted_primary_key[0])
    return row


def change(connection: Connection, row: Row, *names: str) -> None:
    """Writes those columns of a row that has an id."""
    values = columns(row)
    connection.execute(
        _update(row.table(), names), {"row_id": values["id"], **{f"new_{name}": values[name] for name in names}}
    )


def loaded[T: Row](kind: type[T], values: Mapping[Any, Any]) -> T:
    """A row out of a result, made as SQLAlchemy's loader makes it: pydantic's constructor costs twenty times more."""
    row: T = manager_of_class(kind).new_instance()
    instance_dict(row).update(values)
    return row


@cache
def _select(table: Table, names: tuple[str, ...]) -> Select[Any]:
    return select(table).where(*(table.c[name] == bindparam(name) for name in names)).order_by(*table.primary_key)


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _update(table: Table, names: tuple[str, ...]) -> Update:
    values = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.id == bindparam("row_id")).values(values)
