"""Hands for dialogs and pages: find by words, drop a file, walk with the keyboard, list what has no name."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.words.words import Words


def light_look(app: QApplication) -> Look:
    """The light theme, applied to the program."""
    theme = Theme(dark=False)
    theme.apply(app)
    return Look(theme, Icons(theme), Words())


def settle() -> None:
    """Lets everything that waits in the event loop happen."""
    for _round in range(5):
        QApplication.processEvents()


def button(inside: QWidget, words: str) -> QAbstractButton:
    """The visible button with those words as its text or name."""
    found = [
        each
        for each in inside.findChildren(QAbstractButton)
        if each.isVisibleTo(inside) and words in {each.text().strip(), each.accessibleName()}
    ]
    assert found, f"no button “{words}”"
    return found[0]


def named(inside: QWidget, name: str) -> QWidget:
    """The visible control with that accessible name."""
    found = [
        each for each in inside.findChildren(QWidget) if each.accessibleName() == name and each.isVisibleTo(inside)
    ]
    assert found, f"no control named “{name}”"
    return found[0]


def drop_files(target: QWidget, *paths: str) -> bool:
    """Drops files on a widget; False if it would not take them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    at, copy = QPoint(40, 40), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPointF(), copy, mime, left, none)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(at.toPointF(), copy, mime, left, none))
    settle()
    return True


def without_name(inside: QWidget) -> list[str]:
    """Every visible control that takes the focus but tells a screen reader nothing."""
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in inside.findChildren(QWidget)
        if _is_control(each, inside) and not each.accessibleName() and not _words_of(each)
    ]


def unreachable(window: QWidget) -> list[str]:
    """Every visible, enabled control that Tab does not come to."""
    controls = [each for each in window.findChildren(QWidget) if _is_control(each, window) and each.isEnabled()]
    reached: set[int] = set()
    each = window
    for _step in range(2000):
        each = each.nextInFocusChain()
        reached.add(id(each))
        if each is window:
            break
    return [f"{type(c).__name__} {c.accessibleName()}" for c in controls if id(c) not in reached]


def _is_control(widget: QWidget, inside: QWidget) -> bool:
    if not widget.isVisibleTo(inside) or widget.focusProxy() is not None:
        return False
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QTabBar):
        return False
    parent = widget.parentWidget()
    if isinstance(widget, QLineEdit) and type(parent).__name__ in {"QSpinBox", "QComboBox"}:
        return False
    return not (isinstance(widget, QAbstractScrollArea) and widget.objectName() == "qt_internal")


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) and widget.isReadOnly() else ""
