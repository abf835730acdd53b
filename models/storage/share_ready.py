"""Makes a place ready before SQLite touches it: refuses what loses data, mends the locks on CIFS."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from models.errors import ShareUnavailable
from models.storage import smb_locking
from models.storage.faults import WAITING, primary_code
from models.storage.share import Kind, Place, look_at, refusal

Look = Callable[[Path], Place]


def make_ready(path: Path, look: Look = look_at) -> ShareUnavailable | None:
    """To be called before the first connection to the database `path`.

    Raises ShareUnavailable where nothing may be kept there. Answers ShareUnavailable(problem=cifs_locks_refused) where
    it may be read but not written, because SQLite's locks cannot be made to work.
    """
    place = look(path)
    refused = refusal(place)
    if refused is not None:
        raise refused
    if place.kind is not Kind.CIFS:
        return None
    try:
        smb_locking.install()
        smb_locking.prove(path.parent)
    except smb_locking.CannotOverride as error:
        logging.getLogger(__name__).warning("SQLite's locks cannot be mended: %s", error)
    except (sqlite3.Error, OSError) as error:
        if primary_code(error) not in WAITING:
            return None  # read-only, full or gone: the first real write says so
        logging.getLogger(__name__).warning("SQLite's locks do not work: %s", error)
    else:
        return None
    return ShareUnavailable(problem="cifs_locks_refused", path=place.path, mount=place.mount)
