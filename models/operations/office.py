"""The office's own settings: letterhead, limits, contact."""

from __future__ import annotations

from models.operations.write_context import Outcome, Turn, administrator_only
from models.records.settings import as_json, merged, read_office
from models.requests import SetOffice
from models.storage import rows


def set_office(turn: Turn, request: SetOffice) -> Outcome:
    """Writes the given fields only. Administrators only."""
    administrator_only(turn.actor)
    settings = merged(turn.settings, request.values)
    office = read_office(turn.connection)
    office.settings = as_json(settings)
    rows.change(turn.connection, office, "settings")
    return Outcome("set_office", details={"fields": sorted(request.values)})
