"""Papers: made of what a project's file says just then, previewed, printed, saved, or written without being shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.controllers.parts import Parts
from desktop.printing import PrintJob
from desktop.workers.answers import Answer
from desktop.workers.flow import Flow, Journey, ask, first
from desktop.workers.press_requests import RenderPaper, SaveContent
from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from models.requests import ReadProject
from models.sop.forms import FORMS
from views.dialogs.preview_dialog import PAPERS, Check, PreviewDialog
from views.paper.drafts import draft_words, file_name

PRESS_DEADLINE = 120.0

PaperWish = Callable[[OfficeSettings, Printing], object]
"""What to ask the press for."""


@dataclass(frozen=True, slots=True)
class Printout:
    """One paper. papers: (code, name) of the sizes it is laid out for, the first one at first. signatory: a name."""

    title: str
    subtitle: str
    file_name: str
    wish: PaperWish
    papers: tuple[tuple[str, str], ...] = PAPERS
    checks: tuple[Check, ...] = ()
    signatory: str = ""


class PrintoutPreview(QObject):
    """One paper in its preview; dies with the dialog."""

    def __init__(self, dialog: PreviewDialog, parts: Parts, sheet: Printout, office: OfficeSettings) -> None:
        super().__init__(dialog)
        self._dialog, self._parts, self._sheet, self._office = dialog, parts, sheet, office
        self._job: PrintJob | None = None
        self._stopped = False
        dialog.paper_changed.connect(self.make)
        dialog.save_requested.connect(self._choose_place)
        dialog.print_requested.connect(lambda resolution: self._start(self._print(resolution)))
        dialog.stop.clicked.connect(self._stop)
        dialog.show_checks(sheet.checks)
        dialog.show_signatory(sheet.signatory)

    def make(self, paper: str, to_printer: bool = False) -> None:
        """Have the press make the paper on that size; to_printer: and ask for a printer then."""
        self._start(self._make(paper, to_printer))

    def save_to(self, place: str) -> None:
        """Write the PDF shown to `place`, outside the window's process."""
        self._start(self._save(place))

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown, a strip at a time, and say what became of it."""
        self._start(self._print_on(printer))

    def _start(self, journey: Journey) -> None:
        """Begin it; an answer that it lets pass is told in the dialog."""
        Flow(self, journey, self._show_problem)

    def _show_problem(self, answer: Answer) -> None:
        self._dialog.show_working("")
        self._dialog.show_notice("late", self._parts.messages.sentence(answer))

    async def _make(self, paper: str, to_printer: bool) -> None:
        self._dialog.show_working("Menyiapkan naskah…")
        request = self._sheet.wish(self._office, printing_now(self._parts, paper))
        pdf = await ask(self._parts.press, request, bytes, PRESS_DEADLINE)
        self._dialog.show_working("")
        self._dialog.show_document(pdf)
        if to_printer:
            await self._print(self._dialog.resolution())

    def _choose_place(self) -> None:
        name = self._sheet.file_name
        place, _ = QFileDialog.getSaveFileName(self._dialog, "Simpan PDF", name, "PDF (*.pdf)")
        if place:
            self.save_to(place)

    async def _save(self, place: str) -> None:
        self._dialog.show_working("Menyimpan…")
        await ask(self._parts.press, SaveContent(self._dialog.data(), place), str, PRESS_DEADLINE)
        self._dialog.show_working("")
        text = f"PDF disimpan di {place}."
        self._dialog.show_notice("ok", text)
        self._parts.messages.say(text)

    async def _print(self, resolution: int) -> None:
        """Ask for a printer and print on it."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(resolution)
        printer.setDocName(self._sheet.file_name.removesuffix(".pdf"))
        asking = QPrintDialog(printer, self._dialog)
        asking.finished.connect(asking.deleteLater)
        QDialog.open(asking)
        _, result = await first(closed=asking.finished)
        if result == QDialog.DialogCode.Accepted:
            await self._print_on(printer)

    async def _print_on(self, printer: QPrinter) -> None:
        if self._job is not None:
            return
        self._job = PrintJob(self._dialog.data(), printer, self)
        self._job.progressed.connect(self._tell_page)
        self._dialog.show_working("Mencetak…", stoppable=True)
        self._job.start()
        _, pages = await first(printed=self._job.finished)
        stopped, self._stopped, self._job = self._stopped, False, None
        self._dialog.show_working("")
        if stopped:
            self._dialog.show_notice("info", "Pencetakan dihentikan. Halaman yang sudah keluar tidak lengkap.")
        elif pages:
            self._dialog.show_notice("ok", f"{pages} halaman dikirim ke pencetak.")
            self._parts.messages.say("Naskah dikirim ke pencetak.")
        else:
            self._dialog.show_notice("late", "Pencetak menolak naskah ini. Periksa pencetak lalu coba lagi.")

    def _stop(self) -> None:
        if self._job is not None:
            self._stopped = True
            self._job.stop()

    def _tell_page(self, page: int, pages: int) -> None:
        self._dialog.show_working(f"Mencetak halaman {page} dari {pages}…", True)


def printing_now(parts: Parts, paper: str = "A4") -> Printing:
    """Who prints, now."""
    board = parts.session.first_board
    return Printing(datetime.now(UTC), board.actor.name if board else "", paper)


class Printouts(QObject):
    """Shows papers in their preview, or writes them to a file without showing them."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def preview(self, sheet: Printout, to_printer: bool = False) -> None:
        """Show the paper; to_printer: and ask for a printer as soon as it is made."""
        parts = self._parts
        dialog = PreviewDialog(parts.look, sheet.title, sheet.subtitle, parts.window)
        dialog.paper.clear()
        for code, name in sheet.papers:
            dialog.paper.addItem(name, code)
        shown = PrintoutPreview(dialog, parts, sheet, parts.session.settings)
        parts.messages.open(dialog)
        shown.make(sheet.papers[0][0], to_printer)

    def save(self, wish: PaperWish, place: str) -> None:
        """Make a file without showing it and write it to `place`."""
        self._parts.start(self, self._save(wish, place))

    async def _save(self, wish: PaperWish, place: str) -> None:
        parts = self._parts
        content = await ask(parts.press, wish(parts.session.settings, printing_now(parts)), bytes, PRESS_DEADLINE)
        await ask(parts.press, SaveContent(content, place), str, PRESS_DEADLINE)
        parts.messages.say(f"Disimpan di {place}.")


class ProjectPapers(QObject):
    """Papers of one project, each made of what its file says just then."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._printouts = Printouts(parts, self)

    def preview(self, project: ProjectFile, form: str) -> None:
        """Read the project afresh, make the paper and show it."""
        self._parts.start(self, self._preview(project.card.id, form))

    async def _preview(self, project_id: int, form: str) -> None:
        project = await ask(self._parts.records, ReadProject(project_id), ProjectFile)
        self._printouts.preview(self._sheet(project, form))

    def _sheet(self, project: ProjectFile, form: str) -> Printout:
        paper = FORMS[form]
        return Printout(
            title=paper.title,
            subtitle=f"{project.card.number} · {project.card.name}",
            file_name=file_name(paper, project),
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
