"""The page of a project while nothing can be saved, and while a change of it is not sent: said, off, and given back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.views.dialog_hands import drop_files, settle
from tests.views.project.test_project_view import actions, rows, shown, words_in
from tests.views.sample_project import sample_project
from views.project.document_row import OpenPlace
from views.widgets.text import SaveButton

GONE = "Drive bersama tidak terjangkau, hanya baca"


def savers(view) -> dict[str, SaveButton]:
    return {each.accessibleName(): each for each in view.findChildren(SaveButton) if each.isVisibleTo(view)}


def test_while_the_share_is_gone_every_button_that_saves_is_off_and_says_why_and_comes_back(qtbot, view):
    shown(view, sample_project(6))
    view.tabs.setCurrentWidget(view.facts)
    settle()
    before = savers(view)
    assert {"Lampirkan…", "Lampirkan Dokumen Uji Coba Awal", "Ubah data…", "Kembalikan…"} <= set(before)
    view.set_read_only(GONE)
    assert [(name, each.toolTip()) for name, each in savers(view).items() if each.isEnabled()] == []
    assert {each.toolTip() for each in savers(view).values()} == {GONE}
    assert {each.accessibleDescription() for each in savers(view).values()} == {GONE}
    assert view.header.print_button.isEnabled()
    assert view.header.back.isEnabled()
    assert not drop_files(view.documents.findChildren(OpenPlace)[0], "/tempat/UJ1.docx")
    view.set_read_only("")
    assert all(each.isEnabled() and not each.toolTip() for each in savers(view).values())
    assert drop_files(view.documents.findChildren(OpenPlace)[0], "/tempat/UJ1.docx")


def test_what_is_built_while_the_share_is_gone_is_off_too(view):
    view.set_read_only(GONE)
    shown(view, sample_project(6))
    view.tabs.setCurrentWidget(view.facts)
    settle()
    assert [name for name, each in savers(view).items() if each.isEnabled()] == []
    view.set_read_only("")
    assert all(each.isEnabled() for each in savers(view).values())


def test_while_the_share_is_gone_the_menus_say_why_and_only_read(view):
    shown(view, sample_project(6))
    row = rows(view)[6]
    view.set_read_only(GONE)
    for menu in (view.header.decisions_menu(), row.menu()):
        assert not actions(menu)[GONE].isEnabled()
    assert not actions(view.header.decisions_menu())["Tunda proyek…"].isEnabled()
    possible = {text for text, action in actions(row.menu()).items() if action.isEnabled()}
    assert possible == {"Lihat salinan hanya-baca", "Simpan salinan…"}
    view.set_read_only("")
    assert actions(view.header.decisions_menu())["Tunda proyek…"].isEnabled()
    assert actions(row.menu())["Tarik dokumen…"].isEnabled()


def test_a_decision_from_a_menu_that_stood_open_when_the_share_went_is_refused(qtbot, view):
    shown(view, sample_project(6))
    menu = actions(view.header.decisions_menu())
    view.set_read_only(GONE)
    with qtbot.assertNotEmitted(view.path_chosen):
        menu["Tunda proyek…"].trigger()
    assert view.notice.text() == GONE


def test_a_comment_that_is_typed_while_the_share_is_gone_stays_and_is_sent_afterwards(qtbot, view):
    shown(view, sample_project(6))
    view.tabs.setCurrentWidget(view.comments)
    qtbot.keyClicks(view.comments.line, "Mohon ")
    view.set_read_only(GONE)
    qtbot.keyClicks(view.comments.line, "dicek ulang")
    with qtbot.assertNotEmitted(view.comments.comment_written):
        qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)
    assert not view.comments.send.isEnabled()
    assert "Komentar Anda tetap di sini" in words_in(view.comments)
    view.set_read_only("")
    assert "Komentar Anda tetap di sini" not in words_in(view.comments)
    with qtbot.waitSignal(view.comments.comment_written) as written:
        qtbot.mouseClick(view.comments.send, Qt.MouseButton.LeftButton)
    assert written.args == ["Mohon dicek ulang"]
    view.set_read_only(GONE)
    view.show_comment_problem("Belum tersimpan.")
    assert not view.comments.send.isEnabled()


def test_the_page_says_that_a_change_of_its_project_is_not_sent_yet(view):
    shown(view, sample_project(6))
    view.set_unsent("Perubahan Anda pada proyek ini belum terkirim.")
    assert "belum terkirim" in words_in(view)
    view.set_unsent("")
    assert "belum terkirim" not in words_in(view)
