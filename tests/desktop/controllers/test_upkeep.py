"""Looking after the data from the window, over real children: backups, restorations, checks, maintenance."""

from __future__ import annotations

from uuid import uuid4

import pytest

from models.errors import OfficeError
from models.requests import AddComment, HoldMaintenance
from tests.desktop.small_office import board_of, new_project
from tests.desktop.window_hands import elsewhere, gone, move_on
from tests.hands import press_button
from views.dialogs.upkeep_dialog import UpkeepDialog


@pytest.fixture
def ratna(card, open_office):
    """The administrator's window with the dialog open, its list of backups read."""
    hands = open_office("ratna")
    hands.start()
    hands.window.commands["upkeep"].trigger()
    dialog = hands.dialog(UpkeepDialog)
    hands.until(lambda: "Membaca" not in dialog.newest.text())
    yield hands
    if not gone(dialog):
        dialog.accept_done()


def dialog_of(hands) -> UpkeepDialog:
    return hands.dialog(UpkeepDialog)


def over(hands, words: str) -> None:
    dialog = dialog_of(hands)
    hands.until(lambda: not dialog.busy and bool(dialog.outcome.text()))
    assert words in dialog.outcome.text()


def test_only_administrators_find_it_in_their_menu(ratna, open_office):
    def entries(hands):
        return [each.text() for each in hands.window.top_bar.me.menu().actions()]

    assert "Pemeliharaan data…" in entries(ratna)
    dimas = open_office("dimas", home="rumah lain")
    dimas.start()
    assert "Pemeliharaan data…" not in entries(dimas)


def test_a_backup_is_made_verified_and_listed(ratna, place):
    assert dialog_of(ratna).newest.text() == "Belum ada cadangan."
    dialog_of(ratna).main.click()
    assert dialog_of(ratna).busy
    over(ratna, "Cadangan dibuat dan diperiksa")
    ratna.until(lambda: dialog_of(ratna).backups.count() == 1)
    assert list((place.parent / "Cadangan").glob("*.db"))


def test_a_restoration_asks_once_more_and_the_window_shows_what_was_restored(ratna, card, place):
    dialog_of(ratna).main.click()
    over(ratna, "Cadangan dibuat")
    ratna.until(lambda: dialog_of(ratna).backups.count() == 1)
    elsewhere(place, move_on(card), "dimas")
    ratna.until(lambda: ratna.shown_step(card.id) == 2)
    press_button(dialog_of(ratna), "Pulihkan…")
    press_button(dialog_of(ratna), "Jangan pulihkan")
    assert ratna.shown_step(card.id) == 2
    press_button(dialog_of(ratna), "Pulihkan…")
    press_button(dialog_of(ratna), "Pulihkan")
    over(ratna, "Data dipulihkan dari")
    ratna.until(lambda: ratna.shown_step(card.id) == 1)
    assert board_of(place).cards[0].step == 1
    ratna.until(ratna.window.commands["new_request"].isEnabled)


def test_another_window_follows_a_restoration_by_itself(ratna, card, place, open_office):
    other = open_office("dimas", home="rumah lain")
    other.start()
    dialog_of(ratna).main.click()
    over(ratna, "Cadangan dibuat")
    elsewhere(place, move_on(card), "dimas")
    other.until(lambda: other.shown_step(card.id) == 2)
    ratna.until(lambda: dialog_of(ratna).backups.count() == 1)
    press_button(dialog_of(ratna), "Pulihkan…")
    press_button(dialog_of(ratna), "Pulihkan")
    over(ratna, "Data dipulihkan dari")
    other.until(lambda: other.shown_step(card.id) == 1)
    other.until(other.window.commands["new_request"].isEnabled)


def test_a_check_tells_what_it_looked_at_and_offers_to_tidy(ratna, place):
    (place.parent / "Dokumen").mkdir(exist_ok=True)
    (place.parent / "Dokumen" / "tak dikenal.txt").write_text("sisa")
    press_button(dialog_of(ratna), "Periksa data")
    over(ratna, "utuh")
    assert "riwayat" in dialog_of(ratna).report.toPlainText()
    press_button(dialog_of(ratna), "Rapikan sisa berkas")
    over(ratna, "utuh")
    assert "Dipindahkan" in dialog_of(ratna).report.toPlainText()
    assert not (place.parent / "Dokumen" / "tak dikenal.txt").exists()


def test_maintenance_keeps_others_from_writing_until_it_is_stopped(ratna, card, place):
    comment = AddComment(operation_id=uuid4().hex, project_id=card.id, version=card.version, text="Sementara itu")
    press_button(dialog_of(ratna), "Mulai mode pemeliharaan")
    ratna.until(lambda: not ratna.window.commands["new_request"].isEnabled())
    with pytest.raises(OfficeError) as refused:
        elsewhere(place, comment, "dimas")
    assert refused.value.facts["problem"] == "maintenance"
    press_button(dialog_of(ratna), "Hentikan")
    over(ratna, "Semua orang dapat menulis lagi")
    ratna.until(ratna.window.commands["new_request"].isEnabled)
    elsewhere(place, comment, "dimas")


def test_closing_the_dialog_ends_maintenance(ratna, place, tmp_path):
    press_button(dialog_of(ratna), "Mulai mode pemeliharaan")
    ratna.until(lambda: not ratna.window.commands["new_request"].isEnabled())
    dialog_of(ratna).reject()
    ratna.until(ratna.window.commands["new_request"].isEnabled)
    assert new_project(place, tmp_path, "Sesudahnya").step == 1


def test_nobody_else_may_hold_maintenance(open_office, card):
    dimas = open_office("dimas")
    dimas.start()
    worker = dimas.workers.upkeep()
    answers = []
    worker.ask(HoldMaintenance(), answers.append, 60.0)
    dimas.until(lambda: bool(answers))
    assert answers[0].error.code == "rule_broken"
    worker.close()


def rooms(place) -> list[str]:
    """Folders in which two workstations try out the share."""
    return [each.name for each in place.parent.glob("lajur-periksa-*")]


def test_a_share_check_that_waits_is_stopped_and_leaves_nothing(ratna, place):
    press_button(dialog_of(ratna), "Periksa drive bersama")
    ratna.until(lambda: bool(rooms(place)))
    press_button(dialog_of(ratna), "Hentikan")
    over(ratna, "Dihentikan")
    assert rooms(place) == []


def test_closing_the_dialog_ends_a_share_check_that_waits(ratna, place):
    press_button(dialog_of(ratna), "Periksa drive bersama")
    ratna.until(lambda: bool(rooms(place)))
    dialog_of(ratna).reject()
    ratna.until(lambda: not rooms(place))


def test_closing_the_window_ends_a_share_check_that_waits(ratna, place):
    press_button(dialog_of(ratna), "Periksa drive bersama")
    ratna.until(lambda: bool(rooms(place)))
    ratna.office.close()
    ratna.until(lambda: not rooms(place))
