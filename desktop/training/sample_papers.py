"""The files that people of the training office bring: real small PDF and DOCX documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desktop.workers.press_requests import FillTemplate, RenderPaper
from models.documents.file_names import safe_name
from models.office import OfficeSettings, Printing, Signer
from models.project_file import ProjectFile
from models.requests import Attachment
from models.sop.procedure import DocumentKind
from views.paper import plain_sheet
from views.paper.fonts import Fonts
from views.paper.plain_sheet import Fields, Heading, Numbered, Paragraph, PlainText, Rows
from views.paper.signatures import Signature
from views.words import formats

Press = Callable[[RenderPaper | FillTemplate], bytes]

AS_WORD = ("SRS", "UJ1", "UJ2")
"""Kinds that people write in Word from the office's templates; the others come as PDF."""


class SamplePapers:
    """Makes the document of a kind for a project and leaves it in `folder` for attaching."""

    def __init__(self, press: Press, fonts: Fonts, folder: Path) -> None:
        self._press = press
        self._fonts = fonts
        self._folder = folder

    def bring(self, kind: DocumentKind, project: ProjectFile, office: OfficeSettings, at: datetime) -> Attachment:
        """The document as it would be attached at that moment."""
        content, ending = self._content(kind, project, office, at)
        name = safe_name(f"{kind.name} {project.card.name}{ending}")
        source = self._folder / f"{project.card.number} {kind.code}{ending}"
        source.write_bytes(content)
        letter = {}
        if kind.letter:
            letter = {
                "letter_number": project.text("letter_number"),
                "letter_date": formats.local(at).date(),
                "letter_subject": project.text("letter_subject"),
            }
        return Attachment(kind=kind.code, source=str(source), name=name, confirmed=True, **letter)

    def _content(
        self, kind: DocumentKind, project: ProjectFile, office: OfficeSettings, at: datetime
    ) -> tuple[bytes, str]:
        printing = Printing(at=at, by=project.coordinator.name if project.coordinator else "")
        if kind.form:
            return self._press(RenderPaper(kind.form, project, office, printing)), ".pdf"
        if kind.code in AS_WORD and project.card.id % 2:
            return self._press(FillTemplate(kind.code, project, office)), ".docx"
        return plain_sheet.render(_letter(kind, project, at), office, printing, self._fonts), ".pdf"


def _letter(kind: DocumentKind, project: ProjectFile, at: datetime) -> PlainText:
    day = formats.date_long(formats.local(at).date())
    requester = project.requester
    signer = Signer(title=requester.title, name=requester.name, nip=requester.nip) if requester else Signer()
    if kind.letter:
        head = Fields(
            (
                ("Yth.", "Ketua Tim Teknologi Informasi dan Pengembangan Inovasi"),
                ("Dari", signer.title),
                ("Hal", project.text("letter_subject")),
                ("Tanggal", day),
            )
        )
        body = (
            Paragraph(project.text("background")),
            Paragraph(f"Untuk itu kami memohon pembuatan {project.card.name}. {project.text('purpose')}"),
            Paragraph("Narahubung: " + project.text("contact") + "."),
            Paragraph("Demikian disampaikan. Atas perhatian dan kerja samanya diucapkan terima kasih."),
        )
        return PlainText("Nota Dinas", (head, *body), project.text("letter_number"), (Signature(signer),))
    head = Fields(
        (("Sistem/aplikasi", project.card.name), ("Nomor proyek", project.card.number), ("Tim", project.card.team))
    )
    rows = tuple(
        (row["reference"], row["scenario"], "Lulus" if row["result"] == "passed" else "Gagal") for row in _rows(project)
    )
    parts: tuple[plain_sheet.Part, ...] = (
        head,
        Heading("1. Tujuan"),
        Paragraph(project.text("purpose")),
        Heading("2. Ruang lingkup"),
        Paragraph(project.text("scope") or project.text("background")),
        Heading("3. Uraian"),
        Numbered(("Perekaman isian dengan pemeriksaan.", "Rekap menurut wilayah dan waktu.", "Pencetakan dan ekspor.")),
    )
    if rows:
        parts += (Heading("4. Skenario"), Rows((("Rujukan", 0.15), ("Skenario", 0.65), ("Hasil", 0.2)), rows))
    return PlainText(kind.name, parts, dated=f"Bengkulu, {day}", signed=(Signature(signer),))


def _rows(project: ProjectFile) -> list[dict[str, str]]:
    return project.rows("final_test_scenarios") or project.rows("first_test_scenarios")
