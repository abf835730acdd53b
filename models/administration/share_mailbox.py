"""Notes between two workstations that have nothing in common but a folder on a share."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.errors import Stopped

Note = dict[str, Any]

POLL = 0.02
"""Seconds between two looks."""


class NoAnswer(Exception):
    """The other workstation said nothing in time."""


class Mailbox:
    """One side of a conversation in `folder`; each note is a file that appears whole and is never changed.

    stopped: asked while a note is waited for; True ends that with Stopped.
    """

    def __init__(
        self, folder: Path, me: str, other: str, patience: float = 30, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self._folder, self._me, self._other, self._patience = folder, me, other, patience
        self._stopped = stopped
        self._sent = self._received = 0

    def send(self, word: str, **facts: object) -> None:
        """A note to the other. Raises OSError."""
        self._sent += 1
        name = f"{self._me}-{self._sent:04d}.json"
        put_whole(self._folder / name, json.dumps({"word": word, **facts}).encode())

    def receive(self, seconds: float = 0) -> Note:
        """The other's next note, waited for so long (0: as long as the patience is). Raises NoAnswer or Stopped."""
        path = self._folder / f"{self._other}-{self._received + 1:04d}.json"
        if not wait_until(lambda: is_listed(path), seconds or self._patience, stopped=self._stopped):
            raise NoAnswer(path.name)
        self._received += 1
        return json.loads(path.read_bytes())

    def ask(self, word: str, **facts: object) -> Note:
        """A note and its answer. Raises NoAnswer, Stopped or OSError."""
        self.send(word, **facts)
        return self.receive()


def is_listed(path: Path) -> bool:
    """Whether its folder lists it. Not asked by name: for a second, Linux's client believes that a name which was not
    there still is not, whatever the options of the mount."""
    try:
        return path.name in os.listdir(path.parent)  # noqa: PTH208 (names are enough)
    except OSError:
        return False


def wait_until(
    condition: Callable[[], bool], seconds: float, pause: float = POLL, stopped: Callable[[], bool] = lambda: False
) -> bool:
    """Looks again and again until it is true or the time is over. Raises Stopped where nobody wants that any more."""
    end = time.monotonic() + seconds
    while not condition():
        if stopped():
            raise Stopped
        if time.monotonic() >= end:
            return False
        time.sleep(pause * random.uniform(0.5, 1.5))
    return True


def put_whole(path: Path, content: bytes) -> None:
    """A file that others see whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
