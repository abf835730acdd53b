"""Plain lines on the console: Indonesian for the office that starts Lajur, English for its developers."""

from __future__ import annotations

import sys
from typing import TextIO


class SetupFailed(Exception):
    """A trouble that one sentence explains. Carries it in both languages; shown without a traceback."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(english)
        self.indonesian = indonesian
        self.english = english


class Speech:
    """Says each line in one language."""

    def __init__(self, indonesian: bool) -> None:
        self._indonesian = indonesian

    def say(self, indonesian: str, english: str) -> None:
        """One line on standard output, at once."""
        write(sys.stdout, self.pick(indonesian, english))

    def pick(self, indonesian: str, english: str) -> str:
        """The text in this speech's language."""
        return indonesian if self._indonesian else english

    def trouble(self, failure: SetupFailed) -> None:
        """The sentence of a failure on standard error."""
        write(sys.stderr, self.pick(failure.indonesian, failure.english))


def write(stream: TextIO, line: str) -> None:
    """Write a line whatever the console's encoding is: a sign that it lacks becomes a question mark."""
    encoding = getattr(stream, "encoding", None) or "ascii"
    stream.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()
