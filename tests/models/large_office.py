"""An office with thousands of projects in seconds: some real ones, then the same again and again under new numbers.

Every copy has rows, facts, documents and ledger lines of its own, so that a check finds nothing wrong; only the files
in the document store are shared.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from models.records import ledger
from models.storage import rows
from models.storage.tables import (
    CounterRow,
    DispositionRow,
    DocumentRow,
    FactRow,
    FindingRow,
    FormNumberRow,
    LedgerRow,
    PauseRow,
    ProjectRow,
    ReleaseRow,
    Row,
    VisitRow,
    columns,
)
from tests.models.office import FORWARD, Office

STRIDE = 1_000
"""Distance between the ids of an original row and those of its copies."""
OF_A_PROJECT: tuple[type[Row], ...] = (
    FactRow,
    VisitRow,
    PauseRow,
    DocumentRow,
    DispositionRow,
    FindingRow,
    ReleaseRow,
    FormNumberRow,
)
IN_DETAILS = ("left", "child_id")


def large_office(folder: Path, projects: int) -> Office:
    """A file office with that many projects, standing at every step, some in a second round."""
    office = Office(folder)
    office.hire()
    for steps in range(len(FORWARD) + 1):
        office.walk(office.new(f"Sistem ke-{steps}"), *FORWARD[:steps])
    office.walk(office.new("Kembali 統計 é"), *FORWARD[:3], "return_srs")
    with office.database.writing() as connection:
        _multiply(connection, projects)
    return office


def _multiply(connection: Connection, wanted: int) -> None:
    originals = rows.many(connection, ProjectRow)
    lines: dict[int, list[LedgerRow]] = defaultdict(list)
    for line in ledger.every(connection):
        lines[line.project_id or 0].append(line)
    parts = {
        (kind, each.id): rows.many(connection, kind, project_id=each.id) for each in originals for kind in OF_A_PROJECT
    }
    made: dict[type[Row], list[dict[str, Any]]] = defaultdict(list)
    newest = ledger.newest(connection)
    for count in range(len(originals), wanted):
        original, offset = originals[count % len(originals)], STRIDE * (count // len(originals))
        number = f"PRJ-2026-{count + 1:03}"
        for line in lines[original.id]:
            newest = _line(made[LedgerRow], line, offset, number, newest)
        project = {**columns(original), "id": original.id + offset, "number": number, "changed_seq": newest[0]}
        made[ProjectRow].append(project)
        for kind in OF_A_PROJECT:
            made[kind] += [_shifted(kind, columns(row), offset) for row in parts[kind, original.id]]
    for kind in (ProjectRow, *OF_A_PROJECT, LedgerRow):
        if made[kind]:
            connection.execute(insert(kind.table()), made[kind])
    counter = CounterRow.table()
    connection.execute(counter.update().where(counter.c.series == "PRJ-2026").values(last=max(wanted, len(originals))))


def _shifted(kind: type[Row], values: dict[str, Any], offset: int) -> dict[str, Any]:
    shifted = {name: values[name] + offset for name in ("id", "project_id", "visit_id") if name in values}
    if kind is FormNumberRow:
        shifted["number"] = f"{values['number']}-{offset}"
    return {**values, **shifted}


def _line(
    made: list[dict[str, Any]], line: LedgerRow, offset: int, number: str, newest: tuple[int, str]
) -> tuple[int, str]:
    """The same deed of another project, bound to the newest line; gives the new newest."""
    told = {**ledger.details(line), "number": number}
    for document in told.get("documents", ()):
        document["id"] += offset
    for key in ("statuses", "effects", "known_issues"):
        if key in told:
            told[key] = {str(int(row_id) + offset): value for row_id, value in told[key].items()}
    for key in IN_DETAILS:
        if told.get(key):
            told[key] += offset
    told["entered"] = [row_id + offset for row_id in told.get("entered", ())]
    told["made"] = [[table, row_id + offset] for table, row_id in told.get("made", ())]
    again = LedgerRow(
        **{
            **columns(line),
            "sequence": newest[0] + 1,
            "operation_id": f"{line.operation_id}-{offset}",
            "project_id": (line.project_id or 0) + offset,
            "details": ledger.canonical(told),
            "previous": newest[1],
            "hash": "",
        }
    )
    again.hash = ledger.digest(again)
    made.append(columns(again))
    return again.sequence, again.hash
