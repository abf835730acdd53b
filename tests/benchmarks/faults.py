"""Goal 2, second half: the longest pause of the GUI thread while the records child is slow, hangs or dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.workers.answers import Ok
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.request_queue import Patience
from models.requests import ReadBoard, ReadNews
from tests.benchmarks.sample_office import large_office

LIMIT = 0.050
BEAT = 5
SECONDS = 3.0


class Heart(QObject):
    """Beats every five milliseconds on the GUI thread and remembers the longest pause between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - BEAT / 1000)
        self._last = now


def longest_gaps(folder: Path) -> list[str]:
    """One line for each trouble; the idle line shows what this machine does by itself."""
    application = QApplication.instance() or QApplication([])
    place = large_office(folder / "gangguan", 2_000)
    with _worker(application, place) as worker:
        troubles: tuple[tuple[str, Callable[[], object]], ...] = (
            ("idle, nothing asked", lambda: None),
            ("a board of 2,000 cards is read and arrives", lambda: worker.ask(ReadBoard(), lambda _answer: None)),
            ("the child hangs (stopped)", lambda: _hang(worker)),
            ("the child is killed while it reads", lambda: _kill(worker)),
        )
        return [_line(name, _longest(application, begin)) for name, begin in troubles]


def _longest(application: QCoreApplication, begin: Callable[[], object]) -> float:
    heart = Heart()
    until = time.perf_counter() + SECONDS
    begin()
    while time.perf_counter() < until:
        application.processEvents()
        time.sleep(0.0005)
    return heart.longest


def _line(name: str, gap: float) -> str:
    verdict = "met" if gap <= LIMIT else "MISSED"
    return f"2    longest pause of the GUI thread, {name:<44} {gap * 1000:6.1f} ms  (goal 50 ms)  {verdict}"


def _hang(worker: WorkerClient) -> None:
    pid = worker.pid
    os.kill(pid, signal.SIGSTOP)
    worker.ask(ReadNews(0), lambda _answer: None)


def _kill(worker: WorkerClient) -> None:
    worker.ask(ReadBoard(), lambda _answer: None)
    os.kill(worker.pid, signal.SIGKILL)


@contextmanager
def _worker(application: QCoreApplication, place: Path) -> Iterator[WorkerClient]:
    worker = ready_worker(application, place)
    try:
        yield worker
    finally:
        close_worker(application, worker)


def ready_worker(application: QCoreApplication, place: Path) -> WorkerClient:
    """A worker to a records child that has answered once."""
    opening = ServiceOpening("desktop.workers.records_service:open_records", (str(place),))
    worker = WorkerClient(opening, "sari", patience=Patience(request=1.0, close=2.0))
    wait_for(application, worker, ReadNews(0))
    return worker


def close_worker(application: QCoreApplication, worker: WorkerClient) -> None:
    """Ends the child."""
    closed: list[bool] = []
    worker.closed.connect(lambda: closed.append(True))
    worker.close()
    while not closed:
        application.processEvents()


def wait_for(application: QCoreApplication, worker: WorkerClient, request: object) -> object:
    """The answer of a worker, the event loop running meanwhile."""
    answers: list[object] = []
    worker.ask(request, answers.append, 60.0)
    while not answers:
        application.processEvents()
    answer = answers[0]
    if not isinstance(answer, Ok):
        raise TypeError(answer)
    return answer.value
