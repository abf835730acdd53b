"""The window around the board: pages, search, person, banner, closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests import hands
from tests.views.sample_board import sample_board
from views.commands import Commands
from views.icons import Icons
from views.look import Look
from views.main_window import MainWindow
from views.theme import Theme
from views.words.words import Words

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(qtbot: QtBot, qapp: QApplication) -> MakeWindow:
    """The whole window with the sample, of a size in logical pixels."""

    def made(width: int = 1366, height: int = 690, dark: bool = False, scale: float = 1.0) -> MainWindow:
        theme = Theme(dark, scale)
        theme.apply(qapp)
        icons = Icons(theme)
        commands = Commands(icons)
        window = MainWindow(Look(theme, icons, Words()), commands)
        theme.setParent(window)
        commands.setParent(window)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show_board(sample_board())
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        hands.settle()
        return window

    return made


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


def shown(window: MainWindow) -> int:
    return sum(column.items.rowCount() for column in window.board.columns)


def test_only_pages_that_exist_have_a_tab(window: MainWindow, qtbot: QtBot):
    assert [tab.text().strip() for tab in window.top_bar.tabs] == ["Papan"]
    window.add_page("Daftar", QLabel("daftar"))
    hands.settle()
    hands.press_button(window, "Daftar")
    assert window.pages.currentIndex() == 1
    hands.press(window, "Ctrl+1")
    qtbot.waitUntil(lambda: window.pages.currentIndex() == 0)


def test_the_search_box_filters_while_one_types(window: MainWindow, qtbot: QtBot):
    hands.press(window, "Ctrl+K")
    assert window.top_bar.search.hasFocus()
    qtbot.keyClicks(window.top_bar.search, "susenas")
    qtbot.waitUntil(lambda: shown(window) == 1)
    hands.press(window.top_bar.search, "Esc")
    qtbot.waitUntil(lambda: shown(window) == 32)
    assert window.board.area.focused_column() is not None


def test_letters_typed_into_the_search_are_no_commands(window: MainWindow, qtbot: QtBot):
    hands.press(window, "Ctrl+K")
    with qtbot.assertNotEmitted(window.board.command_requested):
        qtbot.keyClicks(window.top_bar.search, "lkt")
    assert window.top_bar.search.text() == "lkt"


def test_a_refusal_is_said_in_the_banner(window: MainWindow):
    hands.drag_card(window.board, 16, 2)
    assert "Bukan jalur SOP" in window.notice.words


def test_reading_only_is_said_and_undone(window: MainWindow, qtbot: QtBot):
    window.set_read_only("Drive bersama tidak terjangkau, hanya baca", "Tidak ada yang hilang.")
    assert window.notice.words == "Drive bersama tidak terjangkau, hanya baca Tidak ada yang hilang."
    assert not window.commands["new_request"].isEnabled()
    with qtbot.waitSignal(window.commands["refresh"].triggered):
        hands.press_button(window.notice, "Coba sekarang")
    hands.drag_card(window.board, 16, 2)
    assert "Drive bersama" in window.notice.words
    window.set_read_only("")
    assert window.notice.words == ""
    assert window.commands["new_request"].isEnabled()


def test_a_training_office_says_so_and_lets_one_play_anybody(window: MainWindow, qtbot: QtBot):
    assert window.top_bar.training.isHidden()
    window.show_board(replace(sample_board(), training=True))
    assert window.top_bar.training.isVisible()
    assert window.top_bar.training.text() == "Kantor latihan"
    menu = window.top_bar.me.menu()
    action = next(each for each in menu.actions() if each.text().startswith("Sari Melati"))
    with qtbot.waitSignal(window.person_chosen) as chosen:
        action.trigger()
    assert chosen.args == ["sari"]


def test_a_real_office_lets_nobody_play_another(window: MainWindow):
    assert len(window.top_bar.me.menu().actions()) == 1


def test_the_window_stays_open_while_something_is_saved(window: MainWindow, qtbot: QtBot):
    window.hold_open(True)
    with qtbot.waitSignal(window.close_requested):
        window.close()
    assert window.isVisible()
    window.hold_open(False)
    window.close()
    assert not window.isVisible()


def test_the_last_change_leads_to_its_card(window: MainWindow):
    window.status_bar.change.click()
    assert window.board.selected_id == 42


def test_every_control_has_a_name(window: MainWindow):
    nameless = [
        each
        for kind in (QAbstractButton, QLineEdit)
        for each in window.findChildren(kind)
        if each.isVisible() and each.focusPolicy() and not each.accessibleName() and not each.text().strip()
    ]
    assert nameless == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height", "scale"), [(900, 500, 1.0), (1366, 690, 1.3), (1920, 1000, 1.0)])
def test_the_window_fits_its_screen(make_window: MakeWindow, dark: bool, width: int, height: int, scale: float):
    window = make_window(width, height, dark, scale)
    assert (window.width(), window.height()) == (width, height)
    for bar in (window.top_bar, window.status_bar, window.board.filters):
        right = [each.geometry().right() for each in bar.findChildren(QAbstractButton) if each.isVisible()]
        assert max(right, default=0) < width
