"""Which period and whose projects a report is about: chips, two dates, one step back or on, the team."""

from __future__ import annotations

from datetime import date, timedelta
from typing import override

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QComboBox, QHBoxLayout, QSizePolicy, QWidget

from models.errors import BadInput
from models.figures import periods
from models.figures.periods import Period, PeriodKind
from views.look import Look
from views.widgets.date_edit import DateEdit
from views.widgets.text import Button, IconButton, Text
from views.words.figure_words import FigureWords

TWO_LINES = 1180
"""Pixels under which the dates go below the chips."""

_KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR, PeriodKind.FREE)


class PeriodBar(QWidget):
    """wished(): period or team changed. misread(BadInput): two dates that make no period."""

    wished = Signal()
    misread = Signal(object)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._today = look.theme, FigureWords(), today
        self.period = periods.around(PeriodKind.QUARTER, today)
        self.chips: dict[PeriodKind, Button] = {}
        self._group = QButtonGroup(self)
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.earlier = IconButton(look.icons, "caret-left", "Periode sebelumnya")
        self.later = IconButton(look.icons, "caret-right", "Periode berikutnya")
        self.first = DateEdit(look.icons, "Dari tanggal", today)
        self.last = DateEdit(look.icons, "Sampai tanggal", today)
        self.teams = QComboBox()
        self.teams.setAccessibleName("Tim pemohon")
        self.teams.addItem("Tim: semua", "")
        self.teams.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for edit in (self.first, self.last):
            edit.setFixedWidth(look.theme.px(196))
        self._build()
        self._say()

    def _build(self) -> None:
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(7)
        row, dates = QHBoxLayout(), QHBoxLayout()
        for each in (row, dates):
            each.setSpacing(7)
        self._outer.addLayout(row)
        self._outer.addLayout(dates, 1)
        row.addWidget(Text("Periode", "strong"))
        row.addWidget(self.earlier)
        for kind in _KINDS:
            chip = Button("", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _on=False, it=kind: self._choose(it))
            self._group.addButton(chip)
            self.chips[kind] = chip
            row.addWidget(chip)
        row.addWidget(self.later)
        row.addStretch(1)
        for each in (self.first, Text("sampai", "small"), self.last):
            dates.addWidget(each)
        dates.addStretch(1)
        dates.addWidget(self.teams)
        self.earlier.clicked.connect(lambda: self.set_period(self.period.before))
        self.later.clicked.connect(lambda: self.set_period(_after(self.period)))
        for edit in (self.first, self.last):
            edit.line.editingFinished.connect(self._typed)
            edit.changed.connect(self._picked)
        self.teams.activated.connect(lambda _row: self.wished.emit())

    @property
    def team(self) -> str:
        """The team chosen, "" for all."""
        return str(self.teams.currentData() or "")

    def set_today(self, today: date) -> None:
        """A new day has come; the period stays."""
        self._today = today

    def set_teams(self, teams: tuple[str, ...]) -> None:
        """Teams to choose from; the choice stays where it can."""
        chosen = self.team
        self.teams.clear()
        self.teams.addItem("Tim: semua", "")
        for team in teams:
            self.teams.addItem(team, team)
        self.teams.setCurrentIndex(max(0, self.teams.findData(chosen)))

    def set_period(self, period: Period) -> None:
        """Another period."""
        if period != self.period:
            self.period = period
            self._say()
            self.wished.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(TWO_LINES)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._outer.setDirection(down if narrow else across)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(600), super().minimumSizeHint().height())

    def _choose(self, kind: PeriodKind) -> None:
        if kind is not PeriodKind.FREE:
            self.set_period(periods.around(kind, self._today))
            self._say()
        elif self.period.kind is not PeriodKind.FREE:
            self.set_period(periods.free(self.period.first, min(self.period.last, max(self._today, self.period.first))))
            self.first.line.setFocus()

    def _picked(self) -> None:
        """From the calendar: typing is judged only when the line is left."""
        if not self.first.line.hasFocus() or not self.first.line.isModified():
            self._typed()

    def _typed(self) -> None:
        first, last = self.first.date(), self.last.date()
        if (first, last) == (self.period.first, self.period.last):
            return
        try:
            self.set_period(periods.free(first, last))
        except BadInput as error:
            self.misread.emit(error)

    def _say(self) -> None:
        """Chips named after the period they give; the period's own dates in the two lines."""
        for kind in _KINDS[:-1]:
            shown = self.period if self.period.kind is kind else periods.around(kind, self._today)
            words = self._words.period(shown)
            usual = kind is PeriodKind.MONTH and shown == periods.around(kind, self._today)
            self.chips[kind].set_words("Bulan ini" if usual else words)
        self.chips[PeriodKind.FREE].set_words("Pilih tanggal")
        self.chips[self.period.kind].setChecked(True)
        self.first.set_date(self.period.first)
        self.last.set_date(self.period.last)


def _after(period: Period) -> Period:
    """The period that follows, of the same kind and, for a free one, as long."""
    first = period.last + timedelta(days=1)
    if period.kind is PeriodKind.FREE:
        return periods.free(first, period.last + timedelta(days=period.days))
    return periods.around(period.kind, first)
