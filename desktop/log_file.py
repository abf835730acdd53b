"""The program's own diary on this computer, one file for each process. Qt-free: the children use it too."""

from __future__ import annotations

import faulthandler
import logging
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

MEGABYTE = 1 << 20


def program_version() -> str:
    """Version of Lajur as installed."""
    try:
        return version("lajur")
    except PackageNotFoundError:
        return "0.1.0"


def circumstances() -> str:
    """First lines of a crash report: versions, without names of persons or projects."""
    return f"Lajur {program_version()} · Python {platform.python_version()} · {platform.platform()}"


def start_log(folder: Path, name: str) -> TextIO | None:
    """Log to folder/name.log and hard faults to folder/name-fault.log. Returns the latter's stream, to be kept open.

    None when the folder cannot be written: the program works without a diary.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / f"{name}-fault.log").open("a", encoding="utf-8")
        writer = RotatingFileHandler(folder / f"{name}.log", maxBytes=MEGABYTE, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(writer)
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)
    faulthandler.enable(stream, all_threads=True)
    logging.getLogger(name).info("%s · %s", circumstances(), Path(sys.executable).name)
    return stream
