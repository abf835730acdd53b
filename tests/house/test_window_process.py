"""The window's process, started for real on a new training office, loads neither the database nor the press."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT

FORBIDDEN = ("sqlalchemy", "sqlmodel", "pydantic", "alembic", "psycopg", "reportlab", "docx", "docxtpl", "pikepdf")
LIMIT = 120  # seconds until cards must be there; a training office is made in that time

# Runs the program as it is, but for this: once a view shows rows, write down what is loaded and close.
WATCHED = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication

real_exec = QApplication.exec
started = time.monotonic()


def shown():
    return [
        view
        for view in QApplication.allWidgets()
        if isinstance(view, QAbstractItemView) and view.isVisible() and view.model() and view.model().rowCount()
    ]


def look():
    waited = time.monotonic() - started
    if shown() or waited > float(sys.argv[1]):
        loaded = sorted({name.partition(".")[0] for name in sys.modules})
        print("LOOK", json.dumps({"views": len(shown()), "loaded": loaded}), flush=True)
        QApplication.closeAllWindows()
        QApplication.quit()


def exec_and_look(*_):
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(100)
    return real_exec()


QApplication.exec = exec_and_look
if __name__ == "__main__":
    from desktop.__main__ import main

    sys.exit(main(["--training"]))
"""


def test_the_window_shows_cards_without_loading_database_or_press(tmp_path: Path):
    watched = tmp_path / "watched.py"
    watched.write_text(WATCHED, encoding="utf-8")
    folders = {
        name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    environment = {
        **os.environ,
        **folders,
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }

    done = subprocess.run(
        [sys.executable, str(watched), str(LIMIT)],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=LIMIT + 60, check=False,
    )  # fmt: skip

    looks = [line.removeprefix("LOOK ") for line in done.stdout.splitlines() if line.startswith("LOOK ")]
    assert looks, done.stdout + done.stderr
    look = json.loads(looks[0])
    assert look["views"] > 0
    assert sorted(set(FORBIDDEN) & set(look["loaded"])) == []
    assert done.returncode == 0, done.stderr
