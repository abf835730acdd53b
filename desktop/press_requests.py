"""What crosses to the press: frozen wishes, each answered with the bytes of one file. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile


@dataclass(frozen=True, slots=True)
class RenderPaper:
    """Answers the PDF of a form ("release_notice", "completion_report", "disposition", "project_card")."""

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
