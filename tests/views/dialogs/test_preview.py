"""Preview of a paper: pages, thumbnails, paper, checks, and what it asks for."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPdfWidgets import QPdfView

from tests.views.dialog_hands import button, named, settle
from views.dialogs.preview_dialog import Check, PreviewDialog
from views.look import Look


def paper(pages: int, size: QPageSize.PageSizeId = QPageSize.PageSizeId.A4) -> bytes:
    """A real PDF of that many pages."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(size))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawText(200, 200, f"Halaman {number + 1}")
    painter.end()
    return bytes(buffer.data().data())


def opened(qtbot, look: Look, data):
    dialog = PreviewDialog(look, "Release Notice RN-2026-006", "PRJ-2026-006")
    qtbot.addWidget(dialog)
    dialog.show_document(data)
    dialog.open()
    qtbot.waitExposed(dialog)
    settle()
    return dialog


def test_it_shows_pages_thumbnails_and_the_paper_in_words(qtbot, look: Look):
    dialog = opened(qtbot, look, paper(3))
    assert dialog.pages.count() == 3
    assert dialog.thumbnails.count() == 3
    assert dialog.pages.paper_size() == "210 × 297 mm"
    assert dialog.data().startswith(b"%PDF")
    dialog.hide()


def test_pages_are_turned_by_button_number_and_thumbnail(qtbot, look: Look):
    dialog = opened(qtbot, look, paper(3))
    qtbot.mouseClick(button(dialog, "Halaman berikutnya"), Qt.MouseButton.LeftButton)
    assert dialog.number.text() == "2"
    dialog.thumbnails.setCurrentRow(2)
    assert dialog.pages.page() == 2
    dialog.number.selectAll()
    qtbot.keyClicks(dialog.number, "1")
    qtbot.keyClick(dialog.number, Qt.Key.Key_Return)
    assert dialog.thumbnails.currentRow() == 0
    dialog.hide()


def test_print_save_and_paper_are_only_wishes(qtbot, look: Look):
    dialog = opened(qtbot, look, paper(1))
    with qtbot.waitSignal(dialog.print_requested) as printed:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert printed.args == [300]
    fine = named(dialog, "Mutu cetak: Tinggi (600 dpi)")
    fine.setFocus()
    qtbot.keyClick(fine, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.print_requested) as printed:
        qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args == [600]
    with qtbot.waitSignal(dialog.save_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog.paper.setFocus()
    with qtbot.waitSignal(dialog.paper_changed) as changed:
        dialog.paper.setCurrentIndex(1)
        dialog.paper.activated.emit(1)
    assert changed.args == ["F4"]
    dialog.hide()


def test_another_document_takes_the_place_of_the_first(qtbot, look: Look):
    dialog = opened(qtbot, look, paper(3))
    dialog.show_document(paper(1, QPageSize.PageSizeId.A5))
    assert dialog.pages.count() == 1
    assert dialog.thumbnails.count() == 1
    assert dialog.pages.paper_size() == "148 × 210 mm"
    dialog.hide()


def test_what_is_no_pdf_is_told_and_cannot_be_printed(qtbot, look: Look):
    dialog = opened(qtbot, look, b"bukan pdf")
    assert "tidak dapat ditampilkan" in dialog.notice.text()
    assert not dialog.main.isEnabled()
    assert not dialog.save.isEnabled()
    dialog.hide()


def test_zoom_stays_within_reason(qtbot, look: Look):
    dialog = opened(qtbot, look, paper(1))
    for _turn in range(20):
        qtbot.mouseClick(button(dialog, "Perbesar"), Qt.MouseButton.LeftButton)
    assert dialog.pages.zoomMode() is QPdfView.ZoomMode.Custom
    assert dialog.pages.zoomFactor() == 4.0
    dialog.hide()


def test_checks_are_replaced_not_added(qtbot, look: Look):
    dialog = opened(qtbot, look, paper(1))
    dialog.show_checks((Check("Nomor belum ditetapkan", fine=False), Check("Data lengkap")))
    dialog.show_checks((Check("Semua lengkap"),))
    assert dialog._checks.count() == 1
    dialog.hide()
