"""A new request: kept unfinished or handed on, never lost by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.views.dialog_hands import button, drop_files, settle
from tests.views.sample_project import PEOPLE, REQUEST, SARI, TODAY, sample_sop
from views.dialogs.new_project import NewProjectDialog
from views.look import Look


@pytest.fixture
def opened(qtbot, look: Look):
    def made(starting=None):
        dialog = NewProjectDialog(look, sample_sop(), PEOPLE, SARI, TODAY, starting=starting)
        qtbot.addWidget(dialog, before_close_func=lambda each: each.accept_done())
        dialog.open()
        qtbot.waitExposed(dialog)
        settle()
        return dialog

    return made


def test_the_team_and_contact_of_the_person_stand_there_already(opened):
    dialog = opened()
    assert dialog.field("team").value() == "Tim Statistik Sosial"
    assert dialog.field("contact").value() == "Sari Melati"


def test_a_name_is_enough_to_keep_it_but_not_to_hand_it_on(qtbot, opened):
    dialog = opened()
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.field("project_name").editor, "SI-LADU")
    assert dialog.save.isEnabled()
    assert not dialog.main.isEnabled()
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    wish = decided.args[0]
    assert wish["submit"] is False
    assert wish["facts"]["project_name"] == "SI-LADU"
    assert wish["attachments"] == ()


def test_a_name_of_blanks_and_invisible_signs_is_no_name(qtbot, opened):
    dialog = opened()
    dialog.field("project_name").editor.setText(" \u200b\u202e \t ")
    dialog.field("project_name").editor.textEdited.emit("")
    assert not dialog.save.isEnabled()


def test_a_complete_request_is_handed_on_with_its_letter(qtbot, opened):
    dialog = opened(dict(REQUEST))
    assert drop_files(dialog, "/tempat/nota dinas.pdf")
    dialog.show_inspection("/tempat/nota dinas.pdf", "")
    assert dialog.main.isEnabled()
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    wish = decided.args[0]
    assert wish["submit"] is True
    assert wish["attachments"][0].kind == "ND"
    assert wish["facts"]["letter_date"] == "2026-05-04"


def test_a_letter_from_the_future_is_told_under_its_field(qtbot, opened):
    dialog = opened(dict(REQUEST))
    field = dialog.field("letter_date")
    field.editor.line.clear()
    qtbot.keyClicks(field.editor.line, "1 Januari 2027")
    assert "tidak boleh setelah hari ini" in field.error()
    assert not dialog.save.isEnabled()


def test_the_wished_day_may_lie_ahead(opened):
    dialog = opened(dict(REQUEST) | {"wished_date": "2027-06-30"})
    assert not dialog.field("wished_date").problem()


def test_emoji_and_right_to_left_text_are_kept(qtbot, opened):
    dialog = opened()
    line = dialog.field("project_name").editor
    line.setText("نظام 📊 Susenas")
    line.textEdited.emit(line.text())
    assert dialog.typed_facts()["project_name"] == "نظام 📊 Susenas"


def test_closing_by_accident_asks_first(qtbot, opened):
    dialog = opened()
    qtbot.keyClicks(dialog.field("project_name").editor, "SI-LADU")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.mouseClick(button(dialog, "Tetap mengisi"), Qt.MouseButton.LeftButton)
    assert dialog.field("project_name").value() == "SI-LADU"


def test_closing_by_the_frame_asks_first_too(qtbot, opened):
    dialog = opened()
    qtbot.keyClicks(dialog.field("project_name").editor, "SI-LADU")
    dialog.close()
    assert dialog.isVisible()
