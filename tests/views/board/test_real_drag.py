"""A real mouse drags a card on the board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_screen import REAL_SCREEN, TellingWindow, screen

pytestmark = REAL_SCREEN


@pytest.fixture
def window() -> Iterator[TellingWindow]:
    with screen() as environment:
        made = TellingWindow(environment, Path(__file__).with_name("board_window.py"))
        yield made
        made.close()


def test_a_real_mouse_carries_a_card_into_the_next_column(window: TellingWindow):
    places = window.heard()
    window.carry(places["card"], places["lawful"])
    wish = window.heard()
    assert wish == {"wish": 16, "step": 7, "kind": "forward"}


def test_a_real_mouse_on_a_barred_column_moves_nothing_and_hears_the_reason(window: TellingWindow):
    places = window.heard()
    window.carry(places["card"], places["barred"])
    assert "Bukan jalur SOP" in str(window.heard()["refused"])
