"""A share goes away: what waits is marked where one looks, and what would save is off until the share is back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt

from desktop.workers.request_queue import Patience
from models.requests import AddComment, ReadProject
from models.storage.database import open_office as open_database
from models.storage.maintenance import maintenance
from tests.desktop.small_office import board_of
from tests.desktop.window_hands import elsewhere, gone, move_on
from tests.desktop.workers.hanging_service import marker_of
from tests.hands import column_of, press_button
from views.dialogs.attach_dialog import AttachDialog
from views.dialogs.reason_dialog import ReasonDialog
from views.dialogs.unsent_dialog import UnsentDialog

HANGING = "tests.desktop.workers.hanging_service:open_hanging"
QUICK = Patience(slow=0.4, gone=0.9, request=2.0, start=60, start_grace=30, close=15)
SAID = "perubahan Anda belum terkirim"


@pytest.fixture
def watched(card, open_office, place):
    hands = open_office("dimas", QUICK, HANGING)
    hands.start()
    yield hands
    marker_of(place).unlink(missing_ok=True)


def cut(hands) -> None:
    marker_of(hands.place).touch()


def restore(hands) -> None:
    marker_of(hands.place).unlink()


def said_of(hands, card) -> str:
    """What the mouse reads, and the ear, of a card on the board."""
    items = column_of(hands.window.board, hands.shown_step(card.id)).items
    return items.index(items.row_of(card.id)).data(Qt.ItemDataRole.ToolTipRole)


def open_page(hands, card) -> None:
    hands.office.page.open(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)


def wait_until_gone(hands) -> None:
    hands.until(lambda: "hanya baca" in hands.window.notice.words)


def test_the_card_and_the_page_say_that_a_move_waits_until_it_is_sent(watched, card):
    open_page(watched, card)
    view = watched.office.view
    cut(watched)
    watched.wish(card, "submit_request")
    watched.until(lambda: watched.office.unsent.count == 1)
    assert watched.shown_step(card.id) == 1
    assert said_of(watched, card).endswith(SAID)
    assert "Lajur memeriksanya sendiri" in view.unsent.text()
    restore(watched)
    watched.until(lambda: watched.shown_step(card.id) == 2)
    watched.until(lambda: watched.office.unsent.count == 0)
    assert SAID not in said_of(watched, card)
    assert view.unsent.text() == ""


def test_the_mark_stays_on_what_was_refused_at_last_until_it_is_thrown_away(watched, card, place):
    open_page(watched, card)
    cut(watched)
    watched.wish(card, "submit_request")
    watched.until(lambda: watched.office.unsent.count == 1)
    elsewhere(place, move_on(card), "dimas")
    restore(watched)
    watched.until(lambda: not watched.office.unsent.items()[0].waiting)
    assert said_of(watched, card).endswith(SAID)
    assert "Putuskan" in watched.office.view.unsent.text()
    watched.window.status_bar.unsent.click()
    dialog = watched.dialog(UnsentDialog)
    press_button(dialog, "Buang…")
    press_button(dialog, "Buang isian")
    watched.until(lambda: gone(dialog))
    assert SAID not in said_of(watched, card)
    assert watched.office.view.unsent.text() == ""


def test_undoing_that_is_kept_waits_like_a_move_and_is_not_called_unsaved(watched, card):
    watched.wish(card, "submit_request")
    watched.until(watched.window.commands["undo"].isEnabled)
    cut(watched)
    watched.window.commands["undo"].trigger()
    watched.until(lambda: watched.office.unsent.count == 1)
    assert said_of(watched, card).endswith(SAID)
    assert not watched.window.board.area._marks.failed
    restore(watched)
    watched.until(lambda: watched.shown_step(card.id) == 1)


def test_the_page_saves_nothing_while_the_share_is_gone_and_keeps_what_is_typed(watched, card, place):
    open_page(watched, card)
    view = watched.office.view
    view.tabs.setCurrentWidget(view.comments)
    watched.until(view.header.main.isVisible)
    cut(watched)
    watched.qtbot.keyClicks(view.comments.line, "Menunggu kriteria terima F-12")
    wait_until_gone(watched)
    assert not view.header.main.isEnabled()
    assert not view.documents.attach.isEnabled()
    assert "tidak terjangkau" in view.header.main.toolTip()
    watched.qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)
    assert watched.office.pending_writes == 0
    restore(watched)
    watched.until(view.header.main.isEnabled)
    assert view.documents.attach.isEnabled()
    assert view.comments.line.text() == "Menunggu kriteria terima F-12"
    watched.qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)
    watched.until(lambda: board_of(place).cards[0].comments == 1)


def test_an_open_dialog_keeps_its_words_while_the_share_is_gone_and_saves_them_afterwards(watched, card, place):
    watched.wish(card, "cancel_request")
    dialog = watched.dialog(ReasonDialog)
    dialog.reason.set_text("Sudah ada sistem serupa di pusat.")
    cut(watched)
    wait_until_gone(watched)
    assert not dialog.main.isEnabled()
    assert "Isian Anda tetap di sini" in dialog.hindrance.text()
    restore(watched)
    watched.until(dialog.main.isEnabled)
    assert dialog.hindrance.text() == ""
    dialog.main.click()
    watched.until(lambda: gone(dialog))
    history = elsewhere(place, ReadProject(card.id), "dimas").history
    reasons = [line.facts["reason"] for line in history if line.facts.get("reason")]
    assert reasons == ["Sudah ada sistem serupa di pusat."]


def test_nothing_is_undone_or_attached_while_the_share_is_gone(watched, card):
    watched.wish(card, "submit_request")
    watched.until(watched.window.commands["undo"].isEnabled)
    cut(watched)
    wait_until_gone(watched)
    watched.window.commands["undo"].trigger()
    watched.window.board.files_dropped.emit(card.id, ["/tempat/SRS.docx"])
    assert watched.office.pending_writes == 0
    assert watched.dialogs == []
    restore(watched)
    watched.until(lambda: "Tersambung kembali" in watched.window.notice.words)
    watched.window.commands["undo"].trigger()
    watched.until(lambda: watched.shown_step(card.id) == 1)


def test_slow_right_after_an_exchange_does_not_take_its_sentence_away(watched):
    watched.until(lambda: not watched.window.notice.words)  # on a busy machine the share was slow by itself
    watched.office.session.exchanged.emit("restored")
    assert "dipulihkan dari cadangan" in watched.window.notice.words
    cut(watched)
    watched.until(lambda: watched.window.status_bar.connection.text() == "Lambat")
    assert "lambat menjawab" in watched.window.notice.words, "how the share is now comes first"
    wait_until_gone(watched)
    restore(watched)
    watched.until(lambda: "dipulihkan dari cadangan" in watched.window.notice.words)


def test_what_was_sent_is_told_though_the_share_went_again_at_once(watched, card):
    cut(watched)
    request = AddComment(operation_id="a" * 32, project_id=card.id, version=card.version, text="F-12")
    watched.workers.records.ask(request, lambda answer: None)
    watched.until(lambda: watched.office.unsent.count == 1)
    restore(watched)
    watched.until(lambda: watched.office.unsent.count == 0)
    watched.workers.records.gone.emit()
    watched.until(lambda: not watched.office.connection._gather.isActive())
    assert "hanya baca" in watched.window.notice.words
    watched.workers.records.back.emit()
    watched.until(lambda: "1 perubahan terkirim" in watched.window.notice.words)


def test_a_dialog_opened_while_nothing_may_be_saved_says_so_at_once_and_makes_no_form(watched, card, place):
    database = open_database(place)
    try:
        with maintenance(database, "restore", "Ratna (PC-01)", datetime.now(UTC)):
            watched.until(lambda: watched.window.read_only != "")
            watched.office.documents.attach(card.id)
            dialog = watched.dialog(AttachDialog)
            assert "Ratna (PC-01)" in dialog.hindrance.text()
            kind = next(iter(dialog.slots))
            dialog.make_form_requested.emit(kind)
            assert watched.office.pending_writes == 0
            assert "Ratna (PC-01)" in dialog.slots[kind].problem()
    finally:
        database.close()
    watched.until(lambda: watched.window.read_only == "")
    assert dialog.hindrance.text() == ""
    dialog.reject()
