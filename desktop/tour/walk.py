"""What the tour does: a new request, nine steps as the people who take them, its papers, and a look around."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from desktop.controllers.sheets import PrintoutPreview
from desktop.office_window import OfficeWindow
from desktop.paths import Folders, resource
from desktop.training.sample_facts import SampleFacts
from desktop.training.script import OfficeScript, ProjectScript, read_script
from models import calendar_file
from models.board import Board, Card, ProjectState
from models.board import Move as Way
from models.sop.procedure import Decision, Sop, Step
from views.dialogs.drop_dialog import DropDialog
from views.dialogs.new_project import NewProjectDialog
from views.dialogs.preview_dialog import PreviewDialog
from views.dialogs.reason_dialog import ReasonDialog, ReturnDialog

NAME = "Layanan Konsultasi Statistik Daring"
WAY = (
    "forward_disposition",
    "submit_srs",
    "return_srs",
    "submit_srs",
    "approve_review",
    "submit_first_test",
    "proceed_to_repair",
    "submit_final_test",
    "release",
    "close_development",
)
PAGE_PAINTED = 1500
"""Milliseconds until Qt has painted a page in the background; it gives no sign of it."""

PAPERS = (("release_notice", "release-notice"), ("completion_report", "laporan-penyelesaian"))


class Driven(Protocol):
    """What the walk needs of the tour."""

    folders: Folders

    @property
    def office(self) -> OfficeWindow: ...
    def wait(self, happened: Callable[[], bool], what: str, seconds: float = ...) -> None: ...
    def picture(self, name: str, widget: QWidget | None = None) -> None: ...
    def picture_over_window(self, name: str, dialog: QWidget) -> None: ...
    def pause(self, milliseconds: int) -> None: ...
    def darken(self) -> None: ...
    def resize(self, width: int, height: int) -> None: ...


class TourWalk:
    """One walk. Every deed goes through the window's own dialogs and their buttons."""

    def __init__(self, tour: Driven, out: Path) -> None:
        self._tour, self._out = tour, out
        self._dialogs: list[QWidget] = []
        office = tour.office
        office.messages.opened.connect(self._dialogs.append)
        self._told, self._script = _script()
        self._facts = SampleFacts(self._told)
        self._number = self._deeds = 0

    def take(self) -> None:
        """The whole walk."""
        self._tour.picture("01-papan")
        self._tour.resize(1366, 690)
        self._tour.picture("02-papan-1366")
        self._tour.resize(1440, 900)
        self._play(self._script.by)
        self._request()
        for code in WAY:
            self._decide(self._sop.decision(code))
        self._show_project()
        for form, name in PAPERS:
            self._print(form, name)
        self._tour.darken()
        self._tour.picture("50-proyek-gelap")
        self._tour.office.page.left.emit()
        self._tour.resize(1920, 1000)
        self._tour.picture("51-papan-gelap")

    # what it looks at ------------------------------------------------------------------------------------------------

    @property
    def _board(self) -> Board:
        board = self._tour.office.session.board
        assert board is not None
        return board

    @property
    def _sop(self) -> Sop:
        return self._board.sop

    @property
    def _card(self) -> Card:
        card = self._tour.office.session.card(self._number)
        assert card is not None
        return card

    # what it does ----------------------------------------------------------------------------------------------------

    def _play(self, login: str) -> None:
        office = self._tour.office
        if self._board.actor.login == login:
            return
        office.session.play(login)
        self._tour.wait(
            lambda: office.session.board is not None and office.session.board.actor.login == login,
            f"{login} duduk di jendela",
        )

    def _request(self) -> None:
        self._tour.office.new_projects.new()
        dialog = self._dialog(NewProjectDialog)
        step = self._sop.steps[0]
        for key, value in self._facts.for_step(self._script, step, self._today).items():
            dialog.field(key).set_value(value)
        for kind in step.required_documents:
            dialog.offer_file(str(self._sample(kind.code)), kind.code)
        self._tour.wait(dialog.main.isEnabled, "permohonan lengkap")
        self._tour.picture_over_window("03-permohonan-baru", dialog)
        before = {card.id for card in self._board.cards}
        dialog.main.click()
        self._tour.wait(
            lambda: any(card.id not in before and card.step == 2 for card in self._board.cards),
            "permohonan diajukan",
        )
        self._number = next(card.id for card in self._board.cards if card.id not in before)

    def _decide(self, decision: Decision) -> None:
        step = self._sop.step(decision.step)
        self._play(self._performer(step, decision))
        way = next(each for each in self._card.moves if each.decision == decision.code)
        self._deeds += 1
        picture = f"{10 + self._deeds}-langkah-{step.number}-{decision.kind.value}"
        self._tour.office.moves.move(self._number, way)
        self._answer(way, step, decision, picture)
        self._tour.wait(lambda: self._arrived(decision), f"keputusan “{decision.label}” tersimpan")

    def _arrived(self, decision: Decision) -> bool:
        if decision.target:
            return self._card.step == decision.target
        return self._card.state is ProjectState.MAINTENANCE

    def _answer(self, way: Way, step: Step, decision: Decision, picture: str) -> None:
        if way.kind == "return":
            returning = self._dialog(ReturnDialog)
            returning.reason.set_text(self._facts.reason(self._script, decision.code))
            self._press(returning, picture)
            return
        if way.kind in ("reject", "cancel", "hold", "resume"):
            self._press(self._dialog(ReasonDialog), picture)
            return
        dialog = self._dialog(DropDialog)
        self._tour.picture_over_window(f"{picture}-kurang", dialog)
        for key, value in self._facts.for_step(self._script, step, self._today).items():
            if key in dialog.form.fields:
                dialog.form.fields[key].set_value(value)
        for code, slot in dialog.form.slots.items():
            if slot.kind.form:
                dialog.make_form_requested.emit(code)
            else:
                dialog.offer_file(str(self._sample(code)), code)
            self._tour.wait(lambda slot=slot: slot.attachment() is not None, f"{slot.kind.name} siap")
        self._press(dialog, picture)

    def _press(self, dialog: DropDialog | ReturnDialog | ReasonDialog, picture: str) -> None:
        self._tour.wait(dialog.main.isEnabled, "isian lengkap")
        self._tour.picture_over_window(picture, dialog)
        dialog.main.click()

    def _show_project(self) -> None:
        office = self._tour.office
        office.page.open(self._number)
        self._tour.wait(lambda: office.view.project() is not None and office.view.isVisible(), "berkas proyek terbuka")
        self._tour.picture("30-proyek")

    def _print(self, form: str, name: str) -> None:
        project = self._tour.office.view.project()
        assert project is not None
        self._tour.office.papers.preview(project, form)
        dialog = self._dialog(PreviewDialog)
        self._tour.wait(lambda: bool(dialog.data()), "naskah selesai dibuat")
        self._tour.pause(PAGE_PAINTED)
        self._tour.picture_over_window(f"40-pratinjau-{name}", dialog)
        paper = dialog.findChild(PrintoutPreview)
        assert paper is not None
        target = self._out / f"{name}.pdf"
        paper.save_to(str(target))
        self._tour.wait(target.exists, "naskah tersimpan")
        dialog.close()

    # where it gets things --------------------------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return self._board.today

    def _dialog[Dialog: QWidget](self, kind: type[Dialog]) -> Dialog:
        self._tour.wait(
            lambda: any(isinstance(each, kind) for each in self._dialogs), f"dialog {kind.__name__} terbuka"
        )
        found = next(each for each in self._dialogs if isinstance(each, kind))
        self._dialogs.remove(found)
        return found

    def _performer(self, step: Step, decision: Decision) -> str:
        role = (decision.roles or step.roles)[0]
        if self._sop.role(role).own_team_only:
            return self._script.by
        return next(person.login for person in self._board.people if role in person.roles)

    def _sample(self, code: str) -> Path:
        """A document of that kind as another project of the training office brought it."""
        return next(self._tour.folders.training.parent.rglob(f"{code} v1 - *.pdf"))


def _script() -> tuple[OfficeScript, ProjectScript]:
    now = datetime.now(UTC)
    told = read_script(resource("training"), now, calendar_file.read(resource("calendars")))
    script = ProjectScript(
        index=60,
        name=NAME,
        by="sari",
        purpose="Melayani konsultasi statistik bagi masyarakat tanpa harus datang ke kantor.",
        background="Permintaan konsultasi meningkat sedangkan jadwal petugas layanan terbatas.",
        begun=now,
        deeds=(),
        until=now,
        programmers=("arif",),
    )
    return told, script
