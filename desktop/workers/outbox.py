"""Writes kept on this computer until their outcome is known, so that no typed word is lost with a share. No Qt.

One JSON file a write, named by its operation id: {"place": shown name of the database, "office": {"uuid", "epoch"} or
null, "login": who asked, "request": the request's fields, with its class name under "@" (plain_values.py)}.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from desktop.workers.plain_values import from_plain, to_plain
from models.office_mark import OfficeMark
from models.requests import Write

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptWrite:
    """One write of the outbox. login: who asked for it. office: for whose data it was meant, None where nobody knew."""

    login: str
    request: Write
    office: OfficeMark | None = None


class Outbox:
    """A folder with one JSON file for each write of one database (`place`)."""

    def __init__(self, folder: Path, place: str) -> None:
        self._folder = folder
        self._place = place

    def keep(self, kept: KeptWrite) -> None:
        """Write its file, which is durable when this returns. OSError if the local disk is full or gone."""
        self._folder.mkdir(parents=True, exist_ok=True)
        request, office = to_plain(kept.request, named=True), to_plain(kept.office)
        content = {"place": self._place, "office": office, "login": kept.login, "request": request}
        path = self._path(kept.request.operation_id)
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as stream:
            json.dump(content, stream, ensure_ascii=False)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)

    def drop(self, operation_id: str) -> None:
        """Delete its file, if there is one. OSError if the local disk refuses."""
        self._path(operation_id).unlink(missing_ok=True)

    def leftovers(self) -> tuple[KeptWrite, ...]:
        """Every write kept for this database, oldest first. A file that cannot be read is left alone."""
        try:
            found = [self._read(path) for path in self._folder.glob("*.json")]
        except OSError:
            return ()
        return tuple(kept for _, kept in sorted((each for each in found if each is not None), key=itemgetter(0)))

    def _read(self, path: Path) -> tuple[float, KeptWrite] | None:
        """With the moment at which it was kept."""
        try:
            content, at = json.loads(path.read_text("utf-8")), path.stat().st_mtime
            if content["place"] != self._place:
                return None
            request, office = from_plain(content["request"]), content.get("office")
            mark = OfficeMark(str(office["uuid"]), int(office["epoch"])) if office else None
            return (at, KeptWrite(str(content["login"]), request, mark)) if isinstance(request, Write) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            log.warning("The kept write %s cannot be read", path.name)
            return None

    def _path(self, operation_id: str) -> Path:
        return self._folder / f"{operation_id}.json"
