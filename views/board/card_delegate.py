"""The cards of one column as a table of fixed rows, and the one delegate of all columns, which paints them."""

from __future__ import annotations

from typing import cast, override

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models.board import Card
from views.board.card_layout import GAP_BELOW, INSET
from views.board.card_marks import CardLook, CardMarks, described
from views.board.card_painter import CardPainter
from views.board.column_items import CARD_ROLE, DIMMED_ROLE, ColumnItems, Index
from views.words.words import Words


class CardList(QTableView):
    """Shows ColumnItems. lifted: a drag begins. sideways: -1 or 1 column. Ids are project ids."""

    chosen = Signal(int)
    opened = Signal(int)
    lifted = Signal(int)
    sideways = Signal(int)
    menu_requested = Signal(int, QPoint)
    retried = Signal(int)
    scrolled = Signal()

    def __init__(self, items: ColumnItems, delegate: CardDelegate, row_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._items = items
        self._hovered = QPersistentModelIndex()
        self.setViewport(QWidget())  # one that Python knows: for Qt's own PySide6 looks through every kind of widget
        self.setProperty("board", True)
        self.setModel(items)
        self.setItemDelegate(delegate)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self._set_headers(row_height)
        self.doubleClicked.connect(self._open)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(lambda: self._hover(QModelIndex()))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled.emit())

    def set_row_height(self, height: int) -> None:
        """One height for all rows, in logical pixels."""
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(max(20, height // 3))

    def is_hovered(self, index: Index) -> bool:
        """True for the row under the mouse."""
        return self._hovered == index

    def current_card(self) -> Card | None:
        """The card under the keyboard."""
        index = self.currentIndex()
        return self._items.card(index.row()) if index.isValid() else None

    def choose_row(self, row: int) -> bool:
        """Makes that row (or the nearest) current and selected; False in an empty column."""
        count = self._items.rowCount()
        if not count:
            return False
        self.setCurrentIndex(self._items.index(max(0, min(row, count - 1))))
        return True

    def hidden_below(self) -> int:
        """Cards not wholly visible below the lower edge."""
        header = self.verticalHeader()
        height = header.defaultSectionSize()
        bottom = self.verticalScrollBar().value() + self.viewport().height() + 6
        return max(0, self._items.rowCount() - bottom // height) if height else 0

    def _set_headers(self, row_height: int) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(20)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_row_height(row_height)

    def _hover(self, index: QModelIndex) -> None:
        self._hovered = QPersistentModelIndex(index)

    def _open(self, index: QModelIndex) -> None:
        card = self._items.card(index.row())
        if card:
            self.opened.emit(card.id)

    # Qt --------------------------------------------------------------------------------------------------------------

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        card = self._items.card(current.row()) if current.isValid() else None
        if card:
            self.chosen.emit(card.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if not event.modifiers():
                self.sideways.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Home:
                self.choose_row(0)
            case Qt.Key.Key_End:
                self.choose_row(self._items.rowCount() - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row >= 0 and not event.modifiers():
                self._open(self.currentIndex())
            case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_PageUp | Qt.Key.Key_PageDown if not event.modifiers():
                super().keyPressEvent(event)
            case _:
                event.ignore()

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters are commands of the board, not a search."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose_row(0)
        elif card := self.current_card():
            self.selectionModel().select(self.currentIndex(), self.selectionModel().SelectionFlag.ClearAndSelect)
            self.chosen.emit(card.id)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        card = self._items.card(index.row()) if index.isValid() else None
        if card:
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_requested.emit(card.id, self.viewport().mapToGlobal(place))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        card = self.current_card()
        if card:
            self.lifted.emit(card.id)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        card = self._items.card(index.row()) if index.isValid() else None
        delegate = self.itemDelegate()
        if card and isinstance(delegate, CardDelegate) and delegate.is_failed(card):
            band = self.visualRect(index).bottom() - 40
            if event.position().y() > band and event.button() == Qt.MouseButton.LeftButton:
                self.retried.emit(card.id)

    @override
    def updateGeometries(self) -> None:
        super().updateGeometries()
        self.scrolled.emit()


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

    def look(self, rows: CardList, index: Index, card: Card) -> CardLook:
        """How that card of that list stands now."""
        marks = self._marks
        return CardLook(
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
