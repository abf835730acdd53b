"""The one delegate of all columns: reads what it needs from the row and the shared marks, and paints."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, override

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from models.board import Card
from views.board.card_layout import GAP_BELOW, INSET
from views.board.card_marks import CardMarks, Look, described
from views.board.card_painter import CardPainter
from views.board.column_items import CARD_ROLE, DIMMED_ROLE
from views.words.words import Words

if TYPE_CHECKING:
    from views.board.card_list import CardList

Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints cards. It keeps no state of its own.

    How the row stands is asked of its list: QStyle, by which the option tells it, costs 7 ms before the first paint.
    """

    def __init__(self, painter: CardPainter, marks: CardMarks, words: Words) -> None:
        super().__init__()
        self._words = words
        self._card_painter = painter
        self._marks = marks

    def is_failed(self, card: Card) -> bool:
        """True while the card carries the band "Belum tersimpan"."""
        return card.id in self._marks.failed

    def describe(self, card: Card) -> str:
        """Accessible name and tooltip of a card, one sentence."""
        return described(card, self._marks, self._words)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        row = QRectF(option.rect).adjusted(0, 0, 0, INSET - GAP_BELOW)
        self._card_painter.show(painter, row, card, self.look(cast("CardList", option.widget), index, card))

    def look(self, rows: CardList, index: Index, card: Card) -> Look:
        """How that card of that list stands now."""
        marks = self._marks
        return Look(
            hovered=rows.is_hovered(index),
            focused=rows.hasFocus() and rows.currentIndex() == index,
            selected=rows.selectionModel().isSelected(index),
            origin=marks.lifted == card.id,
            dimmed=bool(index.data(DIMMED_ROLE)),
            saving=card.id in marks.saving,
            failed=card.id in marks.failed,
            unread=card.id in marks.unread,
            fresh=marks.fresh.get(card.id, 0.0),
            unsent=card.id in marks.unsent,
        )

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._card_painter.metrics.row_height)
