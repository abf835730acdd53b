"""Buttons with words."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from views.widgets.text import Button


def test_a_button_keeps_its_key_when_its_words_change(qtbot: QtBot):
    tab = Button("Tugas saya", "tab")
    qtbot.addWidget(tab)
    tab.setShortcut("Ctrl+2")
    tab.set_words("Tugas saya (3)")
    assert tab.shortcut().toString() == "Ctrl+2"
    assert tab.accessibleName() == "Tugas saya (3)"
