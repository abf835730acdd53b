"""`lajur report` and `lajur forecast`: figures of a period as a file, and when a project will be over. No Qt."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from desktop.cli.output import Output
from desktop.cli.parser import WrongUsage
from desktop.cli.projects import Ask, Projects
from desktop.workers.plain_values import to_plain
from desktop.workers.press_requests import MakeWorkbook, RenderReport
from desktop.workers.press_service import PressService, saved
from models.board import Board
from models.errors import ShareUnavailable
from models.figures.forecast import Forecast
from models.figures.periods import parse
from models.figures.values import Figures
from models.office import OfficeSettings, Printing
from models.requests import ReadFigures, ReadForecast, ReadOffice
from views.words.figure_words import FigureWords

COMMANDS = frozenset({"report", "forecast"})
ENDINGS = (".pdf", ".xlsx", ".json")


def run(arguments: Namespace, ask: Ask, board: Board, output: Output) -> None:
    """Carry out one of COMMANDS. Raises WrongUsage or OfficeError."""
    if arguments.command == "report":
        _report(arguments, ask, board, output)
    else:
        _forecast(Projects(ask, board, output).find(arguments.project).id, ask, board, output)


def _report(arguments: Namespace, ask: Ask, board: Board, output: Output) -> None:
    out = Path(arguments.out)
    if out.suffix.lower() not in ENDINGS:
        raise WrongUsage(f"nama berkas harus berakhiran {', '.join(ENDINGS)}")
    figures = ask(ReadFigures(parse(arguments.period), arguments.team))
    assert isinstance(figures, Figures)
    if arguments.team and arguments.team not in figures.teams:
        raise WrongUsage(f"tim {arguments.team} tidak ada; pilih salah satu: {', '.join(figures.teams) or '–'}")
    content = _content(out.suffix.lower(), figures, ask, board)
    try:
        saved(content, out)
    except ShareUnavailable:
        raise WrongUsage(f"{out} tidak dapat ditulis") from None
    words = FigureWords()
    lines = [f"Laporan disimpan di {out}.", *([words.empty] if figures.empty else [])]
    output.value({"file": str(out), "bytes": len(content), "period": figures.period.text}, lines)


def _content(ending: str, figures: Figures, ask: Ask, board: Board) -> bytes:
    if ending == ".json":
        return json.dumps(_plain(figures), ensure_ascii=False, indent=2).encode()
    office = ask(ReadOffice())
    assert isinstance(office, OfficeSettings)
    kind = RenderReport if ending == ".pdf" else MakeWorkbook
    content = PressService().answer(kind(figures, office, Printing(datetime.now(UTC), board.actor.name)), "")
    assert isinstance(content, bytes)
    return content


def _plain(figures: Figures) -> object:
    """The figures without the whole procedure, which only its number and its steps stand for."""
    plain = to_plain(figures)
    assert isinstance(plain, dict)
    steps = {str(step.number): step.title for step in figures.sop.steps}
    return {**plain, "sop": {"code": figures.sop.code, "version": figures.sop.version, "steps": steps}}


def _forecast(project_id: int, ask: Ask, board: Board, output: Output) -> None:
    found = ask(ReadForecast(project_id))
    assert isinstance(found, Forecast)
    head = f"{found.number}  {found.name}"
    output.value(found, [head, *FigureWords().forecast_lines(found, board.sop)])
