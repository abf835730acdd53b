"""Turns recorded pages into PDF bytes: the same pages give the same bytes, on every computer and in every year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from views.paper.sheet import Page, Sheet
from views.paper.styles import BODY, Color
from views.words import formats


@dataclass(frozen=True, slots=True)
class Properties:
    """What a reader's "document properties" shows. at: the moment of printing."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    at: datetime


def pdf(sheet: Sheet, properties: Properties) -> bytes:
    """The pages as one PDF, all fonts embedded, with outline, language and properties."""
    target = BytesIO()
    first_font: Any = sheet.typeface.name(BODY)  # ReportLab is not annotated and pyright infers a number
    canvas = Canvas(
        target,
        pagesize=(sheet.paper.width, sheet.paper.height),
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        initialFontName=first_font,
        lang="id-ID",
    )
    _describe(canvas, sheet, properties)
    marks = 0
    for page in sheet.pages:
        marks = _ink(canvas, page, sheet, marks)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _describe(canvas: Canvas, sheet: Sheet, properties: Properties) -> None:
    legible = sheet.typeface.legible
    canvas.setTitle(_one_line(legible(properties.title)))
    canvas.setAuthor(_one_line(legible(properties.author)))
    canvas.setSubject(_one_line(legible(properties.subject)))
    canvas.setKeywords(_one_line(legible(", ".join(properties.keywords))))
    canvas.setCreator("Lajur")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    stamp = formats.local(properties.at).strftime("D:%Y%m%d%H%M%S+07'00'")
    canvas.setDateFormatter(lambda *_moment: stamp)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _ink(canvas: Canvas, page: Page, sheet: Sheet, marks: int) -> int:
    for title, level, top in page.bookmarks:
        key = f"b{marks}"
        canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
        canvas.addOutlineEntry(title, key, level, closed=False)
        marks += 1
    color: Color | None = None
    for x, y, width, height, shade in page.fills:
        if shade != color:
            canvas.setFillColorRGB(*shade)
            color = shade
        canvas.rect(x, y, width, height, stroke=0, fill=1)
    _rule(canvas, page)
    for x, y, width, height, picture in page.pictures:
        canvas.drawImage(ImageReader(BytesIO(picture)), x, y, width, height, mask="auto")
    for x, y, drawing in page.drawings:
        renderPDF.draw(drawing, canvas, x, y, showBoundary=0)
    _write(canvas, page, sheet)
    return marks


def _rule(canvas: Canvas, page: Page) -> None:
    """Lines of the same pen are stroked as one path."""
    pens: dict[tuple[float, Color], list[tuple[float, float, float, float]]] = {}
    for x1, y1, x2, y2, width, color in page.rules:
        pens.setdefault((width, color), []).append((x1, y1, x2, y2))
    for (width, color), lines in pens.items():
        canvas.setLineWidth(width)
        canvas.setStrokeColorRGB(*color)
        canvas.lines(lines)


def _write(canvas: Canvas, page: Page, sheet: Sheet) -> None:
    """All text of the page in one text object: a font or colour is set only where it changes."""
    pen = canvas.beginText()
    face, size, color, stretch = "", 0.0, None, 0.0
    for x, y, style, text, gap in page.texts:
        if not text:
            continue
        if style.face != face or style.size != size:
            face, size = style.face, style.size
            pen.setFont(sheet.typeface.name(style), size, style.leading)
        if style.color != color:
            color = style.color
            pen.setFillColorRGB(*color)
        if gap != stretch:
            stretch = gap
            pen.setWordSpace(gap)
        pen.setTextOrigin(x, y)
        pen.textOut(text)
    if stretch:
        pen.setWordSpace(0)
    canvas.drawText(pen)
