"""The page of a project: what it shows, what it wishes, what it keeps when it is shown again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.board import ProjectState
from models.project_file import HistoryLine
from tests.views.dialog_hands import button, drop_files, settle, unreachable, without_name
from tests.views.sample_project import (
    DOCUMENTS,
    FINDINGS,
    HENDRA,
    RINA,
    at,
    document,
    sample_project,
    with_long_words,
)
from views.project.document_row import DocumentItem, OpenPlace
from views.widgets.text import Text


def shown(view, project, **more):
    view.show_project(project, **more)
    settle()
    return project


def words_in(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(Text) if label.isVisibleTo(inside))


def rows(view):
    return {row.version.id: row for row in view.documents.findChildren(DocumentItem) if row.isVisibleTo(view.documents)}


def actions(menu):
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_head_names_the_project_its_step_and_its_people(view):
    shown(view, sample_project(6))
    said = words_in(view.header)
    assert "Langkah 6: Uji Coba Awal" in said
    assert "Rina Puspita" in said
    assert "Hari ke-4 dari 7" in said


def test_the_main_button_is_the_way_forward(qtbot, view):
    project = shown(view, sample_project(3))
    assert view.header.main.text().strip() == "Selesaikan langkah 3"
    with qtbot.waitSignal(view.path_chosen) as chosen:
        qtbot.mouseClick(view.header.main, Qt.MouseButton.LeftButton)
    assert chosen.args[0] == next(path for path in project.card.moves if path.decision == "submit_srs")


def test_who_may_not_decide_has_no_button_but_reads_why(view):
    shown(view, sample_project(3, actor=HENDRA))
    assert not view.header.main.isVisible()
    menu = actions(view.header.decisions_menu())
    barred = [text for text, action in menu.items() if not action.isEnabled()]
    assert any("Hanya Ketua Tim Terkait" in text for text in barred)


def test_a_return_and_the_other_decisions_can_be_wished(qtbot, view):
    shown(view, sample_project(6))
    with qtbot.waitSignal(view.path_chosen) as chosen:
        qtbot.mouseClick(view.header.send_back, Qt.MouseButton.LeftButton)
    assert chosen.args[0].decision == "return_to_build"
    menu = actions(view.header.decisions_menu())
    with qtbot.waitSignal(view.path_chosen) as chosen:
        menu["Tunda proyek…"].trigger()
    assert chosen.args[0].kind == "hold"


def test_open_places_come_first_and_take_a_dropped_file(qtbot, view):
    shown(view, sample_project(6))
    place = view.documents.findChildren(OpenPlace)[0]
    assert place.kind == "UJ1"
    with qtbot.waitSignal(view.documents.file_dropped) as dropped:
        assert drop_files(place, "/tempat/UJ1.docx")
    assert dropped.args == ["UJ1", "/tempat/UJ1.docx"]
    with qtbot.waitSignal(view.documents.attach_requested) as wished:
        qtbot.mouseClick(button(view, "Lampirkan Dokumen Uji Coba Awal"), Qt.MouseButton.LeftButton)
    assert wished.args == ["UJ1"]


def test_a_version_is_seen_saved_replaced_or_withdrawn_by_its_menu(qtbot, view):
    shown(view, sample_project(6))
    menu = actions(rows(view)[6].menu())
    for text, signal, args in (
        ("Lihat salinan hanya-baca", view.documents.open_document, [6]),
        ("Simpan salinan…", view.documents.save_document, [6]),
        ("Ganti dengan versi baru…", view.documents.attach_requested, ["SD"]),
        ("Tarik dokumen…", view.documents.withdraw_requested, [6]),
    ):
        with qtbot.waitSignal(signal) as wished:
            menu[text].trigger()
        assert wished.args == args


def test_an_old_version_can_only_be_looked_at(view):
    shown(view, sample_project(6))
    assert set(actions(rows(view)[8].menu())) == {"Lihat salinan hanya-baca", "Simpan salinan…"}


def test_the_state_of_every_version_is_said_in_words(view):
    shown(view, sample_project(6))
    said = words_in(view.documents)
    for words in ("Utuh", "Isi berubah sejak dilampirkan", "Dikembalikan", "perlu diperiksa"):
        assert words in said


def test_an_ended_project_can_be_read_but_not_changed(view):
    shown(view, sample_project(6, state=ProjectState.CANCELLED))
    assert not view.documents.attach.isVisible()
    assert set(actions(rows(view)[6].menu())) == {"Lihat salinan hanya-baca", "Simpan salinan…"}


def test_a_comment_stays_in_its_line_until_it_is_saved(qtbot, view):
    shown(view, sample_project(6))
    view.tabs.setCurrentWidget(view.comments)
    qtbot.keyClicks(view.comments.line, "Mohon dicek ulang")
    with qtbot.waitSignal(view.comments.comment_written) as written:
        qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)
    assert written.args == ["Mohon dicek ulang"]
    view.show_comment_problem("Belum tersimpan. Coba lagi.")
    assert view.comments.line.text() == "Mohon dicek ulang"
    view.comment_saved()
    assert view.comments.line.text() == ""


def test_a_comment_that_is_being_saved_is_neither_changed_nor_written_twice(qtbot, view):
    shown(view, sample_project(6))
    view.tabs.setCurrentWidget(view.comments)
    qtbot.keyClicks(view.comments.line, "Mohon dicek ulang")
    qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(view.comments.comment_written):
        qtbot.keyClicks(view.comments.line, " sekali lagi")
        qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)
        qtbot.mouseClick(view.comments.send, Qt.MouseButton.LeftButton)
    assert view.comments.line.text() == "Mohon dicek ulang"
    view.show_comment_problem("Belum tersimpan. Coba lagi.")
    with qtbot.waitSignal(view.comments.comment_written):
        qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)


def test_a_comment_of_blanks_is_not_written(qtbot, view):
    shown(view, sample_project(6))
    view.tabs.setCurrentWidget(view.comments)
    qtbot.keyClicks(view.comments.line, "   ")
    with qtbot.assertNotEmitted(view.comments.comment_written):
        qtbot.keyClick(view.comments.line, Qt.Key.Key_Return)


def test_showing_it_again_keeps_tab_scroll_and_the_half_written_comment(qtbot, view):
    view.resize(1366, 500)  # in any font the documents are higher
    project = shown(view, sample_project(6, findings=FINDINGS))
    view.tabs.setCurrentWidget(view.comments)
    qtbot.keyClicks(view.comments.line, "Setengah")
    bar = view.documents._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() >= 60)
    bar.setValue(60)
    line = HistoryLine(7, at(22, 11, 5), "Arif Hidayat", "WS-04", "attach_document", {})
    more = (*project.documents, document(40, "UJ1", "UJ1_Susenas_v2.docx", version=2))
    shown(view, replace(project, history=(*project.history, line), documents=more))
    qtbot.waitUntil(lambda: 40 in rows(view))
    assert view.tabs.currentWidget() is view.comments
    assert view.comments.line.text() == "Setengah"
    assert bar.value() == 60


def test_what_did_not_change_is_not_built_again(view):
    project = shown(view, sample_project(6))
    before = rows(view)[6]
    shown(view, replace(project, card=replace(project.card, version=8)))
    assert rows(view)[6] is before


def test_a_hidden_tab_is_filled_when_it_is_looked_at(view):
    project = shown(view, sample_project(6, findings=FINDINGS))
    assert "Isian luring" not in words_in(view.findings)
    shown(view, replace(project, findings=FINDINGS[:1]))
    assert "Isian luring hilang" in words_in_page(view, view.findings)


def test_another_project_starts_afresh(qtbot, view):
    project = shown(view, sample_project(6))
    view.tabs.setCurrentWidget(view.comments)
    qtbot.keyClicks(view.comments.line, "Setengah")
    shown(view, replace(project, card=replace(project.card, id=99)))
    assert view.tabs.currentIndex() == 0
    assert view.comments.line.text() == ""


def test_a_narrow_window_folds_the_documents_into_the_tabs(view):
    shown(view, sample_project(6))
    view.resize(1000, 700)
    settle()
    assert view.tabs.indexOf(view.documents) == 0
    view.resize(1366, 700)
    settle()
    assert view.tabs.indexOf(view.documents) == -1
    assert view.documents.isVisible()


def test_the_smallest_window_still_holds_everything(view):
    shown(view, with_long_words(sample_project(8, findings=FINDINGS)))
    view.resize(900, 500)
    settle()
    assert (view.width(), view.height()) == (900, 500)


def test_every_control_has_a_name_and_a_place_in_the_tab_order(view):
    shown(view, sample_project(6, findings=FINDINGS))
    for page in range(view.tabs.count()):
        view.tabs.setCurrentIndex(page)
        settle()
        assert without_name(view) == []
        assert unreachable(view) == []


def test_markup_typed_by_people_is_shown_as_typed(view):
    line = HistoryLine(9, at(22, 11), "<b>Arif</b>", "WS", "add_comment", {"text": "<img src=x> & teman"})
    shown(view, replace(sample_project(6), history=(line,)))
    assert "“<img src=x> & teman”" in words_in(view.history)
    assert "&lt;b&gt;Arif&lt;/b&gt;" in words_in(view.history)


def test_an_empty_project_has_no_empty_pages(view):
    shown(view, sample_project(1, documents=(), facts={}))
    assert "None" not in words_in(view)
    assert "Belum ada isian." in words_in_page(view, view.facts)


def words_in_page(view, page):
    view.tabs.setCurrentWidget(page)
    settle()
    return words_in(page)


def test_papers_are_offered_for_the_steps_reached(qtbot, view):
    shown(view, sample_project(8))
    menu = actions(view.header.print_menu())
    assert list(menu) == ["Lembar disposisi…", "Release Notice…", "Kartu proyek…"]
    with qtbot.waitSignal(view.header.print_requested) as wished:
        menu["Release Notice…"].trigger()
    assert wished.args == ["release_notice"]


def test_a_link_is_opened_not_saved(view):
    link = document(30, "PRO", "Prototipe", link="https://contoh.go.id")
    shown(view, sample_project(6, documents=(*DOCUMENTS[:6], link), actor=RINA))
    assert "Simpan salinan…" not in actions(rows(view)[30].menu())
