"""The top bar in a narrow window, or on a screen scaled to 150 per cent."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.views.dialog_hands import light_look, settle
from views.commands import Commands
from views.main_window import MainWindow
from views.widgets.text import Panel

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
