"""A dialog that stands open while nothing can be saved: it keeps every word, says why, and saves when it can again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.people import Person
from models.worktime import Calendar
from tests.hands import press
from tests.views.sample_project import TODAY, path_of, sample_project
from views.dialogs.calendar_dialog import CalendarDialog
from views.dialogs.conflict_dialog import Conflict, ConflictDialog, Difference
from views.dialogs.form_dialog import FormDialog
from views.dialogs.reason_dialog import ReturnDialog
from views.look import Look
from views.widgets.text import SaveButton

GONE = "Drive bersama tidak terjangkau, hanya baca"
KEPT = "Isian Anda tetap di sini"
REASON = "Kriteria terima F-12 belum terpenuhi"


@pytest.fixture
def returning(look: Look, show) -> ReturnDialog:
    project = sample_project(6)
    return show(ReturnDialog(look, path_of(project, "return_to_build"), project))


def off(dialog: FormDialog) -> set[str]:
    return {each.text().strip() for each in dialog.findChildren(SaveButton) if not each.isEnabled()}


def reachable(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def test_what_was_typed_stays_and_can_be_typed_on_but_not_saved_until_the_share_is_back(qtbot, returning):
    qtbot.keyClicks(returning.reason.editor, REASON[:20])
    returning.hinder(GONE)
    qtbot.keyClicks(returning.reason.editor, REASON[20:])
    assert returning.reason.text() == REASON
    assert not returning.main.isEnabled()
    assert returning.main.toolTip() == GONE
    assert returning.hint.text() == "Belum dapat disimpan"
    assert returning.hindrance.isVisible()
    assert GONE in returning.hindrance.text()
    assert KEPT in returning.hindrance.text()
    with qtbot.assertNotEmitted(returning.decided):
        press(returning, "Ctrl+Return")
    returning.hinder("")
    assert returning.hindrance.text() == ""
    with qtbot.waitSignal(returning.decided) as decided:
        press(returning, "Ctrl+Return")
    assert decided.args[0] == {"reason": REASON}


def test_what_is_missing_is_still_named_and_still_needed_afterwards(qtbot, returning):
    returning.hinder(GONE)
    qtbot.keyClicks(returning.reason.editor, "Pendek")
    assert returning.hint.text().startswith("Kurang:")
    returning.hinder("")
    assert not returning.main.isEnabled()


def test_a_save_that_was_under_way_when_the_share_went_ends_with_the_button_off(qtbot, returning):
    qtbot.keyClicks(returning.reason.editor, REASON)
    returning.show_saving()
    returning.hinder(GONE)
    assert returning.hint.text() == "Menyimpan…"
    returning.show_refusal("Penyimpanan terputus dan perubahan Anda belum tersimpan.")
    assert not returning.main.isEnabled()
    assert returning.notice.isVisible()
    assert returning.hindrance.isVisible()
    assert returning.reason.text() == REASON
    returning.hinder("")
    assert returning.main.isEnabled()


def test_a_conflict_is_decided_afterwards_but_can_be_left(look: Look, show):
    sari = Person(1, "sari", "Sari Melati")
    lines = (Difference("Langkah", "4", "3", changed_now=True),)
    conflict = Conflict("PRJ-2026-042", sari, "Sari Melati", "", "", "", lines, "Pakai keadaan Sari", "Tetap pindahkan")
    dialog = show(ConflictDialog(look, conflict))
    dialog.hinder(GONE)
    assert off(dialog) == {"Pakai keadaan Sari", "Tetap pindahkan"}
    assert reachable(dialog.cancel)
    dialog.hinder("")
    assert off(dialog) == set()


def test_the_calendar_can_be_read_and_closed_but_not_changed(qtbot, look: Look, show):
    dialog = show(CalendarDialog(look, Calendar({}, frozenset({TODAY.year})), TODAY, editable=True))
    qtbot.keyClicks(dialog.name, "Hari jadi")
    dialog.hinder(GONE)
    assert off(dialog) == {"Tambah", "Hapus yang dipilih", "Impor berkas…"}
    with qtbot.assertNotEmitted(dialog.add_requested):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.name.text() == "Hari jadi"
    assert reachable(dialog.main)
    dialog.hinder("")
    assert off(dialog) == set()
