"""Kalender libur: the days off of a year, shared by the whole office; an administrator adds, removes and imports."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from models.worktime import Calendar
from views.dialogs.form_dialog import FormDialog
from views.icons import Icons
from views.look import Look
from views.widgets.date_edit import DateEdit
from views.widgets.inline_notice import InlineNotice
from views.widgets.text import SaveButton, Text
from views.words import formats

NAME_LIMIT = 120


class CalendarDialog(FormDialog):
    """add_requested(date, name, kind), remove_requested(tuple of dates), import_requested(path).

    The controller answers with show_calendar and show_done, or with show_refusal. editable: an administrator looks.
    """

    add_requested = Signal(object, str, str)
    remove_requested = Signal(object)
    import_requested = Signal(str)

    def __init__(
        self, look: Look, calendar: Calendar, today: date, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "Kalender libur", parent)
        self._width = 740
        self._calendar, self._editable = calendar, editable
        self.year = QComboBox()
        self.year.setAccessibleName("Tahun")
        self.table = QTableWidget(0, 3)
        self.table.setProperty("list", True)
        self.day = DateEdit(look.icons, "Tanggal libur", today)
        self.name = QLineEdit()
        self.kind = QComboBox()
        self.add = SaveButton("Tambah", "outline", look.icons, "new")
        self.remove = SaveButton("Hapus yang dipilih", "outline", look.icons, "minus")
        self.bring = SaveButton("Impor berkas…", "outline", look.icons, "upload")
        self.done_notice = InlineNotice(look.icons, "ok")
        self._build(look.icons)
        self._connect()
        self.show_calendar(calendar, today.year)

    def show_calendar(self, calendar: Calendar, year: int = 0) -> None:
        """The days off as they are now; year 0 stays with the one shown."""
        self._end()
        self._calendar = calendar
        shown = year or int(self.year.currentData() or 0)
        self.year.blockSignals(True)
        self.year.clear()
        for known in sorted(calendar.years):
            self.year.addItem(str(known), known)
        self.year.setCurrentIndex(max(0, self.year.findData(shown)))
        self.year.blockSignals(False)
        self._show_year()

    def show_done(self, text: str) -> None:
        """What was changed."""
        self.done_notice.show_text("ok", text)
        self.day.set_date(None)
        self.name.clear()

    @override
    def savers(self) -> tuple[SaveButton, ...]:
        return self.add, self.remove, self.bring

    @override
    def refresh(self) -> None:
        self.hint.setText("Perubahan berlaku untuk semua komputer; langkah yang sudah selesai tidak berubah.")

    # building ----------------------------------------------------------------------------------------------------

    def _build(self, icons: Icons) -> None:
        top = QHBoxLayout()
        top.addWidget(Text("Tahun", "strong"))
        top.addWidget(self.year)
        top.addStretch(1)
        top.addWidget(self.bring)
        self.body.addLayout(top)
        self._build_table()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.done_notice)
        self.name.setPlaceholderText("Nama hari libur")
        self.name.setAccessibleName("Nama hari libur")
        self.name.setMaxLength(NAME_LIMIT)
        self.kind.setAccessibleName("Jenis")
        for code, text in self._kinds().items():
            self.kind.addItem(text, code)
        self.day.setMinimumWidth(self.theme.px(196))
        row = QHBoxLayout()
        for widget, stretch in ((self.day, 2), (self.name, 3), (self.kind, 0), (self.add, 0)):
            row.addWidget(widget, stretch)
        self.body.addLayout(row)
        self.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.bring, self.day, self.name, self.kind, self.add, self.remove):
            widget.setVisible(self._editable)
        if not self._editable:
            text = "Hanya administrator yang dapat mengubah kalender."
            self.body.addWidget(InlineNotice(icons, "info", text))
        self.cancel.hide()
        self.main.set_words("Tutup")
        self.refresh()

    def _build_table(self) -> None:
        self.table.setHorizontalHeaderLabels(["Tanggal", "Nama", "Jenis"])
        self.table.setAccessibleName("Hari libur")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setMinimumHeight(self.theme.px(300))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def _connect(self) -> None:
        self.year.currentIndexChanged.connect(lambda _place: self._show_year())
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self.add.click)
        self.remove.clicked.connect(self._remove)
        self.bring.clicked.connect(self._import)
        self.main.clicked.connect(self.accept)

    def _kinds(self) -> dict[str, str]:
        return {"libur": "Libur nasional", "cuti": "Cuti bersama"}

    # hands -------------------------------------------------------------------------------------------------------

    def _show_year(self) -> None:
        year, kinds = self.year.currentData(), self._kinds()
        days = sorted(day for day in self._calendar.days if day.year == year)
        self.table.setRowCount(len(days))
        for place, day in enumerate(days):
            holiday = self._calendar.days[day]
            cells = (formats.weekday_date(day), holiday.name, kinds.get(holiday.kind, holiday.kind))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, day.isoformat())
                self.table.setItem(place, column, item)

    def chosen(self) -> tuple[date, ...]:
        """The days whose rows are selected."""
        days = {str(item.data(Qt.ItemDataRole.UserRole)) for item in self.table.selectedItems()}
        return tuple(date.fromisoformat(day) for day in sorted(days))

    def _add(self) -> None:
        day, name = self.day.date(), self.name.text().strip()
        if day is None or not name:
            self.show_refusal("Isi tanggal dan nama hari libur, misalnya 17 Agustus 2026.")
        else:
            self._begin()
            self.add_requested.emit(day, name, str(self.kind.currentData()))

    def _remove(self) -> None:
        if days := self.chosen():
            self._begin()
            self.remove_requested.emit(days)
        else:
            self.show_refusal("Pilih dahulu hari libur yang akan dihapus.")

    def _import(self) -> None:
        kinds = "Berkas kalender (*.toml *.csv)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Impor kalender satu tahun", "", kinds)
        if chosen:
            self._begin()
            self.import_requested.emit(chosen)

    def _begin(self) -> None:
        self.done_notice.show_text("ok", "")
        self.show_saving()

    def _end(self) -> None:
        if self.saving:
            self.show_refusal("")
