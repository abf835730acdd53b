"""Goals 1 and 2: the cold start, and what the window's process must never load."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.last_seen import LastSeen
from desktop.paths import HOME, Folders
from tests.benchmarks.measuring import Result, compare, run_program, whole_process
from tests.benchmarks.sample_office import large_office
from tests.views.sample_board import large_board

FORBIDDEN = ("sqlalchemy", "sqlmodel", "pydantic", "alembic", "reportlab")


def cold_start(folder: Path) -> list[Result]:
    """Goal 1: whole processes of 500 cards."""
    place = _seen_office(folder)
    window = compare(
        "1", "cold start to a painted board of 500 : bare window with a label", 1.4,
        whole_process("board_window", place), whole_process("bare_window"),
    )  # fmt: skip
    live = compare(
        "1", "live board of 500 : process that imports SQLModel and reads it", 1.25,
        whole_process("live_board", place), whole_process("bare_records", place),
    )  # fmt: skip
    return [window, live]


def light_window(folder: Path) -> list[str]:
    """Goal 2, first half: forbidden libraries loaded by the window with a painted board (none)."""
    loaded = set(run_program("board_window", _seen_office(folder), "modules").split())
    return [name for name in FORBIDDEN if name in loaded]


def _seen_office(folder: Path) -> Path:
    """An office of 500 projects whose board was last seen on this computer, in user folders of its own."""
    os.environ[HOME] = str(folder / "rumah")
    place = large_office(folder / "kantor", 500)
    LastSeen(Folders.find().last_seen, str(place), "sari").write(large_board(500))
    return place
