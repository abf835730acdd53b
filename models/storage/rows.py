"""Reading and writing rows on statements compiled once and run on the driver's own cursor: typed rows in and out.

Measured for one move (tests/benchmarks): SQLAlchemy's execution of a dozen small statements costs more than the commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Boolean, ClauseElement, Connection, Table, bindparam, insert, select, update
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import configure_mappers
from sqlalchemy.orm.attributes import instance_dict, manager_of_class

from models.storage.tables import Row, columns

Statement = tuple[str, tuple[str, ...] | None]
"""Text and the order of its parameters; None where the driver takes them by name."""

configure_mappers()  # rows are made without a constructor, which would otherwise do this at its first call


def one[T: Row](connection: Connection, kind: type[T], **where: object) -> T | None:
    """The first row with those values, None if there is none."""
    return next(iter(many(connection, kind, **where)), None)


def many[T: Row](connection: Connection, kind: type[T], **where: object) -> list[T]:
    """All rows with those values, in order of the primary key."""
    table = kind.table()
    lines = _run(connection, _select(connection.dialect, table, tuple(where)), where).fetchall()
    return [_from_driver(kind, table, values) for values in lines]


def found(connection: Connection, question: ClauseElement, **values: object) -> list[tuple[Any, ...]]:
    """What a question finds, as the driver gives it. Only for constants of a module: each is compiled once and kept."""
    statement, constants = _question(connection.dialect, question)
    return _run(connection, statement, {**constants, **values}).fetchall()


def first(connection: Connection, question: ClauseElement, **values: object) -> tuple[Any, ...] | None:
    """The first line of it, None if it finds nothing."""
    return next(iter(found(connection, question, **values)), None)


def add[T: Row](connection: Connection, row: T) -> T:
    """Inserts the row and gives it its key where the database makes it (id None until then)."""
    values = columns(row)
    fresh = "id" in values and values["id"] is None
    if fresh:
        del values["id"]
    table = row.table()
    done = _run(connection, _insert(connection.dialect, table, tuple(values)), values)
    if fresh:
        row.__setattr__("id", done.fetchall()[0][0])
    return row


def change(connection: Connection, row: Row, *names: str, **where: object) -> bool:
    """Writes those columns of a row that has an id; False where no row of that id has the values `where`."""
    values = columns(row)
    statement = _update(connection.dialect, row.table(), names, ("id", *where))
    sought = {f"old_{name}": value for name, value in {"id": values["id"], **where}.items()}
    return _run(connection, statement, sought | {f"new_{name}": values[name] for name in names}).rowcount == 1


def loaded[T: Row](kind: type[T], values: Any) -> T:
    """A row out of a result, made as SQLAlchemy's loader makes it: pydantic's constructor costs twenty times more."""
    row: T = manager_of_class(kind).new_instance()
    instance_dict(row).update(values)
    return row


def _run(connection: Connection, statement: Statement, values: Mapping[str, Any]) -> Any:
    """The driver's cursor after a compiled statement inside the connection's transaction."""
    if not connection.in_transaction():
        connection.begin()
    text, order = statement
    raw: Any = connection.connection.driver_connection
    return raw.execute(text, values if order is None else [values[name] for name in order])


def _from_driver[T: Row](kind: type[T], table: Table, values: tuple[Any, ...]) -> T:
    named = dict(zip(_names(table), values, strict=True))
    for name in _flags(table):
        named[name] = bool(named[name])
    return loaded(kind, named)


@cache
def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


@cache
def _flags(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.type, Boolean))


@cache
def _select(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Statement:
    found = select(table).where(*(table.c[name] == bindparam(name) for name in names)).order_by(*table.primary_key)
    return _compiled(found, dialect)


@cache
def _insert(dialect: Dialect, table: Table, names: tuple[str, ...]) -> Statement:
    made = insert(table).values({name: bindparam(name) for name in names})
    return _compiled(made if "id" in names or "id" not in table.c else made.returning(table.c.id), dialect)


@cache
def _update(dialect: Dialect, table: Table, names: tuple[str, ...], where: tuple[str, ...]) -> Statement:
    values = {name: bindparam(f"new_{name}") for name in names}
    sought = (table.c[name] == bindparam(f"old_{name}") for name in where)
    return _compiled(update(table).where(*sought).values(values), dialect)


@cache
def _question(dialect: Dialect, question: ClauseElement) -> tuple[Statement, Mapping[str, Any]]:
    """With the values that stand in the question itself."""
    return _compiled(question, dialect), question.compile(dialect=dialect).params or {}


def _compiled(statement: ClauseElement, dialect: Dialect) -> Statement:
    compiled: Any = statement.compile(dialect=dialect)
    return str(compiled), None if compiled.positiontup is None else tuple(compiled.positiontup)
