"""All projects of the office as rows: running, held, in maintenance, ended. Sorted by what the cells mean.

The model itself filters and sorts: a proxy asks Python for every comparison (20,000 rows: five seconds, measured).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from models.board import Card
from models.sop.procedure import Sop
from views.icons import Icons
from views.words import formats
from views.words.words import Words

CARD = int(Qt.ItemDataRole.UserRole)
RegisterIndex = QModelIndex | QPersistentModelIndex
NUMBER, NAME, TEAM, STEP, STATE, TIME, PERSON, CHANGED = range(8)
_MARKS = {"late": ("failed", "late_bar"), "near": ("failed", "near_bar"), "paused": ("pause", "pause_bar")}


class RegisterItems(QAbstractTableModel):
    """One row a project."""

    def __init__(self, icons: Icons, words: Words) -> None:
        super().__init__()
        self._icons, self._words = icons, words
        self._all: tuple[Card, ...] = ()
        self._cards: tuple[Card, ...] = ()
        self._words_sought: tuple[str, ...] = ()
        self._states: frozenset[str] = frozenset()
        self._column, self._descending = NUMBER, True
        self._sop: Sop | None = None
        self._heads = tuple(
            text for text in ("Nomor", "Nama", "Tim", "Langkah", "Keadaan", "Waktu", "Penanggung jawab", "Diubah")
        )

    @property
    def total(self) -> int:
        """How many projects there are, shown or not."""
        return len(self._all)

    def show(self, cards: Sequence[Card], sop: Sop) -> None:
        """All cards anew; where the rows stay the same, only those that differ are painted again."""
        self._all, self._sop = tuple(cards), sop
        self._arrange()

    def search(self, text: str, states: frozenset[str]) -> None:
        """Shows only rows with all those words, in those states (none: all)."""
        self._words_sought, self._states = tuple(text.casefold().split()), states
        self._arrange()

    def card(self, place: int) -> Card:
        """The project of a row."""
        return self._cards[place]

    def place(self, project_id: int) -> int:
        """Row of a project, -1 for none."""
        return next((place for place, card in enumerate(self._cards) if card.id == project_id), -1)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._column, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        """Filters and sorts; tells the view as little as possible."""
        before, found = self._cards, [card for card in self._all if self._is_sought(card)]
        found.sort(key=lambda card: card.number)
        found.sort(key=lambda card: self._key(card, self._column), reverse=self._descending)
        if [card.id for card in found] != [card.id for card in before]:
            self.beginResetModel()
            self._cards = tuple(found)
            self.endResetModel()
            return
        self._cards = tuple(found)
        for place, (old, new) in enumerate(zip(before, found, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, CHANGED))

    def _is_sought(self, card: Card) -> bool:
        if self._states and card.state.value not in self._states:
            return False
        if not self._words_sought:
            return True
        text = f"{card.number} {card.name} {card.team} {card.person}".casefold()
        return all(word in text for word in self._words_sought)

    @override
    def rowCount(self, parent: RegisterIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    @override
    def columnCount(self, parent: RegisterIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    @override
    def data(self, index: RegisterIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card, column = self._cards[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(card, column)
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DecorationRole and column == TIME and card.clock.status.value in _MARKS:
            return self._icons.icon(*_MARKS[card.clock.status.value])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words.card(card)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[column]}: {self._text(card, column)}"
        return None

    def _text(self, card: Card, column: int) -> str:
        match column:
            case 0:
                return card.number
            case 1:
                return card.name
            case 2:
                return card.team
            case 3:
                return self._step(card)
            case 4:
                return self._words.state(card.state)
            case 5:
                return "" if card.state.ended else self._words.clock(card.clock)[0]
            case 6:
                return card.person
            case _:
                return formats.date_medium(formats.local(card.changed_at).date())

    def _step(self, card: Card) -> str:
        sop = self._sop
        title = sop.step(card.step).title if sop and card.step <= sop.last_step else ""
        turn = f", putaran {card.round}" if card.round > 1 else ""
        return f"{card.step}  {title}{turn}"

    def _key(self, card: Card, column: int) -> Any:
        match column:
            case 3:
                return card.step * 1000 + card.round
            case 5:
                return -1.0 if card.state.ended or not card.clock.limit else card.clock.share
            case 7:
                return card.changed_at.timestamp()
            case _:
                return self._text(card, column).casefold()
