"""The whole program under a real mouse: window, children, database."""

from __future__ import annotations

from pathlib import Path

from tests.desktop.small_office import board_of, found_office, new_project
from tests.real_screen import REAL_SCREEN, TellingWindow, screen

pytestmark = REAL_SCREEN


def test_a_card_dragged_by_a_real_mouse_is_saved_in_the_next_step(tmp_path: Path):
    place = tmp_path / "lajur.db"
    found_office(place)
    card = new_project(place, tmp_path)
    with screen() as environment:
        script = Path(__file__).with_name("program_window.py")
        window = TellingWindow({**environment, "LAJUR_HOME": str(tmp_path / "home")}, script, str(place), "dimas")
        try:
            places = window.heard()
            window.carry(places["card"], places["next"])
            assert window.heard() == {"project": card.id, "step": 2}
        finally:
            window.close()
    assert board_of(place).cards[0].step == 2
