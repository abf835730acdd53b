"""An office on a real file, a card in it, and its window over real children."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.lane_entries import Patience
from models.board import Card
from tests.desktop.small_office import found_office, new_project
from tests.desktop.window_hands import DESK, PATIENT, Hands


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    found_office(folder / "lajur.db")
    return folder / "lajur.db"


@pytest.fixture
def place(made, tmp_path) -> Path:
    place = tmp_path / "kantor" / "lajur.db"
    place.parent.mkdir()
    place.write_bytes(made.read_bytes())
    return place


@pytest.fixture
def open_office(qtbot, place, tmp_path):
    opened: list[Hands] = []

    def make(login: str = "dimas", patience: Patience = PATIENT, target: str = DESK, home: str = "rumah") -> Hands:
        opened.append(Hands(qtbot, place, tmp_path / home, login, patience, target))
        return opened[-1]

    yield make
    for hands in opened:
        hands.leave()
        assert hands.crashes == []


@pytest.fixture
def card(place, tmp_path) -> Card:
    return new_project(place, tmp_path)


@pytest.fixture
def hands(card, open_office) -> Hands:
    hands = open_office()
    hands.start()
    return hands
