"""Moves a whole office to another place, file or server, and proves that the copy says the same.

The source is read at one consistent moment and never written. The target gets tables, rows and proof in a single
transaction (a file moreover under another name until it is done), so that a copy cut off at any moment has left no
office there, and the same command may simply be given again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, String, Table, collate, func, select, text

from models.errors import DamageFound, DatabaseTooNew
from models.migrations.founding import found_at, must_be_free
from models.records import ledger
from models.records.settings import as_json, from_json
from models.storage.dialects import OfficeDatabase
from models.storage.gate import read_gate
from models.storage.share import PlaceLook, look_at
from models.storage.tables import SCHEMA, BackupRow, DocumentRow, MaintenanceRow, Row

CHUNK = 1_000
"""Rows that are copied at a time."""

Tell = Callable[[str, int, int], None]
"""Called with (table, rows copied so far, rows of all tables)."""

_OF_THE_PLACE = {BackupRow.table(), MaintenanceRow.table()}
TABLES = tuple(table for table in Row.metadata.sorted_tables if table not in _OF_THE_PLACE)
"""The tables that are copied, referenced ones first."""
_CONTINUE = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)")


@dataclass(frozen=True, slots=True)
class TableCopied:
    """One table, the same on both sides. sha256: of its rows as canonical JSON lines in the order of their keys."""

    name: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class OfficeCopied:
    """The proof. ledger_hash: of the newest line, after the whole chain was verified in the copy."""

    tables: tuple[TableCopied, ...]
    ledger_lines: int
    ledger_hash: str


def copy_office(
    source: OfficeDatabase,
    target: str,
    place_documents: Callable[[Mapping[str, str]], str] = lambda recorded: "",
    tell: Tell = lambda table, done, total: None,
    look: PlaceLook = look_at,
) -> OfficeCopied:
    """Copies the office to the path or address `target`, where none may be yet.

    place_documents: gets the path and SHA-256 of every recorded document before the first row is written, and answers
    the folder that the copy shall name for them ("" for the one beside a file). Both it and `tell` may raise to stop.
    Raises DamageFound(problem=copy_differs|copy_ledger), ShareUnavailable, DatabaseTooNew or DatabaseTooOld.
    """
    copied: list[OfficeCopied] = []
    must_be_free(target)
    with source.reading(long=True) as reading:
        if read_gate(reading, source.path).schema != SCHEMA:
            raise DatabaseTooNew(found=read_gate(reading, source.path).schema, known=SCHEMA)

        documents = place_documents(recorded_documents(reading))

        def fill(writing: Connection) -> None:
            copied.append(_filled(reading, writing, documents, tell))

        found_at(target, fill, look)
    return copied[0]


def recorded_documents(connection: Connection) -> dict[str, str]:
    """Path and SHA-256 of every document that is a file."""
    columns = DocumentRow.table().c
    return {row.path: row.sha256 for row in connection.execute(select(columns.path, columns.sha256)) if row.path}


def digest_of(connection: Connection, table: Table) -> TableCopied:
    """Count and hash of one table, the same for the same content in any database."""
    digest, count = hashlib.sha256(), 0
    with closing(_chunks(connection, table)) as chunks:
        for chunk in chunks:
            count += len(chunk)
            _add(digest, chunk)
    return TableCopied(table.name, count, digest.hexdigest())


def _filled(reading: Connection, writing: Connection, documents: str, tell: Tell) -> OfficeCopied:
    total = sum(int(reading.execute(select(func.count()).select_from(table)).scalar_one()) for table in TABLES)
    done, originals = 0, list[TableCopied]()
    for table in TABLES:
        digest, count = hashlib.sha256(), 0
        with closing(_chunks(reading, table)) as chunks:
            for chunk in chunks:
                tell(table.name, done + count, total)
                _add(digest, chunk)
                count += len(chunk)
                writing.execute(table.insert(), [_placed(table, row, documents) for row in chunk])
        originals.append(TableCopied(table.name, count, digest.hexdigest()))
        _continue_keys(writing, table)
        done += count
    return _proved(writing, tuple(originals), tell, total)


def _proved(writing: Connection, originals: tuple[TableCopied, ...], tell: Tell, total: int) -> OfficeCopied:
    """Reads everything back from the copy."""
    for table, original in zip(TABLES, originals, strict=True):
        tell(table.name, total, total)
        if digest_of(writing, table) != original:
            raise DamageFound(problem="copy_differs", path="", table=table.name)
    lines, previous = 0, ledger.GENESIS
    for line in ledger.every(writing):
        lines += 1
        if line.sequence != lines or line.previous != previous or ledger.digest(line) != line.hash:
            raise DamageFound(problem="copy_ledger", path="", line=line.sequence)
        previous = line.hash
    return OfficeCopied(originals, lines, previous)


def _chunks(connection: Connection, table: Table) -> Generator[list[dict[str, Any]]]:
    """The rows in the order of their keys, byte by byte whatever the collation of the database."""
    on_server = connection.dialect.name == "postgresql"
    keys = [collate(key, "C") if on_server and isinstance(key.type, String) else key for key in table.primary_key]
    with connection.execute(select(table).order_by(*keys).execution_options(yield_per=CHUNK)) as found:
        for chunk in found.mappings().partitions():
            yield [dict(row) for row in chunk]


def _add(digest: Any, chunk: list[dict[str, Any]]) -> None:
    for row in chunk:
        digest.update(ledger.canonical(_content(row)).encode() + b"\n")


def _content(row: dict[str, Any]) -> dict[str, Any]:
    """What must be the same: where the documents lie belongs to the place, not to the office."""
    if "settings" not in row:
        return row
    settings = json.loads(row["settings"])
    settings.pop("documents", None)
    return {**row, "settings": ledger.canonical(settings)}


def _placed(table: Table, row: dict[str, Any], documents: str) -> dict[str, Any]:
    if table.name != "office":
        return row
    return {**row, "settings": as_json(replace(from_json(row["settings"]), documents=documents))}


def _continue_keys(writing: Connection, table: Table) -> None:
    """The next row gets a number that no copied one has. SQLite sees to that by itself."""
    if writing.dialect.name != "postgresql" or "id" not in table.c:
        return
    last = writing.execute(select(func.max(table.c.id))).scalar()
    if last is not None:
        writing.execute(_CONTINUE, {"table": table.name, "last": last})
