"""A small real service for the workers: a SQLite file of operations, and faults on demand by the write's note."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from pathlib import Path
from uuid import uuid4

from desktop.workers.request_queue import Patience
from models.errors import BadInput, NotFound, ShareUnavailable, Stopped
from models.office_mark import OfficeMark
from models.requests import AddComment, FindOperation, ReadNews, ReadProject

QUICK = Patience(slow=0.2, gone=0.5, request=1.0, lookup=20.0, queueing=1.0, start=20.0, start_grace=20.0, close=5.0)


def comment(text: str, note: str = "") -> AddComment:
    return AddComment(operation_id=uuid4().hex, note=note, project_id=1, version=1, text=text)


class NotebookService:
    """`note` of an AddComment says what happens, and whether before or after the commit: "die after", "hang before".

    "busy 3": somebody else is saving the first three times, or "busy always".
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._office = office_of(path)
        self._tries = 0
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("CREATE TABLE IF NOT EXISTS operation (id TEXT PRIMARY KEY, text TEXT, login TEXT)")

    def report_to(self, progress) -> None:
        self._progress = progress

    def stop_when(self, stopped) -> None:
        self._stopped = stopped

    def answer(self, request: object, login: str) -> object:
        match request:
            case FindOperation():
                row = self._connection.execute("SELECT text FROM operation WHERE id = ?", (request.sought,)).fetchone()
                return row and row[0]
            case ReadNews():
                return [text for (text,) in self._connection.execute("SELECT text FROM operation ORDER BY rowid")]
            case ReadProject(project_id=0):
                return threading.Event().wait()
            case ReadProject(project_id=project_id, check=True):
                for step in range(project_id):
                    if self._stopped():
                        raise Stopped
                    self._progress(step)
                    threading.Event().wait(0.1)
                return project_id
            case ReadProject(project_id=project_id):
                return project_id
            case AddComment():
                return self._write(request, login)
            case _:
                raise BadInput(problem="unknown_request")

    def _write(self, request: AddComment, login: str) -> str:
        fault, _, moment = request.note.partition(" ")
        self._tries += 1
        if fault == "busy" and (moment == "always" or self._tries <= int(moment)):
            raise ShareUnavailable(problem="busy", path=self._path, holder="sari (PC-02)")
        if moment == "before":
            happen(fault)
        self._connection.execute(
            "INSERT OR IGNORE INTO operation VALUES (?, ?, ?)", (request.operation_id, request.text, login)
        )
        if moment == "after":
            happen(fault)
        return request.text

    def must_be_for(self, office: OfficeMark, request: object) -> None:
        office.must_be(self._office, self._path)

    def close(self) -> None:
        self._connection.close()


def happen(fault: str) -> None:
    if fault == "die":
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    if fault == "hang":
        threading.Event().wait()
    if fault == "blunder":
        raise ZeroDivisionError
    if fault == "refuse":
        raise BadInput(problem="blank", field="text")
    if fault == "cut":
        raise ShareUnavailable(problem="io", path="")


def open_notebook(path: str) -> NotebookService:
    return NotebookService(path)


def become(path: str, uuid: str, epoch: int) -> None:
    """From the next opening on the notebook is another office's, or a restored one."""
    Path(f"{path}.kantor").write_text(f"{uuid} {epoch}")


def office_of(path: str) -> OfficeMark:
    said = Path(f"{path}.kantor")
    uuid, epoch = said.read_text().split() if said.exists() else ("kami", "1")
    return OfficeMark(uuid, int(epoch))


def open_cut(path: str) -> NotebookService:
    """Its share is silent while the marker file is there."""
    while Path(path + ".putus").exists():
        threading.Event().wait(0.02)
    return CutNotebookService(path)


class CutNotebookService(NotebookService):
    def answer(self, request: object, login: str) -> object:
        while Path(self._path + ".putus").exists():
            threading.Event().wait(0.02)
        return super().answer(request, login)


def open_nothing(path: str) -> NotebookService:
    """A share that is not there unless the marker file is."""
    if not os.path.exists(path + ".there"):  # noqa: PTH110
        raise ShareUnavailable(problem="missing", path=path)
    return NotebookService(path)


def open_forgetful(path: str) -> NotebookService:
    """Knows nobody of those whose writes are looked for."""
    return ForgetfulNotebookService(path)


class ForgetfulNotebookService(NotebookService):
    def answer(self, request: object, login: str) -> object:
        if isinstance(request, FindOperation):
            raise NotFound(what="member", key=login)
        return super().answer(request, login)


def die_at_once() -> NotebookService:
    happen("die")
    raise AssertionError
