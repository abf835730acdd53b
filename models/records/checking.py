"""Is this office whole? The file, the ledger's chain, the story it tells, and every document, looked at again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import Connection

from models.errors import DamageFound
from models.records import ledger, rows
from models.records.dialects import OfficeDatabase
from models.records.documents import DocumentStore
from models.records.live_project import read_facts
from models.records.tables import DocumentRow, LedgerRow, ProjectRow, VisitRow
from models.replay import BrokenStory, Replayed, replay


class Fault(StrEnum):
    """What can be wrong."""

    FILE = "file"
    REFERENCE = "reference"
    LEDGER_HASH = "ledger_hash"
    LEDGER_GAP = "ledger_gap"
    STORY = "story"
    PROJECT = "project"
    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_MISSING = "document_missing"


_WORDS = {
    Fault.FILE: "Berkas data rusak",
    Fault.REFERENCE: "Rujukan antarcatatan putus",
    Fault.LEDGER_HASH: "Baris riwayat berubah sejak ditulis",
    Fault.LEDGER_GAP: "Baris riwayat hilang",
    Fault.STORY: "Riwayat tidak runtut",
    Fault.PROJECT: "Keadaan proyek tidak sama dengan riwayatnya",
    Fault.DOCUMENT_CHANGED: "Isi dokumen berubah sejak dilampirkan",
    Fault.DOCUMENT_MISSING: "Dokumen tidak ada lagi di foldernya",
}


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong. subject: line, project or path."""

    fault: Fault
    subject: str

    def __str__(self) -> str:
        return f"{_WORDS[self.fault]}: {self.subject}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found. orphans: files that no row names; harmless leftovers of cut-off saves."""

    findings: tuple[Damage, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    orphans: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Nothing is wrong."""
        return not self.findings


def check(database: OfficeDatabase, store: DocumentStore) -> Report:
    """Looks at everything. Raises DamageFound or ShareUnavailable only where it cannot even be read."""
    with database.reading() as connection:
        found = _file(connection)
        lines = _chain(connection, found)
        _stories(connection, lines, found)
        documents = rows.many(connection, DocumentRow)
        counts = Counter(riwayat=len(lines), proyek=len(rows.many(connection, ProjectRow)), dokumen=len(documents))
    for row in documents:
        if row.path:
            _document(store, row, found)
    orphans = store.orphans({row.path for row in documents if row.path})
    counts["berkas tanpa catatan"] = len(orphans)
    return Report(tuple(found), dict(counts), orphans)


def must_be_clean(report: Report, path: str) -> None:
    """DamageFound(problem="check", count) where a report is not clean."""
    if not report.clean:
        raise DamageFound(problem="check", path=path, count=len(report.findings), first=str(report.findings[0]))


def _file(connection: Connection) -> list[Damage]:
    """SQLite's own checks; other databases keep themselves whole."""
    if connection.dialect.name != "sqlite":
        return []
    told = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    found = [Damage(Fault.FILE, str(each)) for each in told if each != "ok"]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return found + [Damage(Fault.REFERENCE, f"{row[0]} {row[1]}") for row in broken]


def _chain(connection: Connection, found: list[Damage]) -> list[LedgerRow]:
    """Every line, its hash recomputed and bound to the line before."""
    lines: list[LedgerRow] = []
    previous, expected = ledger.GENESIS, 1
    for line in ledger.every(connection):
        if line.sequence != expected:
            found.append(Damage(Fault.LEDGER_GAP, str(expected)))
        if line.previous != previous or ledger.digest(line) != line.hash:
            found.append(Damage(Fault.LEDGER_HASH, str(line.sequence)))
        previous, expected = line.hash, line.sequence + 1
        lines.append(line)
    return lines


def _stories(connection: Connection, lines: list[LedgerRow], found: list[Damage]) -> None:
    """The ledger replayed must give the projects as they are."""
    try:
        told = replay((line.project_id, ledger.details(line)) for line in lines)
    except (BrokenStory, json.JSONDecodeError, KeyError) as error:
        found.append(Damage(Fault.STORY, str(error)))
        return
    last = {line.project_id: line.sequence for line in lines if line.project_id is not None}
    for row in rows.many(connection, ProjectRow):
        story = told.pop(row.id, Replayed())
        if (
            row.changed_seq != last.get(row.id)
            or story != _as_it_is(connection, row)
            or _visits_broken(connection, row)
        ):
            found.append(Damage(Fault.PROJECT, row.number))
    found += [Damage(Fault.PROJECT, story.number) for story in told.values()]


def _as_it_is(connection: Connection, row: ProjectRow) -> Replayed:
    documents = rows.many(connection, DocumentRow, project_id=row.id)
    return Replayed(
        number=row.number,
        version=row.version,
        step=row.step,
        round=row.round,
        state=row.state,
        documents={each.id: (each.kind, each.version, each.sha256, each.status) for each in documents},
        facts=dict(read_facts(connection, row.id)),
    )


def _visits_broken(connection: Connection, row: ProjectRow) -> bool:
    """One open visit, to the present step, while the development lasts; none afterwards."""
    lasting = [visit for visit in rows.many(connection, VisitRow, project_id=row.id) if not visit.left_at]
    if row.state not in {"running", "held"}:
        return bool(lasting)
    return [(visit.step, visit.round) for visit in lasting] != [(row.step, row.round)]


def _document(store: DocumentStore, row: DocumentRow, found: list[Damage]) -> None:
    try:
        condition = store.verify(row.path, row.sha256, row.size)
    except DamageFound:  # a row that points out of the folder
        condition = "missing"
    if condition != "intact":
        fault = Fault.DOCUMENT_MISSING if condition == "missing" else Fault.DOCUMENT_CHANGED
        found.append(Damage(fault, row.path))
