"""The window's typeface: it is the one that ships, it has every sign of the interface, its digits stand in columns."""

from __future__ import annotations

import ast
from io import BytesIO

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont

from tests.house.sources import ROOT, python_files
from views import typeface
from views.theme import Theme
from views.tokens import FACES, FAMILY, TYPE

WORDS = "Menunggu disposisi Kepala"


def letters_of_the_interface() -> set[str]:
    """Every character of every text in views and desktop, and of the procedure."""
    sources = [path for path in python_files() if path.relative_to(ROOT).parts[0] in ("views", "desktop")]
    texts = [
        node.value
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "resources" / "sop").glob("*.toml")]
    return {letter for text in texts for letter in text if letter.isprintable()}


@pytest.mark.parametrize("name", FACES)
def test_every_file_has_every_letter_and_sign_that_the_program_says(qapp: QApplication, name: str):
    face = QRawFont(str(typeface.FOLDER / name), 13)
    letters = letters_of_the_interface() | set("ÀÖßéýÿĀŁőşŽž“”‘’–—…•·→←↑↓−×≤≥")
    assert sorted(letter for letter in letters if not face.supportsCharacter(ord(letter))) == []


@pytest.mark.parametrize("size", TYPE)
@pytest.mark.parametrize("bold", [False, True])
def test_every_text_of_the_theme_is_set_in_it(qapp: QApplication, size: str, bold: bool):
    told = QFontInfo(Theme().font(size, bold))
    assert told.family() == FAMILY
    assert told.weight() == (QFont.Weight.DemiBold if bold or TYPE[size].weight == 600 else QFont.Weight.Normal)


@pytest.mark.parametrize(
    ("weight", "style"),
    [
        (QFont.Weight.Normal, "Regular"),
        (QFont.Weight.Medium, "Medium"),
        (QFont.Weight.DemiBold, "SemiBold"),
        (QFont.Weight.Bold, "Bold"),
    ],
)
def test_words_are_as_wide_as_the_file_says(qapp: QApplication, weight: QFont.Weight, style: str):
    font = QFont(Theme().font("body"))
    font.setWeight(weight)
    font.setKerning(False)
    content = (typeface.FOLDER / f"InterLajur-{style}.ttf").read_bytes()
    wanted = TTFont(style, BytesIO(content)).stringWidth(WORDS, font.pixelSize())
    assert QFontMetricsF(font).horizontalAdvance(WORDS) == pytest.approx(wanted, rel=0.005)


def test_digits_stand_in_columns_on_cards_and_in_what_the_style_sheet_dresses(qtbot: QtBot, qapp: QApplication):
    theme = Theme()
    theme.apply(qapp)
    label = QLabel("11", None)
    label.setProperty("type", "figure")
    qtbot.addWidget(label)
    label.ensurePolished()
    for font in (theme.font("small", bold=True), label.font()):
        measure = QFontMetricsF(font)
        assert measure.horizontalAdvance("1111") == measure.horizontalAdvance("0847")
    told = QFontInfo(label.font())
    assert (told.family(), told.pixelSize(), told.weight()) == (FAMILY, 26, QFont.Weight.DemiBold)
    assert label.font().hintingPreference() == QFont.HintingPreference.PreferVerticalHinting


def test_a_missing_file_is_named(qapp: QApplication, tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(typeface, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"InterLajur-Regular\.ttf"):
        typeface.load_typeface()
