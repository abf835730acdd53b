"""LAPORAN BERKALA: every figure of a period on A4 lying, for the head of the unit to sign (documents, 4 D)."""

from __future__ import annotations

from itertools import zip_longest

from models.figures.values import Chart, Figures
from models.office import OfficeSettings, Printing, Signer
from models.people import Person
from models.performers import head_step
from models.sop.procedure import Sop
from views.paper.blocks import heading, numbered, paragraph
from views.paper.charts.gallery import draw, paper_ink
from views.paper.fonts import Fonts
from views.paper.letterhead import letterhead, title
from views.paper.page import Running, begin, finish
from views.paper.report_summary import summary
from views.paper.sheet import Align, Sheet
from views.paper.signatures import ROOM, Signature, place_and_date, signatures
from views.paper.styles import A4_LYING, BODY, MM, NOTE, SMALL, SMALL_STRONG
from views.paper.table import PAD_Y, Column, Table
from views.words import formats
from views.words.figure_tables import FieldKind, FigureTable, FigureTables, shown
from views.words.figure_words import FigureWords, method_notes
from views.words.words import Words

_GAP = 8 * MM
_SIGNATURE = ROOM + 6.5 * BODY.leading
"""Height of the signature: place and date, office over one or two lines, room to sign, name and NIP."""


def render(figures: Figures, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The report as PDF. An empty period says so and is signed all the same."""
    sheet = begin(fonts, printing, A4_LYING)
    words = FigureWords()
    letterhead(sheet, office.letterhead, 0.8)
    name = words.kind(figures.period.kind)
    title(sheet, (name, "Pembuatan Sistem Informasi/Aplikasi", words.period(figures.period)), None)
    paragraph(sheet, _introduction(figures, words))
    if figures.empty:
        paragraph(sheet, words.empty)
    else:
        _Body(sheet, figures, words).write()
    _method(sheet, figures)
    head = figures.head
    dated = place_and_date(office.letterhead.place, formats.date_long(formats.local(printing.at).date()))
    signatures(sheet, [Signature(_signer(figures.sop, head))], dated)
    running = Running(
        title=f"{name} {words.period(figures.period)}",
        author=" ".join(office.letterhead.lines),
        subject="Pembuatan Sistem Informasi/Aplikasi",
        keywords=(figures.period.text, figures.sop.identity.number),
        ledger_hash=figures.ledger_hash,
    )
    return finish(sheet, running, printing)


def _introduction(figures: Figures, words: FigureWords) -> str:
    sop, period = figures.sop.identity, figures.period
    whose = f"proyek {figures.team}" if figures.team else "seluruh proyek"
    text = (
        f"Laporan ini memuat {whose} yang dijalankan menurut {sop.number} tentang {sop.name}, "
        f"{words.dates(period.first, period.last)}."
    )
    if figures.until < period.last:
        text += f" Periode belum berakhir; angka dihitung sampai dengan {formats.date_long(figures.until)}."
    return text


def _signer(sop: Sop, head: Person | None) -> Signer:
    """Who signs: a deputy for the office, else the office in the longer wording of the person's own title."""
    role = head_step(sop).roles[0]
    office = next((each.title for each in sop.roles if each.code == role), "")
    if head is None:
        return Signer(title=office)
    prefix = dict(head.acting).get(role, "")
    same = head.title.split()[:1] == office.split()[:1]
    return Signer(title=head.title if same and not prefix else office, name=head.name, nip=head.nip, prefix=prefix)


class _Body:
    """The numbered sections."""

    def __init__(self, sheet: Sheet, figures: Figures, words: FigureWords) -> None:
        self._sheet = sheet
        self._figures = figures
        self._words = words
        self._tables = FigureTables(figures, words, Words())
        self._ink = paper_ink(sheet.typeface)
        self._section = 0

    def write(self) -> None:
        """In the order of the office's form."""
        tables = self._tables
        summary(self._sheet, self._figures, self._words)
        self._pair(Chart.THROUGHPUT, Chart.OPEN)
        self._beside(tables.stock(), Chart.FLOW, 0.42)
        self._chart(tables.times(), Chart.TIMES)
        self._table(tables.late())
        self._beside(tables.rounds(), Chart.ROUNDS, 0.58)
        self._table(tables.returns())
        self._table(tables.waiting())
        self._beside(tables.load(), Chart.LOAD, 0.56)
        self._table(tables.releases())
        self._table(tables.projects())

    def _title(self, text: str) -> str:
        self._section += 1
        return f"{self._section}. {text}"

    def _table(self, table: FigureTable) -> None:
        self._bare(table, self._title(table.title))

    def _note(self, table: FigureTable) -> None:
        sheet = self._sheet
        sheet.skip(3)
        if table.note and table.rows:
            sheet.write(table.note, NOTE)
            sheet.skip(2)

    def _chart(self, table: FigureTable, chart: Chart) -> None:
        """A chart over its table, under one heading with the finding."""
        sheet = self._sheet
        drawing = draw(chart, self._figures, self._words, sheet.width, self._ink)
        heading(sheet, self._title(table.title), keep=drawing.height + SMALL.leading * 2)
        self._finding(chart)
        sheet.y -= drawing.height
        sheet.page.drawings.append((sheet.left, sheet.y, drawing))
        sheet.skip(4)
        if sheet.need(_height(table)):
            sheet.write(f"{self._section}. {table.title} (lanjutan)", SMALL_STRONG)
            sheet.skip(3)
        self._bare(table)

    def _beside(self, table: FigureTable, chart: Chart, part: float) -> None:
        """A table at the left, its chart at the right, under one heading."""
        sheet = self._sheet
        whole = sheet.width
        drawing = draw(chart, self._figures, self._words, whole * (1 - part) - _GAP, self._ink)
        heading(sheet, self._title(table.title), keep=min(max(_height(table), drawing.height), sheet.tallest * 0.8))
        self._finding(chart)
        page, top = sheet.page, sheet.y
        page.drawings.append((sheet.left + whole * part + _GAP, top - drawing.height, drawing))
        sheet.width = whole * part
        self._bare(table)
        sheet.width = whole
        if sheet.page is page:
            sheet.y = min(sheet.y, top - drawing.height)
        sheet.skip(4)

    def _bare(self, table: FigureTable, under: str = "") -> None:
        """The table and its note; `under` is a heading that stays with its first row."""
        columns = _columns(table)
        rows = [
            tuple(shown(cell, field.kind, self._words) for cell, field in zip(row, table.fields, strict=True))
            for row in table.rows
        ]
        Table(self._sheet, columns, SMALL, SMALL_STRONG).write(rows, table.empty, under=under)
        self._note(table)

    def _pair(self, *charts: Chart) -> None:
        """Charts side by side, each with its title and finding."""
        sheet = self._sheet
        width = (sheet.width - _GAP * (len(charts) - 1)) / len(charts)
        drawings = [draw(chart, self._figures, self._words, width, self._ink) for chart in charts]
        tallest = max(drawing.height for drawing in drawings)
        sheet.skip(6)
        sheet.need(tallest + SMALL.leading * 4)
        top, lowest = sheet.y, sheet.y
        for place, (chart, drawing) in enumerate(zip(charts, drawings, strict=True)):
            x, y = sheet.left + place * (width + _GAP), top
            sheet.put(sheet.lines(self._words.chart_title(chart), SMALL_STRONG)[0], SMALL_STRONG, x, y)
            for line in sheet.lines(self._words.chart_finding(chart, self._figures), SMALL, width):
                y -= SMALL.leading
                sheet.put(line, SMALL, x, y)
            y -= SMALL.leading + 4 + drawing.height
            sheet.page.drawings.append((x, y, drawing))
            lowest = min(lowest, y)
        sheet.y = lowest
        sheet.skip(4)

    def _finding(self, chart: Chart) -> None:
        self._sheet.write(self._words.chart_finding(chart, self._figures), SMALL)
        self._sheet.skip(3)


def _columns(table: FigureTable) -> list[Column]:
    """Numbers stand at the right, but in the middle where words follow: else the two would touch."""
    aligned: list[Align] = []
    for field, following in zip_longest(table.fields, table.fields[1:]):
        number = field.kind not in (FieldKind.TEXT, FieldKind.DAY)
        before_words = following is not None and following.kind in (FieldKind.TEXT, FieldKind.DAY)
        aligned.append("center" if number and before_words else "right" if number else "left")
    return [Column(field.label, field.share, align) for field, align in zip(table.fields, aligned, strict=True)]


def _height(table: FigureTable) -> float:
    """About what a table of one-line rows takes, with its head and note."""
    return (len(table.rows) + 3) * (SMALL.leading + 2 * PAD_Y)


def _method(sheet: Sheet, figures: Figures) -> None:
    """The notes, kept on one page with the signature below them."""
    notes = method_notes(figures)
    lines = sum(len(sheet.lines(each, SMALL, sheet.width - 6 * MM)) for each in notes)
    heading(sheet, "Catatan metode", keep=(lines + 1) * SMALL.leading + _SIGNATURE)
    numbered(sheet, notes, SMALL)
