"""A command on a workstation, as the host sees it: what it says, how it ends, signals to it."""

from __future__ import annotations

import contextlib
import json
import shlex
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from tests.share.lab.agent import HEAD, frame

TIMED_OUT, WENT_AWAY = 124, 125


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended. status: its own, 128 + signal, 124 killed after the timeout, 125 workstation gone."""

    status: int
    out: str
    err: str

    @property
    def good(self) -> bool:
        """Whether it ended with status 0."""
        return self.status == 0


class Job:
    """A running command. Every method may be called from any thread of the test."""

    def __init__(self, connection: socket.socket, request: dict[str, object], power: Callable[[], bool]) -> None:
        self._connection, self._power = connection, power
        self.title = shlex.join(str(word) for word in _words(request))
        self._news = threading.Condition()
        self._out, self._err, self._read = bytearray(), bytearray(), 0
        self._status: int | None = None
        connection.settimeout(0.5)
        connection.sendall(json.dumps(request).encode() + b"\n")
        self._reader = threading.Thread(target=self._receive, daemon=True)
        self._reader.start()

    @property
    def running(self) -> bool:
        """Whether its end was not yet heard of."""
        return self._status is None

    def kill(self, number: int = 9) -> None:
        """A signal to the command and all it has started. One that has ended is left in peace."""
        with contextlib.suppress(OSError):
            self._connection.sendall(frame(b"k", str(number).encode()))

    def write(self, text: str) -> None:
        """Standard input."""
        self._connection.sendall(frame(b"i", text.encode()))

    def end_input(self) -> None:
        """No more standard input."""
        with contextlib.suppress(OSError):
            self._connection.sendall(frame(b"c"))

    def line(self, timeout: float = 30) -> str:
        """The next line of its output. Raises TimeoutError, or EOFError where it ended without one."""
        with self._news:
            self._news.wait_for(lambda: b"\n" in self._out[self._read :] or not self.running, timeout)
            end = self._out.find(b"\n", self._read)
            if end < 0:
                said = self._err.decode(errors="replace")[-2000:]
                now = "still runs" if self.running else f"ended with status {self._status}"
                raise (TimeoutError if self.running else EOFError)(f"no line from {self.title}, which {now}: {said}")
            text = self._out[self._read : end].decode(errors="replace")
            self._read = end + 1
            return text

    def wait(self, timeout: float = 60) -> Done:
        """Its end. Raises TimeoutError; the command goes on then."""
        with self._news:
            if not self._news.wait_for(lambda: not self.running, timeout):
                raise TimeoutError(f"still running after {timeout:g} s: {self.title}")
        self.close()
        return self._done(self._status or 0)

    def ended(self, timeout: float) -> Done:
        """Its end, by force after so many seconds."""
        try:
            return self.wait(timeout)
        except TimeoutError:
            return self.end()

    def end(self) -> Done:
        """Kills it and answers what it had said."""
        self.kill()
        with self._news:
            heard = self._news.wait_for(lambda: not self.running, 5)
        self.close()
        return self._done(TIMED_OUT) if heard else self._done(WENT_AWAY)

    def close(self) -> None:
        """Gives the connection back; a command that still runs is killed by that."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._reader.join(5)
        self._connection.close()

    def _done(self, status: int) -> Done:
        with self._news:
            return Done(status, self._out.decode(errors="replace"), self._err.decode(errors="replace"))

    def _receive(self) -> None:
        pending = bytearray()
        try:
            while self.running:
                try:
                    content = self._connection.recv(65536)
                except TimeoutError:
                    if not self._power():  # a workstation without power says nothing
                        break
                    continue
                if not content:
                    break
                pending += content
                self._take(pending)
        except OSError:
            pass  # the connection was given back
        with self._news:
            if self._status is None:
                self._status = WENT_AWAY
            self._news.notify_all()

    def _take(self, pending: bytearray) -> None:
        while len(pending) >= HEAD.size:
            kind, length = HEAD.unpack_from(pending)
            if len(pending) < HEAD.size + length:
                return
            content = bytes(pending[HEAD.size : HEAD.size + length])
            del pending[: HEAD.size + length]
            with self._news:
                if kind == b"x":
                    self._status = int(content)
                else:
                    (self._out if kind == b"o" else self._err).extend(content)
                self._news.notify_all()


def _words(request: dict[str, object]) -> list[object]:
    argv = request.get("argv")
    return list(argv) if isinstance(argv, list) else ["clock"]
