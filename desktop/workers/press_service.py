"""The service of the press child: papers by ReportLab, Word documents from templates. No Qt, no database."""

from __future__ import annotations

import errno
from pathlib import Path

from desktop.paths import resource
from desktop.workers.press_requests import (
    FillTemplate,
    MakeWorkbook,
    RenderBoard,
    RenderCharts,
    RenderPaper,
    RenderReport,
    SaveContent,
    SaveCopy,
)
from desktop.workers.templates import fill
from desktop.workers.workbook import workbook
from models.errors import NotFound, ShareUnavailable
from models.figures.values import Chart
from models.storage.durable import replace_durably
from views.paper import board_print, periodic_report
from views.paper.charts.gallery import svg
from views.paper.fonts import Fonts
from views.paper.forms import FORMS
from views.tokens import FAMILY

FACES = (
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf",
)


def read_fonts() -> Fonts:
    """The typeface of all papers, out of resources/fonts."""
    return Fonts(*(resource("fonts", name).read_bytes() for name in FACES))


def read_window_fonts() -> Fonts:
    """The typeface of the window, with which its charts are measured: bold is its 600, nothing leans in it."""
    regular, bold = (resource("fonts", f"InterLajur-{style}.ttf").read_bytes() for style in ("Regular", "SemiBold"))
    return Fonts(regular, bold, regular, bold)


class PressService:
    """Answers papers and templates with bytes, RenderCharts with one SVG a chart, what is saved with its place."""

    def __init__(self) -> None:
        self._fonts, self._window_fonts = read_fonts(), read_window_fonts()

    def answer(self, request: object, login: str) -> bytes | str | tuple[tuple[Chart, bytes], ...]:
        """Raises NotFound for a form or template that there is not, ShareUnavailable where a file cannot be written."""
        match request:
            case SaveCopy(source=source, target=target):
                return saved(Path(source).read_bytes(), Path(target))
            case SaveContent(content=content, target=target):
                return saved(content, Path(target))
            case RenderPaper():
                return self.render(request)
            case RenderReport(figures=figures, office=office, printing=printing):
                return periodic_report.render(figures, office, printing, self._fonts)
            case MakeWorkbook(figures=figures, office=office, printing=printing):
                return workbook(figures, office, printing)
            case RenderBoard(past=past, office=office, printing=printing):
                return board_print.render(past, office, printing, self._fonts)
            case RenderCharts():
                return self.charts(request)
            case FillTemplate(kind=kind, project=project, office=office):
                return fill(kind, project, office)
            case _:
                raise NotFound(what="request", key=type(request).__name__)

    def render(self, request: RenderPaper) -> bytes:
        """The PDF of a form."""
        form = FORMS.get(request.form)
        if form is None:
            raise NotFound(what="form", key=request.form)
        return form.render(request.project, request.office, request.printing, self._fonts)

    def charts(self, request: RenderCharts) -> tuple[tuple[Chart, bytes], ...]:
        """Each chart as SVG for the window."""
        return tuple(
            (chart, svg(chart, request.figures, width, self._window_fonts, FAMILY, request.dark))
            for chart, width in request.rooms.items()
        )

    def close(self) -> None:
        """Nothing is held."""


def saved(content: bytes, target: Path) -> str:
    """Write beside the target, then put it in place, so that a cut never leaves half a file."""
    try:
        replace_durably(target, content, sync=False)
    except OSError as error:
        raise ShareUnavailable(problem=_problem(error), path=str(target)) from error
    return str(target)


def _problem(error: OSError) -> str:
    return {errno.ENOSPC: "full", errno.EROFS: "readonly", errno.EACCES: "readonly"}.get(
        error.errno or 0, "cannot_save"
    )


def open_press() -> PressService:
    """What the press child opens; its target is "desktop.workers.press_service:open_press"."""
    return PressService()
