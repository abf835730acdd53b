"""Which numbers an office has given, as far as it can be known, so that no restoration gives one of them again.

Papers with these numbers may have been handed out already. The office that is replaced is asked; where it cannot be
read, what it left behind: its other backups, and the folders of its projects, which are named after their numbers.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models.documents.dossier import ASIDE
from models.errors import OfficeError
from models.records import numbering
from models.storage.copies import looking_into, sound_contents

_NUMBER = re.compile(r"([A-Z][A-Z0-9]*-\d{4})-(\d{3,6})(?!\S)")
_UNREADABLE = (OfficeError, OSError, ValueError, DBAPIError, sqlite3.Error)


@dataclass(frozen=True, slots=True)
class GivenNumbers:
    """last: number given last, by series, such as "PRJ-2026".

    surely: read from the office itself, not from what it left behind.
    """

    last: Mapping[str, int]
    surely: bool


def given_by(copy: Path) -> GivenNumbers:
    """What a sound copy of the office says."""
    with looking_into(copy) as connection:
        return GivenNumbers(numbering.given(connection), surely=True)


def given_as_known(path: Path, uuid: str, backups: Path, documents: Path) -> GivenNumbers:
    """What can be found out about the office of that uuid, whose file at `path` may be ruined or gone."""
    files = (_of_file(each, uuid) for each in (path, *sorted(backups.glob("*.db"))))
    return GivenNumbers(_highest([*files, _of_folders(documents)]), surely=_is_whole(path, uuid))


def _of_file(path: Path, uuid: str) -> Mapping[str, int]:
    try:
        with looking_into(path) as connection:
            found = connection.exec_driver_sql("SELECT uuid FROM office").scalar()
            return numbering.given(connection) if found == uuid else {}
    except _UNREADABLE:
        return {}


def _is_whole(path: Path, uuid: str) -> bool:
    try:
        return sound_contents(path).uuid == uuid
    except _UNREADABLE:
        return False


def _of_folders(documents: Path) -> Mapping[str, int]:
    try:
        names = [each.name for each in chain(documents.glob("*/*"), documents.glob(f"{ASIDE}/*/*"))]
    except OSError:
        return {}
    return _highest({match[1]: int(match[2])} for match in map(_NUMBER.match, names) if match)


def _highest(known: Iterable[Mapping[str, int]]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for each in known:
        for series, last in each.items():
            highest[series] = max(last, highest.get(series, 0))
    return highest
