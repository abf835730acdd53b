"""A computer whose clock is off is told so once, in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.controllers.connection import ClockWatch
from desktop.controllers.session import Session
from models.board import LastChange

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def told(qtbot):
    session = Session(None, "sari")
    watch = ClockWatch(session, lambda: NOW, parent=session)
    said: list[str] = []
    watch.said.connect(said.append)

    def hear(ahead: timedelta) -> list[str]:
        session.told.emit(LastChange("Rina Puspita", "PRJ-2026-001", "move_project", NOW + ahead, {}))
        return said

    return hear


@pytest.mark.parametrize("ahead", [timedelta(days=-400), timedelta(0), timedelta(seconds=60)])
def test_a_clock_that_is_nearly_right_says_nothing(told, ahead):
    assert told(ahead) == []


def test_a_clock_a_day_behind_is_said_once_until_all_was_well_again(told):
    told(timedelta(days=1))
    (sentence,) = told(timedelta(days=1))
    assert "24 jam" in sentence
    assert "Rina Puspita" in sentence
    told(timedelta(0))
    assert len(told(timedelta(days=3))) == 2
    assert "3 hari" in told(timedelta(days=3))[-1]


def test_minutes_are_said_as_minutes(told):
    assert "5 menit" in told(timedelta(minutes=5))[0]
