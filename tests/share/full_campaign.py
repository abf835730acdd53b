"""`python -m tests.share.full_campaign`: hours of faults against one office; its figures are kept in README.md here.

Needs what tests/share needs. `--part cuts --zombies 20` runs one part; a part is printed as soon as it is over.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.share.campaign.campaign import Campaign, Cut, ended
from tests.share.campaign.held_open import hold_through_cut
from tests.share.campaign.judge import Verdict, quantile
from tests.share.campaign.watching import Watched
from tests.share.lab.lab import Lab, remove_abandoned
from tests.share.lab.packages import obstacle

KEEPALIVE = 15
SHORT = (1.0, 5.0, 12.0, 60.0)
WITHOUT_WATCHDOG = 60.0


def show(name: str, verdict: Verdict, *figures: object) -> bool:
    """Prints a part; answers whether every promise was kept."""
    print(f"{time.strftime('%H:%M:%S')} {name}: {'kept' if verdict.clean else 'BROKEN'}", flush=True)
    for each in (*figures, verdict):
        print(f"    {each}", flush=True)
    return verdict.clean


def zombies(folder: Path, wanted: argparse.Namespace) -> bool:
    """The link of a writer is joined again once the server gave its locks away and the other one has written."""
    made, verdict = _cut(folder, [KEEPALIVE + random.uniform(1.5, 6) for _ in range(wanted.zombies)])
    hits = sum(cut.hit and cut.others > 0 for cut in made)
    figures = f"{hits} of {len(made)} cuts in mid-save with foreign saves meanwhile"
    return show("zombie timing", verdict, figures, _back(made))


def cuts(folder: Path, wanted: argparse.Namespace) -> bool:
    """Cuts of 1, 5, 12 and 60 seconds in mid-save."""
    made, verdict = _cut(folder, [length for _ in range(wanted.cuts) for length in SHORT])
    told = {length: sorted(cut.told for cut in made if cut.seconds == length and cut.hit) for length in SHORT}
    return show("cuts of 1, 5, 12 and 60 s", verdict, f"told, where a save was cut off: {told}", _back(made))


def control(folder: Path, wanted: argparse.Namespace) -> bool:
    """The zombie timing again, but nobody kills a hanging writer: shows that the danger is real. Never fails."""
    _, verdict = _cut(folder, [KEEPALIVE + 3.0] * wanted.controls, deadline=WITHOUT_WATCHDOG)
    show("control without the watchdog (may well be BROKEN)", verdict)
    return True


def kills(folder: Path, wanted: argparse.Namespace) -> bool:
    """Writers of two workstations, killed at random."""
    with Lab(folder) as lab:
        campaign = Campaign(lab, "kantor")
        began, killed = time.monotonic(), 0
        while killed < wanted.kills and time.monotonic() < began + 3600:
            jobs = [campaign.savers(w, first, 3, 60, kill=2) for w, first in ((1, 2), (2, 6))]
            killed += sum(int(job.wait(180).out.split()[-1]) for job in jobs)
        return show(f"{killed} kills of 6 writers without a pause", campaign.verdict())


def crashes(folder: Path, wanted: argparse.Namespace) -> bool:
    """The server crashes in mid-save and comes back after up to 10 seconds."""
    with Lab(folder) as lab:
        campaign = Campaign(lab, "kantor")
        workers = [campaign.worker(1, 2), campaign.worker(2, 3)]
        back = [campaign.crash_of_the_server(workers, random.uniform(0, wanted.down)) for _ in range(wanted.crashes)]
        longest = sorted(max(each) for each in back)
        figures = f"back to saving after p50 {quantile(longest, 0.5):.1f}, max {longest[-1]:.1f} s"
        return show(f"{len(back)} crashes of the server", campaign.end_of(workers), figures)


def crowd(folder: Path, wanted: argparse.Namespace) -> bool:
    """Twenty-four workstations start at once and save every 10 seconds; then fifty, every minute."""
    kept = True
    for people, pause in ((24, 10), (50, 60)):
        with Lab(folder / str(people), people) as lab:
            verdict = Campaign(lab, "kantor", people + 1).crowd(pause, wanted.crowd)
            opened = f"open at once after p50 {quantile(verdict.opened, 0.5):.1f}, max {verdict.opened[-1]:.1f} s"
            kept &= show(f"{people} workstations save every {pause} s", verdict, opened)
    return kept


def window(folder: Path, wanted: argparse.Namespace) -> bool:
    """A real window is held open through cuts of 60 seconds while somebody else saves, light and dark in turn."""
    kept = True
    for number in range(wanted.windows):
        with Lab(folder / str(number)) as lab:
            campaign = Campaign(lab, "kantor", 40)
            others = campaign.savers(2, 10, 1, 90, pause=3)
            with Watched(lab, 1, campaign.place, dark=number % 2 == 1) as held:
                began = held.mark()
                cut = hold_through_cut(lab, held, 1, 3, SHORT[-1], lab.root / "build" / "window" / str(number))
                pauses = held.end(began)
            others.wait(60)
            opened = f"live board after {held.started:.1f} s"
            kept &= show("window held open through a cut of 60 s", campaign.verdict(), opened, cut, pauses)
    return kept


def _cut(folder: Path, lengths: list[float], **options: float) -> tuple[list[Cut], Verdict]:
    with Lab(folder, keepalive=KEEPALIVE) as lab:
        campaign = Campaign(lab, "kantor")
        workers = [campaign.worker(1, 2, **options), campaign.worker(2, 3, **options)]
        made: list[Cut] = []
        for number, length in enumerate(lengths):
            made.append(campaign.cut_in_mid_save(workers[number % 2], 1 + number % 2, length))
            print(f"    {made[-1]}", flush=True)
        for job in workers:
            ended(job)
        return made, campaign.verdict()


def _back(made: list[Cut]) -> str:
    back = sorted(cut.back for cut in made)
    return f"next save after the link was joined: p50 {quantile(back, 0.5):.1f}, max {back[-1]:.1f} s"


PARTS: Mapping[str, Callable[[Path, argparse.Namespace], bool]] = {
    each.__name__: each for each in (zombies, cuts, kills, crashes, crowd, window, control)
}


def main() -> int:
    """Exit status 1 where a promise was broken, 2 where the laboratory cannot run."""
    parser = argparse.ArgumentParser(prog="python -m tests.share.full_campaign", description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="only this one; may be repeated")
    parser.add_argument("--zombies", type=int, default=20)
    parser.add_argument("--cuts", type=int, default=10, help="of each length")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--crashes", type=int, default=100)
    parser.add_argument("--down", type=float, default=10, help="longest seconds that a crashed server is away")
    parser.add_argument("--crowd", type=float, default=300, help="seconds that a crowd saves")
    parser.add_argument("--windows", type=int, default=4)
    parser.add_argument("--controls", type=int, default=3)
    wanted = parser.parse_args()
    if why := obstacle():
        print(why, file=sys.stderr)
        return 2
    remove_abandoned()
    with tempfile.TemporaryDirectory(prefix="lajur-", ignore_cleanup_errors=True) as name:
        kept = [PARTS[part](Path(name) / part, wanted) for part in wanted.part or PARTS]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
