"""A date that is typed the Indonesian way or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from views.icons import Icons
from views.widgets.text import IconButton
from views.words.formats import MONTHS, SHORT_MONTHS, date_long

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
_SPELLINGS = {"agt": "agustus", "ags": "agustus", "nopember": "november", "pebruari": "februari"}
_WORDS = re.compile(r"(\d{1,2})[\s./-]*([a-z]+)[\s.,/-]*(\d{4})")


def read_date(text: str) -> date | None:
    """Reads "22 November 2026", "22 Nov 2026", "22-11-2026", "22/11/2026" or "2026-11-22"; None if it is no date."""
    text = text.strip().lower()
    if found := _ISO.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _made(int(found[3]), int(found[2]), int(found[1]))
    found = _WORDS.fullmatch(text)
    if found is None or not (month := _month(found[2])):
        return None
    return _made(int(found[3]), month, int(found[1]))


def _month(word: str) -> int:
    word = _SPELLINGS.get(word, word)
    for number, (short, full) in enumerate(zip(SHORT_MONTHS, MONTHS, strict=True), start=1):
        if word == short.lower() or (len(word) >= 3 and full.lower().startswith(word)):
            return number
    return 0


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateEdit(QWidget):
    """A line for a date with a calendar button. `latest` bounds the calendar; what is typed is judged by the field."""

    changed = Signal()

    def __init__(
        self, icons: Icons, name: str, today: date, latest: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today, self._latest = today, latest
        self.line = QLineEdit()
        self.line.setPlaceholderText(date_long(today))
        self.line.setAccessibleName(name)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._tidy)
        self.button = IconButton(icons, "calendar", f"Pilih tanggal: {name}")
        self.button.setMinimumSize(32, 32)
        self.button.clicked.connect(self._open_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setMaximumWidth(280)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """ISO date, the raw text where it cannot be read, "" when empty."""
        typed = self.line.text().strip()
        found = read_date(typed)
        return found.isoformat() if found else typed

    def set_date(self, value: date | None) -> None:
        """Shows a date or nothing."""
        self.line.setText(date_long(value) if value else "")

    def date(self) -> date | None:
        """The date, None when empty or unreadable."""
        return read_date(self.line.text())

    def _tidy(self) -> None:
        found = read_date(self.line.text())
        if found:
            self.line.setText(date_long(found))

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget(menu)
        calendar.setLocale(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName("Kalender")
        if self._latest:
            calendar.setMaximumDate(QDate(self._latest.year, self._latest.month, self._latest.day))
        shown = self.date() or self._today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(lambda day: self._pick(day, menu))
        calendar.clicked.connect(lambda day: self._pick(day, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        calendar.setFocus()

    def _pick(self, day: QDate, menu: QMenu) -> None:
        self.set_date(date(day.year(), day.month(), day.day()))
        menu.close()
        self.line.setFocus()
        self.changed.emit()
