"""Begins and ends every paper: the sheet, the mark of a draft, the foot with time, number and page, the bytes."""

from __future__ import annotations

from dataclasses import dataclass

from models.office import Printing
from views.paper.colors import Properties, pdf
from views.paper.fonts import MISSING, Fonts, Typeface
from views.paper.sheet import Sheet
from views.paper.styles import DRAFT, FOOT, HAIR, LATE, MM, PaperSize, paper_size
from views.words import formats

DRAFT_WORD = "KONSEP"


@dataclass(frozen=True, slots=True)
class Running:
    """What stands at the edge of every page. draft: sentences why it is one, empty for a finished paper.

    ledger_hash: of the newest ledger line; its first 16 characters are printed. subject and keywords: for the
    document properties only.
    """

    title: str
    author: str
    number: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()
    ledger_hash: str = ""


def begin(fonts: Fonts, printing: Printing, paper: PaperSize | None = None) -> Sheet:
    """An empty sheet of the paper asked for."""
    return Sheet(Typeface(fonts), paper or paper_size(printing.paper))


def finish(sheet: Sheet, running: Running, printing: Printing) -> bytes:
    """Writes the edges of every page, now that their number is known, and gives the PDF."""
    count = len(sheet.pages)
    for number, page in enumerate(sheet.pages, 1):
        sheet.page = page
        if running.draft:
            _mark_draft(sheet, running.draft)
        if number > 1:
            _head(sheet, running)
        _foot(sheet, running, printing, f"Halaman {number} dari {count}")
    return pdf(
        sheet,
        Properties(running.title, running.author, running.subject, running.keywords, printing.at),
    )


def _mark_draft(sheet: Sheet, reasons: tuple[str, ...]) -> None:
    """The boxed word in the upper right corner, the reasons beside it."""
    paper = sheet.paper
    line = sheet.lines(DRAFT_WORD, DRAFT)[0]
    width, height = line.width + 12, DRAFT.leading + 3
    x, y = paper.width - paper.right - width, paper.height - min(paper.top, 16 * MM) + 4
    sheet.box(x, y, width, height, 1.0, LATE)
    sheet.put(line, DRAFT, x + 6, y + height - 1.5)
    why = sheet.lines("; ".join(reasons), FOOT, sheet.width - width - 8)[0]
    sheet.put(why, FOOT, sheet.left, y + height - 4, sheet.width - width - 6, "right")


def _head(sheet: Sheet, running: Running) -> None:
    if running.draft:
        return
    paper = sheet.paper
    parts = [running.title, *([running.number] if running.number not in running.title else [])]
    line = sheet.lines(" · ".join(parts), FOOT)[0]
    sheet.put(line, FOOT, sheet.left, paper.height - min(paper.top - 14, 14 * MM) + 4, sheet.width, "right")


def _foot(sheet: Sheet, running: Running, printing: Printing, numbering: str) -> None:
    y = min(14 * MM, sheet.paper.bottom - 3 * MM)
    sheet.rule(sheet.left, y + 3, sheet.left + sheet.width, y + 3, 0.5, HAIR)
    moment = formats.moment_long(printing.at).replace(", pukul", " pukul")
    parts = [f"Dicetak dari aplikasi Lajur pada {moment}", running.number, numbering]
    below = [f"Baris terakhir buku kegiatan: {running.ledger_hash[:16]}"] if running.ledger_hash else []
    if sheet.typeface.replaced:
        below.append(f"Tanda {MISSING} menggantikan aksara yang tidak tersedia pada huruf dokumen ini.")
    for text in (" · ".join(part for part in parts if part), " · ".join(below)):
        if text:
            sheet.put(sheet.lines(text, FOOT)[0], FOOT, sheet.left, y, sheet.width, "center")
            y -= FOOT.leading
