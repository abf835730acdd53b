"""Signature blocks: place and date, office, room to sign, name, NIP; kept whole on one page, with the copies below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.office import Signer
from views.paper.blocks import heading
from views.paper.codes import qr
from views.paper.fonts import Style
from views.paper.sheet import Sheet, TextLine
from views.paper.styles import BODY, CELL, MM, STRONG
from views.words import formats
from views.words.formats import DOTS

ROOM = 4 * BODY.leading
"""Free height for a signature by hand: four lines."""

_GAP, _INDENT, _AFTER = 10 * MM, 6 * MM, 5.0


@dataclass(frozen=True, slots=True)
class Signature:
    """One block. lead: the line above the office ("Disetujui oleh"), "" for none."""

    signer: Signer
    lead: str = ""


def signatures(
    sheet: Sheet,
    blocks: Sequence[Signature],
    dated: str,
    copies: Sequence[str] = (),
    code: str = "",
    closing: str = "",
    under: str = "",
) -> None:
    """One block stands at the right, two side by side; `dated` ("Bengkulu, 22 November 2026") over the last.

    copies: lines of "Tembusan". code: content of a QR at the left of a single signer. closing: the last sentence of
    the paper, kept on the same page so that no signature stands alone; `under` is its heading.
    """
    width = (sheet.width - _GAP) / 2
    deep = max(len(_head(sheet, block, width)) + len(_foot(sheet, block, width)) for block in blocks)
    tall = (deep + 1) * BODY.leading + ROOM
    said = sheet.lines(closing) if closing else ()
    sheet.skip(BODY.leading * 0.4)
    together = (len(said) + 0.5) * BODY.leading + tall + _copies_height(sheet, copies) + _AFTER
    if under:
        heading(sheet, under, keep=together)
    sheet.need(together)
    if closing:
        sheet.write(closing, align="justify")
        sheet.skip(BODY.leading * 0.5)
    top = sheet.y
    for place, block in enumerate(blocks):
        last = place == len(blocks) - 1
        x = sheet.left + (width + _GAP if last else 0)
        _put(sheet, block, dated if last else "", x, width, top - tall)
    if code:
        qr(sheet, code, sheet.left - 2 * MM, top - BODY.leading)
    sheet.y = top - tall - _AFTER
    _write_copies(sheet, copies)


def place_and_date(place: str, date_text: str) -> str:
    """ "Bengkulu, 22 November 2026", with dots for what is missing."""
    return f"{place.strip() or DOTS}, {date_text or DOTS}"


def _head(sheet: Sheet, block: Signature, width: float) -> list[TextLine]:
    office = f"{block.signer.prefix.strip()} {block.signer.title.strip() or DOTS * 2},".strip()
    texts = [f"{block.lead},", office] if block.lead else [office]
    return [line for text in texts for line in sheet.lines(text, BODY, width)]


def _foot(sheet: Sheet, block: Signature, width: float) -> list[tuple[TextLine, Style]]:
    name = sheet.lines(block.signer.name.strip() or DOTS * 2, STRONG, width)
    number = sheet.lines(f"NIP {formats.nip(block.signer.nip) or DOTS * 2}", BODY, width)
    return [*((line, STRONG) for line in name), *((line, BODY) for line in number)]


def _put(sheet: Sheet, block: Signature, dated: str, x: float, width: float, bottom: float) -> None:
    """Office from the top, name and NIP from the bottom, so that the names of two blocks stand level."""
    top = sheet.y
    if dated:
        sheet.put(sheet.lines(dated, BODY, width)[0], BODY, x, top)
    for line in _head(sheet, block, width):
        top -= BODY.leading
        sheet.put(line, BODY, x, top)
    foot = _foot(sheet, block, width)
    for place, (line, style) in enumerate(foot):
        sheet.put(line, style, x, bottom + (len(foot) - place) * BODY.leading)


def _copies_height(sheet: Sheet, copies: Sequence[str]) -> float:
    lines = sum(len(sheet.lines(text, CELL, sheet.width - _INDENT)) for text in copies)
    return (lines + 1) * CELL.leading if copies else 0.0


def _write_copies(sheet: Sheet, copies: Sequence[str]) -> None:
    if copies:
        sheet.write("Tembusan:", CELL)
    for number, text in enumerate(copies, 1):
        for place, line in enumerate(sheet.lines(text, CELL, sheet.width - _INDENT)):
            if place == 0:
                sheet.put(sheet.lines(f"{number}.", CELL)[0], CELL, sheet.left, sheet.y)
            sheet.put(line, CELL, sheet.left + _INDENT, sheet.y)
            sheet.y -= CELL.leading
