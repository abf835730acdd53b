"""Questions about the whole office: figures of a period, forecasts, evidence for the SOP. Nothing is changed."""

from __future__ import annotations

from datetime import date

from models.errors import NotFound
from models.figures.compute import Reading, figures
from models.figures.evidence import evidence
from models.figures.evidence_values import Evidence
from models.figures.forecast import forecast
from models.figures.forecast_values import Forecast
from models.figures.history import History
from models.figures.values import Figures
from models.operations.write_context import Turn
from models.records import ledger
from models.records.figure_reading import HistoryReader
from models.records.people import head_of
from models.requests import ReadEvidence, ReadFigures, ReadForecast
from models.storage import rows
from models.storage.tables import PauseRow, ProjectRow
from models.workdays import Calendar

Question = ReadFigures | ReadForecast | ReadEvidence


def reckon(turn: Turn, question: Question, calendar: Calendar) -> Figures | Forecast | Evidence:
    """The answer, on what the ledger's newest line says. Raises NotFound, or RuleBroken for a project that is over."""
    match question:
        case ReadForecast(project_id=project_id):
            if rows.one(turn.connection, ProjectRow, id=project_id) is None:
                raise NotFound(what="project", key=project_id)
            return forecast(_history(turn, calendar), project_id, _expected(turn, project_id))
        case ReadEvidence():
            return evidence(_history(turn, calendar))
        case ReadFigures(period=period, team=team):
            history = _history(turn, calendar)
            sequence, newest_hash = ledger.newest(turn.connection)
            reading = Reading(turn.now, sequence, newest_hash, head_of(history.sop, turn.people))
            return figures(history, period, team, reading)


def _history(turn: Turn, calendar: Calendar) -> History:
    return HistoryReader(turn.connection, turn.procedures, turn.people, calendar).read(turn.today)


def _expected(turn: Turn, project_id: int) -> date | None:
    """When a held project is to go on, if somebody said so."""
    still = [each for each in rows.many(turn.connection, PauseRow, project_id=project_id) if not each.until]
    return date.fromisoformat(still[-1].expected) if still and still[-1].expected else None
