"""Own small drawings (resources/icons/*.svg) in the theme's colours; kept by name, colour, size and ratio."""

from __future__ import annotations

from pathlib import Path
from typing import override

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from views.theme import Theme

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
Wearer = QAbstractButton | QAction


class Icons:
    """Gives icons by meaning: icon("attachment"), icon("forward", "accent", 14)."""

    def __init__(self, theme: Theme, folder: Path = FOLDER) -> None:
        self._theme = theme
        self._folder = folder
        self._names = frozenset(path.stem for path in folder.glob("*.svg"))
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        theme.changed.connect(self._pixmaps.clear)

    @property
    def theme(self) -> Theme:
        """The theme whose colours they wear."""
        return self._theme

    def names(self) -> tuple[str, ...]:
        """All names there are."""
        return tuple(sorted(self._names))

    def icon(self, name: str, color_token: str = "ink2", size: int = 16) -> QIcon:
        """A square icon of `size` logical pixels; disabled: ink3. FileNotFoundError if unknown.

        It is drawn when it is painted, in the theme's colours of that moment: most wait in menus that nobody opens.
        """
        if name not in self._names:
            raise FileNotFoundError(name)
        return QIcon(_Drawing(self, name, color_token, size))

    def pixmap(self, name: str, color_token: str = "ink2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """The drawing as a pixmap of `size` logical pixels at that device pixel ratio."""
        color = self._theme.tokens.color(color_token)
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, color, size, ratio)
        return self._pixmaps[key]

    def dress(self, wearer: Wearer, name: str, color_token: str = "ink2", size: int = 16) -> None:
        """Sets the icon of a button or action."""
        wearer.setIcon(self.icon(name, color_token, size))
        if isinstance(wearer, QAbstractButton):
            wearer.setIconSize(QSize(size, size))

    def _drawn(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_bytes()
        renderer = QSvgRenderer(QByteArray(self._sources[name].replace(b"currentColor", color.encode())))
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap


class _Drawing(QIconEngine):
    """One icon for Qt: asks for the pixmap at the moment of painting. Sizes are logical pixels."""

    def __init__(self, icons: Icons, name: str, color_token: str, size: int) -> None:
        super().__init__()
        self._icons, self._name, self._token, self._size = icons, name, color_token, size

    @override
    def clone(self) -> QIconEngine:
        return _Drawing(self._icons, self._name, self._token, self._size)

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(self._size, size.width(), size.height())
        return QSize(side, side)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        token = "ink3" if mode == QIcon.Mode.Disabled else self._token
        side = self.actualSize(size, mode, state).width()
        return self._icons.pixmap(self._name, token, side, scale) if side > 0 else QPixmap()

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        pixmap = self.scaledPixmap(rect.size(), mode, state, painter.deviceTransform().m11())
        side = self.actualSize(rect.size(), mode, state).width()
        painter.drawPixmap(rect.center() - QPoint((side - 1) // 2, (side - 1) // 2), pixmap)
