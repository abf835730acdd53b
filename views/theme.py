"""The look of the program as one object: colours, type sizes, palette, style sheet. Passed by constructor."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from views.style_sheet import style_sheet
from views.tokens import DARK, FAMILY, LIGHT, TYPE, Tokens

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.Base, "field"),
    (QPalette.ColorRole.AlternateBase, "window"),
    (QPalette.ColorRole.Button, "bar"),
    (QPalette.ColorRole.ToolTipBase, "card"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.ToolTipText, "ink"),
    (QPalette.ColorRole.PlaceholderText, "ink3"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Light, "card"),
    (QPalette.ColorRole.Midlight, "line"),
    (QPalette.ColorRole.Mid, "line2"),
    (QPalette.ColorRole.Dark, "control"),
    (QPalette.ColorRole.Shadow, "control"),
)


class Theme(QObject):
    """Colours and type. `text_scale` is 1.0, 1.15 or 1.3 and multiplies every type size and the heights built on it."""

    changed = Signal()

    def __init__(self, dark: bool = False, text_scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dark = dark
        self._scale = text_scale
        self._system: Tokens | None = None
        self._fonts: dict[tuple[str, bool], QFont] = {}

    @property
    def dark(self) -> bool:
        """True for light text on a dark ground."""
        return self._dark

    @property
    def text_scale(self) -> float:
        """Factor on every type size."""
        return self._scale

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._system or (DARK if self._dark else LIGHT)

    def color(self, name: str, alpha: float = 1.0) -> QColor:
        """A token as QColor; `alpha` from 0 to 1."""
        color = QColor(self.tokens.color(name))
        color.setAlphaF(alpha)
        return color

    def font(self, name: str = "body", bold: bool = False) -> QFont:
        """title, section, body, small, micro, tiny or figure; `bold` asks for 600 where the size is regular."""
        key = (name, bold)
        if key not in self._fonts:
            self._fonts[key] = self._made(name, bold)
        return self._fonts[key]

    def line_height(self, name: str) -> int:
        """Line height in logical pixels of a type size."""
        return round(TYPE[name].line * self._scale)

    def px(self, value: float) -> int:
        """A length that grows with the text."""
        return round(value * self._scale)

    def palette(self) -> QPalette:
        """The whole palette, disabled text included."""
        palette = QPalette()
        for role, token in _ROLES:
            palette.setColor(role, QColor(self.tokens.color(token)))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.tokens.ink3))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(self.tokens.track))
        return palette

    def style_sheet(self) -> str:
        """The one style sheet of the program."""
        return style_sheet(self.tokens, self._scale, self._dark)

    def apply(self, app: QApplication) -> None:
        """Dresses the whole program; its style is Fusion from the start (desktop/app.py)."""
        app.setPalette(self.palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(self.style_sheet())

    def follow_system(self, app: QApplication) -> None:
        """Takes the system's light, dark or high-contrast wish now and whenever it changes."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _scheme: self._follow(app))
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wish: self._follow(app))
        self._follow(app)

    def set_dark(self, dark: bool) -> None:
        """Changes the colours; who painted with the old ones repaints on `changed`."""
        if dark != self._dark:
            self._dark = dark
            self.changed.emit()

    def _follow(self, app: QApplication) -> None:
        hints = QGuiApplication.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        strong = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        system = _from_palette(app.style().standardPalette(), self.tokens) if strong else None
        different = dark != self._dark or system != self._system
        self._dark, self._system = dark, system
        self.apply(app)
        if different:
            self.changed.emit()

    def _made(self, name: str, bold: bool) -> QFont:
        size = TYPE[name]
        font = QFont(FAMILY)
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)  # full hinting rounds every width
        font.setPixelSize(max(10, round(size.px * self._scale)))
        weight = QFont.Weight.DemiBold if bold or size.weight == 600 else QFont.Weight.Normal
        font.setWeight(weight)
        return font


def _from_palette(palette: QPalette, start: Tokens) -> Tokens:
    """High contrast: the system's own colours in our names; shapes and words stay."""
    ground = palette.color(QPalette.ColorRole.Base).name()
    text = palette.color(QPalette.ColorRole.Text).name()
    mark = palette.color(QPalette.ColorRole.Highlight).name()
    grounds = ("window", "bar", "column", "card", "card_hover", "field", "sel", "accent_soft", "ok_soft", "near_soft")
    values: dict[str, str] = dict.fromkeys((*grounds, "late_soft", "pause_soft", "track"), ground)
    values |= dict.fromkeys(("accent", "accent_hover", "accent_line"), mark)
    values["on_accent"] = palette.color(QPalette.ColorRole.HighlightedText).name()
    for name in Tokens._fields:
        if name not in ("avatars", "shadow_alpha"):
            values.setdefault(name, text)
    return start._replace(avatars=((ground, text),) * 8, **values)
