"""Who has the office open: three round pictures and a number in the top bar, and the list behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, override

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from models.people import Person
from views.shapes import paint_avatar
from views.theme import Theme
from views.words import formats
from views.words.words import Words

if TYPE_CHECKING:
    from models.board import Present

SHOWN = 3
SIZE, STEP, DOT = 26, 25, 8
"""Logical pixels: a picture, from one to the next, the green dot."""


class Attendant(NamedTuple):
    """One person who is in. where: "PC-IPDS-01, sejak 09.12"; several windows are joined."""

    person: Person
    where: str
    own: bool = False


def attendants(present: Sequence[Present], people: Sequence[Person], words: Words) -> tuple[Attendant, ...]:
    """One for each person, those who came last first, oneself at the end. An unknown login is shown as it is."""
    known = {person.login: person for person in people}
    found: dict[str, list[Present]] = {}
    for each in sorted(present, key=lambda each: each.since, reverse=True):
        found.setdefault(each.login, []).append(each)
    since = "{workstation}, sejak {time}"
    made = [
        Attendant(
            known.get(login, Person(0, login, login)),
            "; ".join(
                since.format(workstation=each.workstation, time=formats.clock_time(each.since)) for each in windows
            ),
            any(each.own for each in windows),
        )
        for login, windows in found.items()
    ]
    return tuple(sorted(made, key=lambda each: each.own))


class PresenceStrip(QAbstractButton):
    """Pictures of the others; a click shows everybody with workstation and time. Hidden while one is alone."""

    def __init__(self, theme: Theme, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._people: tuple[Attendant, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4))))
        theme.changed.connect(self.update)

    def show_people(self, people: tuple[Attendant, ...], sentence: str) -> None:
        """sentence: how many there are, for screen readers."""
        self._people = tuple(each for each in people if not each.own)
        names = ", ".join(each.person.name for each in people)
        self.setAccessibleName(f"{sentence}: {names}")
        self.setToolTip("\n".join(f"{each.person.name}, {each.where}" for each in people))
        self.updateGeometry()
        self.update()

    @property
    def count(self) -> int:
        """How many others there are."""
        return len(self._people)

    @override
    def sizeHint(self) -> QSize:
        shown = min(SHOWN, len(self._people))
        if not shown:
            return QSize(0, SIZE + 4)
        rest = self._rest()
        room = 4 + QFontMetrics(self._theme.font("small", bold=True)).horizontalAdvance(rest) if rest else 0
        return QSize(SIZE + (shown - 1) * STEP + room + 6, SIZE + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 2
        for each in self._people[:SHOWN]:
            self._paint(painter, each.person, QRect(left, 2, SIZE, SIZE))
            left += STEP
        if self._rest():
            painter.setFont(self._theme.font("small", bold=True))
            painter.setPen(self._theme.color("ink2"))
            area = QRect(left + SIZE - STEP + 4, 0, self.width(), self.height())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._rest())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def _rest(self) -> str:
        more = len(self._people) - SHOWN
        return f"+{more}" if more > 0 else ""

    def _paint(self, painter: QPainter, person: Person, area: QRect) -> None:
        edge = QPen(self._theme.color("bar"), 2)
        paint_avatar(painter, self._theme, person.name, person.initials, QRectF(area))
        painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(area))
        painter.setBrush(self._theme.color("ok_bar"))
        painter.drawEllipse(QRectF(area.right() - DOT + 1, area.bottom() - DOT + 1, DOT, DOT))


class PresenceMenu(QMenu):
    """Everybody who is in. The rows can be read, not chosen."""

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words

    def show_people(self, people: tuple[Attendant, ...]) -> None:
        """Another list; an open menu is left as it is."""
        if self.isVisible():
            return
        self.clear()
        for each in people:
            you = " (Anda)" if each.own else ""
            self.addAction(self._picture(each.person), f"{each.person.name}{you}   {each.where}".replace("&", "&&"))

    def _picture(self, person: Person) -> QIcon:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(20 * ratio), round(20 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_avatar(painter, self._theme, person.name, person.initials, QRectF(0, 0, 20, 20))
        painter.end()
        return QIcon(pixmap)
