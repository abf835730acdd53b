"""Every typed word of a change comes back in words, under the names that the person saw."""

from __future__ import annotations

from datetime import date

from models.requests import (
    AddComment,
    Attachment,
    FindingNote,
    HoldProject,
    MoveProject,
    NoteFindings,
    RequestProject,
    SetOffice,
    UndoMove,
)
from tests.views.sample_project import PEOPLE, sample_sop
from views.words.sent_words import SentWords
from views.words.words import Words

SENT = SentWords(Words(), sample_sop(), PEOPLE)
COMMON = {"operation_id": "x", "project_id": 1, "version": 1}


def test_a_new_request_names_its_facts_as_the_form_does():
    request = RequestProject(
        operation_id="x",
        facts={"project_name": "Katalog", "letter_date": "2026-11-22", "urgency": "", "unknown": ["a", "b"]},
        attachments=(Attachment("ND", "/rumah/nota.pdf", "nota.pdf", letter_number="B-1"),),
    )
    assert SENT.title(request) == "Permohonan baru"
    lines = dict(SENT.lines(request))
    assert "Katalog" in lines.values()
    assert "22 November 2026" in lines.values()
    assert lines["unknown"] == "a; b"
    assert lines["Berkas"] == "nota.pdf, B-1"
    assert "" not in lines.values()


def test_a_decision_keeps_its_reason_and_note():
    request = MoveProject(**COMMON, decision="submit_srs", reason="Sudah siap", note="Lihat bab 3")
    assert SENT.lines(request) == (("Alasan", "Sudah siap"), ("Catatan", "Lihat bab 3"))
    assert SENT.text(request).splitlines()[1:] == ["Alasan: Sudah siap", "Catatan: Lihat bab 3"]


def test_a_pause_keeps_its_expected_day_and_findings_their_words():
    hold = HoldProject(**COMMON, reason="Menunggu", expected=date(2026, 12, 1))
    assert ("Perkiraan dilanjutkan", "1 Desember 2026") in SENT.lines(hold)
    found = NoteFindings(**COMMON, findings=(FindingNote(description="Tombol mati", severity="critical"),))
    assert SENT.lines(found) == (("Temuan", "Kritis, Tombol mati"),)


def test_a_comment_is_its_text_and_an_undo_has_none():
    assert SENT.lines(AddComment(**COMMON, text="Halo")) == (("Isi", "Halo"),)
    assert SENT.lines(UndoMove(**COMMON)) == ()
    assert SENT.title(UndoMove(**COMMON)) == "Pengurungan pemindahan"
    assert SENT.title(SetOffice(operation_id="x", values={})) == "Perubahan pengaturan"


def test_without_a_procedure_nothing_is_lost():
    bare = SentWords(Words(), None)
    request = RequestProject(operation_id="x", facts={"project_name": "Katalog", "rows": [{"a": "1", "b": "2"}]})
    assert bare.lines(request) == (("project_name", "Katalog"), ("rows", "1, 2"))
    assert bare.title(MoveProject(**COMMON, decision="submit_srs")) == "Pemindahan"
