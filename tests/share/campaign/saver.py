"""Several people who save on one workstation, each in a process of their own; some are killed and come again.

Each person opens the office as the records child does and writes what the answers were into a book; see --help.
Prints how many were killed.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from contextlib import closing, suppress
from pathlib import Path
from typing import NoReturn

from desktop.workers.records_service import RecordsService
from models.board import Board, Changed, News
from models.errors import OfficeError, ShareUnavailable
from models.requests import Attend, ReadBoard, ReadNews, Write
from tests.share.campaign.book import Book
from tests.share.campaign.office import WRITER
from tests.share.campaign.wishes import Wishes

AFTER_TROUBLE = 0.2


def told(error: OfficeError) -> str:
    """The trouble in one word: a problem of the share, or the code."""
    return str(error.facts.get("problem", error.code)) if isinstance(error, ShareUnavailable) else error.code


class Person:
    """One who opens, looks for news and saves until the end; a lost share is opened again."""

    def __init__(self, wanted: argparse.Namespace, own: int, end: float) -> None:
        self._wanted, self._end = wanted, end
        self._begin = end - wanted.seconds + wanted.after
        self._wishes = Wishes(own, Path(tempfile.mkdtemp()))
        self._book = Book(wanted.books / f"{os.environ.get('LAB_WORKSTATION', '0')}-{own}-{os.getpid()}.jsonl")
        self._again: Write | None = None
        self._beat = 0.0

    def work(self) -> None:
        """Until the end."""
        while time.monotonic() < self._end:
            began = time.monotonic()
            try:
                with closing(RecordsService(str(self._wanted.place))) as service:
                    self._learn(service.answer(ReadBoard(), WRITER))
                    self._book.note(what="open", took=time.monotonic() - began)
                    self._day(service)
            except ShareUnavailable as error:
                self._book.note(what="trouble", answer=told(error), took=time.monotonic() - began)
                time.sleep(AFTER_TROUBLE)

    def _day(self, service: RecordsService) -> None:
        due = max(time.monotonic(), self._begin) + random.uniform(0, self._wanted.pause)
        due = math.inf if self._wanted.watch else due
        while time.monotonic() < self._end:
            time.sleep(min(self._wanted.look, max(0, due - time.monotonic())))
            self._look(service)
            if self._wanted.beat and time.monotonic() >= self._beat:
                service.answer(Attend(), WRITER)
                self._beat = time.monotonic() + self._wanted.beat
            if time.monotonic() >= due:
                self._save(service)
                due = time.monotonic() + random.uniform(0.5, 1.5) * self._wanted.pause

    def _look(self, service: RecordsService) -> None:
        began, before = time.monotonic(), self._wishes.sequence
        self._learn(service.answer(ReadNews(before), WRITER))
        if self._wanted.watch and self._wishes.sequence > before:
            took = time.monotonic() - began
            seen = {"since": before, "sequence": self._wishes.sequence, "at": time.time()}
            self._book.note(what="seen", look=self._wanted.look, took=took, **seen)

    def _learn(self, seen: object) -> None:
        assert isinstance(seen, Board | News | Changed)
        self._wishes.learn(seen.cards, seen.sequence if isinstance(seen, Board | News) else 0)

    def _save(self, service: RecordsService) -> None:
        """One save; in doubt or refused for a while it is sent again, under the same operation id."""
        request = self._again or self._wishes.next()
        self._again = request
        named = {"what": type(request).__name__, "id": request.operation_id}
        self._book.note(**named, answer="asked")
        began = time.monotonic()
        try:
            changed = service.answer(request, WRITER)
        except ShareUnavailable as error:
            self._book.note(**named, answer=told(error), took=time.monotonic() - began)
            if told(error) != "busy":
                raise
        except OfficeError as error:
            self._book.note(**named, answer=told(error), took=time.monotonic() - began)
            self._again = None
        else:
            took, at = time.monotonic() - began, time.time()
            self._book.note(**named, answer="saved", took=took, at=at, sequence=changed.sequence)
            self._again = None
            self._learn(changed)


def main() -> int:
    """Starts everybody, kills and replaces them as wished, waits for all."""
    wanted = _wanted()
    end = time.monotonic() + wanted.seconds
    people: dict[int, int] = {}
    for number in range(wanted.people):
        people[_sent(wanted, wanted.first + number, end)] = wanted.first + number
        time.sleep(wanted.spread / wanted.people)
    print("all sent", flush=True)
    killed = 0
    while wanted.kill and time.monotonic() < end - 2:
        time.sleep(random.uniform(0.2, 1.8) * wanted.kill)
        pid = random.choice(list(people))
        own = people.pop(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        killed += 1
        people[_sent(wanted, own, end)] = own
    failed = [pid for pid in people if os.waitpid(pid, 0)[1]]
    print(killed, flush=True)
    return 1 if failed else 0


def _sent(wanted: argparse.Namespace, own: int, end: float) -> int:
    """The process of one person. Forked, so that a workstation with one processor need not import all of it again."""
    pid = os.fork()
    if not pid:
        _live(wanted, own, end)
    return pid


def _live(wanted: argparse.Namespace, own: int, end: float) -> NoReturn:
    random.seed()
    status = 1
    try:
        Person(wanted, own, end).work()
        status = 0
    except Exception:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _wanted() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path)
    parser.add_argument("books", type=Path)
    parser.add_argument("--first", type=int, default=2, help="project of the first person; the others have the next")
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=0, help="mean seconds between two saves")
    parser.add_argument("--look", type=float, default=1, help="longest seconds between two looks for news")
    parser.add_argument("--spread", type=float, default=0, help="seconds over which they come in")
    parser.add_argument("--after", type=float, default=0, help="seconds before anybody saves")
    parser.add_argument("--kill", type=float, default=0, help="mean seconds between two kills; 0: none")
    parser.add_argument("--watch", action="store_true", help="only look, and note when news is seen")
    parser.add_argument("--beat", type=float, default=0, help="seconds between two signs of presence; 0: none")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
