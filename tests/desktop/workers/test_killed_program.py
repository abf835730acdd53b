"""The whole program is killed over a save that its child has begun: the next start tells the truth, and once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.paths import Folders
from desktop.workers.answers import Ok
from desktop.workers.outbox import Outbox
from models.requests import FindOperation
from tests.desktop.small_office import board_of
from tests.desktop.window_hands import LONG, elsewhere, gone
from tests.desktop.workers.hanging_service import arrival_of, marker_of
from tests.hands import press_button
from views.dialogs.unsent_dialog import UnsentDialog

ROOT = Path(__file__).parents[3]


@pytest.fixture
def killed(qtbot, card, place, tmp_path):
    """The operation that was under way; its child is an orphan that will write as soon as the share answers."""
    folder = Folders.find({"LAJUR_HOME": str(tmp_path / "rumah")}).outbox
    command = [sys.executable, "-m", "tests.desktop.workers.doomed_program", str(place), str(folder)]
    program = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    try:
        qtbot.waitUntil(lambda: arrival_of(place).exists(), timeout=LONG)
    finally:
        program.kill()
        program.wait()
    (left,) = Outbox(folder, str(place)).leftovers()
    yield left.request.operation_id
    marker_of(place).unlink(missing_ok=True)


def lines_of(place: Path, operation_id: str) -> int:
    with closing(sqlite3.connect(place)) as raw:
        return raw.execute("SELECT count(*) FROM ledger WHERE operation_id = ?", (operation_id,)).fetchone()[0]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills no process without a word")
def test_it_is_offered_once_and_saved_once_though_the_orphan_saves_it_too(open_office, killed, card, place):
    hands = open_office("dimas")
    hands.start()
    dialog = hands.dialog(UnsentDialog)
    (item,) = hands.office.unsent.items()
    assert (item.key, item.waiting) == (killed, False)
    assert board_of(place).cards[0].step == 1
    marker_of(place).unlink()  # the orphan writes now, the person sends at the same time
    press_button(dialog, "Kirim")
    hands.until(lambda: gone(dialog))
    hands.until(lambda: hands.shown_step(card.id) == 2)
    assert lines_of(place, killed) == 1
    assert board_of(place).cards[0].version == card.version + 1
    answers = []
    hands.workers.records.ask(FindOperation(killed), answers.append)
    hands.until(lambda: bool(answers))
    assert isinstance(answers[0], Ok)
    assert Outbox(hands.folders.outbox, str(place)).leftovers() == ()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills no process without a word")
def test_what_the_orphan_saved_before_the_next_start_is_told_as_saved_and_not_offered(
    qtbot, open_office, killed, card, place
):
    marker_of(place).unlink()
    qtbot.waitUntil(lambda: lines_of(place, killed) == 1, timeout=LONG)
    hands = open_office("dimas")
    sent = []
    hands.office.unsent.sent.connect(lambda request: sent.append(request.operation_id))
    hands.start()
    hands.until(lambda: sent == [killed])
    assert not any(isinstance(each, UnsentDialog) for each in hands.dialogs)
    assert elsewhere(place, FindOperation(killed), "dimas") is not None
    assert lines_of(place, killed) == 1
    assert Outbox(hands.folders.outbox, str(place)).leftovers() == ()
