"""Every printed form by its code, without ReportLab, so that the window may offer them: title, papers, file name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.project_file import ProjectFile
from views.paper.lookups import form_number


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form. numbered: the program gives it a number (PublishRelease). papers: sizes it is laid out for."""

    code: str
    title: str
    numbered: bool = False
    papers: tuple[str, ...] = ("A4", "F4")

    def file_name(self, project: ProjectFile) -> str:
        """A name for the saved file, without folders: "Release Notice RN-2026-003 PRJ-2026-014.pdf"."""
        parts = (self.title, form_number(project, self.code), project.card.number)
        text = " ".join(part for part in parts if part)
        return "".join(c if c.isalnum() or c in " -_.()" else "-" for c in text).strip(" .")[:120] + ".pdf"


CATALOGUE: Mapping[str, Form] = MappingProxyType(
    {
        form.code: form
        for form in (
            Form("disposition", "Lembar Disposisi", papers=("A4", "F4", "A5")),
            Form("release_notice", "Release Notice", numbered=True),
            Form("completion_report", "Laporan Penyelesaian", numbered=True),
            Form("project_card", "Kartu Proyek"),
        )
    }
)
"""Form code to form; the codes are those that documents of a SOP name, and the project card."""
