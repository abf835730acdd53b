"""The oldest version of the program that may write."""

from __future__ import annotations

import re

from models.errors import BadInput
from models.operations.write_context import Outcome, Turn, administrator_only
from models.records.settings import read_office
from models.storage import rows
from models.upkeep_requests import RequireProgram


def require_program(turn: Turn, request: RequireProgram) -> Outcome:
    """Asked again inside every later write. Administrators only."""
    administrator_only(turn.actor)
    if not re.fullmatch(r"(\d{1,4}(\.\d{1,4}){0,3})?", request.program):
        raise BadInput(problem="wrong_type", field="program")
    office = read_office(turn.connection)
    office.min_program = request.program
    rows.change(turn.connection, office, "min_program")
    return Outcome("require_program", details={"program": request.program})
