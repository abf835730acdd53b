"""Documents, papers, comments and persons in the whole window over real children."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrinter

from models.requests import ReadProject
from tests.desktop.small_office import small_pdf
from tests.desktop.window_hands import elsewhere, gone
from views.dialogs.attach_dialog import AttachDialog
from views.dialogs.preview_dialog import PreviewDialog


def test_a_file_dropped_on_a_card_is_attached(hands, card, place, tmp_path):
    pdf = small_pdf(tmp_path, "nota dinas perbaikan.pdf")
    hands.window.board.files_dropped.emit(card.id, [str(pdf)])
    dialog = hands.dialog(AttachDialog)
    slot = dialog.slots["ND"]
    slot.number.setText("B-18/17000/TI.210/2026")
    slot.day.line.setText("20 November 2026")
    slot.changed.emit()
    hands.until(dialog.main.isEnabled)
    dialog.main.click()
    hands.until(lambda: gone(dialog))
    project = elsewhere(place, ReadProject(card.id, check=True), "dimas")
    assert [each.version for each in project.documents if each.kind == "ND"] == [1, 2] or {
        each.name for each in project.documents
    } >= {"nota dinas perbaikan.pdf"}


def test_a_program_with_another_name_is_refused_in_its_place(hands, card, tmp_path):
    program = tmp_path / "surat.pdf"
    program.write_bytes(b"MZ" + bytes(200))
    hands.window.board.files_dropped.emit(card.id, [str(program)])
    dialog = hands.dialog(AttachDialog)
    slot = next(iter(dialog.slots.values()))
    hands.until(lambda: bool(slot.problem()))
    assert "program" in slot.problem()
    dialog.close()


class Opened(QObject):
    """Stands where this computer's own programs stand."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def test_a_document_is_opened_as_a_read_only_copy_outside_the_office(hands, card, place):
    opened = Opened()
    method: Any = "take"  # the stub says bytes, the library takes text
    QDesktopServices.setUrlHandler("file", opened, method)
    try:
        hands.window.board.open_requested.emit(card.id)
        hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
        document = hands.office.view.project().documents[0]
        hands.office.view.documents.open_document.emit(document.id)
        hands.until(lambda: bool(opened.paths))
    finally:
        QDesktopServices.unsetUrlHandler("file")
    copy = Path(opened.paths[0])
    assert copy.is_relative_to(hands.folders.copies)
    assert not copy.stat().st_mode & 0o222


def test_a_paper_is_made_shown_saved_and_printed(hands, card, tmp_path):
    hands.window.board.open_requested.emit(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    hands.office.view.header.print_requested.emit("project_card")
    dialog = hands.dialog(PreviewDialog)
    hands.until(lambda: dialog.data().startswith(b"%PDF-"))
    paper = next(each for each in dialog.children() if hasattr(each, "save_to"))
    target = tmp_path / "kartu.pdf"
    paper.save_to(str(target))
    hands.until(target.exists)
    assert target.read_bytes() == dialog.data()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    paper.print_on(printer)
    assert dialog.stop.isVisible()
    hands.until(lambda: "dikirim ke pencetak" in dialog.notice.text())
    assert not dialog.stop.isVisible()
    assert (tmp_path / "cetak.pdf").read_bytes().startswith(b"%PDF-")
    dialog.close()


def test_a_comment_is_kept_in_the_history(hands, card, place):
    hands.window.board.open_requested.emit(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    hands.office.view.comments.comment_written.emit("Sudah dibicarakan dengan tim.")
    hands.until(lambda: "Sudah dibicarakan dengan tim." in str(hands.office.view.project().history))


def test_in_training_another_member_can_be_played(hands, card):
    assert hands.office.session.first_board.actor.login == "dimas"
    hands.window.person_chosen.emit("sari")
    hands.until(lambda: hands.office.session.first_board.actor.login == "sari")
    assert hands.workers.records.login == "sari"


def test_a_file_on_the_clipboard_is_pasted_onto_the_selected_card(hands, card, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(small_pdf(tmp_path, "tempelan.pdf")))])
    QGuiApplication.clipboard().setMimeData(mime)
    hands.window.board.command_requested.emit("paste", card.id)
    dialog = hands.dialog(AttachDialog)
    slot = dialog.slots["ND"]
    hands.until(lambda: slot.pending() == "" and not slot.is_empty())
    assert not slot.problem()
    dialog.close()


def test_an_empty_clipboard_says_so(hands, card):
    QGuiApplication.clipboard().clear()
    hands.window.board.command_requested.emit("paste", card.id)
    assert "Papan klip" in hands.window.notice.words
