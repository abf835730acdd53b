"""The service of the upkeep child, when the file that it has open is put aside."""

from __future__ import annotations

from pathlib import Path

from desktop.workers.upkeep_service import open_upkeep
from models.board import Board
from models.requests import BackUp, ReadBoard, RestoreBackup
from models.upkeep import BackupMade, Restored

PAGE = 4096


def test_after_a_ruined_file_was_set_aside_the_service_goes_on_with_the_restored_one(place: Path):
    service = open_upkeep(str(place))
    before = service.answer(ReadBoard(), "ratna")
    made = service.answer(BackUp(), "ratna")
    assert isinstance(before, Board)
    assert isinstance(made, BackupMade)
    with place.open("r+b") as file:
        file.seek(-4 * PAGE, 2)
        file.write(b"\xff" * 4 * PAGE)
    restored = service.answer(RestoreBackup(source=Path(made.path).name), "ratna")
    now = service.answer(ReadBoard(), "ratna")
    assert isinstance(restored, Restored)
    assert isinstance(now, Board)
    assert Path(restored.kept).exists()
    assert now.office is not None
    assert before.office is not None
    assert (now.office.uuid, now.office.epoch) == (before.office.uuid, restored.contents.epoch)
    service.close()
