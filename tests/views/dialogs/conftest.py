"""A look for dialogs: light theme, icons, words."""

from __future__ import annotations

import pytest

from tests.views.dialog_hands import light_look, settle
from views.look import Look


@pytest.fixture
def look(qapp) -> Look:
    return light_look(qapp)


@pytest.fixture
def show(qtbot):
    """Opens a dialog that may be closed with what was typed."""

    def shown(dialog):
        qtbot.addWidget(dialog, before_close_func=lambda each: each.accept_done())
        dialog.open()
        qtbot.waitExposed(dialog)
        settle()
        return dialog

    return shown
