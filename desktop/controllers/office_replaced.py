"""Other data lie under the office's name now: said once, and what was begun on the former ones is sent nowhere."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.controllers.moves import Moves
from desktop.controllers.parts import Parts
from desktop.controllers.project_page import ProjectPage
from views.dialogs.about import AboutDialog, CrashDialog
from views.dialogs.form_dialog import FormDialog
from views.dialogs.new_project import NewProjectDialog
from views.dialogs.unsent_dialog import UnsentDialog
from views.dialogs.upkeep_dialog import UpkeepDialog
from views.dialogs.why_dialog import WhyDialog
from views.main_window import MainWindow
from views.widgets.notice import Message, Weight

SECONDS = 30.0
FREE = (AboutDialog, CrashDialog, UnsentDialog, UpkeepDialog, WhyDialog)
"""Dialogs that send nothing which was begun on the former data."""


class OfficeReplaced(QObject):
    """Dialogs stay open with every word, to be read and copied; the page of a project is left."""

    def __init__(
        self, window: MainWindow, parts: Parts, moves: Moves, page: ProjectPage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._moves, self._page = window, moves, page
        parts.session.exchanged.connect(self._tell)

    def _tell(self, problem: str) -> None:
        fact, kept = self._words(problem)
        self._moves.forget()
        if problem == "replaced":
            self._page.leave()
        harmless = (*FREE, NewProjectDialog) if problem == "restored" else FREE
        for dialog in self._window.findChildren(FormDialog):
            if dialog.isVisible() and not isinstance(dialog, harmless):
                dialog.bar(f"{fact} {'Isian ini belum tersimpan: salin bila perlu, lalu ulangi di papan.'}")
        self._window.notice.say(Weight.OTHER_DATA, Message(fact, kept, "info", seconds=SECONDS))
        self._window.board.card_actions.announce(fact)

    def _words(self, problem: str) -> tuple[str, str]:
        if problem == "restored":
            return (
                "Data kantor telah dipulihkan dari cadangan.",
                "Papan menampilkan keadaan sesudah pemulihan. Periksa pekerjaan terakhir Anda.",
            )
        return (
            "Berkas data di tempat ini kini milik kantor lain.",
            "Papan menampilkan kantor itu. Bila ini keliru, hubungi administrator.",
        )
