"""The first run over the real founding child: looking at a place, making an office, opening one."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import identity
from desktop.controllers.messages import Messages
from desktop.founding import Founding
from desktop.paths import Folders
from tests.desktop.small_office import board_of, found_office
from views.dialogs.first_run import FoundingChoice
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.words.words import Words

LONG = 60_000


@pytest.fixture
def founding(qtbot, tmp_path):
    theme = Theme()
    look = Look(theme, Icons(theme), Words())
    crashes: list[str] = []
    founding = Founding(
        Folders.find({"LAJUR_HOME": str(tmp_path / "rumah")}),
        look,
        Messages(look.words, crashes.append),
    )
    founding.ask()
    qtbot.addWidget(founding.dialog)
    yield founding
    if founding.dialog is not None:
        founding.dialog.accept_done()
    founding.stop()
    assert crashes == []


def told(founding: Founding, place: FoundingChoice) -> str:
    return founding.dialog._told[place].text() if founding.dialog else ""


def test_a_place_without_an_office_is_told_and_cannot_be_chosen(founding, qtbot, tmp_path):
    founding.dialog.open_path.setText(str(tmp_path / "tidak-ada.db"))
    founding.dialog.test_requested.emit("open", str(tmp_path / "tidak-ada.db"))
    qtbot.waitUntil(lambda: "tidak ditemukan" in told(founding, FoundingChoice.OPEN), timeout=LONG)
    assert not founding.dialog.main.isEnabled()


def test_an_office_that_is_there_is_opened(founding, qtbot, tmp_path):
    place = tmp_path / "lajur.db"
    found_office(place)
    founding.dialog.open_path.setText(str(place))
    founding.dialog.test_requested.emit("open", str(place))
    qtbot.waitUntil(founding.dialog.main.isEnabled, timeout=LONG)
    with qtbot.waitSignal(founding.ready, timeout=LONG) as ready:
        founding.dialog.main.click()
    assert ready.args == [str(place)]
    assert founding.dialog is None


def test_a_new_office_is_made_where_there_is_room(founding, qtbot, tmp_path):
    place = tmp_path / "baru.db"
    with qtbot.waitSignal(founding.ready, timeout=LONG):
        founding.dialog.chosen.emit("create", str(place))
    assert Path(place).exists()
    assert not board_of_administrator(place).training


def test_an_office_is_never_overwritten(founding, qtbot, tmp_path):
    place = tmp_path / "lajur.db"
    place.write_bytes(b"milik orang lain")
    founding.dialog.chosen.emit("create", str(place))
    qtbot.waitUntil(lambda: "Sudah ada berkas" in founding.dialog.notice.text(), timeout=LONG)
    assert place.read_bytes() == b"milik orang lain"


def board_of_administrator(place: Path):
    return board_of(place, identity.login())
