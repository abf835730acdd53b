"""What the records child loads before its first board: as little as that takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.desktop.small_office import found_office
from tests.house.sources import ROOT

HEAVY = ("alembic", "mako", "pikepdf", "psycopg", "PySide6", "reportlab", "docx", "docxtpl")
OPENED = """
import json, sys
from desktop.workers.records_service import open_records
from models.requests import ReadBoard
from models.requests import ListBackups, RunCheck
service = open_records(sys.argv[1])
board = service.answer(ReadBoard(), "ratna")
service.answer(ListBackups(), "ratna")
service.answer(RunCheck(), "ratna")
print(json.dumps([board.actor.login, sorted({name.partition(".")[0] for name in sys.modules})]))
service.close()
"""


def test_a_records_child_reads_its_board_and_checks_without_alembic_and_qpdf(tmp_path: Path):
    place = tmp_path / "lajur.db"
    found_office(place)
    command = [sys.executable, "-c", OPENED, str(place)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    login, loaded = json.loads(done.stdout)
    assert login == "ratna"
    assert sorted(set(HEAVY) & set(loaded)) == []
