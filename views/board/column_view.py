"""One column: ground, head, cards, the foot pill, the drop box, and what it does while a card is in the air."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import override

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from models.board import Card
from models.sop.procedure import Sop, Step
from models.worktime import Status
from views.board.card_delegate import CardDelegate, CardList
from views.board.card_painter import CardPainter
from views.board.column_head import ColumnHead
from views.board.column_items import ColumnItems, files_of, project_of
from views.board.density import Density
from views.board.drop_box import DropBox, DropLine
from views.board.folded_column import FoldedColumn
from views.look import Look


class Light(Enum):
    """How a column stands while a card is dragged."""

    NONE = auto()
    HOME = auto()
    FORWARD = auto()
    RETURN = auto()
    DIMMED = auto()


class ColumnView(QWidget):
    """A column of the board. Signals carry project ids and the column's step number."""

    card_over = Signal(int, int, QPoint)
    card_left = Signal()
    card_dropped = Signal(int, int)
    files_dropped = Signal(int, list)
    open_wished = Signal(int)

    def __init__(self, look: Look, painter: CardPainter, delegate: CardDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._painter = look.theme, look.icons, painter
        self.number = 0
        self.light = Light.NONE
        self.empty_words = ""
        self._was_empty: bool | None = None
        self.items = ColumnItems(delegate.describe, self)
        self.head = ColumnHead(look, self)
        self.list = CardList(self.items, delegate, painter.metrics.row_height, self)
        self.folded = FoldedColumn(look.theme, look.icons, self)
        self.box = DropBox(look.theme, look.icons, self)
        self.pill = QPushButton(self)
        self._inside = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(self._inside, 1)
        self._inside.addWidget(self.list)
        self.pill.setProperty("kind", "more")
        self._icons.dress(self.pill, "caret-down", "ink2", 10)
        self.pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pill.clicked.connect(self._scroll_on)
        self.pill.hide()
        self.list.scrolled.connect(self.show_rest)
        self.folded.opened.connect(lambda: self.open_wished.emit(self.number))
        self.setAcceptDrops(True)
        self._theme.changed.connect(self.update)

    def set_step(self, sop: Sop, step: Step) -> None:
        """Makes it the column of that step."""
        self.number = step.number
        self.head.set_step(sop, step)
        self.folded.set_step(step)

    def set_density(self, density: Density) -> None:
        """Takes over the painter's measures for that density."""
        self.head.set_density(density)
        margin = 4 if density is Density.COMPACT else 5
        self._inside.setContentsMargins(margin, 0, margin, 4)
        self.list.set_row_height(self._painter.metrics.row_height)
        self.show_rest()

    def set_folded(self, folded: bool) -> None:
        """Folds or opens the column."""
        self.folded.setVisible(folded)
        self.head.setVisible(not folded)
        self.list.setVisible(not folded)
        if folded:
            self.setFixedWidth(self.folded.width())
        else:
            self.setMinimumWidth(self.narrowest)
            self.setMaximumWidth(16777215)
        self.show_rest()

    @property
    def narrowest(self) -> int:
        """Smallest width of the open column."""
        if self._painter.metrics.compact:
            return self._theme.px(Density.COMPACT.narrowest - 8)
        return self._theme.px(Density.COMFORTABLE.narrowest)

    @property
    def is_folded(self) -> bool:
        """True while folded."""
        return self.folded.isVisibleTo(self)

    def exchange(self, cards: Sequence[Card]) -> None:
        """Shows other cards; selection, focus and scroll stay with their project."""
        bar = self.list.verticalScrollBar()
        scroll = bar.value()
        current = self.list.current_card()
        self.list.blockSignals(True)
        self.items.exchange(cards)
        if current and (row := self.items.row_of(current.id)) >= 0 and self.list.currentIndex().row() != row:
            self.list.choose_row(row)
        self.list.blockSignals(False)
        bar.setValue(scroll)
        self.count()

    def count(self) -> None:
        """Counts cards anew for head, pill and screen readers."""
        statuses = self.items.statuses()
        total, near, late = len(statuses), statuses.count(Status.NEAR), statuses.count(Status.LATE)
        self.head.set_counts(total, near, late)
        self.folded.set_counts(total, near, late)
        self._name(total, near, late)
        self.show_rest()
        if self._was_empty is not (total == 0):
            self._was_empty = total == 0
            self.update()

    def set_light(self, light: Light, reason: str = "", lines: Sequence[DropLine] = ()) -> None:
        """How the column answers to the card in the air."""
        self.light = light
        self.items.dimmed = light is Light.DIMMED
        self.head.reason = reason
        self.head.strong = light in (Light.FORWARD, Light.RETURN)
        self.box.set_lines(lines)
        self.box.setVisible(bool(lines) and not self.is_folded)
        self._place_box()
        for widget in (self, self.head, self.list.viewport(), self.folded):
            widget.update()

    def show_rest(self) -> None:
        """Shows or hides "3 lagi" at the foot; a column that nobody sees has no need of it yet."""
        if not self.isVisible():
            return
        rest = self.list.hidden_below() if not self.is_folded else 0
        self.pill.setVisible(rest > 0)
        if rest:
            self.pill.setText(f"{rest} lagi")
            self.pill.adjustSize()
            self.pill.move((self.width() - self.pill.width()) // 2, self.height() - self.pill.height() - 7)
            self.pill.raise_()

    def card_at(self, place: QPoint) -> Card | None:
        """The card under a point of this column."""
        index = self.list.indexAt(self.list.viewport().mapFrom(self, place))
        return self.items.card(index.row()) if index.isValid() else None

    def scroll_by(self, pixels: int) -> None:
        """Scrolls the cards."""
        bar = self.list.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def _scroll_on(self) -> None:
        self.scroll_by(max(40, self.list.viewport().height() - self._painter.metrics.row_height))

    def _name(self, total: int, near: int, late: int) -> None:
        parts = [self.head.toolTip().split("\n")[0], self.head.role(), f"{total} proyek"]
        if near:
            parts.append(f"{near} mendekati batas")
        if late:
            parts.append(f"{late} terlambat")
        name = ", ".join(part for part in parts if part)
        self.list.setAccessibleName(name)
        self.folded.setAccessibleName(f"{name}, terlipat")

    def _place_box(self) -> None:
        row = self._painter.metrics.row_height
        rows = 2 if self._painter.metrics.compact else 1
        inset = 3
        self.box.setGeometry(
            self.list.x() + inset, self.list.y() + inset, self.list.width() - 2 * inset, rows * row - inset - 5
        )
        self.box.raise_()

    # Qt --------------------------------------------------------------------------------------------------------------

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_rest()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.folded.setGeometry(0, 0, self.folded.width(), self.height())
        self._place_box()
        self.show_rest()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.light in (Light.FORWARD, Light.RETURN)
        painter.setBrush(self._theme.color("accent_soft" if lit else "column"))
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(self.rect())
        if lit:
            dash = Qt.PenStyle.DashLine if self.light is Light.RETURN else Qt.PenStyle.SolidLine
            painter.setPen(QPen(self._theme.color("accent"), 2, dash))
            rect.adjust(1, 1, -1, -1)
        painter.drawRoundedRect(rect, 9, 9)
        if self.empty_words and not self.items.rowCount() and not self.is_folded and not lit:
            self._empty(painter)

    def _empty(self, painter: QPainter) -> None:
        top = self.head.height() + 54
        size = 28
        tray = self._icons.pixmap("empty", "ink3", size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((self.width() - size) / 2, top), tray)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("ink2"))
        room = QRectF(10, top + size + 8, self.width() - 20, 90)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, self.empty_words)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        project = project_of(event.mimeData())
        if project is not None:
            self.card_over.emit(project, self.number, self.mapToGlobal(event.position().toPoint()))
            event.acceptProposedAction()
        elif files_of(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        project = project_of(event.mimeData())
        if project is not None:
            self.card_over.emit(project, self.number, self.mapToGlobal(place))
            event.setAccepted(self.light in (Light.FORWARD, Light.RETURN))
        else:
            event.setAccepted(self.card_at(place) is not None)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.card_left.emit()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        project = project_of(event.mimeData())
        card = self.card_at(event.position().toPoint())
        if project is not None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.card_dropped.emit(project, self.number)
        elif card:
            event.acceptProposedAction()
            self.files_dropped.emit(card.id, files_of(event.mimeData()))
