"""Gives a new office its place, a file or a database on a server: whole, or nothing is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from models import places
from models.errors import ShareUnavailable
from models.migrations.build import build, build_on_server
from models.storage.durable import publish_new
from models.storage.faults import translating_errors
from models.storage.gate import MAINTENANCE
from models.storage.leftovers import is_empty, is_unfinished, new_part, new_parts, remove
from models.storage.share import PlaceLook, look_at, make_ready
from models.storage.write_lock import exclusive_lock


def found_at(place: str | Path, fill: Callable[[Connection], None], look: PlaceLook = look_at) -> None:
    """Makes the tables at a path or an address, where no office may be yet, and lets `fill` write all rows.

    A file is made under another name and then gets its own; what a killed program left of doing so is cleared first.
    Raises ShareUnavailable(problem=founding|readonly|full|…) or what must_be_free and build_on_server raise.
    """
    if places.is_address(place):
        build_on_server(str(place), fill)
        return
    must_be_free(place)
    path = Path(place)
    barred = make_ready(path, look)
    if barred is not None:
        raise barred
    with exclusive_lock(path, MAINTENANCE, "", "founding"):
        if is_unfinished(path):
            remove(path)
        for leftover in new_parts(path):
            _clear(leftover)
        part = new_part(path)
        try:
            with translating_errors(str(part)):
                build(part, fill)
            publish_new(part, path)
        finally:
            _remove(part)


def must_be_free(place: str | Path) -> None:
    """Raises ShareUnavailable(problem=exists|exists_empty|no_folder) for a path that cannot be used.

    What a killed founding left there may be used. A server is asked later.
    """
    if places.is_address(place):
        return
    path = Path(place)
    if path.exists() and not is_unfinished(path):
        raise ShareUnavailable(problem="exists_empty" if is_empty(path) else "exists", path=str(path))
    if not path.parent.is_dir():
        raise ShareUnavailable(problem="no_folder", path=str(path.parent))


def _clear(leftover: Path) -> None:
    """Removes what a killed program left; a file that is being made is locked and stays."""
    try:
        with closing(sqlite3.connect(leftover, timeout=0, isolation_level=None)) as raw:
            raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return
    except sqlite3.DatabaseError:
        pass  # killed before the first page was whole
    _remove(leftover)


def _remove(part: Path) -> None:
    for name in (part.name, part.name + "-journal"):
        part.with_name(name).unlink(missing_ok=True)
