"""Numbers of the program's own things: "PRJ-2026-014". A number given is never given again, also when voided."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from models.storage import rows
from models.storage.tables import CounterRow


def peek(connection: Connection, prefix: str, year: int) -> str:
    """The number that `take` would give now."""
    row = rows.one(connection, CounterRow, series=f"{prefix}-{year}")
    return _written(prefix, year, 1 if row is None else row.last + 1)


def take(connection: Connection, prefix: str, year: int) -> str:
    """The next number of that series, used up by the caller's transaction."""
    series = f"{prefix}-{year}"
    row = rows.one(connection, CounterRow, series=series)
    if row is None:
        row = rows.add(connection, CounterRow(series=series, last=1))
    else:
        row.last += 1
        table = CounterRow.table()
        connection.execute(table.update().where(table.c.series == series).values(last=row.last))
    return _written(prefix, year, row.last)


def _written(prefix: str, year: int, count: int) -> str:
    return f"{prefix}-{year}-{count:03d}"


def given(connection: Connection) -> dict[str, int]:
    """The last number given of every series; also in a file of an older program."""
    return {row.series: row.last for row in rows.many(connection, CounterRow)}


def never_below(connection: Connection, known: Mapping[str, int]) -> dict[str, int]:
    """Lets every series go on behind the number that is known to be given; answers the series that this changed."""
    table, now = CounterRow.table(), given(connection)
    raised = {series: last for series, last in sorted(known.items()) if last > now.get(series, 0)}
    for series, last in raised.items():
        connection.execute(table.delete().where(table.c.series == series))
        rows.add(connection, CounterRow(series=series, last=last))
    return raised
