"""Preview of a paper before it is printed or saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from views.dialogs.pdf_pages import PdfPages, Thumbnails
from views.look import Look
from views.widgets.inline_notice import InlineNotice
from views.widgets.text import Button, ElidedText, IconButton, IconMark, Panel, Text, hairline
from views.words import formats

PAPERS = (("A4", "A4 (210 × 297)"), ("F4", "F4 (215 × 330)"))
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of "Sebelum dicetak". fine False: printed all the same, but the person should know."""

    title: str
    hint: str = ""
    fine: bool = True


class PreviewDialog(QDialog):
    """Signals: print_requested(resolution in dpi), save_requested, paper_changed("A4" | "F4").

    The controller calls show_document(bytes) at first and after paper_changed, show_checks(…), show_signatory(…) and
    show_notice(kind, text) for what became of a print or a save. `data()` gives the bytes shown.
    """

    print_requested = Signal(int)
    save_requested = Signal()
    paper_changed = Signal(str)

    def __init__(self, look: Look, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.icons, self.words = look.theme, look.icons, look.words
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self._data = b""
        self.pages = PdfPages(look.theme, self)
        self.thumbnails = Thumbnails(look.theme)
        self.notice = InlineNotice(look.icons, "info")
        self.number = QLineEdit("1")
        self._of = Text("", "small")
        self.zoom = QComboBox()
        self.paper = QComboBox()
        self.quality = QButtonGroup(self)
        self.save = Button("Simpan PDF…", "outline", look.icons, "save")
        self.main = Button("Cetak…", "main", look.icons, "print")
        self.stop = Button("Hentikan cetak")
        self.stop.hide()
        self._checks = QVBoxLayout()
        self._signatory = Text("", wrap=True)
        self._facts = Text("", "small")
        self._build(title, subtitle)
        self._connect()
        self.resize(1180, 760)

    def data(self) -> bytes:
        """The PDF shown."""
        return self._data

    def show_document(self, data: bytes) -> None:
        """Shows that PDF; the page in view stays where it can."""
        page = self.pages.page()
        self._data = data
        if not self.pages.show_bytes(data):
            self.show_notice("late", "Dokumen ini tidak dapat ditampilkan. Coba buat lagi.")
        count = self.pages.count()
        self.thumbnails.show_pages(self.pages)
        self.number.setValidator(QIntValidator(1, max(1, count), self.number))
        self.number.setText("1")
        self._of.setText(f"dari {count}")
        parts = (self.pages.paper_size(), f"{count} halaman", formats.size(len(data)))
        self._facts.setText(", ".join(part for part in parts if part))
        self.main.setEnabled(count > 0)
        self.save.setEnabled(count > 0)
        self.pages.go(min(page, max(0, count - 1)))

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """What is in order and what the paper still lacks (reasons of KONSEP)."""
        while (item := self._checks.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for check in checks:
            self._checks.addWidget(self._check(check))

    def show_signatory(self, text: str) -> None:
        """Who signs, "" if nobody is known yet."""
        self._signatory.setText(text or "Belum ditetapkan; tercetak sebagai titik-titik.")

    def show_notice(self, kind: str, text: str) -> None:
        """What became of a print or a save."""
        self.notice.show_text(kind, text)

    def show_working(self, text: str, stoppable: bool = False) -> None:
        """A print or a new rendering is under way; "" when it is over. stoppable: `stop` may be pressed."""
        self.stop.setVisible(stoppable)
        for each in (self.main, self.save, self.paper):
            each.setEnabled(not text)
        self.notice.show_text("info", text)

    def resolution(self) -> int:
        """Chosen print quality in dpi."""
        return self.quality.checkedId()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pages.zoom_by(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            event.accept()
            return
        super().wheelEvent(event)

    def _build(self, title: str, subtitle: str) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        left = Panel("bar")
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 10, 4, 8)
        column.addWidget(Text("Halaman", "small"))
        column.addWidget(self.thumbnails, 1)
        middle.addWidget(left)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self._side())
        foot = Panel("status")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 5, 14, 5)
        row.addWidget(self._facts, 1)
        row.addWidget(Text("Ctrl+P cetak   Ctrl+S simpan PDF   Ctrl+roda perbesar   Esc tutup", "small"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._top(title, subtitle))
        outer.addWidget(self.notice)
        outer.addLayout(middle, 1)
        outer.addWidget(foot)

    def _top(self, title: str, subtitle: str) -> Panel:
        bar = Panel("top")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedText(title, "strong"))
        names.addWidget(ElidedText(subtitle, "small"))
        self.previous = IconButton(self.icons, "caret-left", "Halaman sebelumnya")
        self.following = IconButton(self.icons, "caret-right", "Halaman berikutnya")
        self.smaller = IconButton(self.icons, "minus", "Perkecil")
        self.larger = IconButton(self.icons, "new", "Perbesar")
        self.number.setAccessibleName("Nomor halaman")
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.number.setFixedWidth(self.theme.px(48))
        self.number.setStyleSheet(
            "QSpinBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }"
        )
        self.zoom.setAccessibleName("Perbesaran")
        self.zoom.addItem("Lebar halaman", -1.0)
        self.zoom.addItem("Satu halaman", -2.0)
        for factor in ZOOMS:
            self.zoom.addItem(f"{round(factor * 100)} %", factor)
        self.paper.setAccessibleName("Kertas")
        for code, name in PAPERS:
            self.paper.addItem(name, code)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 9, 12, 9)
        row.setSpacing(6)
        row.addLayout(names, 1)
        label = QLabel("Kertas")
        label.setBuddy(self.paper)
        shown = (self.previous, self.number, self._of, self.following, self.smaller, self.zoom, self.larger)
        for widget in (*shown, label, self.paper):
            row.addWidget(widget)
        row.addSpacing(10)
        for button in (self.save, self.stop, self.main):
            row.addWidget(button)
        return bar

    def _side(self) -> QWidget:
        inside = Panel("bar")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(Text("Sebelum dicetak", "section"))
        self._checks.setSpacing(8)
        column.addLayout(self._checks)
        column.addWidget(hairline())
        column.addWidget(Text("Penanda tangan", "strong"))
        column.addWidget(self._signatory)
        column.addWidget(hairline())
        column.addWidget(Text("Mutu cetak", "strong"))
        for dpi, name in ((300, "Biasa (300 dpi)"), (600, "Tinggi (600 dpi)")):
            radio = QRadioButton(name)
            radio.setAccessibleName(f"Mutu cetak: {name}")
            self.quality.addButton(radio, dpi)
            column.addWidget(radio)
        self.quality.button(300).setChecked(True)
        column.addStretch(1)
        column.addWidget(Text("Dokumen ini tidak memuat tanda tangan elektronik.", "hint", wrap=True))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(self.theme.px(252))
        return area

    def _check(self, check: Check) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = ("done", "ok") if check.fine else ("failed", "near")
        row.addWidget(IconMark(self.icons, *mark, 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(check.title, "strong", wrap=True))
        if check.hint:
            words.addWidget(Text(check.hint, "small", wrap=True))
        row.addLayout(words, 1)
        return box

    def _connect(self) -> None:
        self.main.clicked.connect(lambda: self.print_requested.emit(self.resolution()))
        self.save.clicked.connect(self.save_requested)
        self.paper.activated.connect(lambda _row: self.paper_changed.emit(str(self.paper.currentData())))
        self.zoom.activated.connect(self._zoom_chosen)
        self.smaller.clicked.connect(lambda: self.pages.zoom_by(0.8))
        self.larger.clicked.connect(lambda: self.pages.zoom_by(1.25))
        self.previous.clicked.connect(lambda: self.pages.go(self.pages.page() - 1))
        self.following.clicked.connect(lambda: self.pages.go(self.pages.page() + 1))
        self.number.editingFinished.connect(self._go_to_number)
        self.thumbnails.page_chosen.connect(self.pages.go)
        self.pages.page_changed.connect(self._page_changed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self.main.click)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save.click)

    def _page_changed(self, page: int) -> None:
        self.thumbnails.mark(page)
        self.number.setText(str(page + 1))

    def _go_to_number(self) -> None:
        if self.number.text().isdigit():
            self.pages.go(int(self.number.text()) - 1)

    def _zoom_chosen(self) -> None:
        factor = float(self.zoom.currentData())
        if factor > 0:
            self.pages.setZoomMode(QPdfView.ZoomMode.Custom)
            self.pages.setZoomFactor(factor)
        elif factor == -1.0:
            self.pages.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        else:
            self.pages.setZoomMode(QPdfView.ZoomMode.FitInView)
