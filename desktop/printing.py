"""Puts a finished PDF on paper: every page rendered by QtPdf at the printer's resolution and drawn whole.

The result is raster on purpose: Windows has no way to hand a PDF to every printer, and 300 dpi reads like the original.
"Simpan PDF" must save the bytes themselves, never print to a file, or the text would be lost.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

FINEST = 600
"""Dots per inch that are ever rendered; a 600 dpi A4 page takes 139 MB while it is drawn."""

_COARSER = (FINEST, 300, 150)
_F4_MM = (215.0, 330.0)
_NEAR = 3.0


def print_pdf(data: bytes, printer: QPrinter) -> int:
    """Prints the pages the printer was told to (all of them unless a range is set); gives how many went out.

    0 means that nothing was printed: the data is no PDF, the range holds no page, or the printer refused. Every page
    asks for its own paper size and orientation; a printer that insists on another paper gets the page scaled to fit,
    centred. A printer set to grayscale gets gray pixels.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        return _print(document, _wanted(document, printer), printer)
    finally:
        document.close()
        buffer.close()


def page_size(points: QSizeF) -> QPageSize:
    """The paper of a page of that size in points, upright. F4 is 215 x 330 mm: Qt's own "Folio" is 5 mm narrower."""
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    f4 = QSizeF(*_F4_MM) * (72 / 25.4)
    if abs(upright.width() - f4.width()) < _NEAR and abs(upright.height() - f4.height()) < _NEAR:
        return QPageSize(
            QSizeF(*_F4_MM), QPageSize.Unit.Millimeter, "F4 (215 x 330 mm)", QPageSize.SizeMatchPolicy.ExactMatch
        )
    return QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)


def fitted(page: QSizeF, paper: QRectF) -> QRectF:
    """Where a page of that shape lies on the paper: as large as fits, same proportions, centred.

    A page within half a per cent of the paper's shape fills it, so that rounding never leaves a white edge.
    """
    scale = min(paper.width() / page.width(), paper.height() / page.height())
    size = QSizeF(page.width() * scale, page.height() * scale)
    if size.width() > paper.width() * 0.995 and size.height() > paper.height() * 0.995:
        return paper
    left = paper.left() + (paper.width() - size.width()) / 2
    return QRectF(left, paper.top() + (paper.height() - size.height()) / 2, size.width(), size.height())


def _wanted(document: QPdfDocument, printer: QPrinter) -> list[int]:
    """Page numbers from 0 in the order of printing, copies included where the printer makes none itself."""
    pages = list(range(document.pageCount()))
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        pages = pages[printer.fromPage() - 1 : printer.toPage()]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    if printer.supportsMultipleCopies() or printer.copyCount() == 1:
        return pages
    if printer.collateCopies():
        return pages * printer.copyCount()
    return [page for page in pages for _ in range(printer.copyCount())]


def _print(document: QPdfDocument, pages: list[int], printer: QPrinter) -> int:
    if not pages:
        return 0
    printer.setFullPage(True)
    _ask_for_paper(printer, document.pagePointSize(pages[0]))
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    done = 0
    try:
        for place, page in enumerate(pages):
            if place:
                _ask_for_paper(printer, document.pagePointSize(page))
                if not printer.newPage():
                    break
            if not _draw(painter, document, page, printer):
                break
            done += 1
    finally:
        painter.end()
    return done


def _ask_for_paper(printer: QPrinter, points: QSizeF) -> None:
    printer.setPageSize(page_size(points))
    lying = points.width() > points.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)


def _draw(painter: QPainter, document: QPdfDocument, page: int, printer: QPrinter) -> bool:
    points = document.pagePointSize(page)
    gray = printer.colorMode() == QPrinter.ColorMode.GrayScale
    image = _rendered(document, page, points, printer.resolution(), gray)
    if image.isNull():
        return False
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(fitted(points, QRectF(0, 0, paper.width(), paper.height())), image)
    return True


def _rendered(document: QPdfDocument, page: int, points: QSizeF, resolution: int, gray: bool) -> QImage:
    """The page on white, as fine as the printer and the memory of this computer allow; a null image if neither does."""
    best = min(resolution, FINEST)
    for dpi in (best, *(each for each in _COARSER if each < best)):
        size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
        image = document.render(page, size)
        if image.isNull():
            continue
        ground = QPainter(image)
        ground.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        ground.fillRect(image.rect(), Qt.GlobalColor.white)
        ground.end()
        image.convertTo(QImage.Format.Format_Grayscale8 if gray else QImage.Format.Format_RGB32)
        return image
    return QImage()
