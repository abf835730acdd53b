"""One card in the air: lights the columns, scrolls at the edges, and hands the drop over once the drag has ended."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QDrag, QGuiApplication

from models.board import Card, Move
from models.sop.procedure import Sop
from views.board import moves
from views.board.card_marks import CardMarks
from views.board.column_items import card_mime
from views.board.column_view import ColumnView, Light
from views.board.columns_area import ColumnsArea
from views.board.ending_bar import EndingBar
from views.words.words import Words

EDGE = 48
"""Pixels from an edge within which the board scrolls by itself."""

OPEN_AFTER = 600
"""Milliseconds that a lawful card hovers over a folded column until it opens."""


class CardDrop(NamedTuple):
    """Where the card was let go: a column (ending None) or an ending."""

    card: Card
    step: int
    ending: Move | None = None


class CardDrag(QObject):
    """The drag of one card. dropped carries a CardDrop; refused a reason; ended follows every drag."""

    dropped = Signal(object)
    refused = Signal(str)
    open_wished = Signal(int)

    def __init__(
        self,
        words: Words,
        marks: CardMarks,
        area: ColumnsArea,
        bar: EndingBar,
    ) -> None:
        super().__init__(area)
        self._words, self._marks, self._area, self._bar = words, marks, area, bar
        self._sop: Sop | None = None
        self._card: Card | None = None
        self._drop: CardDrop | None = None
        self._flying = False
        self._over = 0
        self._last = 0
        self._place = QPoint()
        self._scroller = QTimer(self, interval=30)
        self._scroller.timeout.connect(self._scroll)
        self._opener = QTimer(self, interval=OPEN_AFTER, singleShot=True)
        self._opener.timeout.connect(lambda: self.open_wished.emit(self._over))
        self._forgetter = QTimer(self, interval=120, singleShot=True)
        self._forgetter.timeout.connect(self._forget)
        bar.dropped.connect(self._let_go_ending)

    @property
    def card(self) -> Card | None:
        """The card in the air."""
        return self._card

    def set_sop(self, sop: Sop) -> None:
        """Whose words the reasons use."""
        self._sop = sop

    def fly(self, card: Card, source: ColumnView) -> None:
        """Runs the whole drag; returns when the card was let go."""
        drag = QDrag(source)
        drag.setMimeData(card_mime(card.id))
        place = source.list.visualRect(source.list.currentIndex())
        drag.setPixmap(self._area.painter.picture(card, place.width() - 6, source.devicePixelRatioF()))
        cursor = source.list.viewport().mapFromGlobal(QCursor.pos()) - place.topLeft()
        inside = place.translated(-place.topLeft()).contains(cursor)
        drag.setHotSpot((cursor if inside else QPoint(place.width() // 2, 40)) + QPoint(13, 9))
        self.light(card)
        self._flying = True
        drag.exec(Qt.DropAction.MoveAction)
        self._flying = False
        self._settle()

    def light(self, card: Card) -> None:
        """Every column says what it thinks of that card."""
        if self._sop is None or (self._card and self._card.id == card.id):
            return
        self._card = card
        self._marks.lifted = card.id
        for column in self._area.columns:
            self._light_column(column, card, self._sop)
        endings = [(path, moves.title(path, self._words, self._sop)) for path in moves.lawful_endings(card)]
        self._bar.show_targets(endings, card.step)
        self._scroller.start()

    def over(self, project_id: int, step: int, place: QPoint) -> None:
        """The card hovers over a column at a global place."""
        card = self._area.card(project_id)
        if card is None:
            return
        self.light(card)
        self._place = place
        self._last = step
        if step != self._over:
            self._over = step
            column = self._area.column(step)
            self._opener.stop()
            if column and column.is_folded and column.light in (Light.FORWARD, Light.RETURN):
                self._opener.start()

    def left(self) -> None:
        """The card left a column; outside of a running drag of ours the lights go out unless another one follows."""
        self._over = 0
        self._opener.stop()
        self._forgetter.start()
        if not self._flying:
            QTimer.singleShot(0, self, self._settle_if_gone)

    def let_go(self, project_id: int, step: int) -> None:
        """The card was dropped on a column."""
        card = self._area.card(project_id)
        if card:
            self._drop = CardDrop(card, step)
        self._settle_later()

    def refresh(self, column: ColumnView) -> None:
        """Lights one column anew, after it was opened in flight."""
        if self._card and self._sop:
            self._light_column(column, self._card, self._sop)

    def _let_go_ending(self, project_id: int, path: Move) -> None:
        card = self._area.card(project_id)
        if card:
            self._drop = CardDrop(card, 0, path)
        self._settle_later()

    def _settle_later(self) -> None:
        if not self._flying:
            QTimer.singleShot(0, self, self._settle)

    def _settle_if_gone(self) -> None:
        if self._card and not self._over and not self._flying and self._drop is None:
            self._settle()

    def _settle(self) -> None:
        if self._flying:
            return
        drop, card, column = self._drop, self._card, self._area.column(self._last)
        barred = column.head.reason if column and column.light is Light.DIMMED and drop is None else ""
        held = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        self._drop, self._card, self._over, self._last = None, None, 0, 0
        self._marks.lifted = 0
        self._scroller.stop()
        self._opener.stop()
        self._bar.clear()
        for each in self._area.columns:
            each.set_light(Light.NONE)
        if drop:
            self.dropped.emit(drop)
        elif barred and card and not held:
            self.refused.emit(f"{card.number}: {barred}")

    def _forget(self) -> None:
        self._last = self._over

    def _light_column(self, column: ColumnView, card: Card, sop: Sop) -> None:
        if column.number == card.step:
            column.set_light(Light.HOME)
            return
        lines = moves.drop_lines(card, column.number, self._words, sop)
        if lines:
            column.set_light(Light.RETURN if lines[0].kind == "return" else Light.FORWARD, "", lines)
        else:
            column.set_light(Light.DIMMED, moves.reason(card, column.number, self._words, sop))

    def _scroll(self) -> None:
        if not self._over:
            return
        port = self._area.viewport()
        place = port.mapFromGlobal(self._place)
        across = self._area.horizontalScrollBar()
        if place.x() < EDGE:
            across.setValue(across.value() - 24)
        elif place.x() > port.width() - EDGE:
            across.setValue(across.value() + 24)
        column = self._area.column(self._over)
        if column:
            inside = column.list.viewport().mapFromGlobal(self._place)
            if 0 <= inside.y() < EDGE:
                column.scroll_by(-18)
            elif inside.y() > column.list.viewport().height() - EDGE:
                column.scroll_by(18)
