"""Finish a step: the dialog asks for exactly what is missing and loses nothing."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton

from models.obstacles import Obstacle, Why
from tests.views.dialog_hands import button, drop_files, named, settle
from tests.views.sample_project import DOCUMENTS, FINDINGS, TODAY, facts_until, path_of, sample_project
from views.dialogs.drop_dialog import DropDialog
from views.look import Look


def opened(qtbot, look: Look, project, decision, **more):
    dialog = DropDialog(look, path_of(project, decision), project, TODAY, **more)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.accept_done())
    dialog.open()
    qtbot.waitExposed(dialog)
    settle()
    return dialog


def srs_missing(**facts):
    known = facts_until(3) | {"requirements_owner": "Sari Melati"} | facts
    return sample_project(3, facts=known, documents=DOCUMENTS[:2])


def tick_all(qtbot, dialog):
    for box in dialog.findChildren(QCheckBox):
        if box.isVisibleTo(dialog) and not box.isChecked():
            qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))


def test_it_counts_what_is_missing_and_names_it_beside_the_disabled_button(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(srs_checklist=["functional"]), "submit_srs")
    assert dialog.headline.text() == "Dua hal lagi sebelum kartu ini pindah"
    assert dialog.hint.text() == "Kurang: dokumen SRS, 5 bagian daftar periksa"
    assert not dialog.main.isEnabled()
    assert dialog.main.text() == "Selesaikan langkah 3"


def test_the_first_missing_thing_has_the_focus(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    assert dialog.form.slots["SRS"].isAncestorOf(dialog.focusWidget())


def test_what_is_already_there_is_one_line_that_opens_by_ganti(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    field = dialog.form.fields["requirements_owner"]
    assert not field.isVisible()
    qtbot.mouseClick(button(dialog, "Ganti Penanggung jawab kebutuhan"), Qt.MouseButton.LeftButton)
    assert field.isVisible()
    assert dialog.focusWidget() is named(dialog, "Penanggung jawab kebutuhan")


def test_a_file_dropped_anywhere_goes_to_the_open_place_and_the_step_can_be_finished(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    with qtbot.waitSignal(dialog.inspect_requested) as asked:
        assert drop_files(dialog, "/tempat/SRS final.pdf")
    path = asked.args[0]
    assert "pemeriksaan dokumen SRS" in dialog.hint.text()
    dialog.show_inspection(path, "")
    tick_all(qtbot, dialog)
    assert dialog.headline.text() == "Semua syarat sudah lengkap"
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    wish = decided.args[0]
    assert [each.source for each in wish["attachments"]] == ["/tempat/SRS final.pdf"]
    assert len(wish["facts"]["srs_checklist"]) == 6
    assert "requirements_owner" not in wish["facts"]


def test_a_refused_file_says_why_and_everything_else_stays(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(srs_checklist=[]), "submit_srs")
    tick_all(qtbot, dialog)
    dialog.offer_file("/tempat/kosong.pdf")
    dialog.show_inspection("/tempat/kosong.pdf", "Berkas “kosong.pdf” kosong (0 bita).")
    slot = dialog.form.slots["SRS"]
    assert slot.problem() == "Berkas “kosong.pdf” kosong (0 bita)."
    assert slot.is_empty()
    assert dialog.hint.text() == "Kurang: dokumen SRS"
    assert len(dialog.typed_facts()["srs_checklist"]) == 6


def test_a_late_answer_about_a_file_that_was_replaced_is_ignored(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    dialog.offer_file("/tempat/satu.pdf")
    dialog.form.slots["SRS"].offer_file("/tempat/dua.pdf")
    dialog.show_inspection("/tempat/satu.pdf", "Berkas rusak.")
    assert dialog.form.slots["SRS"].pending() == "/tempat/dua.pdf"
    assert not dialog.form.slots["SRS"].problem()


def test_a_warning_must_be_agreed_to_before_the_file_counts(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    dialog.offer_file("/tempat/besar.pdf")
    dialog.show_inspection("/tempat/besar.pdf", "", ("Berkas ini besar.",))
    assert dialog.form.slots["SRS"].attachment() is None
    settle()
    qtbot.mouseClick(
        named_box(dialog, "Saya sudah membaca peringatan ini dan tetap melampirkannya"), Qt.MouseButton.LeftButton
    )
    assert dialog.form.slots["SRS"].attachment().confirmed


def named_box(dialog, words):
    return next(box for box in dialog.findChildren(QCheckBox) if box.text() == words)


def test_while_saving_nothing_can_be_changed_and_esc_does_not_close(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    dialog.show_saving()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.main.isEnabled()
    assert dialog.hint.text() == "Menyimpan…"


def test_a_refusal_is_told_on_top_and_keeps_everything_typed(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    tick_all(qtbot, dialog)
    dialog.note.setText("Mohon segera")
    dialog.show_saving()
    obstacle = Obstacle(Why.DOCUMENT_MISSING, 3, key="SRS", label="Dokumen SRS")
    dialog.show_refusal("Belum tersimpan.", (obstacle,), sample_project(3).sop)
    assert "Belum tersimpan." in dialog.notice.text()
    assert "Dokumen SRS belum dilampirkan" in dialog.notice.text()
    assert dialog.notice.isVisible()
    assert dialog.note.text() == "Mohon segera"
    assert len(dialog.typed_facts()["srs_checklist"]) == 6


def test_esc_asks_once_before_it_throws_typed_text_away(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    qtbot.keyClicks(dialog.note, "halo")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "belum disimpan" in dialog.hint.text()
    qtbot.mouseClick(button(dialog, "Tetap mengisi"), Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "halo"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    with qtbot.waitSignal(dialog.closed_unsaved):
        qtbot.mouseClick(button(dialog, "Buang isian"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_esc_closes_at_once_when_nothing_was_typed(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_ctrl_enter_presses_the_main_button_also_from_a_text(qtbot, look: Look):
    project = sample_project(3, facts=facts_until(4))
    dialog = opened(qtbot, look, project, "submit_srs")
    with qtbot.waitSignal(dialog.decided):
        qtbot.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_plain_enter_in_a_line_does_not_decide(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(3, facts=facts_until(4)), "submit_srs")
    with qtbot.assertNotEmitted(dialog.decided):
        qtbot.keyClick(dialog.note, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_ctrl_v_pastes_a_file_into_the_open_place(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tempat/SRS.docx")])
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(dialog.inspect_requested):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert dialog.form.slots["SRS"].pending() == "/tempat/SRS.docx"


def test_ctrl_v_hands_a_picture_to_whoever_can_save_it(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs")
    picture = QImage(8, 6, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(picture)
    with qtbot.waitSignal(dialog.paste_image) as pasted:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert pasted.args[0].size() == picture.size()


def test_the_form_that_lajur_makes_fills_its_place(qtbot, look: Look):
    project = sample_project(2, documents=DOCUMENTS[:1])
    dialog = opened(qtbot, look, project, "forward_disposition")
    with qtbot.waitSignal(dialog.make_form_requested) as made:
        qtbot.mouseClick(button(dialog, "Buat dengan Lajur: Lembar disposisi"), Qt.MouseButton.LeftButton)
    assert made.args == ["DSP"]
    dialog.form_made("DSP", "/tempat/Lembar disposisi.pdf", "Lembar disposisi.pdf")
    assert dialog.form.slots["DSP"].attachment().source == "/tempat/Lembar disposisi.pdf"


def test_a_form_that_could_not_be_made_says_so_and_can_be_tried_again(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(2, documents=DOCUMENTS[:1]), "forward_disposition")
    make = button(dialog, "Buat dengan Lajur: Lembar disposisi")
    qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
    dialog.show_slot_problem("DSP", "Dokumen belum dapat dibuat. Coba lagi.")
    assert make.isEnabled()
    assert dialog.form.slots["DSP"].problem() == "Dokumen belum dapat dibuat. Coba lagi."


def test_a_template_is_offered_only_where_there_is_one(qtbot, look: Look):
    dialog = opened(qtbot, look, srs_missing(), "submit_srs", templates=frozenset({"SRS"}))
    with qtbot.waitSignal(dialog.template_requested) as wished:
        qtbot.mouseClick(button(dialog, "Buat dari templat: Dokumen SRS"), Qt.MouseButton.LeftButton)
    assert wished.args == ["SRS"]


def test_a_test_that_was_not_accepted_cannot_be_released(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(8), "release")
    radio = next(r for r in dialog.findChildren(QRadioButton) if r.text() == "Belum diterima")
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton)
    assert "kesimpulan uji coba akhir: Diterima" in dialog.hint.text()
    assert not dialog.main.isEnabled()


def test_open_findings_must_be_settled_before_a_release(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(8, findings=FINDINGS), "release")
    assert "1 temuan terbuka" in dialog.form.missing()
    first = dialog.form.findings.editors()[0]
    first.status.setCurrentIndex(2)
    first.status.activated.emit(2)
    assert "alasan temuan 1 ditunda" in dialog.form.missing()
    qtbot.keyClicks(first.reason, "Menunggu versi berikut")
    assert not [text for text in dialog.form.missing() if "temuan" in text]
    assert [(n.id, n.status) for n in dialog.form.notes()] == [(11, "deferred")]


def test_a_skip_says_what_is_skipped_and_wants_a_reason(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(6), "no_findings")
    assert "alasan" in dialog.form.missing()
    qtbot.keyClicks(dialog.form.reason.editor, "Tidak ada temuan")
    assert "alasan" not in dialog.form.missing()


def test_a_reason_of_blanks_is_no_reason(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(6), "no_findings")
    qtbot.keyClicks(dialog.form.reason.editor, "    ")
    assert "alasan" in dialog.form.missing()


def test_optional_facts_wait_behind_one_line_and_come_with_the_decision(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(5, facts=facts_until(6)), "submit_first_test")
    field = dialog.form.fields["platform"]
    assert not field.isVisible()
    qtbot.mouseClick(button(dialog, "3 isian tambahan (opsional)"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(named(dialog, "Platform dan teknologi"), "Django, PostgreSQL")
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert decided.args[0]["facts"] == {"platform": "Django, PostgreSQL"}


def test_a_hundred_thousand_letters_are_kept_whole_and_refused_in_words(qtbot, look: Look):
    dialog = opened(qtbot, look, sample_project(5, facts=facts_until(5)), "submit_first_test")
    line = named(dialog, "Versi prototipe")
    assert isinstance(line, QLineEdit)
    line.setText("x" * 100_000)
    line.textEdited.emit(line.text())
    assert len(line.text()) == 100_000
    assert "terlalu panjang" in dialog.form.fields["prototype_version"].error()
    assert "perbaikan versi prototipe" in dialog.form.missing()
    assert not dialog.main.isEnabled()
