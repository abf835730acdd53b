"""Tugas saya over real children and a real office: the count, the next deed, the reasons, the deadlines as a file."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.tray import DailyNotice, ReminderFile, Reminders, digest
from models.my_work import MyWork, my_work
from tests.desktop.small_office import board_of
from tests.desktop.window_hands import elsewhere, gone, move_on
from tests.views.sample_board import TODAY, sample_board
from views.dialogs.calendar_dialog import CalendarDialog
from views.dialogs.why_dialog import WhyDialog
from views.words.words import Words


def tab(hands) -> str:
    return hands.window.top_bar.tabs[1].text().strip()


def test_the_head_of_the_window_counts_my_tasks_and_follows_every_change(hands, card, place):
    hands.until(lambda: tab(hands) == "Tugas saya (1)")
    elsewhere(place, move_on(card), "dimas")
    hands.until(lambda: tab(hands) == "Tugas saya")


def test_a_complete_card_moves_by_the_button_of_its_row(hands, card, place):
    hands.window.top_bar.tabs[1].click()
    hands.until(lambda: bool(hands.office.my_work.view.tasks.rows))
    (row,) = hands.office.my_work.view.tasks.rows
    assert row.button.text() == "Selesaikan"
    row.button.click()
    hands.until(lambda: not hands.office.my_work.view.tasks.rows)
    assert board_of(place).cards[0].step == 2
    assert hands.office.my_work.view.others.lines[0].project_id == card.id


def test_why_names_the_line_of_the_sop(hands, card):
    hands.window.board.command_requested.emit("why", card.id)
    dialog = hands.dialog(WhyDialog)
    assert "SOP-057/17000/2025, langkah 1" in dialog.reasons[0].lines[0]
    dialog.main.click()
    hands.until(lambda: gone(dialog))


def test_a_project_opened_from_my_work_leads_back_to_it(hands, card):
    hands.window.top_bar.tabs[1].click()
    hands.office.my_work.view.open_requested.emit(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    hands.office.view.header.back_requested.emit()
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.my_work.view)


def test_deadlines_are_written_as_a_calendar_file(hands, card, place, tmp_path):
    elsewhere(place, move_on(card), "dimas")
    hands.window.top_bar.tabs[1].click()
    hands.office.my_work.save_agenda(tmp_path / "tenggat.ics")
    assert (tmp_path / "tenggat.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_daily_notice_comes_once_a_day_however_often_the_program_starts(qtbot, tmp_path):
    file, board = ReminderFile(tmp_path / "reminders.json", "kantor.db"), sample_board()
    told: list[str] = []
    for _ in range(3):
        notice = notice_of(qtbot, file)
        notice.said.connect(told.append)
        notice.look(board)
        notice.stop()
    assert len(told) == 1
    assert not file.read().is_due(board.actor.login, board.today)
    assert file.read().is_due(board.actor.login, date(2030, 1, 1))


def notice_of(qtbot, file) -> DailyNotice:
    window = QWidget()
    qtbot.addWidget(window)
    return DailyNotice(window, Words(), file)


def test_the_digest_is_one_sentence_and_passes_over_muted_projects():
    work = my_work(sample_board())
    said = digest(work, TODAY, frozenset(), Words())
    assert "terlambat" in said
    assert said.count(".") == 1 or said.endswith(").")
    everything = frozenset(task.card.id for task in work.tasks)
    assert digest(work, TODAY, everything, Words()) == ""
    assert digest(MyWork((), ()), TODAY, frozenset(), Words()) == ""


def test_a_broken_reminders_file_costs_nothing(tmp_path):
    path = tmp_path / "reminders.json"
    path.write_text("[", "utf-8")
    file = ReminderFile(path, "kantor.db")
    assert file.read() == Reminders()
    file.write(Reminders().with_mute(7, muted=True))
    assert ReminderFile(path, "kantor.db").read().muted == {7}
    assert ReminderFile(path, "lain.db").read().muted == frozenset()


def test_an_administrator_adds_a_holiday_and_every_deadline_follows(open_office, card, place):
    elsewhere(place, move_on(card), "dimas")
    hands = open_office("ratna")
    hands.start()
    due = hands.card(card.number).clock.due
    hands.office.my_work.view.calendar_requested.emit()
    dialog = hands.dialog(CalendarDialog)
    dialog.day.set_date(due)
    dialog.name.setText("Libur pemilihan")
    dialog.add.click()
    hands.until(lambda: "disimpan" in dialog.done_notice.text())
    hands.until(lambda: hands.card(card.number).clock.due > due)
    dialog.day.set_date(due)
    dialog.name.setText("Libur pemilihan")
    dialog.add.click()
    hands.until(lambda: "sudah tercatat" in dialog.notice.text())
    dialog.main.click()
    hands.until(lambda: gone(dialog))


def test_others_may_only_look_at_the_calendar(hands, card):
    hands.office.my_work.view.calendar_requested.emit()
    dialog = hands.dialog(CalendarDialog)
    assert dialog.table.rowCount() > 10
    assert not dialog.add.isVisible()
    dialog.main.click()
    hands.until(lambda: gone(dialog))


def test_the_register_lists_the_project_and_follows_its_changes(hands, card, place):
    hands.window.top_bar.tabs[2].click()
    register = hands.office.register.view
    hands.until(lambda: register.names() == [card.name])
    elsewhere(place, move_on(card), "dimas")
    hands.until(lambda: register.items.index(0, 3).data().startswith("2"))
