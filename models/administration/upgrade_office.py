"""An older office file, brought to this program's schema by an administrator's word."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from models.administration.backup import Backups, copy_pages, kept_name, listed_documents
from models.administration.upkeep_by import UpkeepBy, must_be_administrator, tell
from models.errors import ShareUnavailable
from models.migrations.upgrading import upgrade_file
from models.storage.copies import contents_of, looking_into, sound_contents, told_of
from models.storage.durable import share_trouble
from models.storage.maintenance import PATIENCE, maintenance_beforehand
from models.storage.share import make_ready
from models.storage.tables import SCHEMA
from models.storage.write_lock import WriteLock
from models.upkeep import Pace, Upgraded


def upgrade_office(path: Path, by: UpkeepBy, pace: Pace) -> Upgraded:
    """A verified backup first, then all or nothing; others read meanwhile, are told who upgrades, and do not write.

    Raises NotFound or RuleBroken for whoever is no administrator, Stopped before the change has begun, DamageFound
    (a damaged file is left as it is), ShareUnavailable or DatabaseTooNew.
    """
    if not path.is_file():
        raise ShareUnavailable(problem="missing", path=str(path))
    barred = make_ready(path)
    if barred is not None:
        raise barred
    with looking_into(path, still=False) as connection:
        before = contents_of(connection, path).schema
        must_be_administrator(connection, by.login)
    if before == SCHEMA:
        return Upgraded(str(path), before, SCHEMA, "")
    with maintenance_beforehand(path, "upgrade", by.who, by.now):
        kept = _kept(path, by, pace)
        told: dict[str, object] = {"from": before, "schema": SCHEMA, "kept": kept.name}
        queue = WriteLock(path, by.who, PATIENCE)
        with closing(queue), queue.held():
            upgrade_file(path, lambda connection: tell(connection, by, "upgrade_office", told))
    return Upgraded(str(path), before, SCHEMA, str(kept))


def _kept(path: Path, by: UpkeepBy, pace: Pace) -> Path:
    """The backup of the file as it was before, verified and published among the others."""
    backups = Backups(path)
    try:
        with tempfile.TemporaryDirectory(prefix="lajur-", ignore_cleanup_errors=True) as scratch:
            copy = Path(scratch) / "salinan.db"
            with looking_into(path, still=False) as connection:
                documents = listed_documents(connection)
                raw = connection.connection.driver_connection
                assert isinstance(raw, sqlite3.Connection)
                copy_pages(raw, copy, pace)
            with told_of(path):
                sound_contents(copy)
            name = kept_name(path.stem, "pembaruan", by.now)
            return backups.publish(copy, name, documents, pace)[0]
    except OSError as error:
        raise share_trouble(error, path) from error
