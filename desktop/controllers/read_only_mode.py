"""While nothing can be saved, whatever would save is off and says why; what was typed stays, and all comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from desktop.controllers.documents import Documents
from desktop.controllers.messages import Messages
from desktop.controllers.moves import Moves
from desktop.controllers.office_replaced import FREE
from views.dialogs.form_dialog import FormDialog
from views.main_window import MainWindow


class ReadOnlyPage(Protocol):
    """A page with buttons that save."""

    def set_read_only(self, reason: str) -> None:
        """With a reason they are off; "" gives them back."""
        ...


class ReadOnlyMode(QObject):
    """Follows the window's read_only: pages, dialogs (open already, or opened meanwhile), undoing, dropped files."""

    def __init__(
        self,
        window: MainWindow,
        messages: Messages,
        pages: Sequence[ReadOnlyPage],
        moves: Moves,
        documents: Documents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._pages, self._moves, self._documents = window, pages, moves, documents
        window.read_only_changed.connect(self._tell)
        window.commands["undo"].triggered.connect(self._undo)
        window.board.files_dropped.connect(self._attach)
        messages.opened.connect(lambda _dialog: self._hinder_dialogs(window.read_only))

    def _tell(self, reason: str) -> None:
        for page in self._pages:
            page.set_read_only(reason)
        self._hinder_dialogs(reason)

    def _hinder_dialogs(self, reason: str) -> None:
        for dialog in self._window.findChildren(FormDialog):
            if dialog.isVisible() and not isinstance(dialog, FREE):
                dialog.hinder(reason)

    def _undo(self) -> None:
        if not self._refused():
            self._moves.undo()

    def _attach(self, project: int, files: list[str]) -> None:
        if not self._refused():
            self._documents.attach(project, "", tuple(files))

    def _refused(self) -> bool:
        """True after saying why."""
        self._window.board.card_actions.refuse(self._window.read_only)
        return bool(self._window.read_only)
