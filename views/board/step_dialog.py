"""Pindahkan ke langkah…: all steps with the same reasons as while dragging, by keyboard."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.board import Card
from models.sop.procedure import Sop, Step
from views.board import moves
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.widgets.marks import StatusMark
from views.widgets.text import Button, Panel, Text


class StepRow(QWidget):
    """One step: number, name, and either what the move asks or why it is not lawful."""

    def __init__(self, theme: Theme, icons: Icons, step: Step, look: tuple[str, str], lawful: bool) -> None:
        super().__init__()
        self._theme, self._icons, self.step, self._look, self.lawful = theme, icons, step, look, lawful
        self.chosen = False
        self.split = 0
        self.setFixedHeight(theme.px(42))
        self.setAccessibleName(f"{step.number}. {step.title}: {look[1]}")
        self.setToolTip(look[1])

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, self._theme.px(42))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if self.chosen:
            painter.setBrush(theme.color("sel"))
            painter.setPen(QPen(theme.color("accent" if self.lawful else "control"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 3, -1, -3), 7, 7)
        tile = QRectF(10, (self.height() - 22) / 2, 22, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if self.lawful else "window"))
        painter.drawRoundedRect(tile, 6, 6)
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.color("accent" if self.lawful else "ink3"))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, str(self.step.number))
        painter.setFont(theme.font("body", bold=self.lawful))
        painter.setPen(theme.color("ink" if self.lawful else "ink2"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(44, 0, self.split - 46, self.height()), middle, self.step.title)
        self._answer(painter, self.split)

    def _answer(self, painter: QPainter, left: int) -> None:
        icon, text = self._look
        token = "accent" if self.lawful else "ink2"
        pixmap = self._icons.pixmap(icon, token, 14, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - 14) // 2, pixmap)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("ink2"))
        room = QRectF(left + 22, 0, self.width() - left - 32, self.height())
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class StepDialog(QDialog):
    """Answers `step` after Accepted. Unlawful rows can be focused and read, not chosen."""

    def __init__(self, card: Card, sop: Sop, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pindahkan ke langkah…")
        self.setModal(True)
        self.setMinimumWidth(look.theme.px(680))
        self._card, self._sop, self._theme, self._icons, self._words = card, sop, look.theme, look.icons, look.words
        self.rows = [self._row(step) for step in sop.steps]
        metrics = QFontMetrics(look.theme.font("body", bold=True))
        widest = max(metrics.horizontalAdvance(step.title) for step in sop.steps)
        for row in self.rows:
            row.split = widest + 66
        self.accept_button = Button("Lanjut", "main")
        self._reason = Text("", "small", wrap=True)
        self._build()
        first = moves.onward(card) or moves.back(card)
        steps = [path.step for path in first if path.step] or [card.step]
        self._at = next(i for i, row in enumerate(self.rows) if row.step.number == steps[0])
        self._show_choice()

    @property
    def step(self) -> int:
        """Number of the chosen step."""
        return self.rows[self._at].step.number

    def choose(self, step: int) -> None:
        """Moves the choice to that step."""
        for place, row in enumerate(self.rows):
            if row.step.number == step:
                self._at = place
        self._show_choice()

    def _row(self, step: Step) -> StepRow:
        card = self._card
        if step.number == card.step:
            return StepRow(self._theme, self._icons, step, ("here", "Kartu ada di sini"), False)
        paths = moves.lawful(card, step.number)
        if not paths:
            why = moves.reason(card, step.number, self._words, self._sop)
            return StepRow(self._theme, self._icons, step, ("forbidden", why), False)
        icon = "return" if paths[0].kind == "return" else "forward"
        text = moves.summary(paths[0], self._words, self._sop)
        return StepRow(self._theme, self._icons, step, (icon, text), True)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(20, 16, 20, 12)
        inside.setSpacing(0)
        inside.addWidget(self._card_line())
        inside.addSpacing(6)
        for row in self.rows:
            inside.addWidget(row)
        layout.addLayout(inside)
        foot = Panel("foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(20, 12, 20, 12)
        line.setSpacing(8)
        line.addWidget(self._reason, 1)
        cancel = Button("Batal")
        cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._accept)
        line.addWidget(cancel)
        line.addWidget(self.accept_button)
        layout.addWidget(foot)
        self.accept_button.setFocus()

    def _card_line(self) -> Panel:
        panel = Panel("quiet")
        row = QHBoxLayout(panel)
        row.setContentsMargins(12, 8, 12, 8)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(Text(self._card.number, "small"))
        left.addWidget(Text(self._card.name, "strong", wrap=True))
        right.addWidget(Text(self._card.team, "small"), 0, Qt.AlignmentFlag.AlignRight)
        clock = QHBoxLayout()
        clock.addStretch(1)
        clock.addWidget(StatusMark(self._theme, self._card.clock.status))
        clock.addWidget(Text(self._words.clock(self._card.clock)[0], "small"))
        right.addLayout(clock)
        row.addLayout(left, 1)
        row.addLayout(right)
        return panel

    def _show_choice(self) -> None:
        for place, row in enumerate(self.rows):
            row.chosen = place == self._at
            row.update()
        row = self.rows[self._at]
        self.accept_button.setEnabled(row.lawful)
        self._reason.setText("Angka 1–9 memilih langkah, panah bergerak, Esc menutup" if row.lawful else row.toolTip())
        self.setAccessibleDescription(row.accessibleName())

    def _accept(self) -> None:
        if self.rows[self._at].lawful:
            self.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._at = max(0, min(len(self.rows) - 1, self._at + (1 if key == Qt.Key.Key_Down else -1)))
            self._show_choice()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choose(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        child = self.childAt(event.position().toPoint())
        if isinstance(child, StepRow):
            self.choose(child.step.number)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if isinstance(self.childAt(event.position().toPoint()), StepRow):
            self._accept()
