"""“Coba lagi” on a card: whatever was refused there is tried once more, on the card as it is now."""

from __future__ import annotations

from uuid import uuid4

from models.requests import AddComment
from tests.desktop.small_office import board_of
from tests.desktop.window_hands import Hands, elsewhere
from views.dialogs.reason_dialog import ReasonDialog


def refusal(hands: Hands) -> list[str]:
    told: list[str] = []
    hands.office.moves.refused.connect(lambda project, words: told.append(words))
    return told


def try_again(hands: Hands, project_id: int) -> None:
    hands.window.board.command_requested.emit("retry", project_id)


def test_an_undo_that_met_somebody_else_is_asked_again_and_answered_by_what_is_there_now(hands, card, place):
    told, said = refusal(hands), []
    hands.messages.said.connect(said.append)
    hands.wish(card, "submit_request")
    hands.until(lambda: hands.card(card.number).step == 2)
    moved = hands.card(card.number)
    note = AddComment(operation_id=uuid4().hex, project_id=card.id, version=moved.version, text="Sudah dibaca.")
    elsewhere(place, note, "ratna")
    hands.window.commands["undo"].trigger()
    hands.until(lambda: told != [])
    hands.until(lambda: hands.card(card.number).version > moved.version)
    try_again(hands, card.id)
    hands.until(lambda: said[-1:] == ["Tidak ada pemindahan Anda yang dapat diurungkan."])
    assert len(told) == 1
    assert board_of(place).cards[0].step == 2


def test_a_decision_that_could_not_be_read_is_asked_for_again(hands, card, place):
    told = refusal(hands)
    away = place.with_name("pergi.db")
    place.rename(away)
    hands.wish(card, "cancel_request")
    hands.until(lambda: told != [])
    away.rename(place)
    hands.until(hands.window.commands["new_request"].isEnabled)
    try_again(hands, card.id)
    dialog = hands.dialog(ReasonDialog)
    dialog.reason.set_text("Sudah ada sistem serupa di pusat.")
    dialog.main.click()
    hands.until(lambda: hands.card(card.number).state.value == "cancelled")
