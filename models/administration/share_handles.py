"""Does the server keep a read lock that was given back? Two handles of this workstation find out, and another one asks.

See local_turn.py. The locks are SQLite's own, on the trial database: so the other workstation need only try to write.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from models.storage.smb_locking import SHARED_FIRST, SHARED_SIZE

if sys.platform != "win32":
    import fcntl

if sys.platform == "win32":

    @contextmanager
    def read_together(database: Path) -> Iterator[None]:
        """Two handles have read at the same time, both let go, and are open inside the block. Raises sqlite3.Error."""
        with ExitStack() as stack:
            both = [stack.enter_context(closing(sqlite3.connect(database, isolation_level=None))) for _ in range(2)]
            for statement in ("BEGIN", "SELECT count(*) FROM trial", "ROLLBACK"):
                for each in both:
                    each.execute(statement).fetchone()
            yield

else:

    @contextmanager
    def read_together(database: Path) -> Iterator[None]:
        """Two handles have read at the same time, both let go, and are open inside the block. Raises OSError.

        By hand, for SQLite takes one lock for all its connections in a process.
        """
        with ExitStack() as stack:
            # Linux gives openings with the same flags the same handle; SQLite itself uses neither of these.
            both = [os.open(database, os.O_RDWR | flag) for flag in (os.O_APPEND, os.O_NONBLOCK)]
            for each in both:
                stack.callback(os.close, each)
            for kind in (fcntl.LOCK_SH | fcntl.LOCK_NB, fcntl.LOCK_UN):
                for each in both:
                    fcntl.lockf(each, kind, SHARED_SIZE, SHARED_FIRST)
            yield
