"""Small pictures that many cards share, drawn once: grounds, status marks, round pictures, whole cards."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

Draw = Callable[[QPainter], None]


def drawn(width: float, height: float, ratio: float, draw: Draw) -> QPixmap:
    """A transparent picture of that size in logical pixels, drawn on once."""
    pixmap = QPixmap(ceil(width * ratio), ceil(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return pixmap


class Stamps:
    """Keeps at most `most` pictures by key; when full it begins anew."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[object, QPixmap]] = {}

    def clear(self) -> None:
        """Forgets everything, after a change of colours or sizes."""
        self._kept.clear()

    def get(self, key: Hashable, make: Callable[[], QPixmap], of: object = None) -> QPixmap:
        """The picture of that key; made again when it was made of another thing than `of`."""
        found = self._kept.get(key)
        if found is None or found[0] is not of:
            if len(self._kept) >= self._most:
                self._kept.clear()
            found = (of, make())
            self._kept[key] = found
        return found[1]
