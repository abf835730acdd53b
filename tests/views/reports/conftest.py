"""A look, and the figures of an invented office."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.figures import periods
from models.figures.compute import Reading, figures
from models.figures.values import Figures
from tests.models.figures.made_history import made_history
from tests.models.office import CALENDAR
from tests.views.dialog_hands import light_look
from tests.views.sample_board import TODAY, sample_sop
from views.look import Look


@pytest.fixture
def look(qapp) -> Look:
    return light_look(qapp)


@pytest.fixture(scope="session")
def year() -> Figures:
    """Of sixty invented projects."""
    return figures_of("2026")


def figures_of(text: str, team: str = "") -> Figures:
    """The figures of a period, written as `periods.parse` reads it."""
    history = made_history(sample_sop(), CALENDAR, 60, today=TODAY)
    return figures(history, periods.parse(text), team, Reading(datetime(2026, 11, 23, 2, 14, tzinfo=UTC)))
