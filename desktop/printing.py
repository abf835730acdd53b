"""Puts a finished PDF on paper: every page rendered by QtPdf at the printer's resolution and drawn whole.

The result is raster on purpose: Windows has no way to hand a PDF to every printer, and 300 dpi reads like the original.
"Simpan PDF" must save the bytes themselves, never print to a file, or the text would be lost. A page is made in strips,
one for each turn of the event loop, so that the window lives while it prints.
"""

from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

FINEST = 600
"""Dots per inch that are ever rendered."""
STRIP = 400_000
"""Pixels of one strip: some ten milliseconds."""

_F4_MM = (215.0, 330.0)
_NEAR = 3.0


class PrintJob(QObject):
    """progressed(page, pages) as each page begins; finished(pages that went out), 0 if nothing could be printed."""

    progressed = Signal(int, int)
    finished = Signal(int)

    def __init__(self, data: bytes, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strips = strips(data, printer, self.progressed.emit)
        self._printer = printer
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._turns.start()

    def stop(self) -> None:
        """The person does not want it any more: what the printer has not got yet is thrown away."""
        if self._turns.isActive():
            self._turns.stop()
            self._printer.abort()
            self._strips.close()
            self.finished.emit(0)

    def _turn(self) -> None:
        try:
            next(self._strips)
        except StopIteration as end:
            self._turns.stop()
            self.finished.emit(end.value)


def print_pdf(data: bytes, printer: QPrinter) -> int:
    """Prints at once; gives how many pages went out. See `strips`."""
    work = strips(data, printer, lambda page, pages: None)
    while True:
        try:
            next(work)
        except StopIteration as end:
            return int(end.value)


def strips(data: bytes, printer: QPrinter, begun: Callable[[int, int], object]) -> Generator[None, None, int]:
    """Prints the pages the printer was told to (all unless a range is set), a strip for each step; gives their number.

    0 means that nothing was printed: the data is no PDF, the range holds no page, or the printer refused. Every page
    asks for its own paper size and orientation; a printer that insists on another paper gets the page scaled to fit,
    centred. A printer set to grayscale gets gray pixels. begun: told (page, pages) as each page begins.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        return (yield from _print(document, _wanted(document, printer), printer, begun))
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


def _print(
    document: QPdfDocument, pages: list[int], printer: QPrinter, begun: Callable[[int, int], object]
) -> Generator[None, None, int]:
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
            begun(place + 1, len(pages))
            yield
            if not (yield from _draw(painter, document, page, printer)):
                break
            done += 1
    finally:
        painter.end()
    return done


def _ask_for_paper(printer: QPrinter, points: QSizeF) -> None:
    printer.setPageSize(page_size(points))
    lying = points.width() > points.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)


def _draw(painter: QPainter, document: QPdfDocument, page: int, printer: QPrinter) -> Generator[None, None, bool]:
    """One page, strip by strip; False if it cannot be rendered. Each strip laps over the next by a row: no seams."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    target = fitted(document.pagePointSize(page), QRectF(0, 0, paper.width(), paper.height())).toAlignedRect()
    fine = min(1.0, FINEST / max(1, printer.resolution()))
    size = QSize(round(target.width() * fine), round(target.height() * fine))
    gray = printer.colorMode() == QPrinter.ColorMode.GrayScale
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, fine < 1.0)
    rows = max(16, STRIP // max(1, size.width()))
    for top in range(0, size.height(), rows):
        clip = QRect(0, top, size.width(), min(rows + 1, size.height() - top))
        image = _rendered(document, page, size, clip, gray)
        if image.isNull():
            return False
        place = QRectF(target.x(), target.y() + top / fine, clip.width() / fine, clip.height() / fine)
        painter.drawImage(place, image)
        yield
    return True


def _rendered(document: QPdfDocument, page: int, size: QSize, clip: QRect, gray: bool) -> QImage:
    """That part of the page on white, the whole page being of `size`; a null image if QtPdf cannot."""
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(size)
    # QtPdf 6.12 measures the clip by its right and bottom pixel: without one more, the strip comes out squeezed.
    options.setScaledClipRect(clip.adjusted(0, 0, 1, 1))
    image = document.render(page, clip.size(), options)
    if image.isNull():
        return image
    ground = QPainter(image)
    ground.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    ground.fillRect(image.rect(), Qt.GlobalColor.white)
    ground.end()
    image.convertTo(QImage.Format.Format_Grayscale8 if gray else QImage.Format.Format_RGB32)
    return image
