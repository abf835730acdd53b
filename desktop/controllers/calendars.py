"""The office's days off: shown, and edited by administrators; every workstation counts by them at once."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.controllers.parts import Parts
from desktop.workers.answers import Answer, Ok
from models.board import Board, Changed
from models.requests import ReadCalendar, SetCalendar
from models.worktime import Calendar
from views.dialogs.calendar_dialog import CalendarDialog


class Calendars(QObject):
    """refused(sentence); dialog_opened(dialog) is for whoever drives the window."""

    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def show(self) -> None:
        """Read the calendar and show it."""
        self._parts.records.ask(ReadCalendar(), self._open)

    def _open(self, answer: Answer) -> None:
        board = self._parts.session.first_board
        if board is None or not (isinstance(answer, Ok) and isinstance(answer.value, Calendar)):
            self.refused.emit(self._parts.messages.sentence(answer))
            return
        dialog = self._dialog(board, answer.value)
        dialog.add_requested.connect(partial(self._add, dialog))
        dialog.remove_requested.connect(partial(self._remove, dialog))
        dialog.import_requested.connect(partial(self._import, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialog_opened.emit(dialog)

    def _dialog(self, board: Board, calendar: Calendar) -> CalendarDialog:
        parts, editable = self._parts, board.actor.administrator and not self._parts.session.away
        return CalendarDialog(parts.look, calendar, board.today, editable, parent=parts.window)

    def _add(self, dialog: CalendarDialog, day: date, name: str, kind: str) -> None:
        self._write(dialog, SetCalendar(operation_id=uuid4().hex, added=((day, name, kind),)), day.year)

    def _remove(self, dialog: CalendarDialog, days: tuple[date, ...]) -> None:
        self._write(dialog, SetCalendar(operation_id=uuid4().hex, removed=days), 0)

    def _import(self, dialog: CalendarDialog, path: str) -> None:
        self._write(dialog, SetCalendar(operation_id=uuid4().hex, source=path), 0)

    def _write(self, dialog: CalendarDialog, request: SetCalendar, year: int) -> None:
        self._parts.records.ask(request, partial(self._written, dialog, year))

    def _written(self, dialog: CalendarDialog, year: int, answer: Answer) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, Changed)):
            dialog.show_refusal(self._parts.messages.sentence(answer))
            return
        self._parts.session.read_again()
        self._parts.records.ask(ReadCalendar(), partial(self._read_again, dialog, year))

    def _read_again(self, dialog: CalendarDialog, year: int, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Calendar):
            dialog.show_calendar(answer.value, year)
            dialog.show_done("Kalender disimpan dan berlaku untuk semua komputer.")
        else:
            dialog.show_refusal(self._parts.messages.sentence(answer))
