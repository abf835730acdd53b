"""Before there is an office: ask which one, look at it, make it. Everything slow happens in the founding child."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from desktop.controllers.messages import Messages
from desktop.paths import Folders
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.flow import Flow, Journey, Unanswered, ask
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
        self._worker: WorkerClient | None = None
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
        self._start(self._open_after(FoundTraining(place), place, FOUNDING_DEADLINE))

    def stop(self) -> None:
        """End the child."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _founder(self) -> WorkerClient:
        if self._worker is None:
            opening = ServiceOpening(
                "desktop.workers.founding_service:open_founder", (), str(self._folders.log), "pendirian"
            )
            self._worker = WorkerClient(opening, patience=Patience(), parent=self)
            self._worker.progress.connect(self._show_progress)
        return self._worker

    def _show_progress(self, told: tuple[int, int, str]) -> None:
        if self._preparing is not None:
            self._preparing.show_progress(*told)

    def _start(self, journey: Journey) -> None:
        Flow(self, journey, self._messages.unanswered)

    async def _open_after(self, request: object, place: str, deadline: float) -> None:
        """Have the office founded or looked at, then open it; refused, say why where the person waits."""
        try:
            await ask(self._founder(), request, object, deadline)
        except Unanswered as unanswered:
            sentence = self._messages.sentence(unanswered.answer)
            if self._preparing is not None:
                self._preparing.show_trouble(sentence)
                self._preparing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                self._preparing.destroyed.connect(self.given_up)
            elif self.dialog is not None:
                self.dialog.show_refusal(sentence)
        else:
            self._finish(place)

    def _test(self, place: str, path: str) -> None:
        if path:
            self._start(self._try_place(place, path))

    async def _try_place(self, place: str, path: str) -> None:
        create = place == FoundingChoice.CREATE
        fine, words = True, "Kantor baru dapat dibuat di sini." if create else "Basis data Lajur ditemukan."
        try:
            await ask(self._founder(), LookForRoom(path) if create else LookAt(path), object, LOOK_DEADLINE)
        except Unanswered as unanswered:
            fine, words = False, self._messages.sentence(unanswered.answer)
        if self.dialog is not None:
            self.dialog.show_test(path, fine, words)

    def _choose(self, place: str, path: str) -> None:
        assert self.dialog is not None
        self.dialog.show_saving()
        match place:
            case FoundingChoice.TRAINING:
                self.dialog.accept_done()
                self.dialog = None
                self.training()
            case FoundingChoice.CREATE:
                self._start(self._open_after(FoundOffice(path), path, FOUNDING_DEADLINE))
            case _:
                self._start(self._open_after(LookAt(path), path, LOOK_DEADLINE))

    def _finish(self, place: str) -> None:
        if self.dialog is not None:
            self.dialog.accept_done()
            self.dialog = None
        if self._preparing is not None:
            self._preparing.close()
            self._preparing = None
        self.stop()
        self.ready.emit(places.absolute(place))
