"""The cards of one column as a Qt model over frozen values, and what travels with a dragged card.

Rows are inserted, removed and replaced one by one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.board import Card, column_order
from models.worktime import Status

CARD_MIME = "application/x-lajur-project"


def card_mime(project_id: int) -> QMimeData:
    """A drag's load for that project."""
    load = QMimeData()
    load.setData(CARD_MIME, str(project_id).encode("ascii"))
    return load


def project_of(load: QMimeData) -> int | None:
    """The project's id, None if the load is none of our cards."""
    if not load.hasFormat(CARD_MIME):
        return None
    text = bytes(load.data(CARD_MIME).data()).decode("ascii", "replace")
    return int(text) if text.isdigit() else None


def files_of(load: QMimeData) -> list[str]:
    """Paths of local files in the load."""
    return [url.toLocalFile() for url in load.urls() if url.isLocalFile()]


CARD_ROLE = Qt.ItemDataRole.UserRole + 1
DIMMED_ROLE = Qt.ItemDataRole.UserRole + 2
_MANY = 40
"""From so many differences on, one exchange of all rows is faster than single steps."""

Index = QModelIndex | QPersistentModelIndex


class ColumnItems(QAbstractListModel):
    """Cards of one column in the order of `column_order`. `describe` gives a card's accessible name."""

    def __init__(self, describe: Callable[[Card], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._cards: list[Card] = []
        self._rows: dict[int, int] | None = None
        self.dimmed = False

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards shown, top to bottom."""
        return tuple(self._cards)

    def card(self, row: int) -> Card | None:
        """The card in that row."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def statuses(self) -> list[Status]:
        """Status of every card, top to bottom."""
        return [card.clock.status for card in self._cards]

    def row_of(self, project_id: int) -> int:
        """Row of a project, -1 if it is not here."""
        if self._rows is None:
            self._rows = {card.id: row for row, card in enumerate(self._cards)}
        return self._rows.get(project_id, -1)

    def exchange(self, cards: Sequence[Card]) -> None:
        """Shows other cards: in single steps when little differs, in one stroke when much does."""
        new = list(cards)
        if not self._cards and new:
            self.beginInsertRows(QModelIndex(), 0, len(new) - 1)
            self._cards, self._rows = new, None
            self.endInsertRows()
            return
        if len(new) == len(self._cards) and [card.id for card in new] == [card.id for card in self._cards]:
            self._replace(new)
            return
        if abs(len(new) - len(self._cards)) > _MANY:
            self._reset(new)
            return
        kept = {card.id for card in new}
        gone = [row for row, card in enumerate(self._cards) if card.id not in kept]
        added = len(new) - (len(self._cards) - len(gone))
        if len(gone) + added > _MANY:
            self._reset(new)
            return
        for row in reversed(gone):
            self._remove(row)
        for card in new:
            self.place(card)

    def place(self, card: Card) -> None:
        """Puts a new or changed card where it belongs; an unchanged one stays untouched."""
        row = self.row_of(card.id)
        if row >= 0 and self._cards[row] is card:
            return
        if row >= 0 and column_order(card) == column_order(self._cards[row]):
            self._cards[row] = card
            index = self.index(row)
            self.dataChanged.emit(index, index)
            return
        if row >= 0:
            self._move(row, card)
            return
        place = bisect_left(self._cards, column_order(card), key=column_order)
        self.beginInsertRows(QModelIndex(), place, place)
        self._cards.insert(place, card)
        self._rows = None
        self.endInsertRows()

    def take(self, project_id: int) -> None:
        """Removes a project if it is here."""
        row = self.row_of(project_id)
        if row >= 0:
            self._remove(row)

    def touch(self, project_id: int) -> None:
        """Repaints one card whose marks changed."""
        row = self.row_of(project_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _reset(self, new: list[Card]) -> None:
        self.beginResetModel()
        self._cards, self._rows = new, None
        self.endResetModel()

    def _replace(self, new: list[Card]) -> None:
        different = [row for row, card in enumerate(new) if card is not self._cards[row]]
        self._cards = new
        if different:
            self.dataChanged.emit(self.index(different[0]), self.index(different[-1]))

    def _move(self, row: int, card: Card) -> None:
        others = self._cards[:row] + self._cards[row + 1 :]
        place = bisect_left(others, column_order(card), key=column_order)
        if place != row:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), place if place < row else place + 1)
            self._cards = [*others[:place], card, *others[place:]]
            self._rows = None
            self.endMoveRows()
        self._cards[place] = card
        self.dataChanged.emit(self.index(place), self.index(place))

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._cards[row]
        self._rows = None
        self.endRemoveRows()

    # Qt --------------------------------------------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role == DIMMED_ROLE:
            return self.dimmed
        if role == Qt.ItemDataRole.DisplayRole:
            return card.number
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._describe(card)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return enabled | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def mimeTypes(self) -> list[str]:
        return [CARD_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        card = self.card(indexes[0].row()) if indexes else None
        return card_mime(card.id) if card else QMimeData()
