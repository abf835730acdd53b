"""The window while the share is slow, gone and back, and while others work: it lives, says so, and loses nothing."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from desktop.workers.answers import Ok
from desktop.workers.outbox import Outbox
from desktop.workers.request_queue import Patience
from models.requests import AddMember, AttachDocument, Attachment, ReadProject, RequestProject
from models.storage.database import open_office as open_database
from models.storage.maintenance import maintenance
from models.storage.write_lock import ByteLock, beside
from tests.desktop.pulse import Pulse
from tests.desktop.small_office import board_of, first_facts, new_project, small_pdf
from tests.desktop.window_hands import elsewhere, gone, move_on
from tests.desktop.workers.hanging_service import HANGING, QUICK, cut, marker_of, restore, trap_of
from tests.hands import press_button
from views.dialogs.unsent_dialog import UnsentDialog


def wait_for_words(hands, words: str) -> None:
    hands.until(lambda: words in hands.window.notice.words)


def comments(place, project_id) -> list[str]:
    history = elsewhere(place, ReadProject(project_id), "dimas").history
    return [str(line.facts["text"]) for line in history if line.deed == "add_comment"]


def open_page(hands, card) -> None:
    hands.office.page.open(card.id)
    hands.until(lambda: hands.office.view.project() is not None)


def test_a_share_that_stops_answering_is_said_slow_then_gone_and_is_back_without_a_click(watched, card):
    pulse, before = Pulse(), watched.workers.records.pid
    cut(watched.place)
    wait_for_words(watched, "Drive bersama lambat menjawab")
    assert watched.window.commands["new_request"].isEnabled()
    wait_for_words(watched, "Drive bersama tidak terjangkau, hanya baca Data terakhir pukul")
    assert not watched.window.commands["new_request"].isEnabled()
    assert "Terputus sejak" in watched.window.status_bar.connection.text()
    assert watched.window.board.card(card.id) is not None
    watched.until(lambda: watched.workers.records.pid not in (0, before))  # its child was ended and another one hangs
    assert "hanya baca" in watched.window.notice.words
    restore(watched.place)
    wait_for_words(watched, "Tersambung kembali")
    assert watched.window.commands["new_request"].isEnabled()
    assert watched.window.status_bar.connection.text() == "Tersambung"
    pulse.must_be_steady()


def test_a_share_slow_for_a_moment_bars_nothing(watched):
    cut(watched.place)
    wait_for_words(watched, "lambat")
    restore(watched.place)
    watched.until(lambda: watched.window.notice.words == "")
    assert watched.window.commands["new_request"].isEnabled()


def test_a_share_that_is_out_of_reach_while_the_window_opens_is_said_to_be_back_once_the_board_is_read(
    card, open_office, place
):
    marker_of(place).touch()
    hands = open_office("dimas", QUICK, HANGING)
    hands.office.start()
    wait_for_words(hands, "Drive bersama tidak terjangkau, hanya baca Lajur terus mencoba menyambung")
    restore(hands.place)
    wait_for_words(hands, "Tersambung kembali")
    assert hands.window.commands["new_request"].isEnabled()
    assert hands.window.board.card(card.id) is not None


def test_a_save_during_a_cut_waits_and_is_sent_once_when_the_share_is_back(watched, card, place):
    cut(watched.place)
    watched.wish(card, "submit_request")
    watched.until(lambda: watched.office.unsent.count == 1)
    assert watched.shown_step(card.id) == 1
    assert watched.window.status_bar.unsent.text().strip() == "1 belum terkirim"
    wait_for_words(watched, "1 perubahan Anda menunggu dan tidak hilang")
    restore(watched.place)
    wait_for_words(watched, "Tersambung kembali, 1 perubahan terkirim")
    watched.until(lambda: watched.shown_step(card.id) == 2)
    assert board_of(place).cards[0].version == card.version + 1
    assert Outbox(watched.folders.outbox, str(place)).leftovers() == ()


def test_a_comment_typed_before_a_cut_is_sent_though_others_changed_the_project(watched, card, place):
    open_page(watched, card)
    cut(watched.place)
    watched.office.view.comments.comment_written.emit("Menunggu kriteria terima F-12")
    watched.until(lambda: watched.office.unsent.count == 1)
    (item,) = watched.office.unsent.items()
    assert item.lines == (("Isi", "Menunggu kriteria terima F-12"),)
    elsewhere(place, move_on(card), "dimas")
    restore(watched.place)
    watched.until(lambda: comments(place, card.id) == ["Menunggu kriteria terima F-12"])
    watched.until(lambda: watched.office.unsent.count == 0)


def test_a_comment_is_saved_once_however_often_enter_is_pressed_during_a_cut(watched, card, place):
    open_page(watched, card)
    line = watched.office.view.comments.line
    watched.office.view.tabs.setCurrentWidget(watched.office.view.comments)
    cut(watched.place)
    watched.qtbot.keyClicks(line, "Menunggu kriteria terima F-12")
    for _ in range(3):
        watched.qtbot.keyClick(line, Qt.Key.Key_Return)
    watched.until(lambda: watched.office.unsent.count == 1)
    assert line.text() == ""
    restore(watched.place)
    wait_for_words(watched, "Tersambung kembali, 1 perubahan terkirim")
    assert comments(place, card.id) == ["Menunggu kriteria terima F-12"]


def test_a_comment_that_is_saved_late_leaves_what_is_typed_for_another_project_alone(watched, card, place, tmp_path):
    other = new_project(place, tmp_path, "Katalog Publikasi")
    watched.until(lambda: watched.window.board.card(other.id) is not None)
    open_page(watched, card)
    view = watched.office.view
    watched.office.page.open(other.id)
    watched.office.view.comments.comment_written.emit("Untuk yang pertama")
    watched.until(lambda: view.project().card.id == other.id)
    view.comments.line.setText("Setengah")
    watched.until(lambda: comments(place, card.id) == ["Untuk yang pertama"])
    watched.until(lambda: watched.office.session.card(card.id).comments == 1)
    assert view.comments.line.text() == "Setengah"


def test_a_share_that_is_cut_while_an_attachment_goes_there_is_said_gone_too(watched, card, place, tmp_path):
    source = small_pdf(tmp_path, "nota dinas kedua.pdf")
    file = Attachment("ND", str(source), source.name, "", "B-18/2026", board_of(place).today, "Susulan", confirmed=True)
    request = AttachDocument(operation_id=uuid4().hex, project_id=card.id, version=card.version, attachments=(file,))
    answers = []
    trap_of(place).touch()
    watched.workers.records.ask(request, answers.append, 60.0)
    wait_for_words(watched, "lambat")
    wait_for_words(watched, "hanya baca")
    restore(watched.place)
    watched.until(lambda: bool(answers))
    assert isinstance(answers[0], Ok)
    wait_for_words(watched, "Tersambung kembali")


def test_a_new_request_in_doubt_is_offered_and_never_makes_two_projects(watched, place):
    cut(watched.place)
    request = RequestProject(operation_id=uuid4().hex, facts=first_facts("Katalog Publikasi"))
    watched.workers.records.ask(request, lambda answer: None)
    watched.until(lambda: watched.office.unsent.count == 1)
    restore(watched.place)
    dialog = watched.dialog(UnsentDialog)
    assert len(board_of(place).cards) == 1
    press_button(dialog, "Kirim")
    watched.until(lambda: gone(dialog))
    assert [each.name for each in board_of(place).cards].count("Katalog Publikasi") == 1


def test_what_is_refused_at_last_keeps_every_word_until_it_is_thrown_away(watched, card, place):
    cut(watched.place)
    watched.wish(card, "submit_request")
    watched.until(lambda: watched.office.unsent.count == 1)
    elsewhere(place, move_on(card), "dimas")
    restore(watched.place)
    watched.until(lambda: not watched.office.unsent.items()[0].waiting)
    watched.window.status_bar.unsent.click()
    dialog = watched.dialog(UnsentDialog)
    press_button(dialog, "Buang…")
    press_button(dialog, "Buang isian")
    watched.until(lambda: gone(dialog))
    assert Outbox(watched.folders.outbox, str(place)).leftovers() == ()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot stop a process")
@pytest.mark.parametrize("fault", ["SIGSTOP", "SIGKILL"])
def test_the_window_lives_while_its_records_child_is_stopped_or_killed(watched, card, fault):
    pulse = Pulse()
    before = watched.workers.records.pid
    os.kill(before, getattr(signal, fault))
    watched.wish(card, "submit_request")
    watched.until(lambda: watched.workers.records.pid not in (0, before))
    watched.until(lambda: watched.office.session.board is not None and not watched.office.connection.gone)
    pulse.must_be_steady()


def test_two_windows_see_each_other(watched, open_office):
    other = open_office("sari", home="rumah lain")
    other.start()
    other.until(lambda: other.window.status_bar.present.text().strip() == "2 orang membuka")
    assert "Dimas Anggara" in other.window.top_bar.present.toolTip()
    watched.office._presence.beat()
    watched.until(lambda: watched.window.status_bar.present.text().strip() == "2 orang membuka")


def test_a_member_recorded_elsewhere_is_known_here_without_a_click(watched, place):
    request = AddMember(operation_id=uuid4().hex, login="wulan", name="Wulan Dari", roles=("programmer",))
    elsewhere(place, request, "ratna")
    watched.until(lambda: "wulan" in [person.login for person in watched.office.session.first_board.people])


def test_who_waits_for_a_turn_is_told_behind_whom_and_is_saved_without_a_click(open_office, card, place):
    hands = open_office("dimas", Patience(slow=1.0))
    hands.start()
    lock = ByteLock(beside(place), "Sari Melati (PC-02)")
    assert lock.take()
    hands.wish(card, "submit_request")
    wait_for_words(hands, "Menunggu giliran menyimpan Sari Melati (PC-02) sedang menyimpan.")
    read = []
    hands.workers.records.ask(ReadProject(card.id), read.append)
    hands.until(lambda: bool(read))
    assert isinstance(read[0], Ok)
    assert board_of(place).cards[0].step == 1
    assert hands.window.commands["new_request"].isEnabled()
    lock.close()
    hands.until(lambda: board_of(place).cards[0].step == 2)
    hands.until(lambda: "Menunggu giliran" not in hands.window.notice.words)


def test_maintenance_elsewhere_bars_writing_with_a_sentence_and_ends_by_itself(watched, place):
    database = open_database(place)
    try:
        with maintenance(database, "restore", "Ratna (PC-01)", datetime.now(UTC)):
            watched.until(lambda: not watched.window.commands["new_request"].isEnabled())
            assert "Ratna (PC-01)" in watched.window.notice.words
    finally:
        database.close()
    watched.until(watched.window.commands["new_request"].isEnabled)
    assert watched.window.notice.words == ""
