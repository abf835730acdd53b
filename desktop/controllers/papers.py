"""Papers: made by the press, looked at, printed, saved."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.answers import Answer, Ok
from desktop.controllers.parts import Parts
from desktop.press_requests import RenderPaper, SaveContent
from desktop.printing import PrintJob
from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from models.requests import ReadOffice, ReadProject
from views.dialogs.preview_dialog import Check, PreviewDialog
from views.paper.catalogue import CATALOGUE
from views.paper.drafts import draft_words

PRESS_DEADLINE = 60.0


class Papers(QObject):
    """Tells: said(sentence), refused(sentence), dialog_opened(dialog)."""

    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def preview(self, project: ProjectFile, form: str) -> None:
        """Read the project afresh, make the paper and show it."""
        self._parts.records.ask(ReadProject(project.card.id), partial(self._read, form))

    def _read(self, form: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, ProjectFile):
            self._parts.records.ask(ReadOffice(), partial(self._open, answer.value, form))
        else:
            self.refused.emit(self._parts.telling.sentence(answer))

    def _open(self, project: ProjectFile, form: str, answer: Answer) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, OfficeSettings)):
            self.refused.emit(self._parts.telling.sentence(answer))
            return
        parts, title = self._parts, CATALOGUE[form].title
        subtitle = f"{project.card.number} · {project.card.name}"
        dialog = PreviewDialog(parts.theme, parts.icons, parts.words, title, subtitle, parts.window)
        paper = Paper(dialog, parts, project, form, answer.value)
        paper.said.connect(self.said)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        paper.make("A4")
        self.dialog_opened.emit(dialog)


class Paper(QObject):
    """One paper in its preview; dies with the dialog."""

    said = Signal(str)

    def __init__(
        self, dialog: PreviewDialog, parts: Parts, project: ProjectFile, form: str, office: OfficeSettings
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._parts = dialog, parts
        self._project, self._form, self._office = project, form, office
        self._printer: QPrinter | None = None
        self._job: PrintJob | None = None
        self._stopped = False
        dialog.paper_changed.connect(self.make)
        dialog.save_requested.connect(self._save)
        dialog.print_requested.connect(self._choose_printer)
        dialog.stop.clicked.connect(self._stop)
        dialog.show_checks(self._checks())
        dialog.show_signatory(project.head.name if project.head else "")

    def make(self, paper: str) -> None:
        """Ask the press for the paper on that size."""
        board = self._parts.session.first_board
        printing = Printing(datetime.now(UTC), board.actor.name if board else "", paper)
        self._dialog.show_working(self.tr("Menyiapkan naskah…"))
        request = RenderPaper(self._form, self._project, self._office, printing)
        self._parts.press.ask(request, self._made, PRESS_DEADLINE)

    def _made(self, answer: Answer) -> None:
        self._dialog.show_working("")
        if isinstance(answer, Ok) and isinstance(answer.value, bytes):
            self._dialog.show_document(answer.value)
        else:
            self._dialog.show_notice("late", self._parts.telling.sentence(answer))

    def _checks(self) -> tuple[Check, ...]:
        lacking = draft_words(self._form, self._project)
        if not lacking:
            return (Check(self.tr("Lengkap"), self.tr("Naskah tercetak tanpa tanda KONSEP.")),)
        hint = self.tr("Tercetak dengan tanda KONSEP.")
        return tuple(Check(f"{reason[:1].upper()}{reason[1:]}", hint, fine=False) for reason in lacking)

    def _save(self) -> None:
        name = CATALOGUE[self._form].file_name(self._project)
        place, _ = QFileDialog.getSaveFileName(self._dialog, self.tr("Simpan PDF"), name, "PDF (*.pdf)")
        if place:
            self.save_to(place)

    def save_to(self, place: str) -> None:
        """Write the PDF shown to `place`, outside the window's process."""
        self._dialog.show_working(self.tr("Menyimpan…"))
        self._parts.press.ask(SaveContent(self._dialog.data(), place), partial(self._saved, place), PRESS_DEADLINE)

    def _saved(self, place: str, answer: Answer) -> None:
        self._dialog.show_working("")
        if isinstance(answer, Ok):
            text = self.tr("PDF disimpan di {place}.").format(place=place)
            self._dialog.show_notice("ok", text)
            self.said.emit(text)
        else:
            self._dialog.show_notice("late", self._parts.telling.sentence(answer))

    def _choose_printer(self, resolution: int) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(resolution)
        self._printer.setDocName(CATALOGUE[self._form].file_name(self._project).removesuffix(".pdf"))
        asking = QPrintDialog(self._printer, self._dialog)
        asking.accepted.connect(self._print)
        asking.finished.connect(asking.deleteLater)
        QDialog.open(asking)

    def _print(self) -> None:
        if self._printer is not None:
            self.print_on(self._printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown, a strip at a time, and say what became of it."""
        if self._job is not None:
            return
        self._job = PrintJob(self._dialog.data(), printer, self)
        self._job.progressed.connect(self._tell_page)
        self._job.finished.connect(self._printed)
        self._dialog.show_working(self.tr("Mencetak…"), stoppable=True)
        self._job.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._stopped = True
            self._job.stop()

    def _tell_page(self, page: int, pages: int) -> None:
        self._dialog.show_working(self.tr("Mencetak halaman {page} dari {pages}…").format(page=page, pages=pages), True)

    def _printed(self, pages: int) -> None:
        stopped, self._stopped, self._job = self._stopped, False, None
        self._dialog.show_working("")
        if stopped:
            self._dialog.show_notice("info", self.tr("Pencetakan dihentikan. Halaman yang sudah keluar tidak lengkap."))
        elif pages:
            self._dialog.show_notice("ok", self.tr("{count} halaman dikirim ke pencetak.").format(count=pages))
            self.said.emit(self.tr("Naskah dikirim ke pencetak."))
        else:
            self._dialog.show_notice("late", self.tr("Pencetak menolak naskah ini. Periksa pencetak lalu coba lagi."))
