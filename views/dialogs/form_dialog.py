"""What every dialog shares: content that scrolls, a place for refusals, a footer that says what is missing.

A dialog never writes: it emits a wish, stays open with everything typed, and is told how it went.
"""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.obstacles import Obstacle
from models.sop.procedure import Sop
from views.look import Look
from views.widgets.inline_notice import InlineNotice
from views.widgets.text import Button, Panel, SaveButton, ScrollContent, Text

NAMED = 4
"""So many missing things are named in the footer; more are counted."""


class FormDialog(QDialog):
    """Window-modal, opened with open(). Ctrl+Enter presses the main button; Esc closes and asks before losing text.

    The controller answers a wish with `show_saving()`, then `accept_done()` or `show_refusal(text, obstacles)`.
    """

    decided = Signal(dict)
    """What the person wishes, of those that ask for a decision; each says which keys there are."""
    closed_unsaved = Signal()

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.theme, self.icons, self.words = look.theme, look.icons, look.words
        self.setWindowTitle(title)
        self._width = 600
        self._saving = self._asking = self._dirty = self._barred = False
        self.notice = InlineNotice(look.icons, "late")
        self.hindrance = InlineNotice(look.icons, "near")
        self.content = ScrollContent()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(12)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.content)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hint = Text("", "small", wrap=True)
        self.cancel = Button("Batal")
        self.main = SaveButton("", "main")
        self.discard = Button("Buang isian", "danger")
        self.discard.hide()
        self.foot = Panel("foot")
        self._build_frame()
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.main.click)
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.main.click)

    # told by the controller ---------------------------------------------------------------------------------

    def show_saving(self) -> None:
        """The wish is under way: nothing can be changed meanwhile."""
        self._saving = True
        self._say("")
        self.content.setEnabled(False)
        self.main.setEnabled(False)
        self.cancel.setEnabled(False)
        self.hint.setText("Menyimpan…")

    def show_refusal(self, text: str, obstacles: tuple[Obstacle, ...] = (), sop: Sop | None = None) -> None:
        """The wish was refused: says why and keeps everything that was typed."""
        self._end_saving()
        reasons = [self.words.obstacle(each, sop) for each in obstacles] if sop else []
        lines = [text, *(f"• {reason}." for reason in reasons if reason not in text)]
        self._say("\n".join(line for line in lines if line))
        self.area.verticalScrollBar().setValue(0)
        self.fit()
        self.refresh()

    def accept_done(self) -> None:
        """The wish was fulfilled."""
        self._end_saving()
        self._dirty = False
        self.accept()

    def bar(self, text: str) -> None:
        """What it was opened on is gone: it can be read and copied from, and asks for nothing any more."""
        self.show_refusal(text)
        self._barred = True
        self.hint.setText("")
        self.cancel.set_words("Tutup")
        for button in self.foot.findChildren(Button):
            if button not in (self.cancel, self.discard):
                button.blockSignals(True)
                button.hide()

    def hinder(self, reason: str) -> None:
        """Nothing can be saved at present: says so and lets everything be typed on; "" lifts it."""
        kept = "Isian Anda tetap di sini dan dapat disimpan begitu tersambung kembali."
        text = f"{reason.removesuffix('.')}. {kept}" if reason else ""
        if text == self.hindrance.text():
            return
        self.hindrance.show_text("near", text)
        self._show_notices()
        for button in self.savers():
            button.hinder(reason)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.fit()
        if not self._saving and not self._asking and not self._barred:
            self.refresh()

    # for subclasses ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Recounts what is missing; subclasses say more."""

    def savers(self) -> tuple[SaveButton, ...]:
        """The buttons that save."""
        return tuple(self.foot.findChildren(SaveButton))

    def say_missing(self, missing: list[str]) -> None:
        """The footer names what is missing; the main button follows."""
        if self._saving or self._asking or self._barred:
            return
        self.main.setEnabled(not missing)
        if not missing:
            self.hint.setText("Belum dapat disimpan" if self.main.hindrance else "Ctrl+Enter")
            return
        rest = len(missing) - NAMED + 1
        named = missing if rest < 2 else [*missing[: NAMED - 1], f"{rest} hal lain"]
        self.hint.setText("Kurang: {list}".format(list=", ".join(named)))

    def mark_dirty(self) -> None:
        """Something was typed: closing asks once."""
        self._dirty = True

    @property
    def saving(self) -> bool:
        """A wish is under way."""
        return self._saving

    def fit(self) -> None:
        """Grows to the content, at most to the room of the screen."""
        if not self.isVisible():
            return
        self.resize(self.sizeHint())
        self._frame.activate()
        hidden = self.area.verticalScrollBar().maximum()
        self.resize(self.width(), min(self.height() + hidden, self._room().height()))

    # Qt ---------------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        self.content.ensurePolished()
        width = self.theme.px(self._width)
        height = (
            self.body.totalHeightForWidth(width)
            if self.body.hasHeightForWidth()
            else self.body.totalSizeHint().height()
        )
        height += self._foot_row.totalHeightForWidth(width)
        if self.notice.text() or self.hindrance.text():
            height += self._notice_box.totalHeightForWidth(width)
        room = self._room()
        return QSize(min(width, room.width()), min(height + 2, room.height()))

    def _room(self) -> QSize:
        room = self.screen().availableGeometry().size()
        parent = self.parentWidget()
        return room if parent is None else QSize(room.width(), min(room.height(), max(420, parent.window().height())))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.fit)

    @override
    def reject(self) -> None:
        if self._saving:
            return
        if self._asking:
            self._ask_no_more()
            return
        if self._dirty:
            self._ask()
            return
        super().reject()

    def _build_frame(self) -> None:
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        row.addWidget(self.hint, 1)
        for button in (self.discard, self.cancel, self.main):
            row.addWidget(button)
        self._foot_row = row
        self._notice_place = QWidget()
        self._notice_place.hide()
        self._notice_box = QVBoxLayout(self._notice_place)
        self._notice_box.setContentsMargins(20, 12, 20, 0)
        self._notice_box.setSpacing(8)
        self._notice_box.addWidget(self.hindrance)
        self._notice_box.addWidget(self.notice)
        self._frame = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice_place)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
        self.cancel.clicked.connect(self.reject)
        self.discard.clicked.connect(self._throw_away)

    def _say(self, text: str) -> None:
        self.notice.show_text("late", text)
        self._show_notices()

    def _show_notices(self) -> None:
        self._notice_place.setVisible(bool(self.notice.text() or self.hindrance.text()))

    def _end_saving(self) -> None:
        self._saving = False
        self.content.setEnabled(True)
        self.main.setEnabled(True)
        self.cancel.setEnabled(True)
        self.hint.setText("")

    def _ask(self) -> None:
        """Esc with text typed: the question stands in the footer, not in a second dialog."""
        self._asking = True
        self.hint.setText("Isian belum disimpan. Tutup tanpa menyimpan?")
        self.discard.show()
        self.main.hide()
        self.cancel.set_words("Tetap mengisi")
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_no_more(self) -> None:
        self._asking = False
        self.discard.hide()
        self.main.setVisible(not self._barred)
        self.cancel.set_words("Tutup" if self._barred else "Batal")
        self.refresh()

    def _throw_away(self) -> None:
        self._dirty = self._asking = False
        self.closed_unsaved.emit()
        super().reject()
