"""A look for dialogs: light theme, icons, words."""

from __future__ import annotations

import pytest

from tests.views.dialog_hands import light_look
from views.look import Look


@pytest.fixture
def look(qapp) -> Look:
    return light_look(qapp)
