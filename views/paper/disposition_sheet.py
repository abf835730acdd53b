"""LEMBAR DISPOSISI, the paper that leaves step 2: A5 lying, or a whole A4 or F4."""

from __future__ import annotations

from collections.abc import Sequence

from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from views.paper import lookups
from views.paper.blocks import field_column, tick_box, tick_indent
from views.paper.drafts import draft_words, instruction
from views.paper.fonts import Fonts, Style
from views.paper.letterhead import letterhead, title
from views.paper.page import Running, begin, finish
from views.paper.sheet import Sheet, TextLine
from views.paper.styles import A5_LANDSCAPE, BODY, GRAY, HAIR, MM, SMALL, SMALL_STRONG, STRONG, TITLE
from views.paper.table import Column, Table
from views.words import formats
from views.words.formats import DOTS

FORM = "disposition"
URGENCIES = ("Biasa", "Segera", "Sangat segera", "Rahasia")
ORDERS = (
    "Tindak lanjuti",
    "Pelajari dan beri saran",
    "Proses sesuai SOP",
    "Koordinasikan dengan tim pemohon",
    "Siapkan templat SRS",
    "Arsipkan",
)
"""Boxes to tick. One is ticked where the instruction says just these words."""

_LEAST_LINES, _MOST_ROWS = 5, 4


def render(project: ProjectFile, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The sheet as PDF, marked KONSEP until order, date, addressee and giver are there."""
    sheet = begin(fonts, printing)
    small = sheet.paper is A5_LANDSCAPE
    body, strong = (SMALL, SMALL_STRONG) if small else (BODY, STRONG)
    letterhead(sheet, office.letterhead, 0.62 if small else 1.0)
    title(sheet, ("Lembar Disposisi",), None, Style("bold", 11, 13) if small else TITLE)
    _letter(sheet, project, body)
    _order(sheet, project, body, strong)
    _initials(sheet, project, body)
    _history(sheet, project, small)
    running = Running(
        title=f"Lembar Disposisi {project.card.number}".strip(),
        author=" ".join(office.letterhead.lines),
        number=project.card.number,
        subject=lookups.letter(project),
        keywords=(project.card.number, project.sop.identity.number),
        draft=draft_words(FORM, project),
        ledger_hash=project.ledger_hash,
    )
    return finish(sheet, running, printing)


def _letter(sheet: Sheet, project: ProjectFile, style: Style) -> None:
    """What the letter is: two columns of fields, the urgency as boxes."""
    sender = project.requester.name if project.requester else ""
    origin = ", ".join(part for part in (sender, project.card.team) if part)
    received = lookups.shown(project, "received_date")
    left = (
        ("Surat dari", origin),
        ("Nomor surat", lookups.bound(project, "letter_number")),
        ("Tanggal surat", lookups.bound(project, "letter_date")),
        ("Hal", lookups.bound(project, "letter_subject")),
    )
    right = (
        ("Nomor agenda", lookups.shown(project, "agenda_number")),
        ("Tanggal diterima", received),
        ("Nomor proyek", project.card.number),
        ("Lampiran", lookups.shown(project, "letter_enclosures")),
    )
    gap = 6 * MM
    width = (sheet.width - gap) / 2
    top = sheet.y
    ends = [field_column(sheet, pairs, style, sheet.left + place * (width + gap), width, top)
            for place, pairs in enumerate((left, right))]  # fmt: skip
    sheet.y = min(ends)
    _urgency(sheet, project, style)


def _urgency(sheet: Sheet, project: ProjectFile, style: Style) -> None:
    chosen = lookups.shown(project, "urgency").casefold()
    secret = lookups.shown(project, "data_class").casefold() == "rahasia"
    x = sheet.left + style.size * 8.2 + 8
    sheet.put(sheet.lines("Sifat", style)[0], style, sheet.left, sheet.y)
    sheet.put(sheet.lines(":", style)[0], style, x - 8, sheet.y)
    for word in URGENCIES:
        ticked = word.casefold() == chosen or (word == "Rahasia" and secret)
        tick_box(sheet, word, ticked, x, sheet.y, 40 * MM, style)
        x += sheet.typeface.width(word, style) + style.size * 3.4
    sheet.y -= style.leading + 3


def _order(sheet: Sheet, project: ProjectFile, style: Style, strong: Style) -> None:
    """Two framed fields: to whom and what is asked, and the order itself, which may run on below the frame."""
    split = sheet.width * 0.44
    boxes = _boxes(project)
    width, said_width = split - 12, sheet.width - split - 12
    tall = 2 + sum(_box_lines(sheet, label, style, width) for label, _ in (*boxes[0], *boxes[1]))
    said = instruction(project).strip()
    lines = sheet.lines(said, style, said_width) if said else ()
    most = int(sheet.tallest * 0.5 / style.leading)
    kept = lines[:most]
    height = max(tall, len(kept) + 1, _LEAST_LINES + 1) * style.leading + 9
    sheet.need(height)
    left, top = sheet.left, sheet.y
    sheet.box(left, top - height, sheet.width, height, 0.6, HAIR)
    sheet.rule(left + split, top, left + split, top - height)
    _addressee(sheet, boxes, style, strong, width)
    x = left + split + 6
    sheet.put(sheet.lines("Catatan/isi disposisi:", strong)[0], strong, x, top - 4)
    _note(sheet, kept, style, x, said_width, top - height)
    sheet.y = top - height - 4
    if lines[most:]:
        sheet.write("Sambungan isi disposisi:", strong)
        sheet.write(" ".join(line.text for line in lines[most:]), style)
        sheet.skip(4)


def _boxes(project: ProjectFile) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """(addressees, orders), each a label and whether it is ticked."""
    role = lookups.role_title(project, lookups.coordinator_role(project))
    name = project.coordinator.name if project.coordinator else ""
    to = ", ".join(part for part in (role, name or DOTS) if part)
    said = instruction(project).casefold()
    return [(to, bool(name)), (DOTS * 2, False)], [(order, order.casefold() in said) for order in ORDERS]


def _box_lines(sheet: Sheet, label: str, style: Style, width: float) -> int:
    return len(sheet.lines(label, style, width - tick_indent(style)))


def _note(sheet: Sheet, lines: Sequence[TextLine], style: Style, x: float, width: float, bottom: float) -> None:
    """The order, then ruled lines to write on down to `bottom`."""
    top = sheet.y - 4 - style.leading
    for line in lines:
        sheet.put(line, style, x, top, width)
        top -= style.leading
    while top - style.leading > bottom:
        sheet.rule(x, top - style.leading + 2, x + width, top - style.leading + 2, 0.4, HAIR)
        top -= style.leading


def _addressee(
    sheet: Sheet,
    boxes: tuple[list[tuple[str, bool]], list[tuple[str, bool]]],
    style: Style,
    strong: Style,
    width: float,
) -> None:
    x, top = sheet.left + 6, sheet.y - 4
    for head, items in zip(("Diteruskan kepada Yth.:", "Dengan hormat harap:"), boxes, strict=True):
        sheet.put(sheet.lines(head, strong)[0], strong, x, top)
        top -= style.leading
        for label, ticked in items:
            top -= tick_box(sheet, label, ticked, x, top, width, style)


def _initials(sheet: Sheet, project: ProjectFile, style: Style) -> None:
    """Deadline at the left, office, initials and date at the right."""
    head = lookups.signer(project, project.head, lookups.head_role(project))
    office = f"{head.prefix} {head.title or DOTS}".strip()
    width = sheet.width * 0.52
    x = sheet.left + sheet.width - width
    lines = sheet.lines(office, style, width)[:2]
    sheet.need((len(lines) + 3) * style.leading)
    top = sheet.y
    due = lookups.shown(project, "disposition_due") or DOTS
    sheet.put(sheet.lines(f"Batas waktu: {due}", style)[0], style, sheet.left, top)
    for line in lines:
        sheet.put(line, style, x, top)
        top -= style.leading
    top -= style.leading * 0.6
    dated = lookups.bound(project, "disposition_date") or DOTS
    for text in (head.name or DOTS * 2, f"Paraf: {DOTS}   Tanggal: {dated}"):
        sheet.put(sheet.lines(text, style, width)[0], style, x, top)
        top -= style.leading
    sheet.y = top - 3


def _history(sheet: Sheet, project: ProjectFile, small: bool) -> None:
    """Who passed it on, with empty rows to fill in by hand as far as the page reaches."""
    style, strong = (Style("regular", 7.6, 9.4), Style("bold", 7.6, 9.4)) if small else (SMALL, SMALL_STRONG)
    rows = [
        (each.given_by, each.to, each.instruction, formats.date_medium(each.given), "") for each in project.dispositions
    ]
    columns = (Column("Dari", 22), Column("Kepada", 22), Column("Isi", 32), Column("Tanggal", 14), Column("Paraf", 10))
    sheet.need(strong.leading * 4)
    sheet.write("Riwayat penerusan", Style("bold", strong.size, strong.leading, GRAY))
    table = Table(sheet, columns, style, strong, missing="")
    table.write(rows, empty="")
    table.rule(_MOST_ROWS - len(rows))
