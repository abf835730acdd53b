"""`python -m tests.benchmarks [1 2 3 4 5 7 9 F]`: the speed goals as ratios against floors of the same run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks import faults, figures, painting, papers, saving, sharing, starting
from tests.benchmarks.measuring import Result

_WHICH = "which goals to measure; 5 and 9 need the laboratory of tests/share, so they are measured only when named"


def main() -> int:
    """Prints a line a measurement; exit status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("goals", nargs="*", default=["1", "2", "3", "4", "7", "F"], help=_WHICH)
    goals = set(parser.parse_args().goals)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; median of paired ratios, each pair run in turn",
        flush=True,
    )
    missed = 0
    with tempfile.TemporaryDirectory(prefix="lajur-") as name:
        for goal in sorted(goals):
            for result in measure(goal, Path(name) / goal):
                print(result if isinstance(result, str) else result.line(), flush=True)
                missed += "MISSED" in result if isinstance(result, str) else not result.met
    print(f"{missed} missed" if missed else "all met")
    return 1 if missed else 0


def measure(goal: str, folder: Path) -> Iterable[Result | str]:
    """The results of one goal."""
    folder.mkdir()
    match goal:
        case "1":
            return [*starting.cold_start(folder)]
        case "2":
            loaded = starting.light_window(folder)
            modules = f"2    forbidden libraries in the window process: {', '.join(loaded) or 'none'}"
            return [f"{modules}  {'MISSED' if loaded else 'met'}", *faults.longest_gaps(folder)]
        case "3":
            return [*painting.first_paint()]
        case "4":
            return [
                *(painting.drop_to_painted(count) for count in (500, 5_000)),
                *saving.commit(folder),
                saving.trip(folder),
            ]
        case "5":
            return sharing.news(folder)
        case "7":
            return [*papers.papers()]
        case "9":
            return sharing.saves(folder)
        case "F":
            return [*figures.goals(folder)]
        case _:
            sys.exit(f"no goal {goal}; there are 1, 2, 3, 4, 5, 7, 9 and F")


if __name__ == "__main__":
    sys.exit(main())
