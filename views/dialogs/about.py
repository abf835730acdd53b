"""About the program, and what to say when it broke. Both only inform: one button to copy, one to close."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.inline_notice import InlineNotice
from views.widgets.marks import Logo
from views.widgets.text import Text


class AboutDialog(FormDialog):
    """`lines`: (label, value) such as version, SOP, place of the data, versions of Python and Qt."""

    def __init__(self, look: Look, lines: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(look, "Tentang Lajur", parent)
        self._width = 520
        self._lines = lines
        head = QHBoxLayout()
        head.setSpacing(12)
        logo = Logo(look.theme)
        logo.setFixedSize(30, 30)
        head.addWidget(logo)
        head.addWidget(Text("Lajur", "title"), 1)
        self.body.addLayout(head)
        about = "Papan kerja yang menjalankan SOP pembuatan sistem informasi, dari nota dinas sampai laporan."
        self.body.addWidget(Text(about, wrap=True))
        for label, value in lines:
            row = QVBoxLayout()
            row.setSpacing(1)
            row.addWidget(Text(label, "small"))
            shown = Text(value or "–", wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(shown)
            self.body.addLayout(row)
        self.body.addStretch(1)
        self.cancel.set_words("Tutup")
        self.main.set_words("Salin keterangan")
        self.main.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{label}: {value}" for label, value in self._lines))
        self.hint.setText("Sudah disalin.")


class CrashDialog(FormDialog):
    """An unknown fault: what happened, what is kept, what to do; the report can be read and copied.

    Signals: quit_requested (the main button), report_copied. `report` holds version and trace, no documents.
    """

    quit_requested = Signal()
    report_copied = Signal()

    def __init__(
        self, look: Look, report: str, saved_at: str = "", contact: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "Lajur mengalami gangguan", parent)
        self._width = 620
        self.body.addWidget(Text("Lajur berhenti bekerja sebagaimana mestinya", "section", wrap=True))
        kept = (
            "Data yang sudah tersimpan tetap utuh. Isian yang belum tersimpan mungkin perlu diulang. "
            "Tutup Lajur lalu buka lagi; bila terulang, kirimkan laporan di bawah ini kepada administrator."
        )
        self.body.addWidget(Text(kept, wrap=True))
        if contact:
            self.body.addWidget(Text(f"Administrator: {contact}", "small", wrap=True))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Laporan gangguan")
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setMinimumHeight(180)
        self.body.addWidget(self.report, 1)
        if saved_at:
            text = f"Laporan ini juga tersimpan di {saved_at}"
            self.body.addWidget(InlineNotice(look.icons, "info", text))
        self.cancel.set_words("Lanjutkan bekerja")
        self.main.set_words("Salin laporan")
        self.main.clicked.connect(self._copy)
        self.discard.set_words("Tutup Lajur")
        self.discard.show()
        self.discard.clicked.disconnect()
        self.discard.clicked.connect(self.quit_requested)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.hint.setText("Laporan sudah disalin.")
        self.report_copied.emit()
