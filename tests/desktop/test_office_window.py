"""The whole window over real children and a real office: moves, conflicts, kills, closing, a lost share, papers."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from shiboken6 import isValid

from desktop.controllers.requests_of import decision_request
from desktop.controllers.telling import Telling
from desktop.lane_entries import Patience
from desktop.lane_process import Opening
from desktop.lanes import Lane
from desktop.office_window import Lanes, OfficeWindow
from desktop.outbox import Outbox
from desktop.paths import Folders
from desktop.records_lane import OfficeDesk
from models.board import Card
from models.requests import HoldProject, ReadProject
from tests.desktop.small_office import board_of, found_office, new_project, small_pdf
from views.commands import Commands
from views.dialogs.attach_dialog import AttachDialog
from views.dialogs.conflict_dialog import ConflictDialog
from views.dialogs.drop_dialog import DropDialog
from views.dialogs.preview_dialog import PreviewDialog
from views.dialogs.reason_dialog import ReasonDialog
from views.icons import Icons
from views.main_window import MainWindow
from views.theme import Theme
from views.words import Words

LONG = 30_000
PATIENT = Patience(slow=20, gone=20, request=20, start=60, start_grace=20, close=15)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    found_office(folder / "lajur.db")
    return folder / "lajur.db"


@pytest.fixture
def place(made, tmp_path) -> Path:
    place = tmp_path / "kantor" / "lajur.db"
    place.parent.mkdir()
    place.write_bytes(made.read_bytes())
    return place


class Hands:
    """One running office window and what a person can do with it."""

    def __init__(self, qtbot, place: Path, home: Path, login: str, patience: Patience) -> None:
        self.qtbot, self.place = qtbot, place
        self.folders = Folders.find({"LAJUR_HOME": str(home)})
        theme = Theme()
        icons = Icons(theme)
        words = Words(QCoreApplication.translate)
        self.crashes: list[str] = []
        self.window = MainWindow(theme, icons, words, Commands(icons))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 700)
        self.window.show()
        outbox = Outbox(self.folders.outbox, str(place))
        records = Lane(Opening("desktop.records_lane:open_desk", (str(place),)), login, outbox, patience)
        press = Lane(Opening("desktop.press_lane:open_press"), login, eager=False)
        self.lanes = Lanes(records, press)
        telling = Telling(words, self.crashes.append)
        self.office = OfficeWindow(
            self.window, self.lanes, self.folders, (theme, icons, words), telling, str(place), "nobody", login
        )
        self.dialogs: list[Any] = []
        for source in (self.office.moves, self.office.documents, self.office.papers, self.office.requesting):
            source.dialog_opened.connect(self.dialogs.append)
        self.closed: list[bool] = []
        self.office.closed.connect(lambda: self.closed.append(True))

    def start(self) -> None:
        with self.qtbot.waitSignal(self.office.session.board_read, timeout=LONG):
            self.office.start()

    def card(self, number: str) -> Card:
        return next(card for card in self.office.session.board.cards if card.number == number)

    def shown_step(self, project_id: int) -> int:
        return self.window.board.card(project_id).step

    def wish(self, card: Card, decision: str) -> None:
        path = next(path for path in card.paths if path.decision == decision)
        self.window.board.move_requested.emit(card.id, path)

    def dialog(self, kind: type):
        self.qtbot.waitUntil(lambda: any(isinstance(each, kind) for each in self.dialogs), timeout=LONG)
        return next(each for each in reversed(self.dialogs) if isinstance(each, kind))

    def until(self, true) -> None:
        self.qtbot.waitUntil(true, timeout=LONG)

    def leave(self) -> None:
        self.window.hide()
        self.office.close()
        self.until(lambda: bool(self.closed))


@pytest.fixture
def open_office(qtbot, place, tmp_path):
    opened: list[Hands] = []

    def make(login: str = "dimas", patience: Patience = PATIENT) -> Hands:
        opened.append(Hands(qtbot, place, tmp_path / "rumah", login, patience))
        return opened[-1]

    yield make
    for hands in opened:
        hands.leave()
        assert hands.crashes == []


@pytest.fixture
def card(place, tmp_path) -> Card:
    return new_project(place, tmp_path)


@pytest.fixture
def hands(card, open_office) -> Hands:
    hands = open_office()
    hands.start()
    return hands


def gone(dialog) -> bool:
    return not isValid(dialog) or not dialog.isVisible()


def elsewhere(place: Path, request: object, login: str) -> Any:
    desk = OfficeDesk(str(place))
    try:
        return desk.answer(request, login)
    finally:
        desk.close()


def test_a_complete_card_moves_when_dropped_and_stays_moved(hands, card, place):
    hands.wish(card, "submit_request")
    assert hands.shown_step(card.id) == 2
    hands.until(lambda: hands.card(card.number).step == 2)
    assert board_of(place).cards[0].step == 2
    assert hands.shown_step(card.id) == 2


def test_ctrl_z_takes_back_ones_own_last_move(hands, card, place):
    hands.wish(card, "submit_request")
    hands.until(lambda: hands.card(card.number).step == 2)
    hands.until(hands.window.commands["undo"].isEnabled)
    hands.window.commands["undo"].trigger()
    hands.until(lambda: hands.card(card.number).step == 1)
    assert board_of(place).cards[0].step == 1


def test_what_another_workstation_did_shows_without_being_asked_for(hands, card, place):
    elsewhere(place, _move_on(card), "dimas")
    hands.until(lambda: hands.shown_step(card.id) == 2)


def test_two_people_moving_one_card_meet_in_the_conflict_dialog(hands, card, place):
    hands.office.session.stop()
    elsewhere(place, _move_on(card), "dimas")
    hands.wish(card, "submit_request")
    dialog = hands.dialog(ConflictDialog)
    assert hands.shown_step(card.id) == 1
    dialog.main.click()
    hands.until(lambda: gone(dialog))
    assert board_of(place).cards[0].version == card.version + 1


def test_a_missing_reason_is_asked_for_in_a_dialog_and_then_saved(hands, card, place):
    hands.wish(card, "cancel_request")
    dialog = hands.dialog(ReasonDialog)
    dialog.reason.set_text("Sudah ada sistem serupa di pusat.")
    dialog.main.click()
    hands.until(lambda: hands.card(card.number).state.value == "cancelled")
    hands.until(lambda: gone(dialog))
    assert board_of(place).cards[0].state.value == "cancelled"


def test_the_drop_dialog_makes_the_disposition_and_finishes_step_two(open_office, card, place):
    elsewhere(place, _move_on(card), "dimas")
    hands = open_office("ratna")
    hands.start()
    hands.wish(hands.card(card.number), "forward_disposition")
    dialog = hands.dialog(DropDialog)
    for field in dialog.form.fields.values():
        field.set_value(
            {"member": "sari", "date": board_of(place).today.isoformat()}.get(field.fact.kind.value, "Segera.")
        )
    dialog.make_form_requested.emit("DSP")
    hands.until(lambda: not dialog.slots["DSP"].is_empty() and not dialog.form.missing())
    dialog.main.click()
    hands.until(lambda: hands.card(card.number).step == 3)
    hands.until(lambda: gone(dialog))
    project = elsewhere(place, ReadProject(card.id, check=True), "ratna")
    (disposition,) = [each for each in project.documents if each.kind == "DSP"]
    assert disposition.intact
    assert project.coordinator.login == "sari"


@pytest.mark.parametrize("turn", range(4))
def test_killing_the_records_child_during_a_save_ends_in_the_true_outcome(hands, card, place, turn):
    told = []
    hands.office.moves.refused.connect(lambda project, words: told.append(words))
    hands.office.moves.settled.connect(told.append)
    hands.wish(card, "submit_request")
    for _ in range(turn):
        QCoreApplication.processEvents()
    os.kill(hands.lanes.records.pid, signal.SIGKILL)
    hands.until(lambda: bool(told))
    truth = board_of(place).cards[0].step
    hands.until(lambda: hands.shown_step(card.id) == truth)
    assert truth == (2 if told == [card.id] else 1)
    assert Outbox(hands.folders.outbox, str(place)).leftovers() == ()


@pytest.mark.parametrize("turn", range(3))
def test_closing_the_window_during_a_save_loses_nothing(hands, card, place, turn):
    hands.wish(card, "submit_request")
    for _ in range(turn):
        QCoreApplication.processEvents()
    hands.leave()
    assert board_of(place).cards[0].step == 2


def test_a_lost_share_leaves_the_board_readable_and_comes_back_by_itself(hands, card, place):
    away = place.with_name("pergi.db")
    place.rename(away)
    hands.until(lambda: hands.window.notice.words != "")
    assert not hands.window.commands["new_request"].isEnabled()
    assert hands.window.board.card(card.id) is not None
    away.rename(place)
    hands.until(hands.window.commands["new_request"].isEnabled)
    hands.wish(hands.card(card.number), "submit_request")
    hands.until(lambda: hands.card(card.number).step == 2)


def test_the_board_last_seen_is_painted_before_any_child_answers(open_office, card):
    first = open_office()
    first.start()
    first.leave()
    second = open_office()
    second.office.start()
    assert second.window.board.card(card.id) is not None
    second.wish(card, "submit_request")
    second.until(lambda: second.office.session.first_board is not None)


def test_a_file_dropped_on_a_card_is_attached(hands, card, place, tmp_path):
    pdf = small_pdf(tmp_path, "nota dinas perbaikan.pdf")
    hands.window.board.files_dropped.emit(card.id, [str(pdf)])
    dialog = hands.dialog(AttachDialog)
    slot = dialog.slots["ND"]
    slot.number.setText("B-18/17000/TI.210/2026")
    slot.day.line.setText("20 November 2026")
    slot.changed.emit()
    hands.until(dialog.main.isEnabled)
    dialog.main.click()
    hands.until(lambda: gone(dialog))
    project = elsewhere(place, ReadProject(card.id, check=True), "dimas")
    assert [each.version for each in project.documents if each.kind == "ND"] == [1, 2] or {
        each.name for each in project.documents
    } >= {"nota dinas perbaikan.pdf"}


def test_a_program_with_another_name_is_refused_in_its_place(hands, card, tmp_path):
    program = tmp_path / "surat.pdf"
    program.write_bytes(b"MZ" + bytes(200))
    hands.window.board.files_dropped.emit(card.id, [str(program)])
    dialog = hands.dialog(AttachDialog)
    slot = next(iter(dialog.slots.values()))
    hands.until(lambda: bool(slot.problem()))
    assert "program" in slot.problem()
    dialog.close()


class Opened(QObject):
    """Stands where this computer's own programs stand."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


def test_a_document_is_opened_as_a_read_only_copy_outside_the_office(hands, card, place):
    opened = Opened()
    method: Any = "take"  # the stub says bytes, the library takes text
    QDesktopServices.setUrlHandler("file", opened, method)
    try:
        hands.window.board.open_requested.emit(card.id)
        hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
        document = hands.office.view.project().documents[0]
        hands.office.view.open_document.emit(document.id)
        hands.until(lambda: bool(opened.paths))
    finally:
        QDesktopServices.unsetUrlHandler("file")
    copy = Path(opened.paths[0])
    assert copy.is_relative_to(hands.folders.copies)
    assert not copy.stat().st_mode & 0o222


def test_a_paper_is_made_shown_saved_and_printed(hands, card, tmp_path):
    hands.window.board.open_requested.emit(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    hands.office.view.print_requested.emit("project_card")
    dialog = hands.dialog(PreviewDialog)
    hands.until(lambda: dialog.data().startswith(b"%PDF-"))
    paper = next(each for each in dialog.children() if hasattr(each, "save_to"))
    target = tmp_path / "kartu.pdf"
    paper.save_to(str(target))
    hands.until(target.exists)
    assert target.read_bytes() == dialog.data()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    paper.print_on(printer)
    assert (tmp_path / "cetak.pdf").read_bytes().startswith(b"%PDF-")
    hands.until(lambda: bool(dialog.notice.text()))
    dialog.close()


def test_a_comment_is_kept_in_the_history(hands, card, place):
    hands.window.board.open_requested.emit(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    hands.office.view.comment_written.emit("Sudah dibicarakan dengan tim.")
    hands.until(lambda: "Sudah dibicarakan dengan tim." in str(hands.office.view.project().history))


def test_in_training_another_member_can_be_played(hands, card):
    assert hands.office.session.first_board.actor.login == "dimas"
    hands.window.person_chosen.emit("sari")
    hands.until(lambda: hands.office.session.first_board.actor.login == "sari")
    assert hands.lanes.records.login == "sari"


def _move_on(card: Card):
    return decision_request(card, next(path for path in card.paths if path.decision == "submit_request"))


def test_what_was_kept_when_the_office_was_away_is_sent_at_the_next_start(open_office, card, place):
    moved = elsewhere(place, _move_on(card), "dimas").cards[0]
    hands = open_office("ratna")
    request = HoldProject(operation_id=uuid4().hex, project_id=card.id, version=moved.version, reason="Menunggu")
    Outbox(hands.folders.outbox, str(place)).keep("ratna", request)
    hands.start()
    hands.until(lambda: hands.card(card.number).state.value == "held")
    assert Outbox(hands.folders.outbox, str(place)).leftovers() == ()
