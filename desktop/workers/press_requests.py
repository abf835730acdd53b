"""Requests to the press child: files that are slow to make or to save. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.board import PastBoard
from models.figures.values import Chart, Figures
from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile

TEMPLATES = {
    "SRS": "srs.docx",
    "SRA": "sra.docx",
    "SD": "system-design.docx",
    "UJ1": "uji-coba-awal.docx",
    "UJ2": "uji-coba-akhir.docx",
}
"""Document kind → file of resources/templates."""


@dataclass(frozen=True, slots=True)
class RenderPaper:
    """Answers the PDF of a form; its codes are in models/sop/forms.py."""

    form: str
    project: ProjectFile
    office: OfficeSettings
    printing: Printing


@dataclass(frozen=True, slots=True)
class FillTemplate:
    """Answers the DOCX of a document kind's template ("SRS"), filled with the project's facts."""

    kind: str
    project: ProjectFile
    office: OfficeSettings


@dataclass(frozen=True, slots=True)
class SaveCopy:
    """Copies a file of this computer to a place the person chose, writable; answers the place."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class SaveContent:
    """Writes bytes to a place the person chose; answers the place."""

    content: bytes
    target: str


@dataclass(frozen=True, slots=True)
class RenderCharts:
    """Answers a tuple of (Chart, SVG bytes), one for each of `rooms`, in that order.

    rooms: pixels of width; a chart's height follows from what it shows (see the SVG's own).
    dark: light ink for a dark ground. The ground itself is transparent. The letters are the window's.
    """

    figures: Figures
    rooms: Mapping[Chart, float]
    dark: bool = False


@dataclass(frozen=True, slots=True)
class RenderReport:
    """Answers the PDF of the periodic report, A4 lying."""

    figures: Figures
    office: OfficeSettings
    printing: Printing


@dataclass(frozen=True, slots=True)
class RenderBoard:
    """Answers the PDF of the board of a past day, A4 or A3 lying as `printing.paper` says."""

    past: PastBoard
    office: OfficeSettings
    printing: Printing


@dataclass(frozen=True, slots=True)
class MakeWorkbook:
    """Answers the XLSX with the same figures, one sheet a table."""

    figures: Figures
    office: OfficeSettings
    printing: Printing
