"""The board of a past day: a slider and a date, the columns as they stood that evening. To look at and to print."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from models.board import PastBoard, ProjectState
from models.worktime import Status
from views.board.card_filter import CardFilter, FilterChoice, SearchIndex
from views.board.card_marks import CardMarks
from views.board.columns_area import ColumnsArea
from views.look import Look
from views.reports.working_row import WorkingRow
from views.widgets.date_edit import DateEdit
from views.widgets.inline_notice import InlineNotice
from views.widgets.text import Button, IconButton, IconMark, Panel, Text
from views.words import formats

RESTING = 120
"""Milliseconds that the slider must rest before the day is read."""


class PastBoardPage(QWidget):
    """day_wished(date): read that day. preview_wished: the board shown, on paper. cancelled: stop reading.

    refused(sentence): the date typed is none that can be shown.
    """

    day_wished = Signal(object)
    preview_wished = Signal()
    cancelled = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._past: PastBoard | None = None
        self._first = self._today = self._day = today
        self._marks = CardMarks()
        self.area = ColumnsArea(look, self._marks, self)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.edit = DateEdit(look.icons, "Tanggal papan", today, latest=today)
        self.edit.setFixedWidth(look.theme.px(220))
        self.before = IconButton(look.icons, "caret-left", "Hari sebelumnya")
        self.after = IconButton(look.icons, "caret-right", "Hari berikutnya")
        self.print_button = Button("Pratinjau dan cetak…", "outline", look.icons, "print")
        self.working = WorkingRow()
        self.notice = InlineNotice(look.icons)
        self._band = Panel("notice-near")
        self._said = Text("", "strong")
        self._counts = Text("", "small")
        self._from = Text("", "small")
        self._until = Text("", "small")
        self._resting = QTimer(self, interval=RESTING, singleShot=True)
        self._icons = look.icons
        self._build()
        self._connect()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(20, 12, 20, 10)
        top.setSpacing(9)
        for widget in (self.before, self.after, self.edit, self._from):
            top.addWidget(widget)
        top.addWidget(self.slider, 1)
        top.addWidget(self._until)
        top.addWidget(self.print_button)
        band = QHBoxLayout(self._band)
        band.setContentsMargins(20, 7, 20, 7)
        band.setSpacing(9)
        band.addWidget(IconMark(self._icons, "history", "near", 16))
        band.addWidget(self._said)
        band.addWidget(self._counts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        for widget in (self.working, self.notice, self._band):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.area, 1)
        self.slider.setAccessibleName("Geser ke tanggal")
        self.slider.setPageStep(7)
        self._band.hide()
        self.print_button.setEnabled(False)

    def _connect(self) -> None:
        self.slider.valueChanged.connect(self._slid)
        self.edit.line.editingFinished.connect(self._typed)
        self.edit.changed.connect(self._picked)
        self.before.clicked.connect(lambda: self.go(self._day - timedelta(days=1)))
        self.after.clicked.connect(lambda: self.go(self._day + timedelta(days=1)))
        self.print_button.clicked.connect(self.preview_wished)
        self.working.cancelled.connect(self.cancelled)
        self._resting.timeout.connect(lambda: self.day_wished.emit(self._day))

    @property
    def day(self) -> date:
        """The day asked for; the board of it may still be on its way."""
        return self._day

    def past(self) -> PastBoard | None:
        """What is shown."""
        return self._past

    def go(self, day: date) -> None:
        """Ask for another day, within those that there are."""
        day = max(self._first, min(day, self._today))
        if day != self._day:
            self.slider.setValue((day - self._first).days)

    def show_board(self, past: PastBoard) -> None:
        """The board of a day; the range of the slider with it."""
        self.working.end()
        self.notice.show_text("info", "")
        self._set_range(past)
        if self._past is None or self._past.board.sop.steps != past.board.sop.steps:
            for column in self.area.make_columns(past.board.sop):
                column.setAcceptDrops(False)
                column.list.setDragEnabled(False)
        self._past = past
        board = past.board
        self.area.show_cards(board.cards, board.columns, 0)
        self.area.sift(CardFilter(FilterChoice(), 0, SearchIndex()))
        self.area.set_empty_words("Tidak ada proyek di langkah ini pada hari itu.")
        self.area.arrange()
        text = f"Papan per {formats.date_long(past.day)}, hanya baca"
        self._said.setText(text)
        self.area.setAccessibleName(text)
        self._counts.setText(self._counted(past))
        self._band.show()
        self.print_button.setEnabled(True)

    def show_trouble(self, sentence: str) -> None:
        """Why that day cannot be shown; the one before stays."""
        self.working.end()
        self.notice.show_text("late", sentence)

    def _counted(self, past: PastBoard) -> str:
        open_now = [card for card in past.board.cards if not card.state.ended]
        if not open_now:
            return "Tidak ada proyek berjalan pada akhir hari itu."
        held = sum(card.state is ProjectState.HELD for card in open_now)
        late = sum(card.clock.status is Status.LATE for card in open_now)
        text = "Keadaan pada akhir hari: {open} proyek, {held} ditunda, {late} terlambat."
        return text.format(open=len(open_now), held=held, late=late)

    def _set_range(self, past: PastBoard) -> None:
        self._first, self._today = past.first, past.today
        self._from.setText(formats.date_medium(past.first))
        self._until.setText(formats.date_medium(past.today))
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, (past.today - past.first).days)
        if not self._resting.isActive():
            self._day = past.day
            self.slider.setValue((past.day - past.first).days)
            self.edit.set_date(past.day)
        self.slider.blockSignals(blocked)
        self._bound()

    def _slid(self, value: int) -> None:
        self._day = self._first + timedelta(days=value)
        self.edit.set_date(self._day)
        self._bound()
        self._resting.start()

    def _bound(self) -> None:
        self.before.setEnabled(self._day > self._first)
        self.after.setEnabled(self._day < self._today)

    def _picked(self) -> None:
        if not self.edit.line.isModified():
            self._typed()

    def _typed(self) -> None:
        found = self.edit.date()
        if found is None:
            self.refused.emit("Tanggal itu tidak dapat dibaca. Contoh: 3 September 2026")
        elif found > self._today:
            self.refused.emit("Papan hanya dapat dilihat sampai hari ini")
        elif found < self._first:
            first = formats.date_long(self._first)
            self.refused.emit(f"Permohonan pertama masuk {first}; sebelumnya papan kosong")
        else:
            self.go(found)
            return
        self.edit.set_date(self._day)
