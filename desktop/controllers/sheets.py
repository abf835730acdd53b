"""Papers: previewed, printed and saved, or written to a file without being shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.controllers.parts import Parts
from desktop.controllers.shown_sheet import PRESS_DEADLINE, Sheet, ShownSheet, Wish, printing_now
from desktop.workers.answers import Answer, Ok
from desktop.workers.press_requests import SaveContent
from models.office import OfficeSettings
from models.requests import ReadOffice
from views.dialogs.preview_dialog import PreviewDialog


class Sheets(QObject):
    """Tells: said(sentence), refused(sentence), dialog_opened(dialog)."""

    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def preview(self, sheet: Sheet, to_printer: bool = False) -> None:
        """Show the paper; to_printer: and ask for a printer as soon as it is made."""
        self._parts.records.ask(ReadOffice(), partial(self._open, sheet, to_printer))

    def save(self, wish: Wish, place: str) -> None:
        """Make a file without showing it and write it to `place`."""
        self._parts.records.ask(ReadOffice(), partial(self._make, wish, place))

    def _make(self, wish: Wish, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, OfficeSettings):
            request = wish(answer.value, printing_now(self._parts))
            self._parts.press.ask(request, partial(self._write, place), PRESS_DEADLINE)
        else:
            self.refused.emit(self._parts.telling.sentence(answer))

    def _write(self, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, bytes):
            self._parts.press.ask(SaveContent(answer.value, place), partial(self._written, place), PRESS_DEADLINE)
        else:
            self.refused.emit(self._parts.telling.sentence(answer))

    def _written(self, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok):
            self.said.emit(self.tr("Disimpan di {place}.").format(place=place))
        else:
            self.refused.emit(self._parts.telling.sentence(answer))

    def _open(self, sheet: Sheet, to_printer: bool, answer: Answer) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, OfficeSettings)):
            self.refused.emit(self._parts.telling.sentence(answer))
            return
        parts = self._parts
        dialog = PreviewDialog(parts.theme, parts.icons, parts.words, sheet.title, sheet.subtitle, parts.window)
        dialog.paper.clear()
        for code, name in sheet.papers:
            dialog.paper.addItem(name, code)
        shown = ShownSheet(dialog, parts, sheet, answer.value)
        shown.said.connect(self.said)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        shown.make(sheet.papers[0][0], to_printer)
        self.dialog_opened.emit(dialog)
