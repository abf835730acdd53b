"""Papers of one project, made from what its file says at that moment."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.controllers.parts import Parts
from desktop.controllers.sheets import Sheets
from desktop.controllers.shown_sheet import Sheet
from desktop.workers.answers import Answer, Ok
from desktop.workers.press_requests import RenderPaper
from models.project_file import ProjectFile
from models.requests import ReadProject
from views.dialogs.preview_dialog import Check
from views.paper.catalogue import CATALOGUE
from views.paper.drafts import draft_words


class Papers(QObject):
    """Tells: said(sentence), refused(sentence), dialog_opened(dialog)."""

    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._sheets = Sheets(parts, self)
        self._sheets.said.connect(self.said)
        self._sheets.refused.connect(self.refused)
        self._sheets.dialog_opened.connect(self.dialog_opened)

    def preview(self, project: ProjectFile, form: str) -> None:
        """Read the project afresh, make the paper and show it."""
        self._parts.records.ask(ReadProject(project.card.id), partial(self._read, form))

    def _read(self, form: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, ProjectFile):
            self._sheets.preview(self._sheet(answer.value, form))
        else:
            self.refused.emit(self._parts.telling.sentence(answer))

    def _sheet(self, project: ProjectFile, form: str) -> Sheet:
        paper = CATALOGUE[form]
        return Sheet(
            title=paper.title,
            subtitle=f"{project.card.number} · {project.card.name}",
            file_name=paper.file_name(project),
            wish=partial(RenderPaper, form, project),
            checks=self._checks(project, form),
            signatory=project.head.name if project.head else "",
        )

    def _checks(self, project: ProjectFile, form: str) -> tuple[Check, ...]:
        lacking = draft_words(form, project)
        if not lacking:
            return (Check(self.tr("Lengkap"), self.tr("Naskah tercetak tanpa tanda KONSEP.")),)
        hint = self.tr("Tercetak dengan tanda KONSEP.")
        return tuple(Check(f"{reason[:1].upper()}{reason[1:]}", hint, fine=False) for reason in lacking)
