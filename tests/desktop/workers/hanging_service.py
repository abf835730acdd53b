"""A real office whose share stops answering while a marker file lies beside it: for the window's fault tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from desktop.workers.records_service import RecordsService
from desktop.workers.request_queue import Patience
from models.requests import Write

BEAT = 0.02
HANGING = "tests.desktop.workers.hanging_service:open_hanging"
QUICK = Patience(slow=0.4, gone=0.9, request=2.0, start=60, start_grace=30, close=15)
"""Of a window that watches such a share."""


class HangingService(RecordsService):
    """Hangs before it answers, as a cut network drive does, until the marker is gone or the process is killed."""

    def __init__(self, place: str) -> None:
        self._marker = marker_of(place)
        wait_while(self._marker)
        super().__init__(place)

    def report_to(self, progress: Callable[[object], None]) -> None:
        super().report_to(progress)
        self.store.report_to(lambda size: self._piece(progress, size))

    def _piece(self, progress: Callable[[object], None], size: int) -> None:
        progress(size)
        trap = trap_of(self.database.path)
        if trap.exists():
            trap.rename(self._marker)
        wait_while(self._marker)

    def answer(self, request: object, login: str) -> object:
        if isinstance(request, Write) and self._marker.exists():
            arrival_of(self.database.path).touch()
        wait_while(self._marker)
        return super().answer(request, login)


def cut(place: str | Path) -> None:
    marker_of(place).touch()


def restore(place: str | Path) -> None:
    marker_of(place).unlink(missing_ok=True)


def marker_of(place: str | Path) -> Path:
    return Path(f"{place}.putus")


def arrival_of(place: str | Path) -> Path:
    """Lies there once a write hangs in the child."""
    return Path(f"{place}.sampai")


def trap_of(place: str | Path) -> Path:
    """While this lies there, the share is cut in the middle of the next attachment."""
    return Path(f"{place}.jebakan")


def wait_while(marker: Path) -> None:
    while marker.exists():
        time.sleep(BEAT)


def open_hanging(place: str) -> HangingService:
    return HangingService(place)
