"""One condition of a decision: a mark, its name, and the control while it is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views.icons import Icons
from views.widgets.text import Button, IconMark, Text


class Condition(QWidget):
    """Open: title, hint and control. Fulfilled from the start: one line with "Ganti", which opens the control."""

    opened = Signal()

    def __init__(
        self,
        icons: Icons,
        title: str,
        hint: str,
        control: QWidget,
        summary: str = "",
        counted: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control, self.counted, self._title = control, counted, title
        self._mark = IconMark(icons, "needed" if counted else "info", "near" if counted else "ink3", 17)
        self._name = Text(title, "strong", wrap=True)
        self._hint = Text(hint, "small", wrap=True)
        self._hint.setVisible(bool(hint))
        self.change = Button("Ganti", "plain")
        self.change.setAccessibleName(f"Ganti {title}")
        self.change.clicked.connect(self.open)
        self.extra = QHBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._name)
        names.addWidget(self._hint)
        alone = bool(summary) and not hint
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter if alone else Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        head.addLayout(self.extra)
        head.addWidget(self.change)
        self._place = QHBoxLayout()
        self._place.setContentsMargins(27, 0, 0, 0)
        self._place.addWidget(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._place)
        self.is_open = True
        self.change.hide()
        if summary:
            self._fold(summary)

    def open(self) -> None:
        """Shows the control of a fulfilled condition."""
        self.is_open = True
        self._name.setText(self._title)
        self._name.set_kind("strong")
        self.control.show()
        self.change.hide()
        self.opened.emit()

    def set_done(self, done: bool) -> None:
        """Changes the mark; the control stays where it is, so that nothing jumps."""
        if done:
            self._mark.set_mark("done", "ok")
        elif self.counted:
            self._mark.set_mark("needed", "near")

    def set_hint(self, hint: str) -> None:
        """Says something under the title."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))

    def wide(self) -> None:
        """The control takes the whole width (document places)."""
        self._place.setContentsMargins(0, 0, 0, 0)

    def _fold(self, summary: str) -> None:
        self.is_open = False
        self._name.setText(summary)
        self._name.set_kind("")
        self.control.hide()
        self.change.show()
        self._mark.set_mark("done", "ok")
