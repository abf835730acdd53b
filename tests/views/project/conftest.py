"""The page of a project in the light theme."""

from __future__ import annotations

import pytest

from tests.views.dialog_hands import light_look
from views.look import Look
from views.project.project_view import ProjectView


@pytest.fixture
def look(qapp) -> Look:
    return light_look(qapp)


@pytest.fixture
def view(qtbot, look: Look):
    page = ProjectView(look)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    yield page
    page.hide()
