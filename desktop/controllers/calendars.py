"""The office's days off: shown, and edited by administrators; every workstation counts by them at once."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from PySide6.QtCore import QObject

from desktop.controllers.parts import Parts
from desktop.workers.answers import Answer
from desktop.workers.flow import Flow, ask
from models.board import Board, Changed
from models.requests import ReadCalendar, SetCalendar
from models.worktime import Calendar
from views.dialogs.calendar_dialog import CalendarDialog


class Calendars(QObject):
    """Shows the calendar and serves its dialog."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def show(self) -> None:
        """Read the calendar and show it."""
        self._parts.start(self, self._show())

    async def _show(self) -> None:
        """Read and show it; what is wished in the dialog is written as it comes."""
        parts = self._parts
        calendar = await ask(parts.records, ReadCalendar(), Calendar)
        board = parts.session.first_board
        if board is None:
            return
        dialog = self._dialog(board, calendar)
        parts.messages.open(dialog)
        dialog.add_requested.connect(lambda day, name, kind: self._add(dialog, day, name, kind))
        dialog.remove_requested.connect(lambda days: self._remove(dialog, days))
        dialog.import_requested.connect(lambda path: self._import(dialog, path))

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
        Flow(dialog, self._save(dialog, request, year), lambda answer: self._refuse(dialog, answer))

    def _refuse(self, dialog: CalendarDialog, answer: Answer) -> None:
        dialog.show_refusal(self._parts.messages.sentence(answer))

    async def _save(self, dialog: CalendarDialog, request: SetCalendar, year: int) -> None:
        await ask(self._parts.records, request, Changed)
        self._parts.session.read_again()
        dialog.show_calendar(await ask(self._parts.records, ReadCalendar(), Calendar), year)
        dialog.show_done("Kalender disimpan dan berlaku untuk semua komputer.")
