"""Checks an office: the database file, the chain of the ledger, its replay to the present state, every document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath

from sqlalchemy import Connection, func, select

from models.documents.dossier import unknown_bags
from models.documents.store import DocumentStore
from models.errors import DamageFound
from models.records import ledger
from models.records.live_project import read_facts
from models.replay import BrokenLedger, ReplayedProject, replay
from models.storage import rows
from models.storage.dialects import OfficeDatabase
from models.storage.tables import DocumentRow, LedgerRow, ProjectRow, VisitRow
from models.upkeep import Damage, Fault, Pace, Phase, Report


def check(database: OfficeDatabase, store: DocumentStore, pace: Pace | None = None) -> Report:
    """Report all that is wrong. Raises DamageFound or ShareUnavailable where it cannot even be read, or Stopped."""
    pace = pace or Pace()
    pace.step(Phase.VERIFYING, 0, 1)
    with database.reading(long=True) as connection:
        found = _file(connection)
        lines = _chain(connection, found)
        _stories(connection, lines, found)
        documents = [row for row in rows.many(connection, DocumentRow) if row.path]
        projects = rows.many(connection, ProjectRow)
        counts = Counter(riwayat=len(lines), proyek=len(projects), dokumen=_documents(connection))
    for done, row in enumerate(documents):
        pace.step(Phase.DOCUMENTS, done, len(documents))
        found += document_damage(store, row.path, row.sha256, row.size)
    orphans = store.orphans({row.path for row in documents})
    counts["berkas tanpa catatan"] = len(orphans)
    manifests = stale_manifests(store, projects, documents)
    return Report(tuple(found), dict(counts), orphans, manifests, dossiers=unknown_dossiers(store, lines))


def damage_inside(connection: Connection) -> list[Damage]:
    """SQLite's own checks and the ledger's chain."""
    found = _file(connection)
    _chain(connection, found)
    return found


def document_damage(store: DocumentStore, path: str, sha256: str, size: int) -> list[Damage]:
    """What is wrong with one stored document; reads all of it."""
    try:
        condition = store.verify(path, sha256, size)
    except DamageFound:  # a row that points out of the folder
        condition = "missing"
    if condition == "intact":
        return []
    return [Damage(Fault.DOCUMENT_MISSING if condition == "missing" else Fault.DOCUMENT_CHANGED, path)]


def manifest_rows(project: ProjectRow, documents: Iterable[DocumentRow]) -> list[tuple[str, str]]:
    """(path, SHA-256) of every stored document of a project."""
    return [(each.path, each.sha256) for each in documents if each.project_id == project.id]


def unknown_dossiers(store: DocumentStore, lines: Iterable[LedgerRow]) -> tuple[str, ...]:
    """Packed dossiers without a ledger line: closing the project was cut off in between. lines: the whole ledger."""
    hashes: set[str] = set()
    known: set[str] = set()
    for line in lines:
        hashes.add(line.hash)
        if line.deed == "close_project":
            known.add(str(ledger.details(line).get("dossier", "")))
    return unknown_bags(store.root, known, hashes)


def stale_manifests(
    store: DocumentStore, projects: Iterable[ProjectRow], documents: list[DocumentRow]
) -> tuple[str, ...]:
    """Folders of projects whose list of hashes does not say what the records say."""
    stale: list[str] = []
    for project in projects:
        wanted = manifest_rows(project, documents)
        if wanted and not store.manifest_says(PurePosixPath(project.folder), wanted):
            stale.append(project.folder)
    return tuple(stale)


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
    except (BrokenLedger, json.JSONDecodeError, KeyError) as error:
        found.append(Damage(Fault.STORY, str(error)))
        return
    last = {line.project_id: line.sequence for line in lines if line.project_id is not None}
    for row in rows.many(connection, ProjectRow):
        story = told.pop(row.id, ReplayedProject())
        if (
            row.changed_seq != last.get(row.id)
            or story != _as_it_is(connection, row)
            or _visits_broken(connection, row)
        ):
            found.append(Damage(Fault.PROJECT, row.number))
    found += [Damage(Fault.PROJECT, story.number) for story in told.values()]


def _as_it_is(connection: Connection, row: ProjectRow) -> ReplayedProject:
    documents = rows.many(connection, DocumentRow, project_id=row.id)
    return ReplayedProject(
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


def _documents(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(DocumentRow.table())).scalar_one())
