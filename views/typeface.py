"""The typeface of the window: Inter, which ships with the program, so that words are as wide on every computer.

The files are made by packaging/make_fonts.py. Free of Qt's widgets; papers and their PDF have a family of their own.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase

from views.tokens import FACES

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "fonts"


def load_typeface() -> None:
    """Makes the four files known to Qt as one family; once for each application, before its first widget.

    Raises FileNotFoundError with the name of a file that is missing or that Qt cannot read.
    """
    for name in FACES:
        if QFontDatabase.addApplicationFont(str(FOLDER / name)) < 0:
            raise FileNotFoundError(FOLDER / name)
