"""The QR code of a paper: names the document to a telephone, and says below that it signs nothing."""

from __future__ import annotations

from unicodedata import combining, normalize

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel, QRMaskPattern

from views.paper.sheet import Sheet
from views.paper.styles import BLACK, MM, NOTE

CAPTION = "Kode QR memuat identitas dokumen; bukan tanda tangan elektronik."
SIDE = 19 * MM
_FIELD_LIMIT = 60


def identity(number: str, project: str, version: str, ledger_hash: str) -> str:
    """ "nomor|proyek|versi|first 16 of the ledger hash" in ASCII; a bar in a field becomes "/", nothing "-"."""
    return "|".join(_plain(field) or "-" for field in (number, project, version, ledger_hash[:16]))


def _plain(field: str) -> str:
    bare = "".join(c for c in normalize("NFKD", field.replace("|", "/")) if not combining(c))
    return " ".join(bare.encode("ascii", "replace").decode().split())[:_FIELD_LIMIT]


def qr(sheet: Sheet, content: str, x: float, top: float, side: float = SIDE, caption_width: float = 60 * MM) -> float:
    """The code with its caption below, upper left corner at x, top; gives the height it took.

    Neighbouring dark modules of a row are one box, and there is a quiet zone of four modules around the whole.
    """
    rows = _modules(content)
    unit = side / (len(rows) + 8)
    for line, row in enumerate(rows):
        y = top - (line + 5) * unit
        start = None
        for place, dark in enumerate([*row, False]):
            if dark and start is None:
                start = place
            elif not dark and start is not None:
                sheet.fill(x + (start + 4) * unit, y, (place - start) * unit, unit, BLACK)
                start = None
    height = side
    for text in sheet.lines(CAPTION, NOTE, caption_width):
        sheet.put(text, NOTE, x + 4 * unit, top - height)
        height += NOTE.leading
    return height


def _modules(content: str) -> list[list[bool]]:
    """Dark modules row by row, error correction M.

    One fixed mask: readers take any of the eight, and trying them all costs more than the rest of a release notice.
    """
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(content)
    code.version = code.calculate_version()
    code.makeImpl(False, QRMaskPattern.PATTERN010)
    size = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(size)] for row in range(size)]
