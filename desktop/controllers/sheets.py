"""Papers: made of what a project's file says just then, previewed, printed, saved, or written without being shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.controllers.parts import Parts
from desktop.printing import PrintJob
from desktop.workers.answers import Answer, Ok
from desktop.workers.press_requests import RenderPaper, SaveContent
from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from models.requests import ReadOffice, ReadProject
from views.dialogs.preview_dialog import PAPERS, Check, PreviewDialog
from views.paper.drafts import CATALOGUE, draft_words

PRESS_DEADLINE = 120.0

Wish = Callable[[OfficeSettings, Printing], object]
"""What to ask the press for."""


@dataclass(frozen=True, slots=True)
class Printout:
    """One paper. papers: (code, name) of the sizes it is laid out for, the first one at first. signatory: a name."""

    title: str
    subtitle: str
    file_name: str
    wish: Wish
    papers: tuple[tuple[str, str], ...] = PAPERS
    checks: tuple[Check, ...] = ()
    signatory: str = ""


class PrintoutPreview(QObject):
    """One paper in its preview; dies with the dialog."""

    said = Signal(str)

    def __init__(self, dialog: PreviewDialog, parts: Parts, sheet: Printout, office: OfficeSettings) -> None:
        super().__init__(dialog)
        self._dialog, self._parts, self._sheet, self._office = dialog, parts, sheet, office
        self._printer: QPrinter | None = None
        self._job: PrintJob | None = None
        self._stopped = False
        dialog.paper_changed.connect(self.make)
        dialog.save_requested.connect(self._save)
        dialog.print_requested.connect(self._choose_printer)
        dialog.stop.clicked.connect(self._stop)
        dialog.show_checks(sheet.checks)
        dialog.show_signatory(sheet.signatory)

    def make(self, paper: str, to_printer: bool = False) -> None:
        """Ask the press for the paper on that size."""
        self._dialog.show_working("Menyiapkan naskah…")
        request = self._sheet.wish(self._office, printing_now(self._parts, paper))
        self._parts.press.ask(request, partial(self._made, to_printer), PRESS_DEADLINE)

    def _made(self, to_printer: bool, answer: Answer) -> None:
        self._dialog.show_working("")
        if not (isinstance(answer, Ok) and isinstance(answer.value, bytes)):
            self._dialog.show_notice("late", self._parts.messages.sentence(answer))
            return
        self._dialog.show_document(answer.value)
        if to_printer:
            self._choose_printer(self._dialog.resolution())

    def _save(self) -> None:
        name = self._sheet.file_name
        place, _ = QFileDialog.getSaveFileName(self._dialog, "Simpan PDF", name, "PDF (*.pdf)")
        if place:
            self.save_to(place)

    def save_to(self, place: str) -> None:
        """Write the PDF shown to `place`, outside the window's process."""
        self._dialog.show_working("Menyimpan…")
        self._parts.press.ask(SaveContent(self._dialog.data(), place), partial(self._saved, place), PRESS_DEADLINE)

    def _saved(self, place: str, answer: Answer) -> None:
        self._dialog.show_working("")
        if isinstance(answer, Ok):
            text = f"PDF disimpan di {place}."
            self._dialog.show_notice("ok", text)
            self.said.emit(text)
        else:
            self._dialog.show_notice("late", self._parts.messages.sentence(answer))

    def _choose_printer(self, resolution: int) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(resolution)
        self._printer.setDocName(self._sheet.file_name.removesuffix(".pdf"))
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
        self._dialog.show_working("Mencetak…", stoppable=True)
        self._job.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._stopped = True
            self._job.stop()

    def _tell_page(self, page: int, pages: int) -> None:
        self._dialog.show_working(f"Mencetak halaman {page} dari {pages}…", True)

    def _printed(self, pages: int) -> None:
        stopped, self._stopped, self._job = self._stopped, False, None
        self._dialog.show_working("")
        if stopped:
            self._dialog.show_notice("info", "Pencetakan dihentikan. Halaman yang sudah keluar tidak lengkap.")
        elif pages:
            self._dialog.show_notice("ok", f"{pages} halaman dikirim ke pencetak.")
            self.said.emit("Naskah dikirim ke pencetak.")
        else:
            self._dialog.show_notice("late", "Pencetak menolak naskah ini. Periksa pencetak lalu coba lagi.")


def printing_now(parts: Parts, paper: str = "A4") -> Printing:
    """Who prints, now."""
    board = parts.session.first_board
    return Printing(datetime.now(UTC), board.actor.name if board else "", paper)


class Printouts(QObject):
    """Tells: said(sentence), refused(sentence), dialog_opened(dialog)."""

    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def preview(self, sheet: Printout, to_printer: bool = False) -> None:
        """Show the paper; to_printer: and ask for a printer as soon as it is made."""
        self._parts.records.ask(ReadOffice(), partial(self._open, sheet, to_printer))

    def save(self, wish: Wish, place: str) -> None:
        """Make a file without showing it and write it to `place`."""
        self._parts.records.ask(ReadOffice(), partial(self._make, wish, place))

    def _make(self, wish: Wish, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, OfficeSettings):
            request = wish(answer.value, printing_now(self._parts))
            self._parts.press.ask(request, partial(self._write, place), PRESS_DEADLINE)
        else:
            self.refused.emit(self._parts.messages.sentence(answer))

    def _write(self, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, bytes):
            self._parts.press.ask(SaveContent(answer.value, place), partial(self._written, place), PRESS_DEADLINE)
        else:
            self.refused.emit(self._parts.messages.sentence(answer))

    def _written(self, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok):
            self.said.emit(f"Disimpan di {place}.")
        else:
            self.refused.emit(self._parts.messages.sentence(answer))

    def _open(self, sheet: Printout, to_printer: bool, answer: Answer) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, OfficeSettings)):
            self.refused.emit(self._parts.messages.sentence(answer))
            return
        parts = self._parts
        dialog = PreviewDialog(parts.look, sheet.title, sheet.subtitle, parts.window)
        dialog.paper.clear()
        for code, name in sheet.papers:
            dialog.paper.addItem(name, code)
        shown = PrintoutPreview(dialog, parts, sheet, answer.value)
        shown.said.connect(self.said)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        shown.make(sheet.papers[0][0], to_printer)
        self.dialog_opened.emit(dialog)


class ProjectPapers(QObject):
    """Tells: said(sentence), refused(sentence), dialog_opened(dialog)."""

    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._sheets = Printouts(parts, self)
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
            self.refused.emit(self._parts.messages.sentence(answer))

    def _sheet(self, project: ProjectFile, form: str) -> Printout:
        paper = CATALOGUE[form]
        return Printout(
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
            return (Check("Lengkap", "Naskah tercetak tanpa tanda KONSEP."),)
        hint = "Tercetak dengan tanda KONSEP."
        return tuple(Check(f"{reason[:1].upper()}{reason[1:]}", hint, fine=False) for reason in lacking)
