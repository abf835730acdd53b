"""Other data under the same name while the window is open: nothing goes to the wrong office, nothing typed is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.workers.answers import problem_of
from desktop.workers.outbox import Outbox
from models.requests import FindOperation, ReadNews, ReadProject
from tests.desktop.small_office import board_of, found_office, new_project
from tests.desktop.window_hands import elsewhere, gone, move_on
from tests.desktop.workers.hanging_service import cut, restore
from tests.hands import press_button
from views.dialogs.new_project import NewProjectDialog
from views.dialogs.reason_dialog import ReasonDialog
from views.dialogs.unsent_dialog import UnsentDialog

OURS, THEIRS = "e-Presensi Mitra Statistik", "Katalog Kantor Lain"


@pytest.fixture
def other_office(tmp_path) -> Path:
    """Another office, whose first project has the number, id and version of ours."""
    folder = tmp_path / "kantor lain"
    folder.mkdir()
    found_office(folder / "lajur.db")
    new_project(folder / "lajur.db", folder, THEIRS)
    return folder / "lajur.db"


def put_in_place(other: Path, place: Path) -> None:
    other.replace(place)


def restored(place: Path) -> None:
    """What a restoration does last: those who have it open must read it anew."""
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        raw.execute("UPDATE office SET epoch = epoch + 1")


def names(hands) -> set[str]:
    return {card.name for card in hands.office.session.board.cards}


def kept(hands) -> list[str]:
    return [each.request.operation_id for each in Outbox(hands.folders.outbox, str(hands.place)).leftovers()]


def test_a_save_that_waits_while_the_file_is_exchanged_never_reaches_the_other_office(hands, card, place, other_office):
    hands.office.session.stop()
    answers = []
    put_in_place(other_office, place)
    hands.workers.records.ask(ReadNews(0), answers.append)  # hears of it: the child opens what lies there now
    hands.workers.records.ask(move_on(card), answers.append)
    hands.until(lambda: len(answers) == 2)
    assert [problem_of(each) for each in answers] == ["replaced", "replaced"]
    (theirs,) = board_of(place).cards
    assert (theirs.id, theirs.name, theirs.step, theirs.version) == (card.id, THEIRS, 1, card.version)


def test_the_window_takes_the_other_board_and_says_so_and_an_open_dialog_sends_nothing(
    hands, card, place, other_office
):
    hands.wish(card, "cancel_request")
    dialog = hands.dialog(ReasonDialog)
    dialog.reason.set_text("Sudah ada sistem serupa di pusat.")
    put_in_place(other_office, place)
    hands.until(lambda: names(hands) == {THEIRS})
    hands.until(lambda: "kini milik kantor lain" in hands.window.notice.words)
    assert dialog.isVisible()
    assert "kini milik kantor lain" in dialog.notice.text()
    assert dialog.reason.text() == "Sudah ada sistem serupa di pusat."
    assert not dialog.main.isVisible()
    assert dialog.cancel.text() == "Tutup"
    dialog.main.click()
    answers = []
    hands.workers.records.ask(ReadNews(0), answers.append)
    hands.until(lambda: bool(answers))
    assert board_of(place).cards[0].state.value == "running"
    dialog.reject()
    press_button(dialog, "Buang isian")
    hands.until(lambda: gone(dialog))
    hands.wish(hands.office.session.board.cards[0], "submit_request")
    hands.until(lambda: board_of(place).cards[0].step == 2)


def test_a_move_on_the_former_data_cannot_be_undone_in_the_other_office(hands, card, place, other_office):
    hands.wish(card, "submit_request")
    hands.until(hands.window.commands["undo"].isEnabled)
    put_in_place(other_office, place)
    hands.until(lambda: names(hands) == {THEIRS})
    hands.until(lambda: not hands.window.commands["undo"].isEnabled())


def test_a_doubtful_save_stays_here_when_another_office_answers_and_is_told_with_its_words(
    watched, card, place, other_office
):
    cut(watched.place)
    watched.wish(card, "submit_request")
    watched.until(lambda: watched.office.unsent.count == 1)
    put_in_place(other_office, place)
    restore(watched.place)
    watched.until(lambda: names(watched) == {THEIRS})
    watched.until(lambda: "kantor lain" in watched.office.unsent.items()[0].why)
    (item,) = watched.office.unsent.items()
    assert not item.waiting
    assert item.card == ""
    watched.office.unsent.send(item.key)
    watched.until(lambda: not watched.office.unsent.items()[0].waiting)
    assert "kantor lain" in watched.office.unsent.items()[0].why
    assert board_of(place).cards[0].step == 1
    assert elsewhere(place, FindOperation(item.key), "dimas") is None
    assert kept(watched) == [item.key]


def test_a_doubtful_save_is_offered_after_a_restoration_and_sent_once_by_the_person(watched, card, place):
    cut(watched.place)
    watched.wish(card, "submit_request")
    watched.until(lambda: watched.office.unsent.count == 1)
    told = []
    watched.office.session.exchanged.connect(told.append)
    restored(place)
    restore(watched.place)
    dialog = watched.dialog(UnsentDialog)
    watched.until(lambda: told == ["restored"])
    (item,) = watched.office.unsent.items()
    assert item.why.startswith("Belum ada di data kantor")
    assert board_of(place).cards[0].step == 1
    press_button(dialog, "Kirim")
    watched.until(lambda: gone(dialog))
    assert board_of(place).cards[0].step == 2
    assert board_of(place).cards[0].version == card.version + 1
    assert kept(watched) == []


def test_a_new_request_that_is_being_typed_outlives_a_restoration(hands, card, place):
    hands.office.new_projects.new()
    dialog = hands.dialog(NewProjectDialog)
    restored(place)
    hands.until(lambda: "dipulihkan dari cadangan" in hands.window.notice.words)
    assert dialog.main.isVisible()
    assert dialog.notice.text() == ""


def test_a_project_page_goes_on_after_a_restoration(hands, card, place):
    hands.office.page.open(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    restored(place)
    hands.until(lambda: "dipulihkan dari cadangan" in hands.window.notice.words)
    assert hands.window.pages.currentWidget() is hands.office.view
    answers = []
    hands.workers.records.ask(ReadProject(card.id), answers.append)
    hands.until(lambda: bool(answers))
    assert answers[0].value.card.id == card.id


def test_a_project_page_is_left_where_a_restoration_took_its_project_away(hands, card, place, tmp_path):
    earlier = tmp_path / "cadangan.db"
    earlier.write_bytes(place.read_bytes())
    restored(earlier)
    since = new_project(place, tmp_path, "Sesudah cadangan")
    hands.until(lambda: hands.office.session.card(since.id) is not None)
    hands.office.page.open(since.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    put_in_place(earlier, place)
    hands.until(lambda: hands.window.pages.currentWidget() is not hands.office.view)
    assert names(hands) == {card.name}


def test_a_project_page_is_left_for_the_board_of_another_office(hands, card, place, other_office):
    hands.office.page.open(card.id)
    hands.until(lambda: hands.window.pages.currentWidget() is hands.office.view)
    put_in_place(other_office, place)
    hands.until(lambda: names(hands) == {THEIRS})
    hands.until(lambda: hands.window.pages.currentWidget() is not hands.office.view)
    assert hands.office.page.open_id == 0
