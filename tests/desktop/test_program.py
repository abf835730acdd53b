"""The program from its first paint on: the board last seen stands there before anything heavy is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import json, os, sys
from desktop.__main__ import load_qt
load_qt()
from desktop.app import Program, make_application
from desktop.last_seen import LastSeen
from desktop.paths import Folders
from tests.views.sample_board import large_board

folders = Folders.find()
LastSeen(folders.last_seen, sys.argv[1], "sari").write(large_board(40))
application, reports = make_application(folders)
program = Program(application, folders, reports)
program.start(database=sys.argv[1], login="sari")
told = {"cards": sum(len(column.items.cards) for column in program.window.board.columns)}
told["before"] = "desktop.office_window" in sys.modules
while program.office is None:
    application.processEvents()
told["after"] = "desktop.office_window" in sys.modules
print(json.dumps(told), flush=True)
program.window.hide()
os._exit(0)
"""


def test_the_board_last_seen_is_shown_before_controllers_and_dialogs_are_loaded(tmp_path: Path) -> None:
    environment = {"LAJUR_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "tidak-ada.db")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {"cards": 40, "before": False, "after": True}
