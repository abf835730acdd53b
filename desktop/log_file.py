"""The program's own diary on this computer, one file for each process. Qt-free: the children use it too."""

from __future__ import annotations

import logging
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TextIO

from desktop.diary import start_diary


def program_version() -> str:
    """Version of Lajur as installed."""
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
