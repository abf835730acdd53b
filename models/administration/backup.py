"""Backups: one consistent moment copied to this computer, verified there, and only then published beside the database.

A file under its final name is always whole: it was verified before it was copied to the share, written under another
name, synced, read back, and renamed last. The live file itself is never copied as a file. Which backups may go is
decided from their names alone (`expendable`).
"""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timezone
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, select

from models.errors import DatabaseTooNew, ShareUnavailable
from models.records.settings import from_json, read_office
from models.storage import rows
from models.storage.copies import sound_contents, told_of
from models.storage.database import Database
from models.storage.durable import (
    copy_hashed,
    hash_of,
    is_absent,
    make_folders,
    rename,
    replace_durably,
    share_trouble,
    sync_folder,
)
from models.storage.scratch import scratch_folder
from models.storage.tables import BackupRow, DocumentRow
from models.storage.timestamps import to_text
from models.storage.write_lock import exclusive_lock
from models.upkeep import BackupFile, BackupMade, Keep, Pace, Phase
from models.worktime import WIB_OFFSET, wib_date

SUFFIX = ".db"
WIB = timezone(WIB_OFFSET)
_STAMP = "%Y-%m-%dT%H%M"


def backup_name(stem: str, at: datetime, *, seconds: bool = False) -> str:
    """ "lajur-2026-11-22T0915.db" in WIB; `seconds` for the second one of a minute."""
    return f"{stem}-{at.astimezone(WIB):{_STAMP + ('%S' if seconds else '')}}{SUFFIX}"


def kept_name(stem: str, cause: str, at: datetime) -> str:
    """ "lajur-sebelum-pemulihan-2026-11-22T091533.db": what was there before; never pruned."""
    return backup_name(f"{stem}-sebelum-{cause}", at, seconds=True)


def moment_of(stem: str, name: str) -> datetime | None:
    """When the backup of that name was made; None for any other file."""
    found = re.fullmatch(rf"{re.escape(stem)}-(\d{{4}}-\d\d-\d\dT\d{{4}})(\d\d)?{re.escape(SUFFIX)}", name)
    if found is None:
        return None
    try:
        return datetime.strptime(f"{found[1]}{found[2] or '00'}", f"{_STAMP}%S").replace(tzinfo=WIB)
    except ValueError:
        return None


def expendable(backups: Iterable[BackupFile], keep: Keep, is_sound: Callable[[str], bool]) -> tuple[str, ...]:
    """Names of those that may go: for each kept day, week and month the newest sound one stays.

    is_sound reads a backup again and is asked only where another would go because of it. Where none of a day, week or
    month is sound, all of it stay; so the last sound backup never goes.
    """
    newest_first = sorted(backups, key=lambda each: (each.at, each.name), reverse=True)
    stays: set[str] = set()
    spans: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (keep.daily, lambda at: at.date()),
        (keep.weekly, lambda at: at.isocalendar()[:2]),
        (keep.monthly, lambda at: (at.year, at.month)),
    )
    for number, span in spans:
        groups: dict[Hashable, list[str]] = {}
        for each in newest_first:
            groups.setdefault(span(each.at.astimezone(WIB)), []).append(each.name)
        for names in list(groups.values())[:number]:
            stays |= _staying(names, is_sound)
    if not any(is_sound(name) for name in stays):
        return ()
    return tuple(each.name for each in reversed(newest_first) if each.name not in stays)


def _staying(names: list[str], is_sound: Callable[[str], bool]) -> set[str]:
    if len(names) == 1:
        return set(names)
    for name in names:
        if is_sound(name):
            return {name}
    return set(names)


FOLDER = "Cadangan"
HASH_SUFFIX = ".sha256"
DOCUMENTS_SUFFIX = ".dokumen.sha256"
READ_ME = "BACA-SAYA.txt"
PAGES = 512
"""Copied between two reports of progress."""

_PURPOSE = "cadangan"
_ELSEWHERE = frozenset({"backup_running", "busy", "maintenance", "maintenance_left", "readonly"})
_READ_ME_TEXT = """\
Folder ini memuat cadangan data Lajur. Cadangan dibuat dan dibersihkan oleh Lajur; jangan mengubah isinya.

- lajur-2026-11-22T0915.db                satu cadangan lengkap (tanggal dan jam WIB)
- lajur-2026-11-22T0915.db.sha256         sidik cadangan itu
- lajur-2026-11-22T0915.dokumen.sha256    sidik semua dokumen saat itu; periksa dari folder Dokumen:
                                          sha256sum -c ../Cadangan/lajur-2026-11-22T0915.dokumen.sha256
- …-sebelum-pemulihan-….db                data yang digantikan oleh sebuah pemulihan

Memulihkan: lajur --database TEMPAT restore CADANGAN
"""


class Backups:
    """The backups of one office, in a folder beside its database."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self.folder = database.parent / FOLDER

    def all(self) -> tuple[BackupFile, ...]:
        """Those there are, newest first. Raises ShareUnavailable."""
        found: list[BackupFile] = []
        try:
            for path in self.folder.iterdir():
                at = moment_of(self._database.stem, path.name)
                if at is not None:
                    found.append(BackupFile(path.name, at, path.stat().st_size))
        except OSError as error:
            if is_absent(error):
                return ()
            raise share_trouble(error, self.folder) from error
        return tuple(sorted(found, key=lambda each: (each.at, each.name), reverse=True))

    def is_sound(self, name: str) -> bool:
        """Whether the file is still what was published; reads all of it."""
        return is_as_published(self.folder / name)

    def make(self, database: Database, now: datetime, who: str, pace: Pace) -> BackupMade:
        """One more backup, and the end of those that are due to go.

        Raises Stopped, ShareUnavailable(problem=backup_running|full|readonly|…), or DamageFound in a damaged office.
        """
        with exclusive_lock(self._database, _PURPOSE, who, "backup_running"):
            try:
                make_folders(self.folder)
                for left in self.unfinished():  # nobody else is at work here
                    left.unlink(missing_ok=True)
                with scratch_folder() as scratch:
                    copy = scratch / "salinan.db"
                    documents, keep = snapshot(database, copy, pace)
                    pace.step(Phase.VERIFYING, 0, 1)
                    with told_of(database.path):
                        contents = sound_contents(copy)
                    path, size, sha256 = self.publish(copy, self._free_name(now), documents, pace)
                removed = self._prune(keep)
            except OSError as error:
                raise share_trouble(error, self.folder) from error
        return BackupMade(str(path), size, sha256, contents, len(documents), removed)

    def make_if_due(self, database: Database, now: datetime, who: str, pace: Pace) -> BackupMade | None:
        """The backup of this day (WIB), unless there is one or somebody else is at it. Only one can claim a day."""
        day = wib_date(now).isoformat()
        with database.reading() as connection:
            claimed = rows.one(connection, BackupRow, day=day)
        if claimed is not None and claimed.name:
            return None
        try:
            with exclusive_lock(self._database, f"{_PURPOSE}-harian", who, "backup_running"):
                if not _claim(database, day, who, now):
                    return None
                made = self.make(database, now, who, pace)
                _settle(database, day, made)
                return made
        except DatabaseTooNew:
            return None
        except ShareUnavailable as error:
            if error.facts.get("problem") in _ELSEWHERE:
                return None
            raise

    def publish(self, copy: Path, name: str, documents: Iterable[tuple[str, str]], pace: Pace) -> tuple[Path, int, str]:
        """Gives a verified copy of this computer its final name here; path, size and SHA-256.

        Raises ShareUnavailable(problem=exists|full) or OSError.
        """
        make_folders(self.folder)
        if shutil.disk_usage(self.folder).free < 2 * copy.stat().st_size:
            raise ShareUnavailable(problem="full", path=str(self.folder))
        final = self.folder / name
        if final.exists():
            raise ShareUnavailable(problem="exists", path=str(final))
        part = self.folder / f".{uuid.uuid4().hex}.part"
        try:
            pace.step(Phase.PUBLISHING, 0, 1)
            copied = copy_hashed(copy, part)
            pace.step(Phase.PUBLISHING, 1, 1)
            lines = "".join(f"{sha256}  {path}\n" for path, sha256 in documents)
            replace_durably(self.folder / READ_ME, _READ_ME_TEXT.replace("\n", "\r\n").encode())
            replace_durably(_documents_list(final), lines.encode())
            replace_durably(_hash_file(final), f"{copied.sha256}  {name}\n".encode())
            rename(part, final)
        finally:
            part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            final.chmod(0o444)
        sync_folder(self.folder)
        return final, copied.size, copied.sha256

    def _free_name(self, now: datetime) -> str:
        name = backup_name(self._database.stem, now)
        return backup_name(self._database.stem, now, seconds=True) if (self.folder / name).exists() else name

    def unfinished(self) -> tuple[Path, ...]:
        """What a backup that is under way or was cut off has there. Raises ShareUnavailable."""
        try:
            return tuple(path for path in self.folder.iterdir() if self._is_unfinished(path))
        except OSError as error:
            if is_absent(error):
                return ()
            raise share_trouble(error, self.folder) from error

    def _is_unfinished(self, path: Path) -> bool:
        if path.name.startswith(".") and path.suffix == ".part":
            return True
        owner = path.name.removesuffix(DOCUMENTS_SUFFIX).removesuffix(HASH_SUFFIX).removesuffix(SUFFIX) + SUFFIX
        alone = path.name.endswith(HASH_SUFFIX) and not (self.folder / owner).exists()
        return alone and moment_of(self._database.stem, owner) is not None

    def _prune(self, keep: Keep) -> tuple[str, ...]:
        gone = expendable(self.all(), keep, cache(self.is_sound))
        for name in gone:
            path = self.folder / name
            with contextlib.suppress(OSError):
                path.chmod(0o644)  # Windows does not delete what is read-only
            for each in (path, _hash_file(path), _documents_list(path)):
                each.unlink(missing_ok=True)
        return gone


def snapshot(database: Database, target: Path, pace: Pace) -> tuple[list[tuple[str, str]], Keep]:
    """Copies one moment of the live file to `target`; the (path, SHA-256) of its documents and how many backups stay.

    Others go on reading meanwhile; a save that comes in between waits for its turn as for any other save.
    """
    with database.reading_in_turn() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        documents = listed_documents(connection)
        settings = from_json(read_office(connection).settings)
        copy_pages(raw, target, pace)
    return documents, Keep(settings.backup_daily, settings.backup_weekly, settings.backup_monthly)


def listed_documents(connection: Connection) -> list[tuple[str, str]]:
    """(path, SHA-256) of every stored document, by path."""
    document = DocumentRow.table().c
    query = select(document.path, document.sha256).where(document.path != "").order_by(document.path)
    return [(str(path), str(sha256)) for path, sha256 in connection.execute(query)]


def copy_pages(source: sqlite3.Connection, target: Path, pace: Pace) -> None:
    """SQLite's own backup into a new file. With a transaction open on `source` all pages are of one moment."""
    written = sqlite3.connect(target, isolation_level=None)
    try:
        written.execute("PRAGMA journal_mode = OFF")
        source.backup(written, pages=PAGES, progress=reported(pace, Phase.COPYING))
    finally:
        written.close()


def reported(pace: Pace, phase: Phase) -> Callable[[int, int, int], None]:
    """For sqlite3.Connection.backup: what it tells about its pages, told to `pace`."""
    return lambda _status, remaining, total: pace.step(phase, total - remaining, total)


def is_as_published(path: Path) -> bool:
    """Whether a backup has the hash that lies beside it."""
    try:
        written = _hash_file(path).read_text(encoding="ascii").split()
        return bool(written) and written[0] == hash_of(path)
    except (OSError, UnicodeDecodeError):
        return False


def has_hash(path: Path) -> bool:
    """Whether a hash was published with that file."""
    return _hash_file(path).is_file()


def _hash_file(backup: Path) -> Path:
    return backup.with_name(backup.name + HASH_SUFFIX)


def _documents_list(backup: Path) -> Path:
    return backup.with_name(backup.stem + DOCUMENTS_SUFFIX)


def _claim(database: Database, day: str, who: str, now: datetime) -> bool:
    """Writes down who makes the backup of the day. Its maker also holds a lock: a claim without it is a dead one's."""
    with database.writing() as connection:
        claimed = rows.one(connection, BackupRow, day=day)
        if claimed is not None and claimed.name:
            return False
        table = BackupRow.table()
        connection.execute(table.delete().where(table.c.day == day))
        rows.add(connection, BackupRow(day=day, holder=who, since=to_text(now)))
    return True


def _settle(database: Database, day: str, made: BackupMade) -> None:
    table = BackupRow.table()
    with database.writing() as connection:
        connection.execute(
            table.update().where(table.c.day == day).values(name=Path(made.path).name, sha256=made.sha256)
        )
