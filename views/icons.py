"""Own small drawings (resources/icons/*.svg) in the theme's colours; kept by name, colour, size and ratio."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
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
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._worn: WeakKeyDictionary[Wearer, tuple[str, str, int]] = WeakKeyDictionary()
        theme.changed.connect(self._recolor)

    @property
    def theme(self) -> Theme:
        """The theme whose colours they wear."""
        return self._theme

    def names(self) -> tuple[str, ...]:
        """All names there are."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def icon(self, name: str, color_token: str = "ink2", size: int = 16) -> QIcon:
        """A square icon of `size` logical pixels; disabled: ink3. FileNotFoundError if unknown."""
        icon = QIcon()
        app = QGuiApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
        for each in sorted({1.0, 2.0, ratio}):
            icon.addPixmap(self.pixmap(name, color_token, size, each))
            icon.addPixmap(self.pixmap(name, "ink3", size, each), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, color_token: str = "ink2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """The drawing as a pixmap of `size` logical pixels at that device pixel ratio."""
        color = self._theme.tokens.color(color_token)
        key = (name, color, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._drawn(name, color, size, ratio)
        return self._pixmaps[key]

    def dress(self, wearer: Wearer, name: str, color_token: str = "ink2", size: int = 16) -> None:
        """Sets the icon of a button or action and keeps it in the theme's colours from then on."""
        self._worn[wearer] = (name, color_token, size)
        wearer.setIcon(self.icon(name, color_token, size))
        if isinstance(wearer, QAbstractButton):
            wearer.setIconSize(QSize(size, size))

    def _recolor(self) -> None:
        self._pixmaps.clear()
        for wearer, (name, token, size) in list(self._worn.items()):
            wearer.setIcon(self.icon(name, token, size))

    def _drawn(self, name: str, color: str, size: int, ratio: float) -> QPixmap:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(self._sources[name].replace("currentColor", color).encode()))
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap
