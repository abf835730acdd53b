"""What the board shows, and what it keeps when something changes."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from models.board import Card, ProjectState
from models.worktime import Status
from tests import hands
from tests.views.sample_board import large_board, sample_board, sample_sop
from views.board.board_view import BoardView
from views.board.card_filter import FilterChoice
from views.board.density import Density


def shown(board: BoardView) -> dict[int, list[int]]:
    """Ids by column, top to bottom."""
    return {column.number: [card.id for card in column.items.cards] for column in board.columns}


def focused(board: BoardView) -> Card:
    card = board.keys.focused_card()
    assert card is not None
    return card


def changed(card: Card, **values: object) -> Card:
    return replace(card, version=card.version + 1, **values)


def test_nine_columns_hold_the_cards_in_their_order(board: BoardView):
    assert [column.number for column in board.columns] == list(range(1, 10))
    assert shown(board)[3] == [39, 42, 44, 45]
    assert sum(len(ids) for ids in shown(board).values()) == 32


def test_another_procedure_gives_another_board(board: BoardView):
    sop = sample_sop()
    five = replace(sop, steps=sop.steps[:5])
    whole = sample_board()
    board.show_board(replace(whole, sop=five, cards=tuple(card for card in whole.cards if card.step <= 5)))
    assert [column.number for column in board.columns] == [1, 2, 3, 4, 5]


def test_selection_focus_and_scroll_survive_a_whole_new_board(board: BoardView):
    board.select(29)
    column = hands.column_of(board, 5)
    scroll = column.list.verticalScrollBar().value()
    assert scroll > 0
    board.show_board(sample_board())
    assert board.selected_id == 29
    assert column.list.hasFocus()
    assert column.list.verticalScrollBar().value() == scroll


def test_a_changed_card_is_the_only_row_that_is_touched(board: BoardView, qtbot: QtBot):
    board.select(42)
    column = hands.column_of(board, 3)
    tester = QAbstractItemModelTester(column.items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.assertNotEmitted(column.items.modelReset), qtbot.waitSignal(column.items.dataChanged):
        board.apply_cards([changed(hands.card_of(board, 42), comments=9)])
    assert hands.card_of(board, 42).comments == 9
    assert board.selected_id == 42
    tester.deleteLater()


def test_focus_follows_the_card_that_i_moved(board: BoardView):
    board.select(16)
    board.set_saving(16, 7)
    assert 16 in shown(board)[7]
    assert focused(board).id == 16
    board.apply_cards([changed(hands.card_of(board, 16), step=7, changed_by="rina")])
    assert hands.column_of(board, 7).list.hasFocus()
    assert focused(board).id == 16


def test_focus_follows_the_card_that_i_took_back(board: BoardView):
    board.select(16)
    board.apply_cards([changed(hands.card_of(board, 16), step=5, changed_by="rina")])
    assert hands.column_of(board, 5).list.hasFocus()
    assert focused(board).id == 16


def test_focus_stays_with_a_neighbour_when_someone_else_takes_the_card(board: BoardView):
    board.select(44)
    board.apply_cards([changed(hands.card_of(board, 44), step=4, changed_by="sari")])
    assert hands.column_of(board, 3).list.hasFocus()
    assert focused(board).step == 3


def test_a_failed_save_puts_the_card_back_and_says_why(board: BoardView, qtbot: QtBot):
    board.set_saving(16, 7)
    with qtbot.waitSignal(board.refused) as said:
        board.set_failed(16, "Belum tersimpan, drive bersama tidak menjawab")
    assert 16 in shown(board)[6]
    assert said.args == ["Belum tersimpan, drive bersama tidak menjawab"]


def test_a_failed_card_offers_another_try(board: BoardView, qtbot: QtBot):
    board.set_failed(41, "Drive bersama tidak menjawab")
    column, place = hands.place_of(board, 41)
    place.setY(column.list.visualRect(column.items.index(column.items.row_of(41))).bottom() - 20)
    with qtbot.waitSignal(board.command_requested) as asked:
        hands.QTest.mouseClick(column.list.viewport(), hands.LEFT, hands.NONE, place)
    assert asked.args == ["retry", 41]


def test_an_ended_project_leaves_the_board(board: BoardView):
    board.apply_cards([changed(hands.card_of(board, 3), state=ProjectState.MAINTENANCE)])
    assert 3 not in shown(board)[9]


def test_a_new_project_comes_to_its_column(board: BoardView):
    new = replace(hands.card_of(board, 51), id=900, number="PRJ-2026-053")
    board.apply_cards([new])
    assert 900 in shown(board)[1]


def test_the_filter_counts_and_can_be_taken_away(board: BoardView):
    board.set_text("susenas")
    assert sum(len(ids) for ids in shown(board).values()) == 1
    assert hands.column_of(board, 1).empty_words == "Tidak ada yang cocok saringan."
    board.clear_filter()
    assert sum(len(ids) for ids in shown(board).values()) == 32


def test_chips_count_and_filter(board: BoardView):
    hands.press_button(board, "5 terlambat")
    assert sorted(chain.from_iterable(shown(board).values())) == [6, 14, 36, 39, 48]
    hands.press_button(board, "Hapus saringan")
    assert sum(len(ids) for ids in shown(board).values()) == 32


@pytest.mark.parametrize(
    ("wish", "count"),
    [
        (FilterChoice(text="STATISTIK sosial"), 6),
        (FilterChoice(text="prj-2026-044"), 1),
        (FilterChoice(text="sari"), 2),
        (FilterChoice(text="   "), 32),
        (FilterChoice(text="tidak ada yang begini"), 0),
        (FilterChoice(teams=frozenset({"Tim Nerwilis"})), 4),
        (FilterChoice(people=frozenset({"Sari Melati"})), 2),
        (FilterChoice(statuses=frozenset({Status.PAUSED})), 1),
        (FilterChoice(text="statistik", statuses=frozenset({Status.LATE})), 4),
    ],
)
def test_the_filter_lets_through_what_was_asked(board: BoardView, wish: FilterChoice, count: int):
    board.set_filter(wish)
    assert sum(len(ids) for ids in shown(board).values()) == count


def test_an_empty_office_is_shown_one_thing_to_do(make_board, qtbot: QtBot):
    board = make_board(board=replace(sample_board(), cards=()))
    assert board.empty.isVisible()
    with qtbot.waitSignal(board.command_requested) as asked:
        hands.press_button(board.empty, "Permohonan baru")
    assert asked.args == ["new_request", 0]


@pytest.mark.parametrize(
    ("width", "density", "folded"),
    [(1920, Density.COMFORTABLE, 0), (1366, Density.COMPACT, 0), (1093, Density.COMPACT, 2), (911, Density.COMPACT, 4)],
)
def test_the_width_decides_density_and_folding(make_board, width: int, density: Density, folded: int):
    board = make_board(width=width)
    assert board.area.density is density
    assert sum(column.is_folded for column in board.columns) == folded


def test_the_persons_own_choice_wins(make_board):
    board = make_board(width=1366)
    board.set_density(Density.COMFORTABLE)
    hands.settle()
    assert board.area.density is Density.COMFORTABLE
    assert board.area.horizontalScrollBar().maximum() > 0


def test_choices_can_be_remembered(make_board, qtbot: QtBot):
    board = make_board(width=1366)
    with qtbot.waitSignal(board.area.choice_made):
        board.area.toggle_fold(2)
    remembered = board.area.choices
    other = make_board(width=1366)
    other.area.restore_choices(*remembered)
    assert hands.column_of(other, 2).is_folded
    other.area.restore_choices("no such density", {})
    assert not hands.column_of(other, 2).is_folded


def test_a_change_by_someone_else_is_marked_until_it_is_opened(board: BoardView, qtbot: QtBot):
    board.apply_cards([changed(hands.card_of(board, 44), comments=9, changed_by="sari")])
    assert board._marks.unread == {44}
    qtbot.waitUntil(lambda: not board._marks.fresh, timeout=3000)
    hands.double_click_card(board, 44)
    assert board._marks.unread == set()


def test_the_pill_counts_what_is_below(board: BoardView):
    column = hands.column_of(board, 5)
    assert column.pill.isVisible()
    assert column.pill.text().endswith("lagi")
    column.list.verticalScrollBar().setValue(column.list.verticalScrollBar().maximum())
    assert not column.pill.isVisible()


def test_cards_and_columns_have_whole_sentences_as_names(board: BoardView):
    column = hands.column_of(board, 3)
    name = column.items.data(column.items.index(1), hands.Qt.ItemDataRole.AccessibleTextRole)
    assert "PRJ-2026-042, e-Presensi Mitra Statistik, Tim Statistik Sosial, langkah 3 putaran 2" in str(name)
    assert column.list.accessibleName() == (
        "3. Pengajuan SRS, Ketua Tim Terkait, 4 proyek, 1 mendekati batas, 1 terlambat"
    )


@pytest.mark.parametrize(
    "name", ["x", "W" * 300, "كلمة " * 40, "🙂" * 50, "satu\ndua\ttiga", "", " ", "A" * 100_000], ids=range(8)
)
def test_any_name_can_be_painted(make_board, name: str):
    whole = sample_board()
    cards = tuple(replace(card, name=name, team=name, person=name) for card in whole.cards)
    board = make_board(board=replace(whole, cards=cards), width=1366)
    assert not board.grab().isNull()


def test_five_thousand_changes_keep_the_model_whole(board: BoardView):
    column = hands.column_of(board, 5)
    tester = QAbstractItemModelTester(column.items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    board.show_board(large_board(900))
    board.set_text("dashboard")
    board.set_text("")
    for card in list(column.items.cards)[:30]:
        board.apply_cards([changed(card, step=6)])
        board.apply_cards([changed(card, step=5, comments=1)])
    assert len(column.items.cards) == sum(card.step == 5 for card in large_board(900).cards)
    tester.deleteLater()


def test_the_theme_changes_without_a_new_board(board: BoardView):
    before = board.grab().toImage()
    board._theme.set_dark(True)
    assert board.grab().toImage() != before
