"""An office put back from a backup: verified first, what it replaces is kept, and everybody who has it open stops.

Into a file that can still be opened the pages are written by SQLite in one transaction, which a crash undoes; so
nothing is renamed under those who have it open. A file that cannot be opened is set aside under another name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import StaticPool

from models.administration.backup import Backups, has_hash, is_as_published, kept_name, reported, snapshot
from models.administration.checking import document_damage
from models.administration.given_numbers import GivenNumbers, given_as_known, given_by
from models.administration.upgrade_office import upgrade_file
from models.administration.upkeep_by import UpkeepBy, must_be_administrator, tell
from models.documents.store import DocumentStore
from models.errors import DamageFound, DatabaseTooOld, ShareUnavailable
from models.records import numbering
from models.records.settings import read_office
from models.storage import rows
from models.storage.copies import contents_of, looking_into, sound_contents, told_of
from models.storage.database import Database, open_office
from models.storage.durable import copy_hashed, hash_of, publish_new, rename, share_trouble, sync_folder
from models.storage.gate import MAINTENANCE
from models.storage.maintenance import maintenance
from models.storage.scratch import scratch_folder
from models.storage.tables import SCHEMA, DocumentRow
from models.storage.write_lock import exclusive_lock
from models.upkeep import Contents, Pace, Phase, Restored

_GONE = frozenset({"missing", "vanished"})


def restore_office(
    path: Path, backup: Path, store: DocumentStore, by: UpkeepBy, pace: Pace, turns: Path | None = None
) -> Restored:
    """Puts the office of `path` back to what `backup` holds. `by` must be an administrator there.

    turns: see open_office. Raises ShareUnavailable(problem=no_backup|other_office|in_use|full|…), DatabaseTooNew,
    DamageFound(problem=backup_changed|…), NotFound, RuleBroken, or Stopped; the office is then as it was.
    """
    if not backup.is_file():
        raise ShareUnavailable(problem="no_backup", path=str(backup))
    if has_hash(backup) and not is_as_published(backup):
        raise DamageFound(problem="backup_changed", path=str(backup))
    try:
        with scratch_folder() as scratch:
            image = scratch / "pemulihan.db"
            contents = _image(backup, image, by, pace)
            missing = _missing(image, store, pace)
            present = _present(path, backup, contents, by, turns)
            if present is None:
                given = given_as_known(path, contents.uuid, Backups(path).folder, store.root)
                done = _put(path, backup, image, contents, given, by, pace)
            else:
                with closing(present):
                    done = _overwrite(present, backup, image, by, pace)
    except OSError as error:
        raise share_trouble(error, path) from error
    return replace(done, missing=missing)


def _image(backup: Path, image: Path, by: UpkeepBy, pace: Pace) -> Contents:
    """A copy on this computer that is sound and of this program's schema."""
    pace.step(Phase.VERIFYING, 0, 1)
    copy_hashed(backup, image)
    image.chmod(0o600)
    with told_of(backup):
        contents = sound_contents(image)
        with looking_into(image) as connection:
            must_be_administrator(connection, by.login)
        if contents.schema < SCHEMA:
            upgrade_file(image)
            contents = sound_contents(image)
    pace.step(Phase.VERIFYING, 1, 1)
    return contents


def _missing(image: Path, store: DocumentStore, pace: Pace) -> tuple[str, ...]:
    with looking_into(image) as connection:
        documents = [row for row in rows.many(connection, DocumentRow) if row.path]
    lost: list[str] = []
    for done, row in enumerate(documents):
        pace.step(Phase.DOCUMENTS, done, len(documents))
        lost += [each.subject for each in document_damage(store, row.path, row.sha256, row.size)]
    return tuple(lost)


def _present(path: Path, backup: Path, contents: Contents, by: UpkeepBy, turns: Path | None) -> Database | None:
    """The office that is there, None where there is no file or none that is whole enough to be written."""
    try:
        present = open_office(path, who=by.who, turns=turns)
    except (DamageFound, DatabaseTooOld):
        return None
    except ShareUnavailable as error:
        if error.facts.get("problem") in _GONE:
            return None
        raise
    try:
        with present.reading(long=True) as connection:
            if read_office(connection).uuid != contents.uuid:
                raise ShareUnavailable(problem="other_office", path=str(backup))
            whole = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok"
    except DamageFound:
        whole = False
    except BaseException:
        present.close()
        raise
    if whole:
        return present
    present.close()
    return None


def _overwrite(present: Database, backup: Path, image: Path, by: UpkeepBy, pace: Pace) -> Restored:
    path = present.path
    with maintenance(present, "restore", by.who, by.now):
        with present.reading() as connection:
            replaced = contents_of(connection, path)
        before = image.with_name("sebelum.db")
        documents, _ = snapshot(present, before, pace)
        kept, _, _ = Backups(path).publish(before, kept_name(path.stem, "pemulihan", by.now), documents, pace)
        given = given_by(before)
        raised = _finish(image, backup, replaced, kept.name, given, by)
        wanted = sound_contents(image)
        with closing(sqlite3.connect(image, isolation_level=None)) as source:
            present.overwrite(source, reported(pace, Phase.REPLACING))
        with present.reading() as connection:
            found = contents_of(connection, path)
    if found != wanted:
        raise DamageFound(problem="malformed", path=str(path))
    return Restored(str(path), str(backup), str(kept), wanted, numbers=raised)


def _put(
    path: Path, backup: Path, image: Path, contents: Contents, given: GivenNumbers, by: UpkeepBy, pace: Pace
) -> Restored:
    """Where nothing or nothing readable stands: that is set aside, journal and all, and the image takes its place."""
    folder = Backups(path).folder
    with exclusive_lock(path, MAINTENANCE, by.who, "maintenance"):
        part = path.with_name(f".{path.name}.{by.operation_id}.part")
        try:
            aside = folder / kept_name(path.stem, "pemulihan", by.now)
            before, name = replace(contents, sequence=0, hash=""), aside.name if path.exists() else ""
            raised = _finish(image, backup, before, name, given, by)
            wanted = sound_contents(image)
            pace.step(Phase.REPLACING, 0, 1)
            copied = copy_hashed(image, part)
            folder.mkdir(exist_ok=True)
            kept = _set_aside(path, aside)
            publish_new(part, path)
        finally:
            part.unlink(missing_ok=True)
    if hash_of(path, from_disk=True) != copied.sha256:
        raise DamageFound(problem="malformed", path=str(path))
    return Restored(str(path), str(backup), kept, wanted, numbers=raised, numbers_sure=given.surely)


def _set_aside(path: Path, aside: Path) -> str:
    """Where it lies now, "" if nothing was there.

    The journal goes first: beside the new file it would be taken for that file's own and be rolled back into it.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        if journal.exists():
            rename(journal, aside.with_name(aside.name + "-journal"))
        if not path.exists():
            return ""
        rename(path, aside)
    except PermissionError as error:
        raise ShareUnavailable(problem="in_use", path=str(path)) from error
    sync_folder(path.parent)
    return str(aside)


def _finish(
    image: Path, backup: Path, replaced: Contents, kept: str, given: GivenNumbers, by: UpkeepBy
) -> Mapping[str, int]:
    """What the restored office knows about its restoration: a new epoch, the numbers given since, one ledger line.

    Answers the series whose numbers were given since the backup, with the last of each.
    """
    with closing(sqlite3.connect(image, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        with create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool).connect() as connection:
            raw.execute("BEGIN IMMEDIATE")
            epoch = int(connection.execute(text("SELECT epoch FROM office")).scalar_one())
            fresh = max(epoch + 1, replaced.epoch + 1, int(by.now.timestamp()) // 60)
            connection.execute(text("UPDATE office SET epoch = :epoch"), {"epoch": fresh})
            connection.execute(text("DELETE FROM maintenance"))
            raised = numbering.never_below(connection, given.last)
            details = {
                "backup": backup.name,
                "sha256": hash_of(backup),
                "replaced": {"sequence": replaced.sequence, "hash": replaced.hash},
                "kept": kept,
                "numbers": raised,
                "numbers_sure": given.surely,
            }
            tell(connection, by, "restore_office", details)
            raw.execute("COMMIT")
    return raised
