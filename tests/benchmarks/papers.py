"""Goal 7: papers against a canvas program that is told every line, and the preview against a print."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.workers.press_requests import RenderPaper
from desktop.workers.press_service import PressService
from tests.benchmarks.measuring import ROOT, Measure, Result, compare, timed
from tests.views.paper import samples

SIZE, LEADING, LEFT, TOP, WIDTH = 10, 14, 70, 770, 455
PREVIEW, PRINT = 150, 300


def papers() -> list[Result | str]:
    """Release notice, completion report and the preview of its first page."""
    press = PressService()
    project = samples.full_project(samples.sop())
    results: list[Result | str] = []
    content = b""
    for form, name in (("release_notice", "release notice"), ("completion_report", "completion report")):
        request = RenderPaper(form, project, samples.OFFICE, samples.PRINTING)
        content = made(press, request)
        ours = timed(lambda request=request: press.answer(request, ""))
        what = f"{name} : hand-written canvas, same font and text"
        results.append(compare("7", what, 1.5, ours, by_hand(content), 41))
    results.append(preview(content))
    return results


def made(press: PressService, request: RenderPaper) -> bytes:
    """The paper itself."""
    content = press.answer(request, "")
    if not isinstance(content, bytes):
        raise TypeError(request.form)
    return content


def by_hand(content: bytes) -> Measure:
    """A canvas program for the same text: registers the font, breaks every line to the width, draws it, turns pages."""
    lines = [line for page in PdfReader(BytesIO(content)).pages for line in page.extract_text().splitlines()]
    regular, bold = (ROOT / "resources" / "fonts" / f"LiberationSans-{face}.ttf" for face in ("Regular", "Bold"))
    # Registered once, as ours are: parsing a font is no part of writing a paper.
    pdfmetrics.registerFont(TTFont("hand", str(regular)))
    pdfmetrics.registerFont(TTFont("hand-bold", str(bold)))

    def draw() -> bytes:
        target = BytesIO()
        canvas = Canvas(target, invariant=1, pageCompression=1)
        y = TOP
        for number, line in enumerate(lines):
            for part in simpleSplit(line, "hand", SIZE, WIDTH):
                if y < 60:
                    canvas.showPage()
                    y = TOP
                canvas.setFont("hand-bold" if number % 12 == 0 else "hand", SIZE)
                canvas.drawString(LEFT, y, part)
                canvas.line(LEFT, y - 4, LEFT + WIDTH, y - 4)
                y -= LEADING
        canvas.save()
        return target.getvalue()

    return timed(draw)


def preview(content: bytes) -> Result:
    """The first page at 150 dpi, as the preview shows it, against 300 dpi, as it is printed."""
    application = QApplication.instance() or QApplication([])
    buffer = QBuffer()
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(application)
    document.load(buffer)

    def page(dpi: int) -> Measure:
        points = document.pagePointSize(0)
        size = QSize(round(points.width() * dpi / 72), round(points.height() * dpi / 72))
        return timed(lambda: document.render(0, size))

    result = compare(
        "7", "preview of a first page (150 dpi) : its 300 dpi render", 0.35, page(PREVIEW), page(PRINT), 21
    )
    document.close()
    return result
