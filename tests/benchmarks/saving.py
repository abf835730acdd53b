"""Goal 4, second half: a real move with all its rules against a raw transaction of the same durability."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.workers.records_service import open_records
from models.board import Changed
from models.requests import HoldProject, MoveProject, ReadNews, ResumeProject, UndoMove
from tests.benchmarks.faults import close_worker, ready_worker, wait_for
from tests.benchmarks.measuring import Measure, Result, compare, timed
from tests.benchmarks.sample_office import large_office

ROUNDS = 101
REASON = "Uraian kebutuhan belum lengkap, mohon dilengkapi."
FORWARD = {"decision": "submit_request"}
HOLD = {"reason": REASON}

Way = tuple[str, Callable[..., object], dict[str, str]]
"""Who does it, the request, what it says."""


def commit(folder: Path) -> list[Result]:
    """Goal 4: step 1 to 2 and undone, and hold and resume, on a local file of 500 projects."""
    place = large_office(folder / "simpan", 500)
    raw = RawOffice(place)
    try:
        return [
            compare(
                "4",
                "move or its undoing, in the records child : raw transaction",
                2.0,
                moves(place),
                raw.measure,
                ROUNDS,
            ),
            compare(
                "4", "hold or resume, in the records child : raw transaction", 2.0, holds(place), raw.measure, ROUNDS
            ),
        ]
    finally:
        raw.close()


class RawOffice:
    """A hand-written sqlite3 program with the same pragmas that does a move and nothing else."""

    def __init__(self, place: Path) -> None:
        copy = place.with_name("polos.db")
        copy.write_bytes(place.read_bytes())
        self._database = sqlite3.connect(copy, isolation_level=None)
        for pragma in ("journal_mode = PERSIST", "synchronous = EXTRA", "foreign_keys = ON", "cache_size = -8192"):
            self._database.execute(f"PRAGMA {pragma}").fetchall()
        self._numbers = count(1_000_000)
        self.measure: Measure = timed(self._move)

    def close(self) -> None:
        """Gives the file back."""
        self._database.close()

    def _move(self) -> None:
        run, number = self._database.execute, next(self._numbers)
        run("BEGIN IMMEDIATE")
        version, step = run("SELECT version, step FROM project WHERE id = 1").fetchone()
        run("UPDATE project SET step = ?, version = version + 1, changed_seq = ? WHERE id = 1 AND version = ?",
            (step % 9 + 1, number, version))  # fmt: skip
        run("UPDATE visit SET left_at = 'x', result = 'x' WHERE project_id = 1 AND left_at = ''")
        run("INSERT INTO visit (project_id, step, round, counting, entered_at, entered_by, left_at, result, reason,"
            " skipped) VALUES (1, ?, 1, 'calendar', 'x', 1, '', '', '', 0)", (step,))  # fmt: skip
        run("INSERT INTO ledger (sequence, at, person, workstation, operation_id, deed, project_id, details, previous,"
            " hash) VALUES (?, 'x', 'x', 'x', ?, 'move_project', 1, '{}', ?, ?)",
            (number, uuid.uuid4().hex, "0" * 64, "0" * 64))  # fmt: skip
        run("COMMIT")


def moves(place: Path) -> Measure:
    """Forward from step 1 and taken back, with the service that the child runs; each pair on a project of its own."""
    return _turns(place, count(1), 1, (("dimas", MoveProject, FORWARD), ("dimas", UndoMove, {})))


def holds(place: Path) -> Measure:
    """The clock of a project at step 2 stops and runs again; each pair on a project of its own."""
    projects = range(500, 500 - ROUNDS, -1)
    service = open_records(str(place))
    wishes = [MoveProject(operation_id=uuid.uuid4().hex, project_id=each, version=1, **FORWARD) for each in projects]
    *_, changed = [service.answer(wish, "dimas") for wish in wishes]
    service.close()
    if not isinstance(changed, Changed):
        raise TypeError(changed)
    version = changed.cards[0].version
    return _turns(place, iter(projects), version, (("ratna", HoldProject, HOLD), ("ratna", ResumeProject, {})))


def _turns(place: Path, projects: Iterator[int], version: int, ways: tuple[Way, ...]) -> Measure:
    """The ways in turn, on the next project each time they begin anew; all stand at `version` then."""
    service = open_records(str(place))
    state = {"project": 0, "version": version, "turn": 0}

    def save() -> None:
        if not state["turn"] % len(ways):
            state.update(project=next(projects), version=version)
        login, request, words = ways[state["turn"] % len(ways)]
        named = {"operation_id": uuid.uuid4().hex, "project_id": state["project"], "version": state["version"]}
        changed = service.answer(request(**named, **words), login)
        if not isinstance(changed, Changed):
            raise TypeError(changed)
        state["version"] = changed.cards[0].version
        state["turn"] += 1

    return timed(save)


def trip(folder: Path) -> str:
    """What the way to the child and back adds: the smallest question, asked from a GUI thread."""
    application = QApplication.instance() or QApplication([])
    place = large_office(folder / "jalan", 2)
    worker = ready_worker(application, place)
    sequence = getattr(wait_for(application, worker, ReadNews(0)), "sequence", 0)
    service = open_records(str(place))
    asked = compare(
        "4", "", 0,
        timed(lambda: wait_for(application, worker, ReadNews(sequence))),
        timed(lambda: service.answer(ReadNews(sequence), "sari")), ROUNDS,
    )  # fmt: skip
    close_worker(application, worker)
    service.close()
    return f"4    the trip to the child and back adds {(asked.ours - asked.floor) * 1000:.2f} ms (median of {ROUNDS})"
