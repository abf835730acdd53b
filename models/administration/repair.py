"""A whole look at an office, and putting in order what can be put in order without losing anything.

Only leftovers are repaired: files that no row knows are moved aside, lists of hashes are written anew, and what
crashed programs left unfinished a day ago is removed. Damage to the database, the ledger or a document is never
"repaired": that is what backups are for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from models.administration.backup import Backups
from models.administration.checking import check, manifest_rows, unknown_dossiers
from models.documents.dossier import set_bag_aside
from models.documents.store import DocumentStore
from models.records import ledger
from models.storage import rows
from models.storage.database import Database
from models.storage.dialects import OfficeDatabase
from models.storage.gate import MAINTENANCE, read_gate
from models.storage.leftovers import made_beside, older_ones, remove
from models.storage.maintenance import maintenance
from models.storage.share import caution, look_at, refusal
from models.storage.tables import DocumentRow, ProjectRow
from models.storage.write_lock import ByteLock, beside
from models.upkeep import Pace, Phase, Remark, Report
from models.worktime import wib_date

OLD_DAYS = 3
"""If the newest backup is older than this, the report says so."""


def look_over(database: OfficeDatabase, store: DocumentStore, now: datetime, pace: Pace) -> Report:
    """Everything that `check` looks at, and besides: backups, the place, what others left. Raises as `check` does."""
    report = check(database, store, pace)
    unfinished = _unfinished(database, store)
    left = tuple(str(path) for folder, paths in unfinished for path in older_ones(paths, folder))
    counts = {
        "orphans": len(report.orphans),
        "dossiers": len(report.dossiers),
        "manifests": len(report.manifests),
        "leftovers": len(left),
        "unfinished": sum(len(paths) for _, paths in unfinished) - len(left),
    }
    notices = [Remark(code, {"count": count}) for code, count in counts.items() if count]
    return replace(report, leftovers=left, notices=(*notices, *_around(database, now)))


def repair(database: Database, store: DocumentStore, report: Report, who: str, now: datetime, pace: Pace) -> Report:
    """The report again with what was moved, rewritten and removed. Others cannot write meanwhile.

    A save that had its files placed before looks again whether they are there before it names them.
    """
    moved: list[str] = []
    rewritten: list[str] = []
    with maintenance(database, "repair", who, now):
        with database.reading() as connection:
            documents = [row for row in rows.many(connection, DocumentRow) if row.path]
            projects = {project.folder: project for project in rows.many(connection, ProjectRow)}
            dossiers = unknown_dossiers(store, ledger.every(connection)) if report.dossiers else ()
        known = {row.path for row in documents}
        work = [*report.orphans, *report.manifests]
        for done, path in enumerate(work):
            pace.step(Phase.DOCUMENTS, done, len(work))
            if path in projects:
                store.write_manifest(PurePosixPath(path), manifest_rows(projects[path], documents))
                rewritten.append(path)
            elif path not in known:
                moved.append(store.set_aside(path))
        moved += [set_bag_aside(store.root, name) for name in report.dossiers if name in dossiers]
        removed = tuple(path for path in report.leftovers if remove(Path(path)))
    stay = tuple(path for path in report.leftovers if path not in removed)
    notices = tuple(
        each for each in report.notices if each.code not in {"orphans", "dossiers", "manifests", "leftovers"}
    )
    return replace(
        report,
        orphans=(),
        dossiers=(),
        manifests=(),
        leftovers=stay,
        notices=notices,
        moved=tuple(moved),
        rewritten=tuple(rewritten),
        removed=removed,
    )


def _unfinished(database: OfficeDatabase, store: DocumentStore) -> list[tuple[Path, tuple[Path, ...]]]:
    """Of each share: a folder whose clock counts, and what is being made there, or was when a program ended."""
    found = [(store.root, store.unfinished())]
    if isinstance(database, Database):
        path = database.path
        found.append((path.parent, (*made_beside(path), *Backups(path).unfinished())))
    return found


def _around(database: OfficeDatabase, now: datetime) -> Iterator[Remark]:
    """What concerns files only: a server has its own backups and its own place."""
    if not isinstance(database, Database):
        return
    yield from _backups(database.path, now)
    yield from _place(database.path)
    with database.reading() as connection:
        gate = read_gate(connection, database.path)
    if gate.holder and not ByteLock(beside(database.path, MAINTENANCE)).is_held():
        yield Remark("maintenance_left", {"holder": gate.holder})


def _backups(path: Path, now: datetime) -> Iterator[Remark]:
    backups = Backups(path)
    found = backups.all()
    if not found:
        yield Remark("backup_none")
        return
    newest = found[0]
    days = (wib_date(now) - wib_date(newest.at)).days
    if days > OLD_DAYS:
        yield Remark("backup_old", {"days": days, "name": newest.name})
    if not backups.is_sound(newest.name):
        yield Remark("backup_damaged", {"name": newest.name})


def _place(path: Path) -> Iterator[Remark]:
    place = look_at(path)
    refused = refusal(place)
    if refused is not None:
        yield Remark("share", {"problem": refused.facts["problem"], "found": refused.facts.get("found", "")})
    elif caution(place):
        yield Remark(f"share_{caution(place)}", {"filesystem": place.filesystem})
