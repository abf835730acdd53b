"""Nine steps in one line: done, now, later; under each its dates, length, standard time and rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.board import ProjectState
from models.project_file import ProjectFile, Visit
from models.sop.procedure import Step
from models.worktime import Clock, Status
from views.icons import Icons
from views.theme import Theme
from views.tokens import TYPE
from views.widgets.marks import StatusMark
from views.widgets.text import Panel, Text
from views.words import formats
from views.words.words import Words

ROUND = 26
"""Diameter of a stop in logical pixels."""


@dataclass(frozen=True, slots=True)
class StripStop:
    """What the strip says about one step. phase: done, now, later or skipped."""

    step: Step
    phase: str
    dates: str
    length: str
    status: Status | None
    standard: str
    rounds: str


def stops(project: ProjectFile, words: Words) -> tuple[StripStop, ...]:
    """The nine stops of a project."""
    return tuple(_stop(project, step, words) for step in project.sop.steps)


def _stop(project: ProjectFile, step: Step, words: Words) -> StripStop:
    standard = f"baku {words.standard(step.standard)}"
    visits = [v for v in project.visits if v.step == step.number and v.result != "undone"]
    real = [v for v in visits if not v.skipped]
    if not real:
        told = "tidak diperlukan" if visits else "belum dimulai"
        return StripStop(step, "skipped" if visits else "later", told, "", None, standard, "")
    last = real[-1]
    running = last.left is None and not project.card.state.ended
    rounds = f"{len(real)} putaran" if len(real) > 1 else ""
    phase = "now" if project.card.step == step.number and project.card.state is not ProjectState.MAINTENANCE else "done"
    if phase == "done" and project.card.step < step.number:
        phase = "later"
    return StripStop(
        step, phase, _dates(real, words), length(last.clock, running, words), last.clock.status, standard, rounds
    )


def _dates(visits: list[Visit], words: Words) -> str:
    start = formats.date_short(formats.local(visits[0].entered).date())
    left = visits[-1].left
    end = formats.date_short(formats.local(left).date()) if left else "sekarang"
    return f"{start} – {end}"


def length(clock: Clock, running: bool, words: Words) -> str:
    """How long a visit took or takes: "16 hari (+2)", "1 hari kerja", "hari ke-4 dari 7"."""
    if running:
        text = words.clock(clock)[0]
        return text[:1].lower() + text[1:]
    if clock.day == 0:
        return "selesai hari itu"
    unit = "hari kerja" if clock.working_days else "hari"
    over = f" (+{clock.over})" if clock.over else ""
    return f"{clock.day} {unit}{over}"


class StopMark(QWidget):
    """The round mark of a stop and the line to the next one."""

    def __init__(self, theme: Theme, icons: Icons, stop: StripStop, onward: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._stop, self._onward = theme, icons, stop, onward
        self.setFixedHeight(ROUND + 4)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(2, 2, ROUND, ROUND)
        self._paint_line(painter)
        match self._stop.phase:
            case "done":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("accent"))
                painter.drawEllipse(circle)
                pixmap = self._icons.pixmap("check", "on_accent", 14, self.devicePixelRatio())
                painter.drawPixmap(QPointF(2 + (ROUND - 14) / 2, 2 + (ROUND - 14) / 2), pixmap)
                return
            case "now":
                painter.setPen(QPen(self._theme.color("accent"), 2))
                ink = "accent"
            case _:
                painter.setPen(QPen(self._theme.color("control"), 1))
                ink = "ink2"
        painter.setBrush(self._theme.color("card"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        painter.setPen(self._theme.color(ink))
        painter.setFont(self._theme.font("small", bold=True))
        sign = "–" if self._stop.phase == "skipped" else str(self._stop.step.number)
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), sign)

    def _paint_line(self, painter: QPainter) -> None:
        if not self._onward:
            return
        solid = self._onward == "solid"
        pen = QPen(self._theme.color("accent" if solid else "line2"), 2 if solid else 1.5)
        if not solid:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        middle = 2 + ROUND / 2
        painter.drawLine(QPointF(ROUND + 6, middle), QPointF(self.width() - 1, middle))


class StepStrip(Panel):
    """The strip of one project; rebuilt by `show_stops`."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme, self._icons = theme, icons
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 12, 14, 12)
        self._row.setSpacing(0)
        self._columns: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_stops(self, shown: tuple[StripStop, ...]) -> None:
        """Shows those stops."""
        for column in self._columns:
            self._row.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._columns = []
        for place, stop in enumerate(shown):
            onward = "" if place == len(shown) - 1 else "solid" if stop.phase in {"done", "skipped"} else "dotted"
            self._columns.append(self._column(stop, onward))
            self._row.addWidget(self._columns[-1], 1)

    def _column(self, stop: StripStop, onward: str) -> QWidget:
        column = QWidget()
        column.setMinimumWidth(0)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(StopMark(self._theme, self._icons, stop, onward))
        begun = stop.phase in {"done", "now"}
        title = Text(f"{stop.step.number} {stop.step.title}", "" if begun else "small", wrap=True)
        title.setFont(self._theme.font("small", bold=True))
        title.setContentsMargins(2, 2, self._theme.px(14), 0)
        title.setMinimumHeight(2 * self._theme.line_height("small") + 2)
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(title)
        box.addWidget(_small(stop.dates, "micro"))
        box.addLayout(self._length_line(stop))
        box.addWidget(_small(stop.standard, "micro"))
        rounds = _small(stop.rounds, "pause")
        rounds.setStyleSheet(f"font-size: {self._theme.px(TYPE['micro'].px)}px; font-weight: 600;")
        box.addWidget(rounds)
        box.addStretch(1)
        said = (f"{stop.step.number} {stop.step.title}", stop.dates, stop.length, stop.standard, stop.rounds)
        column.setAccessibleName(", ".join(part for part in said if part))
        return column

    def _length_line(self, stop: StripStop) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(5)
        line.setContentsMargins(2, 0, 4, 0)
        if stop.status is not None and stop.length:
            line.addWidget(StatusMark(self._theme, stop.status, 11), 0, Qt.AlignmentFlag.AlignTop)
        late = stop.status is Status.LATE
        words = Text(stop.length, "late" if late else "", wrap=True)
        words.setStyleSheet(f"font-size: {self._theme.px(TYPE['micro'].px)}px; font-weight: 600;")
        line.addWidget(words, 1)
        return line


def _small(text: str, kind: str) -> Text:
    label = Text(text, kind, wrap=True)
    label.setContentsMargins(2, 0, 4, 0)
    return label
