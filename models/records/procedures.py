"""The procedures that this office adopted; each project runs on the version it began with."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from models.errors import NotFound
from models.sop.procedure import Sop
from models.sop.reading import dump, load
from models.storage import rows
from models.storage.tables import SopVersionRow


class Procedures:
    """Stored SOP versions, each parsed once. `shipped`: one at hand that need not be parsed again."""

    def __init__(self, shipped: Sop | None = None) -> None:
        self._shipped = shipped
        self._known: dict[int, Sop] = {}

    def of(self, connection: Connection, version_id: int) -> Sop:
        """The procedure of a project's `sop_version_id`."""
        if version_id not in self._known:
            row = rows.one(connection, SopVersionRow, id=version_id)
            if row is None:
                raise NotFound(what="sop_version", key=version_id)
            self._known[version_id] = self._read(row)
        return self._known[version_id]

    def newest(self, connection: Connection) -> tuple[int, Sop]:
        """Key and procedure for new projects."""
        stored = rows.many(connection, SopVersionRow)
        if not stored:
            raise NotFound(what="sop_version", key="")
        newest = max(stored, key=lambda row: row.number)
        return newest.id, self.of(connection, newest.id)

    def _read(self, row: SopVersionRow) -> Sop:
        if self._shipped is not None and self._shipped.hash == row.hash:
            return replace(self._shipped, version=row.number)
        return replace(load(row.text, "sop_version"), version=row.number)


def adopt(connection: Connection, sop: Sop, at: str) -> int:
    """Stores a procedure as the newest version and gives its key; the same text is stored once."""
    known = rows.one(connection, SopVersionRow, hash=sop.hash)
    if known is not None:
        return known.id
    number = 1 + max((row.number for row in rows.many(connection, SopVersionRow)), default=0)
    return rows.add(connection, SopVersionRow(number=number, hash=sop.hash, text=dump(sop), adopted_at=at)).id
