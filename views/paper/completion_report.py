"""LAPORAN PENYELESAIAN PEMBANGUNAN SISTEM INFORMASI/APLIKASI, the paper that leaves step 9.

The anatomy is that of an official Laporan (PermenPANRB 80/2012, contoh 18).
"""

from __future__ import annotations

from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from views.paper import lookups, visits
from views.paper.blocks import fields, heading, numbered, paragraph
from views.paper.codes import identity
from views.paper.drafts import draft_words
from views.paper.fonts import Fonts
from views.paper.letterhead import letterhead, title
from views.paper.page import Running, begin, finish
from views.paper.sheet import Sheet
from views.paper.signatures import Signature, place_and_date, signatures
from views.paper.styles import BODY, CELL, MM, NOTE, SMALL, SMALL_STRONG, STRONG
from views.paper.table import Column, Table
from views.paper.time_chart import chart_height, time_chart
from views.words import formats

FORM = "completion_report"
CLOSING = "Demikian laporan ini dibuat sebagai pertanggungjawaban dan bahan penentuan langkah selanjutnya."
_UNSAID = "Belum diisi."
_LONGEST_CHART = 30


def render(project: ProjectFile, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The report as PDF (A4 or F4), marked KONSEP until its number and its signer are there."""
    sheet = begin(fonts, printing)
    letterhead(sheet, office.letterhead)
    number = lookups.form_number(project, FORM)
    name = project.card.name or formats.DOTS
    title(sheet, ("Laporan", "tentang", f"Penyelesaian Pembangunan {name}"), number)
    _introduction(sheet, project)
    _activities(sheet, project)
    _results(sheet, project)
    _conclusions(sheet, project)
    _sign(sheet, project, office, printing, number)
    _documents(sheet, project)
    running = Running(
        title=f"Laporan Penyelesaian {project.card.name}".strip(),
        author=" ".join(office.letterhead.lines),
        number=project.card.number,
        subject=number,
        keywords=(project.card.number, number, project.sop.identity.number),
        draft=draft_words(FORM, project),
        ledger_hash=project.ledger_hash,
    )
    return finish(sheet, running, printing)


def _introduction(sheet: Sheet, project: ProjectFile) -> None:
    heading(sheet, "A. Pendahuluan")
    for label, key in (
        ("1. Umum", "background"),
        ("2. Maksud dan Tujuan", "purpose"),
        ("3. Ruang Lingkup", "scope"),
    ):
        heading(sheet, label, 2, STRONG)
        paragraph(sheet, lookups.shown(project, key), otherwise=_UNSAID)
    heading(sheet, "4. Dasar", 2, STRONG)
    numbered(sheet, _grounds(project))


def _grounds(project: ProjectFile) -> list[str]:
    sop = project.sop.identity
    grounds = [f"{sop.number} tentang {sop.name}, berlaku efektif {sop.effective}"]
    asked = lookups.letter(project)
    if asked:
        grounds.append(f"{asked}, dari {project.card.team}" if project.card.team else asked)
    given = lookups.bound(project, "disposition_date")
    if given:
        office = lookups.role_title(project, lookups.head_role(project))
        grounds.append(f"Disposisi {office} tanggal {given}")
    return grounds


def _activities(sheet: Sheet, project: ProjectFile) -> None:
    columns = (
        Column("Langkah", 20),
        Column("Pelaksana", 14),
        Column("Mulai", 12.7),
        Column("Selesai", 12.7),
        Column("Lama", 9),
        Column("Mutu baku", 10),
        Column("Keterangan", 24),
    )
    rows = visits.activity_rows(project)
    table = Table(sheet, columns, SMALL, SMALL_STRONG)
    table.write(rows, "Belum ada kegiatan yang dicatat.", "B. Kegiatan yang Dilaksanakan")
    note = (
        "Pelaksana adalah orang yang menyelesaikan langkah. Hari pada mutu baku dihitung sebagai hari kerja, minggu "
        "dan bulan menurut kalender; waktu selama proyek ditunda tidak dihitung. Pengembalian, putaran ulang, "
        "dan langkah yang tidak diperlukan adalah ketentuan aplikasi, bukan bunyi SOP."
    )
    sheet.skip(4)
    sheet.write(note, NOTE)


def _results(sheet: Sheet, project: ProjectFile) -> None:
    heading(sheet, "C. Hasil yang Dicapai")
    fields(
        sheet,
        (
            ("Versi rilis", lookups.release_version(project)),
            ("Tanggal rilis", lookups.release_date(project)),
            ("Release Notice", lookups.form_number(project, "release_notice")),
            ("Kebutuhan terpenuhi", _met(project)),
            ("Uji coba awal", _tested(project, "first_test")),
            ("Uji coba akhir", _tested(project, "final_test")),
            ("Temuan uji coba", _found(project)),
        ),
    )
    paragraph(sheet, lookups.shown(project, "results"), otherwise=_UNSAID)
    _chart(sheet, project)


def _met(project: ProjectFile) -> str:
    met, agreed = lookups.shown(project, "requirements_met"), lookups.shown(project, "requirement_count")
    if met and agreed:
        return f"{met} dari {agreed} kebutuhan yang disepakati"
    return met or (f"{formats.DOTS} dari {agreed} kebutuhan yang disepakati" if agreed else "")


def _tested(project: ProjectFile, test: str) -> str:
    """ "Diterima, 28 Juli 2026; 18 skenario: 15 lulus, 3 gagal"."""
    parts = [lookups.shown(project, f"{test}_{part}") for part in ("conclusion", "date")]
    text = ", ".join(part for part in parts if part)
    results = [row.get("result", "") for row in project.rows(f"{test}_scenarios")]
    if not results:
        return text
    words = (("passed", "lulus"), ("failed", "gagal"), ("not_tested", "tidak diuji"))
    counts = [f"{results.count(code)} {word}" for code, word in words if results.count(code)]
    return f"{text or formats.DOTS}; {len(results)} skenario: {', '.join(counts) or 'belum ada hasil'}"


def _found(project: ProjectFile) -> str:
    if not project.findings:
        return "Tidak ada"
    done = sum(each.status == "done" for each in project.findings)
    return f"{len(project.findings)} temuan, {done} selesai diperbaiki, {len(project.findings) - done} masih terbuka"


def _chart(sheet: Sheet, project: ProjectFile) -> None:
    bars = visits.bars(project)[-_LONGEST_CHART:]
    if not bars:
        return
    height = chart_height(len(bars))
    sheet.skip(4)
    sheet.need(height + 4 * BODY.leading)
    sheet.write("Realisasi terhadap batas mutu baku setiap langkah", STRONG)
    ended, late = visits.lateness(project)
    sheet.write(f"{ended - late} dari {ended} tahap yang sudah selesai tidak melewati batas." if ended else "", BODY)
    drawing = time_chart(bars, sheet.width, sheet.typeface.name(CELL), 45 * MM, 52 * MM)
    sheet.y -= height
    sheet.page.drawings.append((sheet.left, sheet.y, drawing))
    sheet.write("Pita: waktu wajar sampai batas. Angka dalam kurung: putaran.", NOTE)


def _conclusions(sheet: Sheet, project: ProjectFile) -> None:
    heading(sheet, "D. Hambatan dan Penyelesaiannya")
    paragraph(sheet, lookups.shown(project, "difficulties"), otherwise=_UNSAID)
    rows = visits.setbacks(project)
    if rows:
        columns = (Column("Langkah", 24), Column("Tanggal", 13), Column("Keputusan", 25), Column("Alasan", 38))
        Table(sheet, columns).write(rows)
    heading(sheet, "E. Simpulan dan Saran")
    paragraph(sheet, lookups.shown(project, "suggestions"), otherwise=_UNSAID)
    heading(sheet, "F. Rencana Pemeliharaan")
    fields(sheet, (("Penanggung jawab", lookups.shown(project, "maintenance_owner")),))
    paragraph(sheet, lookups.shown(project, "maintenance_plan"), otherwise=_UNSAID)


def _sign(sheet: Sheet, project: ProjectFile, office: OfficeSettings, printing: Printing, number: str) -> None:
    signer = lookups.signer(project, project.coordinator, lookups.coordinator_role(project))
    dated = formats.date_long(formats.local(printing.at).date())
    content = identity(number, project.card.number, lookups.release_version(project), project.ledger_hash)
    place = place_and_date(office.letterhead.place, dated)
    signatures(sheet, (Signature(signer),), place, (), content, CLOSING, "G. Penutup")


def _documents(sheet: Sheet, project: ProjectFile) -> None:
    columns = (
        Column("Langkah", 11, "center"),
        Column("Kode", 8),
        Column("Dokumen", 35),
        Column("Versi", 8, "center"),
        Column("Tanggal", 14),
        Column("SHA-256 (16 karakter)", 24),
    )
    rows = [
        (
            str(each.step),
            each.kind,
            f"{each.kind_name}\n{each.letter_number}".strip(),
            str(each.version),
            visits.day(each.attached),
            lookups.fingerprint(each),
        )
        for each in lookups.current_documents(project, FORM)
    ]
    Table(sheet, columns).write(rows, "Belum ada dokumen yang dilampirkan.", "Lampiran: Daftar Dokumen")
