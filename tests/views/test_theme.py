"""The look keeps its promises: contrast from the tokens themselves, every drawing there, one style sheet for all."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from views.icons import FOLDER, Icons
from views.theme import Theme
from views.tokens import DARK, LIGHT, Tokens

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
GROUNDS = ("card", "window", "column")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in (*GROUNDS, "sel")],
    *[("accent", ground) for ground in ("card", "column", "accent_soft")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ink", "accent_soft"),
    *[(status, ground) for status in ("ok", "near", "late", "pause") for ground in ("card", f"{status}_soft")],
]
GRAPHICS = [
    *[(f"{status}_bar", "card") for status in ("ok", "near", "late", "pause")],
    *[("control", ground) for ground in ("field", "window", "card")],
    ("accent_line", "card"),
]


def luminance(color: str) -> float:
    """Relative luminance, WCAG 2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_from_its_ground(tokens: Tokens, text: str, ground: str):
    assert contrast(tokens.color(text), tokens.color(ground)) >= 4.5


@pytest.mark.parametrize("tokens", THEMES)
@pytest.mark.parametrize(("shape", "ground"), GRAPHICS)
def test_shapes_stand_out_from_their_ground(tokens: Tokens, shape: str, ground: str):
    assert contrast(tokens.color(shape), tokens.color(ground)) >= 3.0


@pytest.mark.parametrize("tokens", THEMES)
def test_letters_on_round_pictures_can_be_read(tokens: Tokens):
    assert min(contrast(ground, text) for ground, text in tokens.avatars) >= 6.4


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3])
def test_the_style_sheet_is_whole(qtbot: QtBot, dark: bool, scale: float):
    sheet = Theme(dark, scale).style_sheet()
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert all(size >= 10 for size in map(int, re.findall(r"font-size: (\d+)px", sheet)))
    probe = QPushButton("Simpan")
    qtbot.addWidget(probe)
    probe.setStyleSheet(sheet)  # a wrong sheet is a Qt warning, and a warning fails
    probe.show()


def test_no_color_hides_outside_of_the_tokens():
    here = FOLDER.parents[1] / "views"
    loose = {
        path.name: found
        for path in here.rglob("*.py")
        if path.name != "tokens.py" and "paper" not in path.parts
        if (found := re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")))
    }
    assert loose == {}


def test_every_drawing_can_be_drawn_in_every_color(qapp: QApplication):
    theme = Theme()
    icons = Icons(theme)
    assert len(icons.names()) >= 40
    for name in icons.names():
        pixmap = icons.pixmap(name, "accent", 16, 2.0)
        assert pixmap.width() == 32
        image = pixmap.toImage()
        painted = any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))
        assert painted, name


def test_an_unknown_drawing_is_refused(qapp: QApplication):
    with pytest.raises(FileNotFoundError):
        Icons(Theme()).icon("no-such-drawing")


def test_drawings_change_with_the_theme(qtbot: QtBot):
    theme = Theme()
    icons = Icons(theme)
    wearer = QPushButton()
    qtbot.addWidget(wearer)
    icons.dress(wearer, "complete", "ink")
    before = wearer.icon().pixmap(16).toImage()
    theme.set_dark(True)
    assert wearer.icon().pixmap(16).toImage() != before


def test_text_grows_with_the_setting_and_never_under_ten_pixels(qapp: QApplication):
    assert Theme().font("body").pixelSize() == 13
    assert Theme(text_scale=1.3).font("body").pixelSize() == 17
    assert Theme(text_scale=0.5).font("tiny").pixelSize() == 10


def test_the_palette_speaks_in_tokens(qapp: QApplication):
    theme = Theme(dark=True)
    assert theme.palette().window().color() == QColor(DARK.window)
    assert theme.palette().accent().color() == QColor(DARK.accent)
