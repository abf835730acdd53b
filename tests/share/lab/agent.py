"""Runs inside a workstation: one connection a command, its output and status sent back. Standard library only.

A connection begins with one line of JSON; then come frames in both directions: one letter, four bytes of length,
the bytes. From the host: i input, c input ends, k a signal number. To the host: o output, e errors, x exit status.
The end of the connection kills the command and all it has started.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from typing import IO, Any

PORT = 7000
HEAD = struct.Struct(">cI")
CANNOT_RUN = 126
QUIET = 0.5
"""Seconds after which a program that the command left behind is no longer listened to."""
_ENTER = 'cd "$0" 2>/dev/null || cd /; exec "$@"'
"""The folder is entered by the new process and not by the agent: it may lie on a share that does not answer."""


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """One frame."""
    return HEAD.pack(kind, len(content)) + content


class Command:
    """One command of one connection."""

    def __init__(self, connection: socket.socket, stream: IO[bytes], request: dict[str, Any]) -> None:
        self._connection, self._stream = connection, stream
        self._finished = threading.Event()
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _ENTER, request["folder"], *request["argv"]],
            env={**os.environ, **request["environment"]},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(self) -> None:
        """Until the command has ended and its pipes are closed, or silent for half a second.

        What the command wrote itself is in its pipes when it ends, so that all of it is sent before its status.
        """
        threading.Thread(target=self._listen, daemon=True).start()
        with selectors.DefaultSelector() as news, os.fdopen(os.pidfd_open(self._process.pid), "rb", 0) as end:
            for source, kind in ((self._process.stdout, b"o"), (self._process.stderr, b"e"), (end, b"")):
                assert source is not None
                news.register(source, selectors.EVENT_READ, kind)
            while news.get_map() and (ready := news.select(None if end in news.get_map() else QUIET)):
                for key, _ in ready:
                    if key.data and (content := os.read(key.fd, 65536)):
                        self._send(key.data, content)
                    else:
                        news.unregister(key.fd)
        code = self._process.wait()
        self._finished.set()
        self._send(b"x", str(code if code >= 0 else 128 - code).encode())

    def _send(self, kind: bytes, content: bytes) -> None:
        self._connection.sendall(frame(kind, content))

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while head := self._stream.read(HEAD.size):
                kind, length = HEAD.unpack(head)
                self._obey(kind, self._stream.read(length))
        if not self._finished.is_set():
            self._signal(signal.SIGKILL)

    def _obey(self, kind: bytes, content: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(BrokenPipeError):
            if kind == b"i":
                pipe.write(content)
                pipe.flush()
            elif kind == b"c":
                pipe.close()
        if kind == b"k":
            self._signal(int(content))

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def serve(address: str) -> None:
    """Answers for ever."""
    with socket.create_server((address, PORT), backlog=64) as listener:
        print("agent ready", flush=True)
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_answer, args=(connection,), daemon=True).start()


def _answer(connection: socket.socket) -> None:
    with connection, contextlib.suppress(OSError, ValueError):
        stream = connection.makefile("rb")
        request = json.loads(stream.readline())
        if "clock" in request:
            time.clock_settime(time.CLOCK_REALTIME, request["clock"])
            connection.sendall(frame(b"x", b"0"))
            return
        try:
            command = Command(connection, stream, request)
        except OSError as error:
            connection.sendall(frame(b"e", str(error).encode()) + frame(b"x", str(CANNOT_RUN).encode()))
        else:
            command.run()


if __name__ == "__main__":
    serve(sys.argv[1])
