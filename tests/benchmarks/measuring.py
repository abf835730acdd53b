"""Ours against a floor, turn by turn in one run: machines are noisy, ratios of neighbours are not."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(__file__).resolve().parent / "programs"
ROUNDS = 11

Measure = Callable[[], float]
"""Does the work once and answers seconds."""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report. ratio: median of the paired ratios; least: fastest of ours by fastest of the floor."""

    goal: str
    what: str
    limit: float
    ratio: float
    least: float
    ours: float
    floor: float

    @property
    def met(self) -> bool:
        """Within the goal."""
        return self.ratio <= self.limit

    def line(self) -> str:
        """As printed."""
        verdict = "met" if self.met else "MISSED"
        return (
            f"{self.goal:<4} {self.what:<62} {self.ratio:6.2f} x  (fastest {self.least:5.2f} x, goal {self.limit:g} x)"
            f"  ours {self.ours * 1000:8.2f} ms, floor {self.floor * 1000:8.2f} ms  {verdict}"
        )


def compare(goal: str, what: str, limit: float, ours: Measure, floor: Measure, rounds: int = ROUNDS) -> Result:
    """Runs ours and the floor in turn, each first in every other round; the first round only warms up."""
    pairs: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        first, second = (ours, floor) if number % 2 else (floor, ours)
        one, other = _once(first), _once(second)
        if number:
            pairs.append((one, other) if number % 2 else (other, one))
    mine, theirs = [a for a, _b in pairs], [b for _a, b in pairs]
    ratio = statistics.median(a / b for a, b in pairs)
    return Result(goal, what, limit, ratio, min(mine) / min(theirs), statistics.median(mine), statistics.median(theirs))


def _once(measure: Measure) -> float:
    gc.collect()
    return measure()


def timed(work: Callable[[], object]) -> Measure:
    """The wall time of a call in this process."""

    def measure() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return measure


def whole_process(program: str, *arguments: object) -> Measure:
    """The wall time of a whole program of programs/, from its start to its end."""

    def measure() -> float:
        began = time.perf_counter()
        run_program(program, *arguments)
        return time.perf_counter() - began

    return measure


def told_by_process(program: str, *arguments: object) -> Measure:
    """The seconds that a program of programs/ prints itself."""
    return lambda: float(run_program(program, *arguments).split()[-1])


def run_program(program: str, *arguments: object) -> str:
    """Runs a program of programs/ in a fresh interpreter and answers what it printed."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    # An installed program has its modules compiled; the warming round compiles them here.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, str(PROGRAMS / f"{program}.py"), *map(str, arguments)]
    ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{program} ended with {ended.returncode}:\n{ended.stderr}")
    return ended.stdout
