"""The automatic backup of the day, made by whichever window is first, in a child of its own so that no save waits."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.workers.flow import Flow, Unanswered, ask
from desktop.workers.worker import Worker
from models.requests import BackUpIfDue
from models.upkeep import BackupMade

log = logging.getLogger(__name__)

FIRST = 180
"""Seconds after the start, and up to as many again, so that windows opened together do not ask together."""
AGAIN = 3600
"""Seconds between two questions; a window may stay open over midnight."""
DEADLINE = 900.0
"""Seconds for one backup."""


class DailyBackup(QObject):
    """Asks now and then whether the backup of the day is due.

    open_worker: a new worker for the office, closed after use.
    """

    def __init__(self, open_worker: Callable[[], Worker], parent: QObject | None = None, first: float = FIRST) -> None:
        super().__init__(parent)
        self._open_worker = open_worker
        self._first = first
        self._worker: Worker | None = None
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._ask)

    def begin(self) -> None:
        """Ask some minutes from now."""
        self._clock.start(int(random.uniform(self._first, 2 * self._first) * 1000))

    def end(self) -> None:
        """No more questions; a backup that is under way is left unmade."""
        self._clock.stop()
        self._close()

    def _ask(self) -> None:
        Flow(self, self._back_up(), log.warning)

    async def _back_up(self) -> None:
        worker = self._worker = self._open_worker()
        try:
            made = await ask(worker, BackUpIfDue(), object, DEADLINE)
        except Unanswered as unanswered:
            log.warning("No backup of the day: %s", unanswered.answer)
        else:
            if isinstance(made, BackupMade):
                log.info("Backup of the day: %s", made.path)
        self._close()
        self._clock.start(AGAIN * 1000)

    def _close(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.closed.connect(worker.deleteLater)
            worker.close()
