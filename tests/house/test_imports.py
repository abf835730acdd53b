"""A module may be imported without anything happening, and models without anything installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT, modules

IMPORT_ALL = """
import importlib, json, multiprocessing, sys, threading
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
widgets = sys.modules.get("PySide6.QtWidgets")
assert widgets is None or widgets.QApplication.instance() is None, "an application was made"
assert threading.active_count() == 1, threading.enumerate()
assert not multiprocessing.active_children()
"""
BLOCK = """
import importlib, json, sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[2].split():
            raise ImportError(name + " is not installed here")
sys.meta_path.insert(0, Wall())
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
"""
THIRD_PARTY = (
    "PySide6 shiboken6 reportlab pikepdf docxtpl docx platformdirs sqlmodel sqlalchemy pydantic alembic psycopg"
)


def run_python(code: str, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter in an empty folder that is also its home."""
    variables = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    return subprocess.run(command, cwd=home, env=variables, capture_output=True, text=True, check=False)


def test_importing_every_module_says_nothing_writes_nothing_and_starts_nothing(tmp_path: Path):
    done = run_python(IMPORT_ALL, json.dumps(modules()), home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_models_work_where_qt_is_not_installed(tmp_path: Path):
    names = [name for name in modules() if name.partition(".")[0] == "models"]
    done = run_python(BLOCK, json.dumps(names), "PySide6 shiboken6 reportlab", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_top_level_files_of_models_need_nothing_but_python(tmp_path: Path):
    names = [name for name in modules() if name.startswith("models.") and name.count(".") == 1]
    done = run_python(BLOCK, json.dumps(names), THIRD_PARTY, home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
