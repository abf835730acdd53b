"""Labels, buttons, icons and grounds with the properties that the style sheet knows (views/style_sheet.py)."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from views.icons import Icons

_ON_BUTTON = {"main": "on_accent", "plain": "accent", "danger": "late"}


class Text(QLabel):
    """A label of plain text: what people typed is never read as markup. `kind` is a `type` of the style sheet."""

    def __init__(self, text: str = "", kind: str = "", wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if kind:
            self.setProperty("type", kind)

    def set_kind(self, kind: str) -> None:
        """Changes the look after construction."""
        if self.property("type") != kind:
            self.setProperty("type", kind)
            repolish(self)


def repolish(widget: QWidget) -> None:
    """Reads the style sheet again after a property changed; before the first showing there is nothing to repeat."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedText(QLabel):
    """One line of plain text that shortens when room is short; tooltip and name keep the whole."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            self.setProperty("type", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Shows another text."""
        self._whole = " ".join(text.split())
        self.setText(self._whole)
        self.setToolTip(self._whole)
        self.setAccessibleName(self._whole)

    def whole(self) -> str:
        """The text before shortening."""
        return self._whole

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


class IconMark(QLabel):
    """A small picture beside words; it follows the theme and is silent for screen readers."""

    def __init__(
        self, icons: Icons, name: str, color: str = "ink2", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons, self._name, self._color, self._size = icons, name, color, size
        self.setFixedSize(size, size)
        icons.theme.changed.connect(self.update)

    def set_mark(self, name: str, color: str) -> None:
        """Shows another picture."""
        self._name, self._color = name, color
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = self._icons.pixmap(self._name, self._color, self._size, self.devicePixelRatio())
        QPainter(self).drawPixmap(0, 0, pixmap)


class Panel(QFrame):
    """A ground: card, quiet, soft, slot, top, foot, page, clear … (see the style sheet)."""

    def __init__(self, panel: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setProperty("panel", panel)

    def set_panel(self, panel: str) -> None:
        """Changes the ground after construction."""
        if self.property("panel") != panel:
            self.setProperty("panel", panel)
            repolish(self)


class ScrollContent(Panel):
    """What a scroll area shows: exactly as high as its words need at the width they have.

    Without the ignored policy Qt would make it as high as the words need at their narrowest.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("clear", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)


def hairline(parent: QWidget | None = None) -> Panel:
    """A thin line between rows."""
    line = Panel("hairline", parent)
    line.setFixedHeight(1)
    return line


class Button(QPushButton):
    """A button with words: main, outline, plain or danger. Enter presses it as well as the space bar."""

    def __init__(
        self,
        text: str,
        kind: str = "outline",
        icons: Icons | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f" {text}" if icon else text, parent)
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._worn = bool(icons is not None and icon)
        if icons is not None and icon:
            icons.dress(self, icon, _ON_BUTTON.get(kind, "ink2"))

    def set_words(self, text: str) -> None:
        """Changes the words; the key stays (Qt's setText would take it away)."""
        keys = self.shortcut()
        self.setText(f" {text}" if self._worn else text)
        self.setShortcut(keys)
        self.setAccessibleName(text)


class SaveButton(Button):
    """A button that saves something: while nothing can be saved it is off, and its tooltip says why."""

    hindrance = ""
    _wanted = True

    def hinder(self, reason: str) -> None:
        """With a reason it stays off whatever its page or dialog says; "" gives it back."""
        self.hindrance = reason
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)
        self.setEnabled(self._wanted)

    @override
    def setEnabled(self, arg__1: bool) -> None:
        self._wanted = arg__1
        super().setEnabled(arg__1 and not self.hindrance)


class IconButton(QToolButton):
    """A small button without words; its name is for screen readers and the tooltip."""

    def __init__(self, icons: Icons, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(28, 28)
        icons.dress(self, icon)
