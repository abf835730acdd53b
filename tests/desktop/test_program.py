"""The program from its first paint on: the board last seen stands there before anything heavy is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import gc, json, os, sys
from desktop.__main__ import load_qt
load_qt()
from desktop.app import Program, make_application
from desktop.last_seen import LastSeen
from desktop.paths import Folders
from desktop.settings import Settings, read_settings, write_settings
from tests.views.sample_board import large_board

folders = Folders.find()
LastSeen(folders.last_seen, sys.argv[1], "sari").write(large_board(40))
chosen = {"4": True, "0": False, "tidak ada": True}
write_settings(folders.settings, Settings(density="compact", folded=chosen))
application, reports = make_application(folders)
program = Program(application, folders, reports)
program.start(database=sys.argv[1], login="sari")
told = {"cards": sum(len(column.items.cards) for column in program.window.board.columns)}
told["before"] = "desktop.office_window" in sys.modules
area = program.window.board.area
told["density"] = area.density.value
told["folded"] = [area.columns[place].is_folded for place in (0, 4)]
early = ("multiprocessing", "socket", "importlib.metadata", "logging.handlers", "models.requests")
told["early"] = [name for name in early if name in sys.modules]
told["kinds"] = sorted({"QWizard", "QMdiArea", "QStyle"} & vars(sys.modules["PySide6.QtWidgets"]).keys())
told["resting"] = not gc.isenabled()
while program.office is None:
    application.processEvents()
told["after"] = "desktop.office_window" in sys.modules
told["awake"] = gc.isenabled()
area.toggle_fold(1)
told["kept"] = read_settings(folders.settings).folded
print(json.dumps(told), flush=True)
program.window.hide()
os._exit(0)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the program says of itself, started for real with the board last seen of an office that is not there."""
    home = tmp_path_factory.mktemp("rumah")
    environment = {"LAJUR_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(home / "tidak-ada.db")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
    )
    assert ended.returncode == 0, ended.stderr
    answer: dict[str, object] = json.loads(ended.stdout)
    return answer


def test_the_board_last_seen_is_shown_before_controllers_and_dialogs_are_loaded(told: dict[str, object]) -> None:
    assert (told["cards"], told["before"], told["after"]) == (40, False, True)


def test_the_first_paint_loads_no_room_that_it_does_not_need(told: dict[str, object]) -> None:
    assert told["early"] == []


def test_the_first_paint_makes_pyside_look_through_no_kinds_of_widgets(told: dict[str, object]) -> None:
    """It does so, at 25 ms, when Qt hands out a widget that Python did not make: QAbstractScrollArea.viewport()."""
    assert told["kinds"] == []


def test_the_collector_rests_until_the_program_is_there(told: dict[str, object]) -> None:
    assert (told["resting"], told["awake"]) == (True, True)


def test_the_board_stands_as_the_person_left_it_and_each_choice_is_remembered(told: dict[str, object]) -> None:
    assert told["density"] == "compact"
    assert told["folded"] == [False, True]
    assert told["kept"] == {"0": True, "4": True}
