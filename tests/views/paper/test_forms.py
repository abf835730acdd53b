"""What each form says about its project."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader

from models.board import ProjectState
from models.project_file import ProjectFile, Visit
from models.sop.forms import FORMS as REGISTERED
from models.sop.procedure import Sop, TimeUnit
from tests.views.paper import samples
from views.paper import completion_report, disposition_sheet, project_card, release_notice
from views.paper.drafts import REASONS, draft_reasons
from views.paper.fonts import Fonts
from views.paper.forms import FORMS
from views.paper.lookups import coordinator_role, head_role, signer

Text = Callable[[bytes], str]


def said(data: bytes, text_of: Text) -> str:
    """The text of the paper on one line."""
    return " ".join(text_of(data).split())


def cells(data: bytes) -> str:
    """The same in the order of writing, so that a cell of several lines stays together."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


@pytest.fixture
def notice(full: ProjectFile, fonts: Fonts, text_of: Text) -> str:
    return said(release_notice.render(full, samples.OFFICE, samples.PRINTING, fonts), text_of)


@pytest.fixture
def report(full: ProjectFile, fonts: Fonts, text_of: Text) -> str:
    return said(completion_report.render(full, samples.OFFICE, samples.PRINTING, fonts), text_of)


def test_a_notice_identifies_the_release(notice: str) -> None:
    for words in (
        "PEMBERITAHUAN RILIS", "NOMOR: RN-2026-003", "Versi rilis : 1.0.0", "Tanggal rilis : 21 September 2026",
        "Jenis rilis : Rilis pertama", "Unit pemohon : Tim Statistik Sosial",
        "Nota dinas Nomor B-117/17000/TI.210/2026 tanggal 2 Maret 2026",
        "Diterima dengan catatan (diuji 18 September 2026)",
    ):  # fmt: skip
        assert words in notice


def test_a_notice_has_its_sections_in_order(notice: str) -> None:
    heads = ("A. Ringkasan", "B. Fitur", "C. Perbaikan", "D. Masalah", "E. Dampak", "F. Lingkungan", "G. Lampiran",
             "H. Kontak", "Disiapkan oleh,", "Tembusan:")  # fmt: skip
    places = [notice.index(head) for head in heads]
    assert places == sorted(places)


def test_open_findings_are_known_issues_and_mended_ones_are_repairs(notice: str) -> None:
    repairs, known = notice.split("D. Masalah yang diketahui")
    assert "Penyimpanan gagal" in repairs
    assert "Warna legenda" not in repairs
    assert "Warna legenda" in known
    assert "Dijadwalkan pada versi 1.1" in known


def test_a_notice_lists_what_was_there_at_release_with_16_characters_of_its_hash(
    full: ProjectFile, notice: str
) -> None:
    listed = notice[notice.index("G. Lampiran") :]
    final_test = next(each for each in full.documents if each.kind == "UJ2")
    assert f"{final_test.sha256[:16]} " in listed
    assert final_test.sha256[:17] not in listed
    assert "Laporan penyelesaian" not in listed


def test_a_notice_is_the_same_after_the_report_and_itself_were_attached(full: ProjectFile, fonts: Fonts) -> None:
    before = replace(full, documents=tuple(each for each in full.documents if each.kind not in ("LAP", "RN")))
    one, other = (release_notice.render(p, samples.OFFICE, samples.PRINTING, fonts) for p in (full, before))
    assert one == other


def test_a_deputy_signs_in_the_office_deputised_for(full: ProjectFile, fonts: Fonts, text_of: Text) -> None:
    deputy = replace(samples.PJK, acting=(("ketua_tip", "Plh."),))
    project = replace(full, head=deputy)
    assert signer(project, deputy, head_role(project)).prefix == "Plh."
    text = said(release_notice.render(project, samples.OFFICE, samples.PRINTING, fonts), text_of)
    assert "Plh. Ketua TIP," in text


def test_the_office_is_the_longer_wording_of_the_role_else_the_role(full: ProjectFile) -> None:
    head = signer(full, full.head, head_role(full))
    assert head.title == "Ketua Tim Teknologi Informasi dan Pengembangan Inovasi"
    assert signer(full, full.coordinator, coordinator_role(full)).title == "PJK Layanan Aplikasi"


def test_a_nip_is_printed_in_its_four_groups(notice: str) -> None:
    assert "NIP 19870615 201012 2 003" in notice


def test_signature_and_closing_stand_on_one_page(full: ProjectFile, fonts: Fonts) -> None:
    for lines in range(0, 44, 3):
        facts = {**full.facts, "release_impact": "Baris dampak.\n" * lines}
        data = release_notice.render(replace(full, facts=facts), samples.OFFICE, samples.PRINTING, fonts)
        signed = [
            page.extract_text() for page in PdfReader(io.BytesIO(data)).pages if "Disetujui" in page.extract_text()
        ]
        assert len(signed) == 1
        assert "Demikian pemberitahuan" in signed[0]
        assert "NIP 19810412" in signed[0]


def test_a_report_follows_the_anatomy_of_an_official_report(report: str) -> None:
    heads = ("A. Pendahuluan", "1. Umum", "2. Maksud dan Tujuan", "3. Ruang Lingkup", "4. Dasar", "B. Kegiatan",
             "C. Hasil", "D. Hambatan", "E. Simpulan", "F. Rencana", "G. Penutup", "Lampiran: Daftar")  # fmt: skip
    places = [report.index(head) for head in heads]
    assert places == sorted(places)


def test_a_report_counts_results(report: str) -> None:
    assert "22 dari 24 kebutuhan yang disepakati" in report
    assert "18 skenario: 15 lulus, 3 gagal" in report
    assert "5 temuan, 3 selesai diperbaiki, 2 masih terbuka" in report
    assert "12 dari 13 tahap yang sudah selesai tidak melewati batas." in report


def test_a_report_names_every_round_and_why_it_went_back(full: ProjectFile, fonts: Fonts) -> None:
    report = cells(completion_report.render(full, samples.OFFICE, samples.PRINTING, fonts))
    assert "3. Pengajuan SRS (putaran 3)" in report
    assert "Kembalikan SRS: Bagian keamanan dan hak akses masih kosong." in report
    assert "31 hari dari 28, terlambat 3 hari" in report
    assert "ketentuan aplikasi, bukan bunyi SOP" in report


def test_a_skipped_repair_is_reported_as_not_needed(full: ProjectFile, fonts: Fonts, text_of: Text) -> None:
    at = samples.START + timedelta(days=150)
    clock = samples.clock(0, 14, 28, TimeUnit.WEEK, at.date())
    skipped = Visit(7, 1, at, at, "no_findings", "Tidak ada temuan.", "", "", clock, skipped=True)
    kept = tuple(visit for visit in full.visits if visit.step != 7)
    project = replace(full, visits=(*kept[:9], skipped, *kept[9:]))
    text = cells(completion_report.render(project, samples.OFFICE, samples.PRINTING, fonts))
    assert "7. Perbaikan – – – –" in text
    assert "Tidak diperlukan. Tidak ada temuan." in text
    card = said(project_card.render(project, samples.OFFICE, samples.PRINTING, fonts), text_of)
    assert "Tidak perlu" in card


def test_the_disposition_ticks_what_the_order_says(full: ProjectFile) -> None:
    addressees, orders = disposition_sheet._boxes(full)
    assert addressees[0] == ("PJK Layanan Aplikasi, Dewi Lestari, S.Kom.", True)
    ticked = [label for label, on in orders if on]
    assert ticked == ["Proses sesuai SOP", "Koordinasikan dengan tim pemohon", "Siapkan templat SRS"]


def test_a_disposition_fits_one_lying_a5(full: ProjectFile, fonts: Fonts, text_of: Text) -> None:
    data = disposition_sheet.render(full, samples.OFFICE, replace(samples.PRINTING, paper="A5"), fonts)
    assert len(PdfReader(io.BytesIO(data)).pages) == 1
    text = said(data, text_of)
    for words in ("021/TIP/2026", "3 Maret 2026", "Rina Puspita", "Proses sesuai SOP dan koordinasikan", "Paraf:"):
        assert words in text


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_a_card_never_takes_more_than_two_pages_and_says_what_is_left_out(
    paper: str, full: ProjectFile, fonts: Fonts, text_of: Text
) -> None:
    project = replace(full, history=samples.history(400), documents=full.documents * 12)
    data = project_card.render(project, samples.OFFICE, replace(samples.PRINTING, paper=paper), fonts)
    assert len(PdfReader(io.BytesIO(data)).pages) == 2
    text = said(data, text_of)
    assert "baris yang lebih lama tersimpan" in text
    assert "dokumen lain ada pada map proyek" in text


@pytest.mark.parametrize("state", list(ProjectState))
def test_a_card_tells_the_state(state: ProjectState, full: ProjectFile, fonts: Fonts, text_of: Text) -> None:
    words = {"running": "Berjalan", "held": "Ditunda", "maintenance": "Pemeliharaan", "rejected": "Ditolak",
             "cancelled": "Dibatalkan"}  # fmt: skip
    project = replace(full, card=samples.card(9, state=state))
    assert words[state.value] in said(project_card.render(project, samples.OFFICE, samples.PRINTING, fonts), text_of)


def test_a_card_shows_a_step_that_was_sent_back_as_returned(full: ProjectFile, fonts: Fonts, text_of: Text) -> None:
    project = replace(full, visits=full.visits[:4], card=samples.card(3))
    text = said(project_card.render(project, samples.OFFICE, samples.PRINTING, fonts), text_of)
    assert text.count("Dikembalikan") == 1
    assert text.count("Menunggu") == 5


def test_a_rich_notice_still_takes_two_pages(full: ProjectFile, fonts: Fonts) -> None:
    data = release_notice.render(full, samples.OFFICE, samples.PRINTING, fonts)
    assert len(PdfReader(io.BytesIO(data)).pages) == 2


def test_draft_reasons_name_exactly_what_is_missing(full: ProjectFile, empty: ProjectFile) -> None:
    assert [draft_reasons(code, full) for code in FORMS] == [()] * 4
    assert draft_reasons("release_notice", replace(full, head=None)) == ("head_missing",)
    unnumbered = replace(full, numbers={}, releases=())
    assert draft_reasons("release_notice", unnumbered) == ("number_missing",)
    assert draft_reasons("completion_report", unnumbered) == ("number_missing",)
    assert draft_reasons("project_card", empty) == ()
    assert draft_reasons("unknown", empty) == ()
    for code in FORMS:
        assert set(draft_reasons(code, empty)) <= set(REASONS)


def test_the_sop_names_only_forms_that_there_are(sop: Sop) -> None:
    named = {document.form for step in sop.steps for document in step.documents if document.form}
    assert named <= set(FORMS)
    assert set(REGISTERED) == set(FORMS)
