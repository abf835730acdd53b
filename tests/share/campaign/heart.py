"""How long a thread's event loop stood still, and when; alone, a bare process that shows what the machine does to all.

`python -m tests.share.campaign.heart` beats until a line comes, then prints its pauses as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, QTimer

BEAT = 0.010
KEPT = 0.005
SAME = 0.5
"""Seconds around a pause within which the bare process shows what the machine did."""


class Heart(QObject):
    """Beats every ten milliseconds in the thread that made it. pauses: when, how long, processor time of the thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pauses: list[tuple[float, float, float]] = []
        self._last, self._busy = time.monotonic(), time.thread_time()
        self._timer = QTimer(self, interval=int(BEAT * 1000), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, busy = time.monotonic(), time.thread_time()
        late = now - self._last - BEAT
        if late > KEPT:
            self.pauses.append((now - late, late, busy - self._busy))
        self._last, self._busy = now, busy


def go_first() -> None:
    """Lets this thread alone go before all others, its children and threads excepted, where it may.

    The processor of a workstation is one, and a child that starts would take it from the window; real computers have
    several.
    """
    os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(1))


@dataclass(frozen=True, slots=True)
class Pause:
    """Seconds. at: on the workstation's clock. busy: what the thread itself computed meanwhile.

    machine: the longest pause of the bare process in the same second.
    """

    at: float
    late: float
    busy: float
    machine: float

    @property
    def own(self) -> float:
        """What the machine does not explain, which may put a thread off when it wakes and again while it works."""
        return max(0.0, self.late - 2 * self.machine)

    def __str__(self) -> str:
        return f"{self.late * 1000:.0f} ms (busy {self.busy * 1000:.0f}, bare process {self.machine * 1000:.0f})"


def beside(pauses: Iterable[Sequence[float]], bare: Sequence[Sequence[float]]) -> tuple[Pause, ...]:
    """Each pause of a thread with that of the bare process at the same time."""
    return tuple(
        Pause(at, late, busy, max((each[1] for each in bare if _meet(at, late, each)), default=0.0))
        for at, late, busy in pauses
    )


def _meet(at: float, late: float, other: Sequence[float]) -> bool:
    return other[0] < at + late + SAME and other[0] + other[1] > at - SAME


def main() -> None:
    """The bare process."""
    go_first()
    application = QCoreApplication([])
    heart = Heart()
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(application.quit)
    print("beats", flush=True)
    application.exec()
    print(json.dumps(heart.pauses), flush=True)


if __name__ == "__main__":
    main()
