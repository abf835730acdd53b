"""Before there is an office: ask which one, look at it, make it. Everything slow happens in the founding child."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from desktop.controllers.messages import Messages
from desktop.paths import Folders
from desktop.workers.answers import Answer, Ok
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.founding_requests import FoundOffice, FoundTraining, LookAt, LookForRoom
from desktop.workers.request_queue import Patience
from models import places
from views.dialogs.first_run import FirstRun, FoundingChoice
from views.dialogs.preparing import Preparing
from views.look import Look

FOUNDING_DEADLINE = 120.0
LOOK_DEADLINE = 20.0


class Founding(QObject):
    """ready(place): an office can be opened there. given_up: the person left without choosing."""

    ready = Signal(str)
    given_up = Signal()

    def __init__(self, folders: Folders, look: Look, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders, self._look, self._messages = folders, look, messages
        self._lane: WorkerClient | None = None
        self._preparing: Preparing | None = None
        self.dialog: FirstRun | None = None

    def ask(self) -> None:
        """The first run: which office?"""
        dialog = self.dialog = FirstRun(self._look)
        dialog.test_requested.connect(self._test)
        dialog.chosen.connect(self._choose)
        dialog.rejected.connect(self.given_up)
        dialog.open()

    def training(self) -> None:
        """This user's own training office, made at the first start."""
        place = str(self._folders.training)
        if self._folders.training.exists():
            self._finish(place)
            return
        self._preparing = Preparing(self._look.theme, "Menyiapkan kantor latihan. Ini berlangsung satu kali.")
        self._preparing.show()
        self._founder().ask(FoundTraining(place), partial(self._founded, place), FOUNDING_DEADLINE)

    def stop(self) -> None:
        """End the child."""
        if self._lane is not None:
            self._lane.close()
            self._lane = None

    def _founder(self) -> WorkerClient:
        if self._lane is None:
            opening = ServiceOpening(
                "desktop.workers.founding_service:open_founder", (), str(self._folders.log), "pendirian"
            )
            self._lane = WorkerClient(opening, patience=Patience(), parent=self)
            self._lane.progress.connect(self._show_progress)
        return self._lane

    def _show_progress(self, told: tuple[int, int, str]) -> None:
        if self._preparing is not None:
            self._preparing.show_progress(*told)

    def _founded(self, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok):
            self._finish(place)
        elif self._preparing is not None:
            self._preparing.show_trouble(self._messages.sentence(answer))
            self._preparing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._preparing.destroyed.connect(self.given_up)
        elif self.dialog is not None:
            self.dialog.show_refusal(self._messages.sentence(answer))

    def _test(self, place: str, path: str) -> None:
        if not path:
            return
        request = LookForRoom(path) if place == FoundingChoice.CREATE else LookAt(path)
        self._founder().ask(request, partial(self._tested, place, path), LOOK_DEADLINE)

    def _tested(self, place: str, path: str, answer: Answer) -> None:
        if self.dialog is None:
            return
        if isinstance(answer, Ok):
            found = "Kantor baru dapat dibuat di sini."
            self.dialog.show_test(
                path, True, found if place == FoundingChoice.CREATE else "Basis data Lajur ditemukan."
            )
        else:
            self.dialog.show_test(path, False, self._messages.sentence(answer))

    def _choose(self, place: str, path: str) -> None:
        assert self.dialog is not None
        self.dialog.show_saving()
        match place:
            case FoundingChoice.TRAINING:
                self.dialog.accept_done()
                self.dialog = None
                self.training()
            case FoundingChoice.CREATE:
                self._founder().ask(FoundOffice(path), partial(self._founded, path), FOUNDING_DEADLINE)
            case _:
                self._founder().ask(LookAt(path), partial(self._founded, path), LOOK_DEADLINE)

    def _finish(self, place: str) -> None:
        if self.dialog is not None:
            self.dialog.accept_done()
            self.dialog = None
        if self._preparing is not None:
            self._preparing.close()
            self._preparing = None
        self.stop()
        self.ready.emit(places.absolute(place))
