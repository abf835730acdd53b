"""Dialogs that return, end, hold, attach, compare, greet and confess."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from models.board import ProjectState
from tests.views.dialog_hands import button, drop_files, named
from tests.views.sample_project import DOCUMENTS, SARI, TODAY, path_of, sample_project
from views.dialogs.about import AboutDialog, CrashDialog
from views.dialogs.attach_dialog import AttachDialog
from views.dialogs.conflict_dialog import Conflict, ConflictDialog, Difference
from views.dialogs.facts_dialog import FactsDialog
from views.dialogs.first_run import FirstRun, FoundingChoice
from views.dialogs.reason_dialog import ReasonDialog, ReturnDialog
from views.look import Look
from views.widgets.text import Text


def words_in(dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Text) if label.isVisibleTo(dialog))


def test_a_return_needs_a_reason_of_twenty_letters(qtbot, look: Look, show):
    project = sample_project(6)
    dialog = show(ReturnDialog(look, path_of(project, "return_to_build"), project))
    qtbot.keyClicks(dialog.reason.editor, "Terlalu pendek")
    assert dialog.hint.text() == "Kurang: 6 huruf lagi pada alasan"
    assert not dialog.main.isEnabled()
    qtbot.keyClicks(dialog.reason.editor, " untuk dikembalikan")
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert decided.args[0] == {"reason": "Terlalu pendek untuk dikembalikan"}


def test_a_return_says_what_stays_which_round_begins_and_whose_rule_it_is(look: Look, show):
    project = sample_project(6)
    said = words_in(show(ReturnDialog(look, path_of(project, "return_to_build"), project)))
    assert "System Design versi 3 dan Bukti Application Prototype versi 1 tetap tersimpan" in said
    assert "dimulai lagi sebagai putaran 3" in said
    assert "Harus dilampirkan lagi: System Design" in said
    assert "ketentuan aplikasi" in said


def test_holding_takes_a_reason_and_an_expected_day_after_today(qtbot, look: Look, show):
    project = sample_project(6)
    path = next(each for each in project.card.moves if each.kind == "hold")
    dialog = show(ReasonDialog(look, path, project.card, project.sop, TODAY))
    qtbot.keyClicks(dialog.reason.editor, "Menunggu server")
    qtbot.keyClicks(dialog.expected.line, "1 November 2026")
    assert not dialog.main.isEnabled()
    dialog.expected.line.clear()
    qtbot.keyClicks(dialog.expected.line, "1 Desember 2026")
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert decided.args[0] == {"reason": "Menunggu server", "expected": date(2026, 12, 1), "target": 0}


def test_going_on_needs_no_reason(qtbot, look: Look, show):
    project = sample_project(6, state=ProjectState.HELD)
    path = next(each for each in project.card.moves if each.kind == "resume")
    dialog = show(ReasonDialog(look, path, project.card, project.sop, TODAY))
    assert dialog.main.text() == "Lanjutkan proyek"
    assert dialog.main.isEnabled()


def test_a_rejection_is_named_after_the_act_and_says_what_it_means(look: Look, show):
    project = sample_project(2)
    dialog = show(ReasonDialog(look, path_of(project, "reject_request"), project.card, project.sop, TODAY))
    assert dialog.main.text() == "Tolak permohonan"
    assert not dialog.main.isEnabled()
    assert "tetap tersimpan" in words_in(dialog)


def test_a_follow_up_asks_where_it_begins(qtbot, look: Look, show):
    project = sample_project(9, state=ProjectState.MAINTENANCE)
    dialog = show(ReasonDialog(look, path_of(project, "open_follow_up"), project.card, project.sop, TODAY))
    box = button(dialog, "Langkah 5: Perancangan dan Pembangunan")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClicks(dialog.reason.editor, "Tambahan fitur")
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert decided.args[0]["target"] == 5


def test_attaching_begins_with_the_document_that_is_missing(qtbot, look: Look, show):
    dialog = show(AttachDialog(look, sample_project(3, documents=DOCUMENTS[:2]), TODAY))
    assert dialog.kinds.currentData() == "SRS"
    assert drop_files(dialog, "/tempat/SRS.pdf")
    dialog.show_inspection("/tempat/SRS.pdf", "")
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert [(each.kind, each.name) for each in decided.args[0]["attachments"]] == [("SRS", "SRS.pdf")]


def test_a_letter_without_number_and_date_is_not_attached(qtbot, look: Look, show):
    dialog = show(AttachDialog(look, sample_project(1, documents=()), TODAY))
    dialog.offer_file("/tempat/nd.pdf")
    dialog.show_inspection("/tempat/nd.pdf", "")
    assert not dialog.main.isEnabled()
    slot = dialog.slots["ND"]
    qtbot.keyClicks(slot.number, "B-117/17000/TI.210/2026")
    qtbot.keyClicks(slot.day.line, "4 Mei 2026")
    assert dialog.main.isEnabled()
    assert slot.attachment().letter_date == date(2026, 5, 4)


def test_an_address_can_stand_in_for_a_prototype_but_not_any_text(qtbot, look: Look, show):
    dialog = show(AttachDialog(look, sample_project(5, documents=DOCUMENTS[:6]), TODAY, "PRO"))
    slot = dialog.slots["PRO"]
    qtbot.keyClicks(slot.link, "lokal saja")
    assert "https://" in slot.problem()
    assert not dialog.main.isEnabled()
    slot.link.clear()
    qtbot.keyClicks(slot.link, "https://prototipe.contoh.go.id")
    assert dialog.main.isEnabled()
    assert slot.attachment().link == "https://prototipe.contoh.go.id"


def test_changing_the_kind_keeps_what_was_put_into_the_other_place(look: Look, show):
    dialog = show(AttachDialog(look, sample_project(5, documents=DOCUMENTS[:5]), TODAY, "SD"))
    dialog.offer_file("/tempat/desain.pdf")
    dialog.show_inspection("/tempat/desain.pdf", "")
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("PRO"))
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("SD"))
    assert dialog.slots["SD"].attachment().source == "/tempat/desain.pdf"


CONFLICT = Conflict(
    "PRJ-2026-042 e-Presensi Mitra Statistik",
    SARI,
    "Sari",
    "12 detik yang lalu",
    "Sari Melati, 09.14",
    "Rina Puspita, 09.14",
    (Difference("Langkah", "4  Telaah SRS", "3  Pengajuan SRS", changed_now=True),),
    "Pakai keadaan Sari, tambahkan catatan saya",
)


def test_a_conflict_says_who_changed_what_and_that_nothing_is_lost(qtbot, look: Look, show):
    dialog = show(ConflictDialog(look, CONFLICT))
    said = words_in(dialog)
    assert "Kartu ini sudah diubah oleh Sari 12 detik yang lalu" in said
    assert "4  Telaah SRS" in said
    assert "Tidak ada data yang hilang" in said
    with qtbot.waitSignal(dialog.merge_chosen):
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.mine_discarded):
        qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.history_requested):
        qtbot.mouseClick(button(dialog, "Lihat riwayat"), Qt.MouseButton.LeftButton)


def test_only_changed_facts_are_sent(qtbot, look: Look, show):
    dialog = show(FactsDialog(look, sample_project(3), TODAY))
    assert not dialog.main.isEnabled()
    line = named(dialog, "Akronim")
    qtbot.keyClicks(line, "MLS")
    with qtbot.waitSignal(dialog.decided) as decided:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert decided.args[0] == {"facts": {"acronym": "MLS"}}


def test_the_first_run_tests_a_path_outside_and_ignores_a_late_answer(qtbot, look: Look, show):
    dialog = show(FirstRun(look))
    with qtbot.waitSignal(dialog.test_requested) as asked:
        qtbot.keyClicks(dialog.open_path, "D:/lajur.db")
    assert asked.args == ["open", "D:/lajur.db"]
    dialog.show_test("D:/lain.db", True, "Terbaca.")
    assert not dialog.main.isEnabled()
    dialog.show_test("D:/lajur.db", False, "Berkas ini bukan basis data Lajur.")
    assert not dialog.main.isEnabled()
    dialog.show_test("D:/lajur.db", True, "Terbaca dan dapat ditulis.")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert chosen.args == ["open", "D:/lajur.db"]


def test_the_training_office_needs_no_path(qtbot, look: Look, show):
    dialog = show(FirstRun(look))
    radio = named(dialog, "Coba dengan data contoh")
    radio.setFocus()
    qtbot.keyClick(radio, Qt.Key.Key_Space)
    assert dialog.place() is FoundingChoice.TRAINING
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert chosen.args == ["training", ""]


def test_a_crash_report_can_be_read_and_copied(qtbot, look: Look, show):
    dialog = show(CrashDialog(look, "Lajur 0.1.0\nbaris jejak", "laporan.txt"))
    with qtbot.waitSignal(dialog.report_copied):
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Lajur 0.1.0\nbaris jejak"
    with qtbot.waitSignal(dialog.quit_requested):
        qtbot.mouseClick(button(dialog, "Tutup Lajur"), Qt.MouseButton.LeftButton)


def test_about_can_be_copied(qtbot, look: Look, show):
    dialog = show(AboutDialog(look, (("Versi", "0.1.0"),)))
    qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "Versi: 0.1.0"
