"""The whole window over real children and a real office: moves, conflicts, kills, closing, a lost share."""

from __future__ import annotations

import os
import signal
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication

from desktop.last_seen import LastSeen
from desktop.workers.outbox import KeptWrite, Outbox
from models.requests import HoldProject, ReadProject
from tests.desktop.small_office import board_of
from tests.desktop.window_hands import elsewhere, gone, move_on
from tests.hands import press_button
from views.dialogs.conflict_dialog import ConflictDialog
from views.dialogs.drop_dialog import DropDialog
from views.dialogs.reason_dialog import ReasonDialog
from views.dialogs.unsent_dialog import UnsentDialog


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
    elsewhere(place, move_on(card), "dimas")
    hands.until(lambda: hands.shown_step(card.id) == 2)


def test_two_people_moving_one_card_meet_in_the_conflict_dialog(hands, card, place):
    hands.office.session.stop()
    elsewhere(place, move_on(card), "dimas")
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
    elsewhere(place, move_on(card), "dimas")
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
    os.kill(hands.workers.records.pid, signal.SIGKILL)
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


def test_the_board_last_seen_is_shown_before_any_child_answers(open_office, card, place):
    first = open_office()
    first.start()
    first.leave()
    second = open_office()
    seen = LastSeen(second.folders.last_seen, str(place), second.login).read()
    second.window.show_last_seen(seen)
    second.office.start()
    assert second.window.board.card(card.id) is not None
    second.wish(card, "submit_request")
    second.until(lambda: second.office.session.first_board is not None)


def test_what_was_kept_when_the_program_was_killed_is_offered_and_sent_once(open_office, card, place):
    moved = elsewhere(place, move_on(card), "dimas").cards[0]
    hands = open_office("ratna")
    request = HoldProject(operation_id=uuid4().hex, project_id=card.id, version=moved.version, reason="Menunggu")
    Outbox(hands.folders.outbox, str(place)).keep(KeptWrite("ratna", request))
    hands.start()
    dialog = hands.dialog(UnsentDialog)
    assert hands.window.status_bar.unsent.text().strip() == "1 belum terkirim"
    assert board_of(place).cards[0].state.value == "running"
    press_button(dialog, "Kirim")
    hands.until(lambda: hands.card(card.number).state.value == "held")
    hands.until(lambda: gone(dialog))
    assert hands.office.unsent.count == 0
    assert Outbox(hands.folders.outbox, str(place)).leftovers() == ()
