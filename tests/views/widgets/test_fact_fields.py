"""Editors of facts: value, what is missing, what is wrong, and that nothing typed is cut."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from models.sop.procedure import Fact, FactColumn, FactKind
from tests.views.dialog_hands import button, named, settle, unreachable, without_name
from tests.views.sample_project import ARIF, DEWI, FINDINGS, PEOPLE, RINA, TODAY
from views.look import Look
from views.widgets.date_edit import read_date
from views.widgets.fact_field import lower_first
from views.widgets.fact_fields import fact_field
from views.widgets.findings_field import FindingsField
from views.widgets.reason_field import ReasonField
from views.words.formats import date_long

CHOICES = (("accepted", "Diterima"), ("refused", "Belum diterima"))
COLUMNS = (
    FactColumn("reference", "Rujukan SRS", required=False),
    FactColumn("scenario", "Skenario"),
    FactColumn("result", "Hasil", choices=(("passed", "Lulus"), ("failed", "Gagal"))),
)


@pytest.fixture
def made(qtbot, look: Look):
    def make(kind, **more):
        fact = Fact("key", more.pop("label", "Nama sistem"), kind, 1, **more)
        field = fact_field(look, fact, PEOPLE, TODAY)
        qtbot.addWidget(field)
        field.show()
        settle()
        return field

    return make


def test_the_label_stands_above_and_is_a_buddy(made):
    field = made(FactKind.TEXT)
    assert field.label.buddy() is field.editor
    assert field.label.y() < field.editor.y()


def test_an_optional_field_says_so(made):
    assert made(FactKind.TEXT, required=False).label.text() == "Nama sistem (opsional)"


def test_blanks_only_count_as_empty(qtbot, made):
    field = made(FactKind.TEXT)
    qtbot.keyClicks(field.editor, "   ")
    assert field.missing() == "nama sistem"
    assert field.empty()


def test_control_and_direction_characters_are_not_kept(made):
    field = made(FactKind.TEXT)
    field.set_value("a\u202eb\u0007c")
    assert field.clean_value() == "abc"


def test_a_text_over_three_hundred_letters_is_told_and_kept(made):
    field = made(FactKind.TEXT)
    field.editor.setText("x" * 301)
    field.editor.textEdited.emit("")
    assert "301" in field.error()
    assert len(field.value()) == 301
    assert field.missing() == "perbaikan nama sistem"


def test_a_long_text_takes_twenty_thousand_letters_but_no_more(made):
    field = made(FactKind.LONG_TEXT)
    field.editor.setPlainText("x" * 20_000)
    assert field.missing() == ""
    field.editor.setPlainText("x" * 100_000)
    assert "terlalu panjang" in field.error()
    assert len(field.value()) == 100_000


def test_tab_leaves_a_long_text(made):
    assert made(FactKind.LONG_TEXT).editor.tabChangesFocus()


def test_a_date_is_typed_the_indonesian_way_and_stored_as_iso(qtbot, made):
    field = made(FactKind.DATE)
    qtbot.keyClicks(field.editor.line, "4 mei 2026")
    assert field.clean_value() == "2026-05-04"
    field.editor.line.editingFinished.emit()
    assert field.editor.line.text() == "4 Mei 2026"


def test_a_date_in_the_future_is_refused_unless_the_fact_allows_it(qtbot, made):
    field, free = made(FactKind.DATE), made(FactKind.DATE, future=True)
    for each in (field, free):
        qtbot.keyClicks(each.editor.line, "23 November 2026")
    assert "tidak boleh setelah hari ini" in field.error()
    assert free.missing() == free.error() == ""


def test_a_day_that_does_not_exist_is_told_when_the_field_is_left(qtbot, made):
    field = made(FactKind.DATE)
    qtbot.keyClicks(field.editor.line, "31 Februari 2026")
    assert field.error() == ""
    field.editor.line.editingFinished.emit()
    assert "tidak terbaca" in field.error()
    assert field.editor.line.text() == "31 Februari 2026"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_date_is_read_back_as_it_is_shown(day):
    assert read_date(date_long(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}/{day.month}/{day.year:04d}") == day


@given(st.text(max_size=40))
def test_no_text_makes_the_date_reader_fail(text):
    assert read_date(text) is None or isinstance(read_date(text), date)


def test_few_choices_stand_open_many_are_a_list(made):
    few = made(FactKind.CHOICE, choices=CHOICES)
    assert [each.text() for each in few.findChildren(type(button(few, "Diterima")))] == ["Diterima", "Belum diterima"]
    many = made(FactKind.CHOICE, choices=tuple((str(n), f"Pilihan {n}") for n in range(9)))
    assert many.findChild(QComboBox).count() == 10


def test_a_choice_is_missing_until_one_is_taken(qtbot, made):
    field = made(FactKind.CHOICE, choices=CHOICES)
    assert field.missing() == "nama sistem"
    radio = button(field, "Diterima")
    radio.setFocus()
    qtbot.keyClick(radio, Qt.Key.Key_Space)
    assert field.value() == "accepted"
    assert field.missing() == ""


def test_a_checklist_counts_what_is_open_in_two_columns(qtbot, made):
    field = made(FactKind.CHECKLIST, choices=tuple((str(n), f"Bagian {n}") for n in range(6)))
    boxes = field.findChildren(QCheckBox)
    assert boxes[0].y() == boxes[1].y()
    field.set_value(["0", "1"])
    assert field.missing() == "4 bagian daftar periksa"
    assert field.progress() == "2 dari 6 bagian sudah dicentang"
    qtbot.keyClick(boxes[2], Qt.Key.Key_Space)
    assert field.value() == ["0", "1", "2"]


def test_a_member_is_chosen_among_the_holders_of_the_role(made):
    field = made(FactKind.MEMBER, role="pjk")
    assert [field.editor.itemData(n) for n in range(field.editor.count())] == ["", RINA.login]
    field.set_value(RINA.login)
    assert field.clean_value() == RINA.login


def test_a_member_who_lost_the_role_is_still_shown(made):
    field = made(FactKind.MEMBER, role="pjk")
    field.set_value(ARIF.login)
    assert field.value() == ARIF.login
    assert "tidak lagi memegang peran" in field.editor.currentText()


def test_several_members_are_ticked(qtbot, made):
    field = made(FactKind.MEMBERS, role="programmer")
    for box in field.findChildren(QCheckBox):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert set(field.value()) == {ARIF.login, DEWI.login}


def test_a_row_without_its_required_cell_is_named(qtbot, made):
    field = made(FactKind.ROWS, columns=COLUMNS, label="Skenario uji")
    assert field.missing() == "skenario uji"
    qtbot.keyClicks(named(field, "Skenario, baris 1"), "Masuk dengan sandi salah")
    assert field.missing() == "hasil pada baris 1 skenario uji"
    result = named(field, "Hasil, baris 1")
    assert isinstance(result, QComboBox)
    result.setCurrentIndex(1)
    result.activated.emit(1)
    assert field.missing() == ""
    assert field.clean_value() == [{"reference": "", "scenario": "Masuk dengan sandi salah", "result": "passed"}]


def test_rows_are_added_and_taken_away_by_keyboard(qtbot, made):
    field = made(FactKind.ROWS, columns=COLUMNS)
    add = button(field, "Tambah baris pada nama sistem")
    qtbot.keyClick(add, Qt.Key.Key_Space)
    assert len(field.value()) == 2
    settle()
    remove = button(field, "Hapus baris 2")
    qtbot.keyClick(remove, Qt.Key.Key_Space)
    assert len(field.value()) == 1


def test_lines_pasted_from_a_spreadsheet_become_rows(qtbot, made):
    field = made(FactKind.ROWS, columns=COLUMNS)
    QGuiApplication.clipboard().setText("F-01\tMasuk\tLulus\nF-02\tKeluar\tgagal\n")
    first = named(field, "Rujukan SRS, baris 1")
    assert isinstance(first, QLineEdit)
    qtbot.keyClick(first, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [row["result"] for row in field.clean_value()] == ["passed", "failed"]
    assert field.missing() == ""


def test_stored_rows_are_shown_again_without_an_edit(qtbot, made):
    field = made(FactKind.ROWS, columns=COLUMNS)
    rows = [{"reference": "F-1", "scenario": "Masuk", "result": "failed"}] * 3
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(rows)
    assert field.value() == rows


@pytest.mark.parametrize("kind", [kind for kind in FactKind if kind is not FactKind.FINDINGS])
def test_every_editor_has_names_and_a_place_in_the_tab_order(made, kind):
    more = {"choices": CHOICES, "columns": COLUMNS, "role": "programmer"}
    field = made(kind, **more)
    assert without_name(field) == []
    assert unreachable(field) == []


def test_findings_to_settle_count_the_open_ones(qtbot, look: Look):
    field = FindingsField(look, FINDINGS, settle=True)
    qtbot.addWidget(field)
    field.show()
    assert field.missing() == "1 temuan terbuka"
    assert field.notes() == ()
    qtbot.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    assert field.notes() == ()
    new = field.editors()[-1]
    qtbot.keyClicks(new.description, "Tabel kosong saat bulan berganti")
    assert field.missing() == "2 temuan terbuka"
    assert [(note.id, note.description) for note in field.notes()] == [(0, "Tabel kosong saat bulan berganti")]


def test_a_new_finding_can_be_taken_away_an_old_one_cannot(qtbot, look: Look):
    field = FindingsField(look, FINDINGS, settle=False)
    qtbot.addWidget(field)
    field.show()
    qtbot.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(button(field, "Hapus Temuan 3"), Qt.MouseButton.LeftButton)
    assert len(field.editors()) == 2
    with pytest.raises(AssertionError):
        button(field, "Hapus Temuan 1")


def test_a_reason_counts_the_letters_that_are_missing(qtbot, look: Look):
    field = ReasonField(look.theme, look.words, "Alasan", 20)
    qtbot.addWidget(field)
    assert field.missing() == "alasan"
    qtbot.keyClicks(field.editor, "Kurang jelas")
    assert field.missing() == "8 huruf lagi pada alasan"


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Nama sistem", "nama sistem"),
        ("PJK yang ditunjuk", "PJK yang ditunjuk"),
        ("Dokumen SRS", "dokumen SRS"),
        ("Release Notice", "Release Notice"),
    ],
)
def test_labels_inside_a_sentence(label, inside):
    assert lower_first(label) == inside
