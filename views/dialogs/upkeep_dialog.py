"""Looking after the data: back up, restore, check, try out the share, keep others from writing meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from models.upkeep import BackupFile
from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.inline_notice import InlineNotice
from views.widgets.text import Button, Panel, Text
from views.words import formats


class UpkeepDialog(FormDialog):
    """Wishes: task_wished(name), restore_wished(name of a backup), browse_wished, stop_wished.

    Names of tasks: back_up, check, repair, share, join, maintenance, end_left.
    """

    task_wished = Signal(str)
    restore_wished = Signal(str)
    browse_wished = Signal()
    stop_wished = Signal()

    def __init__(self, look: Look, place: str, parent: QWidget | None = None) -> None:
        super().__init__(look, "Pemeliharaan data", parent)
        self._width = 680
        self._source = ""
        self._busy = False
        self._wishes: list[QWidget] = []
        self.body.addWidget(Text(place, "small", wrap=True))
        self.newest = Text("Membaca daftar cadangan…", "small", wrap=True)
        self.backups = QComboBox()
        self.backups.setAccessibleName("Cadangan yang ada")
        self._build_backups()
        self._build_restore()
        self._build_checks()
        self._build_maintenance()
        self._build_work()
        self.body.addStretch(1)
        self.cancel.set_words("Tutup")
        self.main.set_words("Cadangkan sekarang")
        self.main.clicked.connect(partial(self.task_wished.emit, "back_up"))

    # told by the controller ------------------------------------------------------------------------------------------

    def show_backups(self, backups: Sequence[BackupFile]) -> None:
        """What there is, newest first."""
        self.backups.clear()
        for each in backups:
            self.backups.addItem(f"{formats.moment_long(each.at)}  ({formats.size(each.size)})", each.name)
        text = "Cadangan terakhir: {at}." if backups else "Belum ada cadangan."
        self.newest.setText(text.format(at=formats.moment_long(backups[0].at)) if backups else text)
        self.refresh()

    def show_working(self, words: str, done: int = 0, total: int = 0) -> None:
        """Long work is under way; total 0 where its length is not known."""
        self._busy = True
        self._doubt("")
        self._result.hide()
        self._step.setText(words)
        self.gauge.setRange(0, total)
        self.gauge.setValue(done)
        self._work.show()
        self.refresh()

    def show_result(self, kind: str, words: str, lines: Sequence[str] = ()) -> None:
        """It is over. kind: ok, near, late or info; lines: a report that can be copied."""
        self._busy = False
        self._work.hide()
        self.outcome.show_text(kind, words)
        self.report.setPlainText("\n".join(lines))
        self.report.setVisible(bool(lines))
        self._copy.setVisible(bool(lines))
        self._result.show()
        self.refresh()
        self.fit()
        self.area.ensureWidgetVisible(self._result)

    def offer_repair(self, offered: bool) -> None:
        """The check found leftovers that can be put in order."""
        self._repair.setVisible(offered)

    def ask_restore(self, source: str, words: str) -> None:
        """Shows what a restoration does, and asks once more. source: a name or a path."""
        self._doubt(source, words)

    @property
    def busy(self) -> bool:
        """Long work is under way."""
        return self._busy

    @override
    def bar(self, text: str) -> None:
        """Nothing is typed here that could be lost, and a restoration is wished for here."""

    @override
    def refresh(self) -> None:
        for each in (*self._wishes, self.main):
            each.setEnabled(not self._busy)
        self._restore.setEnabled(not self._busy and self.backups.count() > 0)
        self.hint.setText("Menutup jendela ini menghentikan pekerjaan itu." if self._busy else "")

    # building --------------------------------------------------------------------------------------------------------

    def _section(self, title: str, words: str) -> QVBoxLayout:
        panel = Panel("quiet")
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(Text(title, "strong"))
        if words:
            column.addWidget(Text(words, "small", wrap=True))
        self.body.addWidget(panel)
        return column

    def _wish(self, words: str, task: str) -> Button:
        button = Button(words)
        button.clicked.connect(partial(self.task_wished.emit, task))
        self._wishes.append(button)
        return button

    def _row(self, column: QVBoxLayout, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in widgets:
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)

    def _build_backups(self) -> None:
        words = "Salinan utuh dalam folder “Cadangan” di sisi data, diperiksa setelah dibuat. Satu setiap hari."
        column = self._section("Cadangan", words)
        column.addWidget(self.newest)

    def _build_restore(self) -> None:
        words = "Mengembalikan data ke keadaan saat cadangan dibuat. Dokumen tetap; keadaan sekarang disimpan."
        column = self._section("Pemulihan", words)
        self._restore = Button("Pulihkan…")
        self._restore.clicked.connect(lambda: self._choose(str(self.backups.currentData())))
        other = Button("Dari berkas lain…")
        other.clicked.connect(self.browse_wished)
        self._wishes += [self.backups, other]
        self._row(column, self.backups, self._restore, other)
        self._sure = InlineNotice(self.icons, "near")
        self._no, self._yes = Button("Jangan pulihkan"), Button("Pulihkan", "danger")
        self._no.clicked.connect(lambda: self._doubt(""))
        self._yes.clicked.connect(lambda: self.restore_wished.emit(self._source))
        column.addWidget(self._sure)
        self._row(column, self._no, self._yes)
        self._doubt("")

    def _build_checks(self) -> None:
        words = "Memeriksa berkas data, rantai riwayat, setiap dokumen, dan tempat penyimpanannya."
        column = self._section("Pemeriksaan", words)
        self._repair = self._wish("Rapikan sisa berkas", "repair")
        self._repair.hide()
        self._row(column, self._wish("Periksa data", "check"), self._repair)
        words = (
            "Drive bersama diperiksa oleh dua komputer: mulai di sini, lalu pilih “Ikut memeriksa” di komputer kedua."
        )
        column.addWidget(Text(words, "small", wrap=True))
        share, joined = "Periksa drive bersama", "Ikut memeriksa"
        self._row(column, self._wish(share, "share"), self._wish(joined, "join"))

    def _build_maintenance(self) -> None:
        words = "Orang lain hanya dapat membaca selama mode ini berjalan, dan tahu siapa yang memelihara data."
        column = self._section("Mode pemeliharaan", words)
        begin = self._wish("Mulai mode pemeliharaan", "maintenance")
        end = self._wish("Akhiri yang tertinggal", "end_left")
        self._row(column, begin, end)

    def _build_work(self) -> None:
        self._work = Panel("soft")
        column = QVBoxLayout(self._work)
        column.setContentsMargins(14, 10, 14, 12)
        self._step = Text("", "strong", wrap=True)
        self.gauge = QProgressBar()
        self.gauge.setTextVisible(False)
        self.gauge.setAccessibleName("Kemajuan")
        self.stop = Button("Hentikan")
        self.stop.clicked.connect(self.stop_wished)
        column.addWidget(self._step)
        column.addWidget(self.gauge)
        self._row(column, self.stop)
        self._work.hide()
        self._result = QWidget()
        shown = QVBoxLayout(self._result)
        shown.setContentsMargins(0, 0, 0, 0)
        self.outcome = InlineNotice(self.icons, "info")
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Laporan")
        self.report.setMinimumHeight(self.theme.px(140))
        self._copy = Button("Salin laporan", "plain")
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        shown.addWidget(self.outcome)
        shown.addWidget(self.report)
        shown.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignRight)
        self._result.hide()
        self.body.addWidget(self._work)
        self.body.addWidget(self._result)

    def _choose(self, source: str) -> None:
        words = (
            "Data kembali ke keadaan {which}. Perubahan sesudahnya tidak ada lagi di papan, tetapi keadaan sekarang "
            "disimpan sebagai berkas tersendiri. Lajur orang lain memuat ulang papannya."
        )
        self._doubt(source, words.format(which=self.backups.currentText()))

    def _doubt(self, source: str, words: str = "") -> None:
        self._source = source
        self._sure.show_text("near", words)
        for each in (self._sure, self._no, self._yes):
            each.setVisible(bool(source))
        self.fit()
