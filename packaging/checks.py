"""Everything `bootstrap.py test` runs once the environment stands, and the summary of it. Runs on Python 3.8."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

QUICK = ("-m", "pytest", "-m", "not laboratory", "--numprocesses=2", "--dist=worksteal")
LABORATORY = ("-m", "pytest", "-m", "laboratory")
LAYERS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
MINUTE = 60.0


class Check(NamedTuple):
    """One command: its name in the summary, what runs, after how many seconds it is given up."""

    name: str
    command: tuple[str, ...]
    limit: float


def run_all(root: Path, python: Path, everything: bool) -> int:
    """Run every check, even after one failed; 0 when all passed, else 1.

    everything: also the frozen bundle with its tour, and the tests that need minutes or the whole machine.
    """
    results = [(check.name, *_run(root, check)) for check in _checks(str(python), everything)]
    width = max(len(name) for name, _, _ in results)
    print("\nSummary", flush=True)
    for name, status, seconds in results:
        print(f"  {name:<{width}}  {status:<8} {seconds:7.1f} s")
    return int(any(status != "passed" for _, status, _ in results))


def _checks(python: str, everything: bool) -> list[Check]:
    quick = [
        Check("ruff check", (python, "-m", "ruff", "check", "."), 5 * MINUTE),
        Check("ruff format", (python, "-m", "ruff", "format", "--check", "."), 5 * MINUTE),
        Check("pyright", (python, "-m", "pyright"), 15 * MINUTE),
        Check("layers", (python, "-c", LAYERS), 5 * MINUTE),
        Check("tests", (python, *QUICK), 30 * MINUTE),
    ]
    if not everything:
        return quick
    return [
        *quick,
        Check("frozen bundle", (python, "packaging/build.py", "--tour"), 30 * MINUTE),  # the laboratory runs it
        Check("laboratory", (python, *LABORATORY), 60 * MINUTE),
    ]


def _run(root: Path, check: Check) -> tuple[str, float]:
    print(f"\n== {check.name}", flush=True)
    started = time.monotonic()
    try:
        status = subprocess.call(check.command, cwd=str(root), env=_environment(), timeout=check.limit)
    except subprocess.TimeoutExpired:
        return "too slow", time.monotonic() - started
    return ("passed" if status == 0 else "FAILED"), time.monotonic() - started


def _environment() -> dict[str, str]:
    """Without what leads the tools astray (another Python, pytest options); pyright looks for no updates."""
    astray = ("PYTHONPATH", "PYTHONHOME", "PYTEST_ADDOPTS", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    return {**kept, "PYTHONUTF8": "1", "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
