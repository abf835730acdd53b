"""The top bar in a narrow window, or on a screen scaled to 150 per cent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.views.dialog_hands import light_look, settle
from tests.views.sample_board import large_board
from views.commands import Commands
from views.icons import Icons
from views.look import Look
from views.main_window import MainWindow
from views.theme import Theme
from views.widgets.text import Panel
from views.words.words import Words

PAGES = ("Tugas saya", "Daftar", "Laporan")


@pytest.fixture
def window(qtbot: QtBot, qapp) -> MainWindow:
    look = light_look(qapp)
    made = MainWindow(look, Commands(look.icons))
    look.theme.setParent(made)
    qtbot.addWidget(made)
    for name in PAGES:
        made.add_page(name, Panel("page"))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("width", [900, 1180, 1366, 1920])
def test_every_tab_keeps_its_words_at_every_width(window: MainWindow, width: int):
    window.resize(width, 600)
    settle()
    assert all(tab.width() >= tab.sizeHint().width() for tab in window.top_bar.tabs)
    assert [tab.text().strip() for tab in window.top_bar.tabs] == ["Papan", *PAGES]


@pytest.mark.parametrize("width", [1024, 1280, 1366, 1440, 1600])
@pytest.mark.parametrize("text", [1.0, 1.3])
def test_nothing_is_cut_where_the_training_office_and_a_count_take_their_room(
    qtbot: QtBot, qapp, width: int, text: float
):
    theme = Theme(text_scale=text)
    theme.apply(qapp)
    look = Look(theme, Icons(theme), Words())
    window = MainWindow(look, Commands(look.icons))
    theme.setParent(window)
    qtbot.addWidget(window)
    for name in PAGES:
        window.add_page(name, Panel("page"))
    window.resize(width, 600)
    window.show()
    window.show_board(replace(large_board(20), training=True))
    window.set_fresh("Terbaru 09.14")
    settle()
    bar = window.top_bar
    bar.name_tab(1, "Tugas saya (13)")
    settle()
    for widget in (*bar.tabs, bar.new_button, bar.fresh, bar.training):
        assert widget.width() >= widget.minimumSizeHint().width(), widget.text()
    assert bar.training.isVisible()


def test_what_loses_its_words_keeps_its_name_and_says_it_on_hovering(window: MainWindow):
    window.resize(900, 600)
    settle()
    window.set_fresh("Terbaru 09.14")
    button, fresh = window.top_bar.new_button, window.top_bar.fresh
    assert (button.text(), button.accessibleName(), button.toolTip()) == ("", "Permohonan baru", "Permohonan baru")
    assert (fresh.text(), fresh.accessibleName()) == ("", "Terbaru 09.14")
    window.resize(1366, 600)
    settle()
    assert (button.text().strip(), fresh.text().strip()) == ("Permohonan baru", "Terbaru 09.14")


def test_trouble_is_said_in_words_however_narrow_it_is(window: MainWindow):
    window.resize(900, 600)
    settle()
    window.top_bar.set_fresh("Hanya baca", "near", "offline")
    assert window.top_bar.fresh.text().strip() == "Hanya baca"
