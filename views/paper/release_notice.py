"""PEMBERITAHUAN RILIS (RELEASE NOTICE), the paper that leaves step 8."""

from __future__ import annotations

from models.office import OfficeSettings, Printing
from models.project_file import Finding, ProjectFile
from views.paper import lookups
from views.paper.blocks import fields, heading, paragraph
from views.paper.codes import identity, qr
from views.paper.drafts import draft_words
from views.paper.fonts import Fonts
from views.paper.letterhead import letterhead, title
from views.paper.page import Running, begin, finish
from views.paper.sheet import Sheet
from views.paper.signatures import Signature, place_and_date, signatures
from views.paper.styles import MM
from views.paper.table import Column, Table
from views.words import formats
from views.words.words import Words

FORM = "release_notice"
CLOSING = "Demikian pemberitahuan rilis ini disampaikan untuk diketahui dan dipergunakan sebagaimana mestinya."
_UNSAID = "Belum diisi."
_SETTLED = "done"
_CODE_WIDTH = 47 * MM


def render(project: ProjectFile, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The notice as PDF (A4 or F4), marked KONSEP until number, version, date and both signers are there."""
    sheet = begin(fonts, printing)
    letterhead(sheet, office.letterhead)
    number = lookups.form_number(project, FORM)
    _title(sheet, project, number)
    _identity(sheet, project)
    _features(sheet, project)
    _findings(sheet, project)
    _use(sheet, project)
    _attachments(sheet, project)
    _support(sheet, project, office)
    _sign(sheet, project, office)
    running = Running(
        title=f"Pemberitahuan Rilis {project.card.name} {lookups.release_version(project)}".strip(),
        author=" ".join(office.letterhead.lines),
        number=project.card.number,
        subject=number,
        keywords=(project.card.number, number, project.sop.identity.number),
        draft=draft_words(FORM, project),
        ledger_hash=project.ledger_hash,
    )
    return finish(sheet, running, printing)


def _title(sheet: Sheet, project: ProjectFile, number: str) -> None:
    """The title with the QR in the corner beside it, far from the signatures that it must not be taken for."""
    top = sheet.y + 5 * MM
    title(sheet, ("Pemberitahuan Rilis", "(Release Notice)"), number)
    content = identity(number, project.card.number, lookups.release_version(project), project.ledger_hash)
    height = qr(sheet, content, sheet.left + sheet.width - _CODE_WIDTH, top, caption_width=_CODE_WIDTH - 2 * MM)
    sheet.y = min(sheet.y, top - height - 4)


def _identity(sheet: Sheet, project: ProjectFile) -> None:
    result = lookups.bound(project, "test_conclusion")
    tested = lookups.shown(project, "final_test_date")
    fields(
        sheet,
        (
            ("Nama sistem/aplikasi", project.card.name),
            ("Nomor proyek", project.card.number),
            ("Versi rilis", lookups.release_version(project)),
            ("Tanggal rilis", lookups.release_date(project)),
            ("Jenis rilis", lookups.shown(project, "release_type")),
            ("Unit pemohon", project.card.team),
            ("Dasar permohonan", lookups.letter(project)),
            ("Hasil uji coba akhir", f"{result} (diuji {tested})" if result and tested else result),
        ),
    )


def _features(sheet: Sheet, project: ProjectFile) -> None:
    heading(sheet, "A. Ringkasan")
    paragraph(sheet, lookups.shown(project, "release_summary"), otherwise=_UNSAID)
    columns = (Column("No", 5, "right"), Column("Fitur", 27), Column("Uraian", 50), Column("Rujukan SRS", 18))
    rows = lookups.table_rows(project, "release_features", ("feature", "description", "reference"))
    Table(sheet, columns).write(rows, "Belum ada fitur yang dicatat.", "B. Fitur pada rilis ini")


def _findings(sheet: Sheet, project: ProjectFile) -> None:
    words = Words()
    settled = [finding for finding in project.findings if finding.status == _SETTLED]
    known = [finding for finding in project.findings if finding.status != _SETTLED]
    columns = (Column("No", 5, "right"), Column("Temuan", 42), Column("Tindak lanjut", 37), Column("Status", 16))
    rows = [(str(each.number), each.description, each.action, words.finding_status(each.status)) for each in settled]
    Table(sheet, columns).write(rows, "Tidak ada temuan yang diperbaiki pada rilis ini.", "C. Perbaikan hasil uji coba")
    columns = (Column("No", 5, "right"), Column("Masalah", 43), Column("Dampak", 12), Column("Cara sementara", 40))
    rows = [(str(each.number), each.description, words.severity(each.severity), _workaround(each)) for each in known]
    Table(sheet, columns).write(
        rows, "Tidak ada masalah yang diketahui.", "D. Masalah yang diketahui dan cara mengatasinya"
    )


def _workaround(finding: Finding) -> str:
    return "\n".join(part for part in (finding.action.strip(), finding.reason.strip()) if part)


def _use(sheet: Sheet, project: ProjectFile) -> None:
    heading(sheet, "E. Dampak bagi pengguna")
    paragraph(sheet, lookups.shown(project, "release_impact"), otherwise=_UNSAID)
    heading(sheet, "F. Lingkungan, pemasangan, dan pengembalian")
    labels = (
        ("Lingkungan", "environment"),
        ("Lokasi aplikasi", "application_address"),
        ("Kode sumber/tag", "source_tag"),
        ("Langkah pemasangan", "installation"),
        ("Cadangan", "backup"),
        ("Rencana pengembalian", "rollback"),
        ("Waktu henti", "downtime"),
    )
    fields(sheet, [(label, lookups.shown(project, key)) for label, key in labels])


def _attachments(sheet: Sheet, project: ProjectFile) -> None:
    columns = (
        Column("Kode", 8),
        Column("Dokumen", 40),
        Column("Versi", 8, "center"),
        Column("Tanggal", 18),
        Column("SHA-256 (16 karakter)", 26),
    )
    rows = [
        (
            each.kind,
            each.kind_name,
            str(each.version),
            formats.date_medium(formats.local(each.attached).date()),
            lookups.fingerprint(each),
        )
        for each in lookups.current_documents(project, FORM)
    ]
    Table(sheet, columns).write(rows, "Belum ada dokumen yang dilampirkan.", "G. Lampiran dan sidik berkas")


def _support(sheet: Sheet, project: ProjectFile, office: OfficeSettings) -> None:
    heading(sheet, "H. Kontak dukungan")
    coordinator = project.coordinator.name if project.coordinator else ""
    fields(
        sheet,
        (
            (lookups.role_title(project, lookups.coordinator_role(project)) or "Penanggung jawab", coordinator),
            ("Pelaksana teknis", formats.joined([person.name for person in project.programmers])),
            ("Layanan bantuan", office.support_contact),
        ),
    )


def _sign(sheet: Sheet, project: ProjectFile, office: OfficeSettings) -> None:
    coordinator = lookups.signer(project, project.coordinator, lookups.coordinator_role(project))
    head = lookups.signer(project, project.head, lookups.head_role(project))
    approver = project.sop.identity.approver_title
    copies = [f"{approver} (sebagai laporan)"] if approver else []
    signatures(
        sheet,
        (Signature(coordinator, "Disiapkan oleh"), Signature(head, "Disetujui oleh")),
        place_and_date(office.letterhead.place, lookups.release_date(project)),
        [*copies, f"Ketua {project.card.team}" if project.card.team else "Ketua tim pemohon"],
        closing=CLOSING,
    )
