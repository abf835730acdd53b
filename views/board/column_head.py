"""Head of a column: number, SOP name, count, role, standard time, late and near; while dragging, the one reason."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.performers import performer_titles
from models.sop.procedure import Sop, Step
from models.worktime import Status
from views.board.card_layout import CLEAR, face, first_fitting, two_lines
from views.board.density import Density
from views.look import Look
from views.shapes import paint_status


class ColumnHead(QWidget):
    """Painted from values; no child widgets. `reason` replaces role and time while a forbidden card hovers."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = look.theme
        self._icons = look.icons
        self._words = look.words
        self._sop: Sop | None = None
        self._step: Step | None = None
        self._density = Density.COMFORTABLE
        self._counts = (0, 0, 0)
        self.reason = ""
        self.strong = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_step(self, sop: Sop, step: Step) -> None:
        """Shows that step."""
        self._sop, self._step = sop, step
        parts = (f"{step.number}. {step.title}", self.role(), self._words.standard(step.standard))
        self.setToolTip("\n".join((*parts, step.activity)))
        self.update()

    def set_counts(self, total: int, near: int, late: int) -> None:
        """Shows how many cards there are."""
        if (total, near, late) != self._counts:
            self._counts = (total, near, late)
            self.update()

    def set_density(self, density: Density) -> None:
        """Changes the height."""
        self._density = density
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def role(self) -> str:
        """Titles of the performers."""
        if not self._sop or not self._step:
            return ""
        return ", ".join(performer_titles(self._sop, self._step.number))

    @override
    def sizeHint(self) -> QSize:
        return QSize(100, self._theme.px(76 if self._density is Density.COMPACT else 86))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._step is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        compact = self._density is Density.COMPACT
        if self.reason:
            painter.setOpacity(0.55)
        self._title(painter, self._step, compact)
        painter.setOpacity(1.0)
        if self.reason:
            self._reason(painter, compact)
        else:
            self._facts(painter, self._step, compact)

    def _title(self, painter: QPainter, step: Step, compact: bool) -> None:
        px = self._theme.px
        side = 10
        size = px(20 if compact else 22)
        tile = QRectF(side, px(8), size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent" if self.strong else "accent_soft"))
        painter.drawRoundedRect(tile, 6, 6)
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(self._theme.color("on_accent" if self.strong else "accent"))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, str(step.number))
        count_face = face(self._theme, "small", bold=True)
        count = str(self._counts[0])
        count_width = count_face.metrics.horizontalAdvance(count)
        left = tile.right() + (6 if compact else 8)
        room = self.width() - left - (6 if compact else count_width + side + 6)
        name = face(self._theme, "micro" if compact else "body", bold=True)
        if compact and not _fits(step.title, room, name.metrics):
            name = face(self._theme, "tiny", bold=True)
        lines = two_lines(step.title, room, name.metrics)
        height = px(14 if compact else 17)
        top = tile.center().y() - len(lines) * height / 2 if len(lines) == 1 else tile.top() + px(1)
        painter.setFont(name.font)
        painter.setPen(self._theme.color("ink"))
        for place, line in enumerate(lines):
            painter.drawText(QPointF(left, name.baseline(top + place * height, height)), line)
        if not compact:
            painter.setFont(count_face.font)
            painter.setPen(self._theme.color("ink2"))
            place = QPointF(self.width() - side - count_width, count_face.baseline(tile.top(), size))
            painter.drawText(place, count)

    def _facts(self, painter: QPainter, step: Step, compact: bool) -> None:
        px = self._theme.px
        small = face(self._theme, "tiny" if compact else "micro")
        right = self.width() - 10.0
        tops = (px(40), px(54)) if compact else (px(46), px(62))
        height = px(15)
        end = right
        painter.setPen(self._theme.color("ink2"))
        if compact:
            bold = face(self._theme, "small", bold=True)
            painter.setFont(bold.font)
            count = str(self._counts[0])
            x = right - bold.metrics.horizontalAdvance(count)
            painter.drawText(QPointF(x, bold.baseline(tops[0], height)), count)
            end = x - CLEAR
        painter.setFont(small.font)
        role = self._role_words(end - 10, small.metrics)
        painter.drawText(QPointF(10, small.baseline(tops[0], height)), role)
        room = self._signs(painter, right, tops[1], height) - 10
        words = (self._words.standard(step.standard), self._words.standard_short(step.standard))
        clock = px(12)
        standard = first_fitting(words[1:] if compact else words, room - clock - 4, small.metrics)
        width = small.metrics.horizontalAdvance(standard)
        if width > room:
            return  # the tooltip has it; a number is never cut
        left = 10.0
        if clock + 4 + width <= room:
            pixmap = self._icons.pixmap("clock", "ink2", clock, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, tops[1] + (height - clock) / 2), pixmap)
            left += clock + 4
        painter.setFont(small.font)
        painter.setPen(self._theme.color("ink2"))
        painter.drawText(QPointF(left, small.baseline(tops[1], height)), standard)

    def _signs(self, painter: QPainter, right: float, top: float, height: float) -> float:
        """Late and near at the right edge; returns where words before them must end."""
        strong = face(self._theme, "micro", bold=True)
        size = self._theme.px(11)
        for status, count in ((Status.LATE, self._counts[2]), (Status.NEAR, self._counts[1])):
            if count:
                text = str(count)
                right -= strong.metrics.horizontalAdvance(text)
                painter.setFont(strong.font)
                painter.setPen(self._theme.color(status.value))
                painter.drawText(QPointF(right, strong.baseline(top, height)), text)
                right -= size + 4
                paint_status(painter, self._theme, status, QRectF(right, top + (height - size) / 2, size, size))
                right -= 8
        return right

    def _role_words(self, room: float, metrics: QFontMetricsF) -> str:
        whole = self.role()
        first = whole.split(",")[0]
        short = " ".join(first.split()[:2])
        chosen = first_fitting((whole, first, short), room, metrics)
        return metrics.elidedText(chosen, Qt.TextElideMode.ElideRight, room)

    def _reason(self, painter: QPainter, compact: bool) -> None:
        px = self._theme.px
        top = px(42 if compact else 45)
        size = px(13)
        painter.drawPixmap(QPointF(10, top + 1), self._icons.pixmap("forbidden", "ink", size, self.devicePixelRatioF()))
        words = face(self._theme, "tiny" if compact else "micro", bold=True)
        painter.setFont(words.font)
        painter.setPen(self._theme.color("ink"))
        left = 10 + size + 5
        height = px(14 if compact else 15)
        for place, line in enumerate(two_lines(self.reason, self.width() - left - 6, words.metrics)):
            painter.drawText(QPointF(left, words.baseline(top + place * height, height)), line)


def _fits(title: str, room: float, metrics: QFontMetricsF) -> bool:
    return not two_lines(title, room, metrics)[-1].endswith("…")
