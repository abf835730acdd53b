"""The board of one day on a lying A4 or A3: one column a step, cards as they stood that evening.

A column that is longer than the page goes on at the same place of the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.board import Card, PastBoard, ProjectState
from models.office import OfficeSettings, Printing
from models.sop.procedure import Step
from models.worktime import Status
from views.paper.fonts import Fonts, Style
from views.paper.page import Running, begin, finish
from views.paper.sheet import Sheet
from views.paper.styles import A3_LYING, A4_LYING, ACCENT, BLACK, GRAY, HAIR, LATE, MM, PALE, SMALL, TITLE
from views.words import formats
from views.words.words import Words

_CODE = Style("regular", 6.2, 7.8, GRAY)
_NAME = Style("bold", 6.8, 8.2)
_LINE = Style("regular", 6.4, 8.0)
_LATE_LINE = Style("bold", 6.4, 8.0, LATE)
_STEP = Style("bold", 7.2, 9.0, ACCENT)
_GAP, _PAD, _BETWEEN = 1.6 * MM, 1.2 * MM, 1.4 * MM
_NAME_LINES = 3
_SIGNS = {Status.LATE: "! ", Status.NEAR: "~ ", Status.PAUSED: "|| "}
"""Before the clock, so that nothing depends on colour: late, near its limit, waiting."""


@dataclass(frozen=True, slots=True)
class _Column:
    step: Step
    cards: tuple[Card, ...]


def render(past: PastBoard, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The board as PDF; the paper is A3 where `printing` says so, else A4."""
    sheet = begin(fonts, printing, A3_LYING if printing.paper == "A3" else A4_LYING)
    name = f"Papan per {formats.date_long(past.day)}"
    words = Words()
    columns = past.board.columns
    _title(sheet, past, name)
    _Printed(sheet, words, name).write([_Column(step, columns[step.number]) for step in past.board.sop.steps])
    running = Running(
        title=name,
        author=" ".join(office.letterhead.lines),
        subject=past.board.sop.identity.name,
        keywords=(past.day.isoformat(), past.board.sop.identity.number),
        ledger_hash=past.ledger_hash,
    )
    return finish(sheet, running, printing)


def _title(sheet: Sheet, past: PastBoard, name: str) -> None:
    sop = past.board.sop.identity
    sheet.bookmark(name)
    sheet.write(name, TITLE)
    sheet.write(f"{sop.number}, {sop.name}. {_counted(past)}", SMALL)
    sheet.write(f"Tanda pada jam langkah: {_legend()}.", SMALL)
    sheet.skip(2 * MM)


def _legend() -> str:
    names = {Status.LATE: "terlambat", Status.NEAR: "mendekati batas", Status.PAUSED: "ditunda"}
    return ", ".join(f"{sign.strip()} {names[status]}" for status, sign in _SIGNS.items())


def _counted(past: PastBoard) -> str:
    cards = [card for card in past.board.cards if not card.state.ended]
    if not cards:
        return "Tidak ada proyek berjalan pada akhir hari itu."
    held = sum(card.state is ProjectState.HELD for card in cards)
    late = sum(card.clock.status is Status.LATE for card in cards)
    return f"Keadaan pada akhir hari: {len(cards)} proyek, {held} ditunda, {late} terlambat."


class _Printed:
    """Writes the columns, page after page."""

    def __init__(self, sheet: Sheet, words: Words, name: str) -> None:
        self._sheet = sheet
        self._words = words
        self._name = name

    def write(self, columns: Sequence[_Column]) -> None:
        """All columns; cards that do not fit go to the next page."""
        rest = [list(column.cards) for column in columns]
        while True:
            top = self._heads(columns)
            lowest = top
            for place, cards in enumerate(rest):
                y = top
                while cards and (y - self._height(cards[0], len(columns)) >= self._sheet.paper.bottom or y == top):
                    y = self._card(cards.pop(0), place, len(columns), y)
                lowest = min(lowest, y)
            self._sheet.y = max(lowest, self._sheet.paper.bottom)
            if not any(rest):
                return
            self._sheet.turn()
            self._sheet.write(f"{self._name} (lanjutan)", SMALL)

    def _place(self, place: int, count: int) -> tuple[float, float]:
        width = (self._sheet.width - _GAP * (count - 1)) / count
        return self._sheet.left + place * (width + _GAP), width

    def _heads(self, columns: Sequence[_Column]) -> float:
        sheet = self._sheet
        width = self._place(0, len(columns))[1] - 2 * _PAD
        titles = [sheet.lines(f"{each.step.number}  {each.step.title}", _STEP, width)[:3] for each in columns]
        height = max(map(len, titles)) * _STEP.leading + _LINE.leading + 2 * _PAD
        for place, (column, lines) in enumerate(zip(columns, titles, strict=True)):
            x, whole = self._place(place, len(columns))
            sheet.fill(x, sheet.y - height, whole, height, PALE)
            y = sheet.y - _PAD
            for line in lines:
                sheet.put(line, _STEP, x + _PAD, y)
                y -= _STEP.leading
            count = f"{len(column.cards)} proyek" if column.cards else "kosong"
            sheet.put(sheet.lines(count, _LINE)[0], _LINE, x + _PAD, y)
        return sheet.y - height - _BETWEEN

    def _texts(self, card: Card) -> list[tuple[str, Style, int]]:
        """Text, style and most lines of what stands on the card."""
        status = card.clock.status
        code = card.number + (f"  putaran {card.round}" if card.round > 1 else "")
        clock = self._words.clock(card.clock)[0]
        late = status is Status.LATE
        texts = [
            (code, _CODE, 1),
            (card.name, _NAME, _NAME_LINES),
            (f"{_SIGNS.get(status, '')}{clock}", _LATE_LINE if late else _LINE, 2),
            (card.person, _LINE, 1),
        ]
        return [each for each in texts if each[0].strip()]

    def _height(self, card: Card, count: int) -> float:
        width = self._place(0, count)[1] - 2 * _PAD
        rows = (
            len(self._sheet.lines(text, style, width)[:most]) * style.leading for text, style, most in self._texts(card)
        )
        return sum(rows) + 2 * _PAD

    def _card(self, card: Card, place: int, count: int, top: float) -> float:
        """Draws one card and gives where the next one begins."""
        sheet = self._sheet
        x, width = self._place(place, count)
        height = self._height(card, count)
        late = card.clock.status is Status.LATE
        sheet.box(x, top - height, width, height, 1.0 if late else 0.5, BLACK if late else HAIR)
        y = top - _PAD
        for text, style, most in self._texts(card):
            for line in sheet.lines(text, style, width - 2 * _PAD)[:most]:
                sheet.put(line, style, x + _PAD, y)
                y -= style.leading
        return top - height - _BETWEEN
