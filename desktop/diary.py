"""The log file of one process on this computer, opened by its first line, and what it says of its circumstances."""

from __future__ import annotations

import faulthandler
import importlib
import logging
import platform
import sys
from pathlib import Path
from typing import TextIO, override

MEGABYTE = 1 << 20


class Diary(logging.Handler):
    """Writes to a file that is turned over at a megabyte. A disk that refuses costs the line, never the work."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    @override
    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._opened().handle(record)
        except OSError:
            self.handleError(record)

    @override
    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        if self._file is None:
            kind = importlib.import_module("logging.handlers").RotatingFileHandler
            made: logging.Handler = kind(self._path, maxBytes=MEGABYTE, backupCount=2, encoding="utf-8")
            made.setFormatter(self.formatter)
            self._file = made
        return self._file


def start_diary(folder: Path, name: str) -> TextIO | None:
    """Log to folder/name.log and hard faults to folder/name-fault.log. Returns the latter's stream, to be kept open.

    None when the folder cannot be written: the program works without a diary.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / f"{name}-fault.log").open("a", encoding="utf-8")
    except OSError:
        return None
    root = logging.getLogger()
    root.addHandler(Diary(folder / f"{name}.log"))
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    faulthandler.enable(stream, all_threads=True)
    return stream


def program_version() -> str:
    """Version of Lajur as installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 (slow: not before the first paint)

    try:
        return version("lajur")
    except PackageNotFoundError:
        return "0.1.0"


def circumstances() -> str:
    """First lines of a crash report: versions, without names of persons or projects."""
    system = f"{platform.system()} {platform.release()} {platform.version()} {platform.machine()}"
    return f"Lajur {program_version()} · Python {platform.python_version()} · {system}"


def start_log(folder: Path, name: str) -> TextIO | None:
    """See start_diary; the first line tells the versions."""
    stream = start_diary(folder, name)
    if stream is not None:
        log_circumstances(name)
    return stream


def log_circumstances(name: str) -> None:
    """One line that tells the versions."""
    logging.getLogger(name).info("%s · %s", circumstances(), Path(sys.executable).name)
