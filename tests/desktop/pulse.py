"""The longest pause of the GUI thread, beside that of a process that does nothing but sleep on the same machine."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

BEAT = 10
LIMIT = 0.050
SLEEPER = """
import sys, time
longest, last = 0.0, time.perf_counter()
print("ready", flush=True)
import threading
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), stop.set()), daemon=True).start()
while not stop.wait(0.010):
    now = time.perf_counter()
    longest, last = max(longest, now - last - 0.010), now
print(longest, flush=True)
"""


SCHEDULE = Path("/proc/thread-self/schedstat")
"""Of Linux: nanoseconds that the reading thread ran, and those that it wanted to run and got no processor."""


def kept_waiting() -> float:
    """Seconds, up to now, for which this thread wanted to run and other programs had the processors; else 0.0."""
    try:
        return int(SCHEDULE.read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


class Pulse(QObject):
    """Beats every ten milliseconds from its making until `end`. What other programs take of a pause does not count."""

    def __init__(self) -> None:
        super().__init__()
        self._sleeper = subprocess.Popen(
            [sys.executable, "-c", SLEEPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._sleeper.stdout is not None
        self._sleeper.stdout.readline()
        self._longest = 0.0
        self._last, self._waited = time.perf_counter(), kept_waiting()
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, waited = time.perf_counter(), kept_waiting()
        self._longest = max(self._longest, now - self._last - BEAT / 1000 - (waited - self._waited))
        self._last, self._waited = now, waited

    def end(self) -> tuple[float, float]:
        """Longest pause of this thread and of the sleeper, in seconds."""
        self._timer.stop()
        told, _ = self._sleeper.communicate("stop\n", timeout=30)
        return self._longest, float(told)

    def must_be_steady(self) -> None:
        """No pause above the limit, but for what this machine does to any process."""
        own, floor = self.end()
        assert own <= LIMIT + 2 * floor, f"{own * 1000:.0f} ms, a sleeping process {floor * 1000:.0f} ms"
