"""One office on the share of a laboratory, the drivers that work on it, and the faults that befall them."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.administration.backup import Backups
from models.storage.copies import sound_contents
from tests.share.campaign.book import lines_of
from tests.share.campaign.judge import Verdict, judge
from tests.share.campaign.office import NAME, found_campaign
from tests.share.lab.jobs import Job
from tests.share.lab.lab import Lab
from tests.share.lab.processes import wait_for

LONG = 5.0
"""Seconds after which a save was surely under way when the link was cut."""
PHASE = 0.015
"""Seconds after the start of a save, at most, to the fault in the midst of it; to cut takes some milliseconds more."""
BACK = 90.0
COMING = 3.0
"""Seconds for each of a crowd to start, on the few processors that all their workstations share."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut. seconds: its length. hit: a save was under way, and `told` is what its person heard after `took`.

    others: saves of the other workstation during the cut. back: seconds from joining the link to the next save.
    """

    seconds: float
    hit: bool
    told: str
    took: float
    others: int
    back: float


class Campaign:
    """An office with `projects` projects in the folder `name` of the share."""

    def __init__(self, lab: Lab, name: str, projects: int = 12) -> None:
        self.lab = lab
        here = lab.server_files / name
        here.mkdir(exist_ok=True)
        self.host = found_campaign(here, projects)
        """The database on the server's own disk."""
        self.place = lab.share / name / NAME
        self.books = lab.exchange / f"{name}-{time.monotonic_ns():x}"
        self.books.mkdir()

    def savers(self, w: int, first: int, people: int, seconds: float, **options: float | bool) -> Job:
        """People on workstation w, see saver.py; they write on the projects from `first`."""
        return self._driver(w, "saver", first=first, people=people, seconds=seconds, **options)

    def worker(self, w: int, own: int, **options: float) -> Job:
        """A window's worker on workstation w that saves from its first answer on, see laned.py."""
        job = self._driver(w, "laned", own=own, **options)
        until(job, "answered saved", BACK)
        return job

    def cut_in_mid_save(self, job: Job, w: int, seconds: float) -> Cut:
        """Cuts the link of workstation w while the worker `job` saves there, for so long."""
        said(job)
        until(job, "asked", BACK)
        time.sleep(random.uniform(0, PHASE))
        self.lab.cut(w)
        began = time.time()
        time.sleep(seconds)
        restored, at = time.monotonic(), time.time()
        self.lab.restore(w)
        heard = said(job)
        heard += until(job, "answered saved", BACK)
        back = time.monotonic() - restored
        answers = [line.split() for line in heard if line.startswith("answered")]
        told, took = max(((words[1], float(words[2])) for words in answers), key=lambda each: each[1])
        return Cut(seconds, took > seconds * 0.8 or took > LONG, told, took, self._saved_by_others(w, began, at), back)

    def crash_of_the_server(self, workers: list[Job], pause: float) -> list[float]:
        """Kills the server in the middle of saves and starts it after so many seconds; seconds until each saves."""
        said(workers[0])
        until(workers[0], "asked", BACK)
        time.sleep(random.uniform(0, 0.03))
        self.lab.server_kill()
        time.sleep(pause)
        self.lab.server_start()
        started = time.monotonic()
        for job in workers:
            said(job)
        return [round(time.monotonic() - started, 2) for job in workers if until(job, "answered saved", BACK)]

    def crowd(self, pause: float, seconds: float) -> Verdict:
        """One person on every workstation of the laboratory; all come in at once, and save once all are in.

        pause: mean seconds between two saves of one. There must be a project more than workstations.
        """
        people = len(self.lab.workstations)
        coming = COMING * people
        first = {w: 2 + place for place, w in enumerate(self.lab.workstations)}
        jobs = [self.savers(w, own, 1, coming + seconds, pause=pause, after=coming) for w, own in first.items()]
        for job in jobs:
            done = job.wait(2 * coming + seconds + BACK)
            assert done.good, done.err[-2000:]
        return self.verdict()

    def end_of(self, workers: list[Job]) -> Verdict:
        """Lets the workers end and judges."""
        for job in workers:
            ended(job)
        return self.verdict()

    def published_backups(self) -> tuple[str, ...]:
        """Names of the backups there are; raises DamageFound for one that is not whole."""
        backups = Backups(self.host)
        for each in backups.all():
            assert backups.is_sound(each.name), each.name
            sound_contents(backups.folder / each.name)
        return tuple(each.name for each in backups.all())

    def verdict(self, also: Path | None = None) -> Verdict:
        """What was promised against what is there; everybody must be gone. also: see judge."""
        return judge(self.host, self.books, also)

    def noted(self, answer: str, seconds: float = BACK) -> None:
        """Waits until one more such answer (or deed) is in the books."""
        before = self._count(answer)
        wait_for(f"somebody notes {answer}", lambda: self._count(answer) > before, seconds)

    def _count(self, answer: str) -> int:
        return sum(answer in {line["what"], line.get("answer")} for line in lines_of(self.books))

    def _saved_by_others(self, w: int, since: float, until_: float) -> int:
        return sum(
            line.get("answer") == "saved" and since < line["at"] < until_ for line in lines_of(self.books, but=f"{w}-")
        )

    def _driver(self, w: int, name: str, **options: float | bool) -> Job:
        argv: list[object] = [self.lab.python, "-m", f"tests.share.campaign.{name}", self.place, self.books]
        for option, value in options.items():
            argv += [f"--{option}"] if value is True else [f"--{option}", value]
        return self.lab.start(w, argv)


def until(job: Job, wanted: str | tuple[str, ...], seconds: float) -> list[str]:
    """Lines of a job up to the one that begins so, or with one of these.

    Raises TimeoutError, or EOFError where it ended without.
    """
    end = time.monotonic() + seconds
    lines: list[str] = []
    while not lines or not lines[-1].startswith(wanted):
        lines.append(job.line(max(0.1, end - time.monotonic())))
    return lines


def said(job: Job) -> list[str]:
    """What it has said so far."""
    lines: list[str] = []
    try:
        while True:
            lines.append(job.line(0))
    except TimeoutError:
        return lines


def ended(job: Job, seconds: float = 120) -> Any:
    """Ends a worker that has nothing in doubt any more; what its window would have shown."""
    job.write("end\n")
    done = job.wait(seconds)
    assert done.good, done.out[-500:] + done.err[-2000:]
    return json.loads(done.out.splitlines()[-1])
