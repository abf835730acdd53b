"""Processes of the laboratory, always named by number and start time, so that no stranger is ever killed."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


class LabError(RuntimeError):
    """The laboratory itself does not work; the text says why."""


def call(*argv: object, check: bool = True, timeout: float = 120, **options: object) -> str:
    """Output (and errors) of a program of the host. Raises LabError where it fails, unless `check` is False."""
    words = [str(each) for each in argv]
    try:
        done = subprocess.run(
            words,
            stdin=None if "input" in options else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
            check=False,
            **options,  # pyright: ignore[reportArgumentType, reportCallIssue]
        )
    except FileNotFoundError as error:
        raise LabError(f"{words[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise LabError(f"no end after {timeout:g} s: {shlex.join(words)}") from error
    if check and done.returncode:
        raise LabError(f"{shlex.join(words)}\n{done.stdout.strip()}")
    return done.stdout


def succeeds(*argv: object) -> bool:
    """Whether that program of the host ends with status 0."""
    return subprocess.run([str(each) for each in argv], capture_output=True, check=False).returncode == 0


def wait_for[Value](what: str, condition: Callable[[], Value], seconds: float, every: float = 0.05) -> Value:
    """The first true answer of `condition`. Raises LabError after `seconds`."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise LabError(f"{what}: not after {seconds:g} s")
        time.sleep(every)
    return value


def _stat(pid: int) -> tuple[str, int, int] | None:
    """State letter, parent and start time."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], int(fields[1]), int(fields[19])


@dataclass(frozen=True, slots=True)
class Process:
    """One process, told apart from a later one with the same number by its start time."""

    pid: int
    start: int

    @classmethod
    def of(cls, pid: int) -> Process:
        """The process that has that number now."""
        found = _stat(pid)
        return cls(pid, found[2] if found else 0)

    @property
    def alive(self) -> bool:
        """False also for one that has ended and was not yet collected."""
        found = _stat(self.pid)
        return found is not None and found[0] not in "ZX" and found[2] == self.start

    def family(self) -> list[Process]:
        """Itself and everything it has started, parents first."""
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and (found := _stat(int(entry.name))):
                children.setdefault(found[1], []).append(int(entry.name))
        numbers = [self.pid]
        for pid in numbers:
            numbers += children.get(pid, [])
        return [self, *(Process.of(pid) for pid in numbers[1:])]

    def send(self, number: int) -> None:
        """A signal, to this very process and to no later one."""
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def end_family(self, seconds: float = 10) -> None:
        """SIGKILL to itself and to everything it has started."""
        if self.alive:
            self.send(signal.SIGSTOP)  # it must not fork meanwhile
            members = self.family()
            for member in members:
                member.send(signal.SIGKILL)
            wait_for(f"process {self.pid} ends", lambda: not any(each.alive for each in members), seconds)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, os.WNOHANG)


def start_daemon(argv: Sequence[object], log: Path, **environment: str) -> Process:
    """A process that outlives this one; its output is added to `log`."""
    words = [str(each) for each in argv]
    append = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(log), append, 0o644),
        (os.POSIX_SPAWN_DUP2, 1, 2),
    ]
    pid = os.posix_spawnp(words[0], words, {**os.environ, **environment}, file_actions=actions, setsid=True)
    return Process.of(pid)
