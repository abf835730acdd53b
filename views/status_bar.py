"""The line at the bottom: where the records are, whether they answer, who changed what last, which SOP."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.board import Board
from views.look import Look
from views.widgets.text import Button, IconMark, Panel, Text
from views.words import formats


class StatusBar(Panel):
    """change_opened: the person wants to see the card that changed last. unsent_opened: what is not sent yet."""

    change_opened = Signal(str)
    unsent_opened = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("status", parent)
        self._words = look.words
        self._place = Text("", "small")
        self._mark = IconMark(look.icons, "complete", "ok", 14)
        self.connection = Text("", "small")
        self.present = Button("", "status", look.icons, "people")
        self.unsent = Button("", "status", look.icons, "upload")
        self.change = Button("", "status", look.icons, "history")
        self._sop = Text("", "small")
        self._full_place = ""
        self.setFixedHeight(max(28, look.theme.px(28)))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(6)
        row.addWidget(IconMark(look.icons, "share", "ink2", 14))
        row.addWidget(self._place)
        row.addSpacing(14)
        row.addWidget(self._mark)
        row.addWidget(self.connection)
        row.addSpacing(8)
        row.addWidget(self.present)
        row.addWidget(self.unsent)
        row.addStretch(1)
        row.addWidget(self.change)
        row.addSpacing(10)
        row.addWidget(self._sop)
        self.change.clicked.connect(lambda: self.change_opened.emit(self.change.accessibleName()))
        self.unsent.clicked.connect(self.unsent_opened)
        for button in (self.change, self.present, self.unsent):
            button.hide()
        self.set_connection("Tersambung", True)

    def show_board(self, board: Board) -> None:
        """Place, last change, SOP and day."""
        self._full_place = board.place
        self.set_change(self._words.last_change(board.last_change))
        self._sop.setText(f"{board.sop.identity.number}  ·  {formats.weekday_date(board.today)}")
        self.set_width(self.width())

    def set_change(self, text: str) -> None:
        """What somebody changed last, "" for nothing."""
        self.change.set_words(text)
        self.change.setVisible(bool(text))
        self.set_width(self.width())

    def set_present(self, sentence: str) -> None:
        """How many have the office open, "" while that is not known."""
        self.present.set_words(sentence)
        self.present.setVisible(bool(sentence))

    def set_unsent(self, sentence: str) -> None:
        """How many changes wait on this computer, "" for none."""
        self.unsent.set_words(sentence)
        self.unsent.setVisible(bool(sentence))

    def set_connection(self, text: str, connected: bool) -> None:
        """Whether the records answer."""
        self.connection.setText(text)
        self._mark.set_mark("complete" if connected else "offline", "ok" if connected else "near")

    def set_width(self, width: int) -> None:
        """The place is shortened in the middle; the SOP goes where the other words need its room. Logical pixels."""
        room = max(120, width // 4)
        metrics = self._place.fontMetrics()
        self._place.setText(metrics.elidedText(self._full_place, Qt.TextElideMode.ElideMiddle, room))
        self._place.setToolTip(self._full_place)
        self._place.setAccessibleName(self._full_place)
        self.change.setMaximumWidth(max(200, width // 2))
        self._sop.show()
        self._row.invalidate()
        self._sop.setVisible(self._row.sizeHint().width() <= width)
