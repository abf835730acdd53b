"""Windows says "not found" of a share that does not answer as well: nobody may believe that its files are gone.

Such an answer cannot be had elsewhere; the operating system's call is exchanged for one that gives it.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from models.administration.backup import Backups
from models.documents.piecewise import PieceByPiece
from models.documents.store import DocumentStore
from models.errors import ShareUnavailable
from models.storage.connecting import look_at_file
from models.storage.durable import share_trouble
from models.storage.faults import fault
from models.storage.leftovers import is_empty, made_beside
from models.storage.write_lock import ByteLock
from tests.models.office import Office


class NotFound(FileNotFoundError):
    """As Windows raises it."""

    def __init__(self, winerror: int) -> None:
        super().__init__(errno.ENOENT, "the network path was not found")
        self.winerror = winerror


@pytest.fixture(params=[15, 53, 67], ids=["drive", "path", "name"])
def unreachable(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise NotFound(request.param)

    for name in ("stat", "open", "iterdir"):
        monkeypatch.setattr(Path, name, refuse)
    for name in ("open", "scandir"):
        monkeypatch.setattr(os, name, refuse)


def test_an_open_office_is_not_told_as_moved_away(office: Office, unreachable: None):
    for attempt in (office.database.reading, office.database.writing):
        with pytest.raises(ShareUnavailable) as caught, attempt():
            pass
        assert caught.value.facts["problem"] == "io"


def test_an_office_that_is_opened_is_not_told_as_missing(tmp_path: Path, unreachable: None):
    with pytest.raises(ShareUnavailable) as caught:
        look_at_file(tmp_path / "kantor.lajur")
    assert caught.value.facts["problem"] == "cannot_open"
    with pytest.raises(NotFound):
        is_empty(tmp_path / "kantor.lajur")


def test_a_trouble_of_sqlite_is_not_taken_for_a_lost_file(tmp_path: Path, unreachable: None):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    known = fault(error, str(tmp_path / "kantor.lajur"))
    assert known is not None
    assert known.facts["problem"] == "io"


def test_a_document_is_not_told_as_lost(tmp_path: Path, unreachable: None):
    store, asked = DocumentStore(tmp_path), ("nota.txt", "0" * 64, 10)
    for look in (
        lambda: store.verify(*asked),
        lambda: PieceByPiece(store).check(*asked),
        lambda: store.orphans(set()),
    ):
        with pytest.raises(ShareUnavailable) as caught:
            look()
        assert caught.value.facts["problem"] == "io"


def test_backups_are_not_told_as_none_and_a_lock_not_as_free(tmp_path: Path, unreachable: None):
    backups = Backups(tmp_path / "kantor.lajur")
    for look in (backups.all, backups.unfinished, lambda: list(made_beside(tmp_path / "kantor.lajur"))):
        with pytest.raises(ShareUnavailable) as caught:
            look()
        assert caught.value.facts["problem"] == "io"
    assert ByteLock(tmp_path / "kantor.lajur.wlock").is_held()


def test_what_windows_calls_not_found_by_its_own_numbers_is(tmp_path: Path):
    for winerror in (2, 3):
        assert share_trouble(NotFound(winerror), tmp_path).facts["problem"] == "missing"
