"""What is not sent yet, and the dialog for the data: every word shown, nothing done without being asked twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication

from models.upkeep import BackupFile
from tests.hands import button, press_button
from tests.views.dialog_hands import settle
from views.dialogs.unsent_dialog import UnsentDialog, UnsentItem
from views.dialogs.upkeep_dialog import UpkeepDialog
from views.look import Look
from views.widgets.text import Text

OFFERED = UnsentItem("a", "Komentar", "PRJ-2026-042", (("Isi", "Menunggu kriteria F-12"),), "Belum tersimpan.")
WAITING = UnsentItem("b", "Tunda proyek", "PRJ-2026-043", (("Alasan", "Cuti"),), "Menunggu.", waiting=True)
AT = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)


@pytest.fixture
def unsent(look: Look, show) -> UnsentDialog:
    dialog = UnsentDialog(look)
    dialog.show_items((OFFERED, WAITING))
    return show(dialog)


@pytest.fixture
def upkeep(look: Look, show) -> UpkeepDialog:
    dialog = show(UpkeepDialog(look, "S:/lajur.db"))
    dialog.show_backups([BackupFile("lajur-2026-11-22T0915.db", AT, 3_250_000)])
    return dialog


def words_in(dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Text) if label.isVisibleTo(dialog))


def test_every_typed_word_is_shown_and_can_be_copied(unsent):
    assert "Menunggu kriteria F-12" in words_in(unsent)
    assert "Cuti" in words_in(unsent)
    press_button(unsent, "Salin teks")
    assert QGuiApplication.clipboard().text() == "Komentar PRJ-2026-042\nIsi: Menunggu kriteria F-12"


def test_sending_all_leaves_those_that_are_sent_by_themselves(unsent, qtbot):
    sent = []
    unsent.send_chosen.connect(sent.append)
    unsent.main.click()
    assert sent == ["a"]


def test_throwing_away_asks_once_more(unsent, qtbot):
    thrown = []
    unsent.throw_chosen.connect(thrown.append)
    press_button(unsent, "Buang…")
    press_button(unsent, "Jangan buang")
    assert thrown == []
    press_button(unsent, "Buang…")
    press_button(unsent, "Buang isian")
    assert thrown == ["a"]


def test_the_list_closes_when_nothing_is_left(unsent):
    unsent.show_items((WAITING,))
    assert not unsent.main.isEnabled()
    unsent.show_items(())
    assert not unsent.isVisible()


def test_a_restoration_is_asked_for_twice(upkeep):
    wished = []
    upkeep.restore_wished.connect(wished.append)
    press_button(upkeep, "Pulihkan…")
    assert wished == []
    assert "22 November 2026, pukul 09.15 WIB" in upkeep._sure.text()
    press_button(upkeep, "Pulihkan")
    assert wished == ["lajur-2026-11-22T0915.db"]


def test_while_it_works_only_stopping_is_possible(upkeep):
    tasks, stops = [], []
    upkeep.task_wished.connect(tasks.append)
    upkeep.stop_wished.connect(lambda: stops.append(True))
    press_button(upkeep, "Periksa data")
    upkeep.show_working("Memeriksa dokumen, 12 dari 40", 12, 40)
    settle()
    assert (upkeep.gauge.value(), upkeep.gauge.maximum()) == (12, 40)
    assert not upkeep.main.isEnabled()
    assert not button(upkeep, "Periksa data").isEnabled()
    press_button(upkeep, "Hentikan")
    upkeep.show_result("ok", "Data, riwayat, dan dokumen utuh.", ["proyek: 32"])
    assert (tasks, stops) == (["check"], [True])
    assert upkeep.report.toPlainText() == "proyek: 32"
    assert upkeep.main.isEnabled()


def test_without_a_backup_there_is_nothing_to_restore(look, show):
    dialog = show(UpkeepDialog(look, "S:/lajur.db"))
    dialog.show_backups([])
    assert dialog.newest.text() == "Belum ada cadangan."
    assert not button(dialog, "Pulihkan…").isEnabled()
