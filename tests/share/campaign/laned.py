"""One window's worker on a workstation, saving without a pause: what it tells the person is written into a book.

PLACE BOOKS --own ID. Prints "asked" at every save, "answered …" after it, "looked …" where the office cannot be read.
The line "end" on standard input ends the saving; it then waits until nothing is in doubt any more and prints what the
window would have shown, as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from desktop.workers.answers import OTHER_DATA, Answer, Failed, NotSaved, Ok, Refused, UnknownOutcome, problem_of
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.outbox import Outbox
from desktop.workers.request_queue import Patience
from models.board import Board, Changed, News
from models.requests import ReadBoard, ReadNews, Write
from tests.share.campaign.book import Book
from tests.share.campaign.office import WRITER
from tests.share.campaign.saver import told
from tests.share.campaign.wishes import Wishes

PAUSE, AFTER_TROUBLE, LAST = 0.02, 0.5, 90.0
"""Seconds between two saves, after a read that failed, and for what is in doubt at the end."""
BEAT = 0.01


def word(answer: Answer) -> str:
    """What the person is told: saved, not_saved, kept, a problem of the share, or the code of a refusal."""
    match answer:
        case Ok():
            return "saved"
        case Refused(error=error):
            return told(error)
        case Failed(error=NotSaved()):
            return "not_saved"
        case Failed(error=UnknownOutcome()):
            return "kept"
        case Failed(error=error):
            return error.code


class Window(QObject):
    """Stands for the window: looks for news, saves, and hears what the worker says."""

    def __init__(self, wanted: argparse.Namespace) -> None:
        super().__init__()
        self._book = Book(wanted.books / f"{os.environ.get('LAB_WORKSTATION', '0')}-{wanted.own}-worker.jsonl")
        self._wishes = Wishes(wanted.own, Path(tempfile.mkdtemp()))
        self._began = time.monotonic()
        self._ending, self._board_read = 0.0, False
        self._in_doubt: set[str] = set()
        self.shown: list[tuple[str, float]] = []
        """What the window would show, and seconds since the start."""
        self._beat, self.longest = time.monotonic(), 0.0
        heart = QTimer(self, interval=int(BEAT * 1000), timerType=Qt.TimerType.PreciseTimer)
        heart.timeout.connect(self._tick)
        heart.start()
        outbox = Outbox(Path(tempfile.mkdtemp()), str(wanted.place))
        opening = ServiceOpening("desktop.workers.records_service:open_records", (str(wanted.place),))
        self._worker = WorkerClient(opening, WRITER, outbox, Patience(request=wanted.deadline))
        for name in ("slow", "gone", "back"):
            getattr(self._worker, name).connect(partial(self._show, name))
        self._worker.settled.connect(self._settled)
        self._worker.closed.connect(QCoreApplication.quit)
        threading.Thread(target=self._listen, daemon=True).start()
        self._look()

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._beat - BEAT)
        self._beat = now
        if self._ending and now > self._ending + LAST:
            self._show(f"still in doubt: {len(self._in_doubt)}")
            QCoreApplication.exit(1)

    def _listen(self) -> None:
        sys.stdin.readline()
        self._ending = time.monotonic()

    def _show(self, name: str) -> None:
        self.shown.append((name, round(time.monotonic() - self._began, 2)))

    def _look(self) -> None:
        if self._ending and not self._in_doubt:
            self._worker.close()
            return
        self._worker.ask(ReadNews(self._wishes.sequence) if self._board_read else ReadBoard(), self._looked)

    def _looked(self, answer: Answer) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, Board | News)):
            self._book.note(what="look", answer=f"look_{word(answer)}")
            print("looked", word(answer), flush=True)
            self._board_read = self._board_read and problem_of(answer) not in OTHER_DATA
            QTimer.singleShot(int(AFTER_TROUBLE * 1000), self, self._look)
            return
        self._board_read = True
        if isinstance(answer.value, Board):
            self._worker.office = answer.value.office
        self._wishes.learn(answer.value.cards, answer.value.sequence)
        QTimer.singleShot(int(PAUSE * 1000), self, self._look if self._ending else self._save)

    def _save(self) -> None:
        request = self._wishes.next()
        self._book.note(what=type(request).__name__, id=request.operation_id, answer="asked")
        print("asked", flush=True)
        self._worker.ask(request, partial(self._answered, request, time.monotonic()))

    def _answered(self, request: Write, began: float, answer: Answer) -> None:
        took, what = time.monotonic() - began, type(request).__name__
        self._book.note(what=what, id=request.operation_id, answer=word(answer), took=took, at=time.time())
        print("answered", word(answer), f"{took:.2f}", flush=True)
        if word(answer) == "kept":
            self._in_doubt.add(request.operation_id)
        self._learn(answer)
        self._look()

    def _settled(self, request: object, answer: Answer) -> None:
        assert isinstance(request, Write)
        self._show(f"settled {word(answer)}")
        self._book.note(what=type(request).__name__, id=request.operation_id, answer=word(answer), at=time.time())
        self._in_doubt.discard(request.operation_id)
        self._learn(answer)

    def _learn(self, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Changed):
            self._wishes.learn(answer.value.cards, 0)


def main() -> int:
    """0 where nothing is in doubt at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path)
    parser.add_argument("books", type=Path)
    parser.add_argument("--own", type=int, default=2)
    parser.add_argument("--deadline", type=float, default=Patience().request, help="seconds of the lane's watchdog")
    application = QCoreApplication([])
    window = Window(parser.parse_args())
    status = application.exec()
    print(json.dumps({"shown": window.shown, "longest": round(window.longest, 3)}), flush=True)
    return status


if __name__ == "__main__":
    os._exit(main())  # as the program ends: the thread of a child may outlive Python's own objects
