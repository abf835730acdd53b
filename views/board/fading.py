"""The ground of a card changed by someone else fades once, 600 ms; not at all where motion is unwanted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from views.board.card_marks import CardMarks
from views.board.columns_area import ColumnsArea

DURATION = 600
LEVELS = 12


class Fading(QObject):
    """Drives CardMarks.fresh from 1.0 down to nothing."""

    def __init__(self, marks: CardMarks, area: ColumnsArea) -> None:
        super().__init__(area)
        self._marks = marks
        self._area = area

    @cached_property
    def _motion(self) -> QtCore.QVariantAnimation:
        motion = QtCore.QVariantAnimation(self)
        motion.setDuration(DURATION)
        motion.setStartValue(LEVELS)
        motion.setEndValue(0)
        motion.setEasingCurve(QtCore.QEasingCurve.Type.OutCubic)
        motion.valueChanged.connect(self._show)
        return motion

    def start(self, project_ids: Iterable[int]) -> None:
        """Begins the fade for those cards."""
        if not motion_wanted(self._area):
            return
        self._motion.stop()
        self._marks.fresh.update(dict.fromkeys(project_ids, 1.0))
        self._motion.start()

    def _show(self, level: object) -> None:
        strength = int(str(level)) / LEVELS
        for project_id in list(self._marks.fresh):
            self._marks.fresh[project_id] = strength
            if not strength:
                del self._marks.fresh[project_id]
            self._area.touch(project_id)


def motion_wanted(widget: QWidget) -> bool:
    """False where the system asks for no animation."""
    return widget.style().styleHint(QtWidgets.QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) > 0
