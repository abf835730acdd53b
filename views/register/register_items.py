"""All projects of the office as rows: running, held, in maintenance, ended. Sorted by what the cells mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, override

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from models.board import Card
from models.sop import Sop
from views import formats
from views.icons import Icons
from views.words import Words

SORT = int(Qt.ItemDataRole.UserRole)
CARD = SORT + 1
Place = QModelIndex | QPersistentModelIndex
NUMBER, NAME, TEAM, STEP, STATE, TIME, PERSON, CHANGED = range(8)
_MARKS = {"late": ("failed", "late_bar"), "near": ("failed", "near_bar"), "paused": ("pause", "pause_bar")}


class RegisterItems(QAbstractTableModel):
    """One row a project."""

    def __init__(self, icons: Icons, words: Words) -> None:
        super().__init__()
        self._icons, self._words = icons, words
        self._cards: tuple[Card, ...] = ()
        self._places: dict[int, int] = {}
        self._sop: Sop | None = None
        self._heads = tuple(
            words.tr(text)
            for text in ("Nomor", "Nama", "Tim", "Langkah", "Keadaan", "Waktu", "Penanggung jawab", "Diubah")
        )

    def show(self, cards: Sequence[Card], sop: Sop) -> None:
        """All cards anew; where only some differ, the rows stay and just those are painted again."""
        cards = tuple(cards)
        same = [card.id for card in cards] == [card.id for card in self._cards] and sop is self._sop
        if not same:
            self.beginResetModel()
            self._cards, self._sop = cards, sop
            self._places = {card.id: place for place, card in enumerate(cards)}
            self.endResetModel()
            return
        changed = [place for place, (old, new) in enumerate(zip(self._cards, cards, strict=True)) if old != new]
        self._cards = cards
        for place in changed:
            self.dataChanged.emit(self.index(place, 0), self.index(place, CHANGED))

    def card(self, place: int) -> Card:
        """The project of a row."""
        return self._cards[place]

    def place(self, project_id: int) -> int:
        """Row of a project, -1 for none."""
        return self._places.get(project_id, -1)

    @override
    def rowCount(self, parent: Place | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    @override
    def columnCount(self, parent: Place | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    @override
    def data(self, index: Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card, column = self._cards[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(card, column)
        if role == SORT:
            return self._key(card, column)
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
        turn = self._words.tr(", putaran {n}").format(n=card.round) if card.round > 1 else ""
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


class RegisterFilter(QSortFilterProxyModel):
    """Words that must all be found in a row, and the states that are shown (none chosen: all)."""

    def __init__(self, items: RegisterItems) -> None:
        super().__init__()
        self._items = items
        self._words: tuple[str, ...] = ()
        self._states: frozenset[str] = frozenset()
        self.setSourceModel(items)
        self.setSortRole(SORT)
        self.setDynamicSortFilter(True)

    def search(self, text: str, states: frozenset[str]) -> None:
        """Shows only rows with those words, in those states."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self._states = states
        self.endFilterChange()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Place) -> bool:
        card = self._items.card(source_row)
        if self._states and card.state.value not in self._states:
            return False
        text = f"{card.number} {card.name} {card.team} {card.person}".casefold()
        return all(word in text for word in self._words)
