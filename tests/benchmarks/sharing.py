"""Goals 5 and 9: how soon others see a change, what idling costs, and how long saves take when many save on SMB."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

from desktop.controllers.presence import BEAT
from desktop.controllers.session import IDLE, WATCHING
from desktop.workers.records_service import RecordsService
from models.board import Board, Changed, News
from models.requests import AddComment, ReadBoard, ReadNews
from tests.benchmarks.measuring import Result, compare, timed
from tests.benchmarks.sample_office import large_office
from tests.share.campaign.book import lines_of
from tests.share.campaign.campaign import Campaign
from tests.share.campaign.judge import quantile
from tests.share.lab.lab import Lab, remove_abandoned
from tests.share.lab.packages import obstacle

CARDS = 5_000
WATCHED, QUIET = 60.0, 120.0
"""Seconds of measuring."""
FRONT, BACK = WATCHING / 1000, IDLE / 1000
"""Seconds between two looks of a window."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many people who save every `pause` seconds; goals in seconds for the 95th percentile and the longest."""

    people: int
    pause: float
    p95: float
    longest: float


CROWDS = (Crowd(24, 10, 0.5, 2.0), Crowd(50, 60, 1.0, 5.0))
CROWDED = 180.0
"""Seconds that a crowd saves."""
_REQUESTS = "import re; print(sum(map(int, re.findall(r'SMBs: (\\d+)', open('/proc/fs/cifs/Stats').read()))))"
_CLOCK = "import sys, time\nfor _ in sys.stdin: print(time.time(), flush=True)"


def news(folder: Path) -> list[Result | str]:
    """Goal 5: one changed card against a whole board; and on a real share, when it was possible to build one."""
    return [_one_card(folder), *_on_a_share(folder / "5", (watched, idle))]


def saves(folder: Path) -> Iterator[Result | str]:
    """Goal 9: each person on a workstation of their own."""
    for crowd in CROWDS:
        yield from _on_a_share(folder / f"9-{crowd.people}", (partial(crowded, crowd),), crowd.people)


def _one_card(folder: Path) -> Result:
    place = large_office(folder / "banyak", CARDS)
    with closing(RecordsService(str(place))) as service:
        board = service.answer(ReadBoard(), "dimas")
        assert isinstance(board, Board)
        card = board.cards[0]
        comment = AddComment(operation_id=uuid4().hex, project_id=card.id, version=card.version, text="Ya.")
        changed = service.answer(comment, "dimas")
        assert isinstance(changed, Changed)
        found = service.answer(ReadNews(changed.sequence - 1), "dimas")
        assert isinstance(found, News)
        assert len(found.cards) == 1
        ours = timed(lambda: service.answer(ReadNews(changed.sequence - 1), "dimas"))
        floor = timed(lambda: service.answer(ReadBoard(), "dimas"))
        return compare("5", f"one changed card of {CARDS:,} : the whole board", 1 / 200, ours, floor, rounds=5)


def _on_a_share(
    folder: Path, measures: tuple[Callable[[Lab], Iterator[str]], ...], workstations: int = 2
) -> Iterator[str]:
    if why := obstacle():
        yield f"{folder.name[0]}    not measured: {why}"
        return
    remove_abandoned()
    with Lab(folder, workstations) as lab:
        for measure in measures:
            yield from measure(lab)


def watched(lab: Lab) -> Iterator[str]:
    """When a save of workstation 1 is seen on workstation 2: by a window in front and by one in the back."""
    campaign = Campaign(lab, "kabar")
    watchers = [campaign.savers(2, 5, 1, WATCHED + 15, watch=True, look=look) for look in (FRONT, BACK)]
    writer = campaign.savers(1, 2, 1, WATCHED + 10, pause=1.0, after=8)
    for job in (writer, *watchers):
        assert job.wait(240).good
    ahead = _clock(lab, 2) - _clock(lab, 1)
    lines = list(lines_of(campaign.books))
    saved = {line["sequence"]: line["at"] + ahead for line in lines if line.get("answer") == "saved"}
    for look in (FRONT, BACK):
        seen = [line for line in lines if line["what"] == "seen" and line["look"] == look]
        ranges = [(line["at"], range(line["since"] + 1, line["sequence"] + 1)) for line in seen]
        after = sorted(at - saved[number] for at, numbers in ranges for number in numbers if number in saved)
        p95 = quantile(after, 0.95)
        text = f"{len(after)} changes seen, looking every {look:g} s: p50 {quantile(after, 0.5):.2f}"
        yield f"5    {text}, p95 {p95:.2f}, max {after[-1]:.2f} s  (goal p95 1 s)  {_verdict(p95 <= 1)}"


def idle(lab: Lab) -> Iterator[str]:
    """Requests to the server of a workstation where one window is open and nothing happens."""
    campaign = Campaign(lab, "sepi")
    for look, what in ((BACK, "in the back"), (FRONT, "in front")):
        job = campaign.savers(2, 2, 1, QUIET + 15, watch=True, look=look, beat=BEAT / 1000)
        campaign.noted("open")
        before, began = _requests(lab, 2), time.monotonic()
        time.sleep(QUIET)
        each = (_requests(lab, 2) - before) / (time.monotonic() - began)
        assert job.wait(60).good
        text = f"requests to the server by an idle window {what}: {each:.1f} a second"
        yield f"5    {text}  (goal 5)  {_verdict(each <= 5)}"


def crowded(crowd: Crowd, lab: Lab) -> Iterator[str]:
    """All come in at once, look for news every second, and save once everybody is in."""
    campaign = Campaign(lab, "ramai", crowd.people + 1)
    verdict = campaign.crowd(crowd.pause, CROWDED)
    p95, most = verdict.share(0.95), verdict.share(1)
    met = verdict.clean and p95 <= crowd.p95 and most <= crowd.longest and not verdict.answers["busy"]
    goal = f"(goal p95 {crowd.p95:g}, max {crowd.longest:g}, nothing lost)"
    yield f"9    {crowd.people} save every {crowd.pause:g} s: {verdict}  {goal}  {_verdict(met)}"


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def _requests(lab: Lab, w: int) -> int:
    return int(lab.run(w, [lab.python, "-c", _REQUESTS]).out)


def _clock(lab: Lab, w: int) -> float:
    """Seconds by which the clock of a workstation is ahead of the host's."""
    job = lab.start(w, [lab.python, "-u", "-c", _CLOCK])
    ahead: list[tuple[float, float]] = []
    for _ in range(6):
        began = time.time()
        job.write("?\n")
        told = float(job.line())
        ahead.append((time.time() - began, told - (began + time.time()) / 2))
    job.end()
    return min(ahead)[1]
