"""What makes a file this program's own, and which program may write it."""

from __future__ import annotations

APPLICATION_ID = 0x4C414A55
"""PRAGMA application_id of an office file: "LAJU"."""

SCHEMA = 3
"""PRAGMA user_version that this program reads and writes; the newest step in models/migrations/versions."""

OLDEST_READER = 2
"""The oldest SCHEMA whose programs can still read a file of this one."""
