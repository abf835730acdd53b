"""A folder of this computer for a copy of a database that is not finished yet.

A program that is killed cannot remove its folder, and a copy of an office must not lie about for ever: whoever needs
such a folder next removes those that are older than a day.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BEGIN = "lajur-"
_MADE = re.compile(_BEGIN + "[a-z0-9_]{8}")
"""The names that tempfile gives."""
OLD = 24 * 3600.0
"""Seconds without a change in the folder, after which nobody is at work in it any more."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A private, empty folder among the temporary files, gone afterwards. Raises OSError where none can be made."""
    _remove_abandoned(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_BEGIN, ignore_cleanup_errors=True) as made:
        yield Path(made)


def _remove_abandoned(folder: Path) -> None:
    """As far as this user may; what another user left stays."""
    for each in folder.glob(f"{_BEGIN}*"):
        with suppress(OSError):
            if _MADE.fullmatch(each.name) and time.time() - each.lstat().st_mtime > OLD:
                shutil.rmtree(each, ignore_errors=True)
