"""Small painted widgets: a status mark and a round picture of a person."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from models.people import Person
from models.worktime import Status
from views.shapes import paint_avatar, paint_logo, paint_status
from views.theme import Theme


class StatusMark(QWidget):
    """The shape of a clock's status. Decoration: the words beside it say the same."""

    def __init__(self, theme: Theme, status: Status, size: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._status = status
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def set_status(self, status: Status) -> None:
        """Shows another status."""
        self._status = status
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_status(QPainter(self), self._theme, self._status, QRectF(self.rect()))


class Avatar(QWidget):
    """A person's initials on a round ground."""

    def __init__(
        self, theme: Theme, person: Person | None = None, size: int = 30, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._person = person
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)
        self.set_person(person)

    def set_person(self, person: Person | None) -> None:
        """Shows another person; None shows nothing."""
        self._person = person
        self.setAccessibleName(person.name if person else "")
        self.setToolTip(person.name if person else "")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._person:
            rect = QRectF(self.rect())
            paint_avatar(QPainter(self), self._theme, self._person.name, self._person.initials, rect)


class Logo(QWidget):
    """The program's sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(20, 20)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_logo(QPainter(self), self._theme, QRectF(self.rect()))
