"""Whatever happens in whatever order, each write ends once: saved, not saved or kept; real children, killed and silent.

The truth is read from the notebook's own file, after the last child is gone.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.workers.answers import Answer, Ok
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.outbox import Outbox
from models.requests import ReadNews, ReadProject
from tests.desktop.workers.client_ears import Heard, ids
from tests.desktop.workers.notebook_service import QUICK, comment

HASTY = replace(QUICK, slow=0.1, gone=0.2, request=0.4, lookup=0.6, queueing=0.5, start=5.0, close=1.5)
FAULTS = ("", "", "die before", "die after", "hang before", "hang after", "refuse before", "blunder after", "cut after")
BUSY = ("busy 2", "busy always")
EVENTS = ("read", "hanging read", "kill", "cut", "restore", "pause")


class Run:
    """One worker with its notebook; `told` has the answers to each write, in the order in which they came."""

    def __init__(self, folder: Path, qtbot) -> None:
        self.qtbot = qtbot
        self.notebook = str(folder / "notebook.sqlite")
        self.marker = Path(self.notebook + ".putus")
        self.outbox = Outbox(folder / "outbox", self.notebook)
        opening = ServiceOpening("tests.desktop.workers.notebook_service:open_cut", (self.notebook,))
        self.worker = WorkerClient(opening, "ratna", self.outbox, HASTY)
        self.heard = Heard(self.worker)
        self.told: dict[str, list[Answer]] = {}
        self.children = []

    def do(self, event: str) -> None:
        child = self.worker._child
        if child is not None and child not in self.children:
            self.children.append(child)
        match event:
            case "read":
                self.worker.ask(ReadNews(0), lambda answer: None)
            case "hanging read":
                self.worker.ask(ReadProject(0), lambda answer: None)
            case "kill":
                if self.worker.pid:
                    with suppress(ProcessLookupError):
                        os.kill(self.worker.pid, signal.SIGKILL)
            case "cut":
                self.marker.touch()
            case "restore":
                self.marker.unlink(missing_ok=True)
            case "pause":
                self.qtbot.wait(300)
            case note:
                write = comment(note or "biasa", note)
                self.told[write.operation_id] = []
                self.worker.ask(write, self.told[write.operation_id].append)

    def close(self) -> None:
        last = self.worker._child
        with self.qtbot.waitSignal(self.worker.closed, timeout=20000):
            self.worker.close()
        self.marker.unlink(missing_ok=True)
        for child in (*self.children, *((last,) if last else ())):
            self.qtbot.waitUntil(lambda child=child: not child.alive, timeout=20000)

    def in_notebook(self) -> set[str]:
        if not Path(self.notebook).exists():
            return set()
        with closing(sqlite3.connect(self.notebook)) as raw:
            raw.execute("CREATE TABLE IF NOT EXISTS operation (id TEXT PRIMARY KEY, text TEXT, login TEXT)")
            return {key for (key,) in raw.execute("SELECT id FROM operation")}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills no process without a word")
@settings(max_examples=8, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from((*FAULTS, *BUSY, *EVENTS)), min_size=3, max_size=9), st.booleans())
def test_each_write_is_saved_or_not_saved_or_kept_and_its_copy_lies_there_as_long_as_that_is_open(
    qtbot, events, patient
):
    with TemporaryDirectory() as folder:
        run = Run(Path(folder), qtbot)
        for event in events:
            run.do(event)
        if patient:
            qtbot.waitUntil(lambda: all(run.told.values()), timeout=30000)
        run.close()
        saved, copies = run.in_notebook(), set(ids(run.outbox))
        for key, answers in run.told.items():
            assert len(answers) <= 1
            known = [each for each in answers if each_is_known(each)] or (
                [run.heard.settled[key]] if isinstance(run.heard.settled.get(key), Ok) else []
            )
            assert (key in copies) == (not known)
            if known:
                assert (key in saved) == isinstance(known[0], Ok)


def each_is_known(answer: Answer) -> bool:
    return isinstance(answer, Ok) or answer.error.code != "unknown_outcome"
