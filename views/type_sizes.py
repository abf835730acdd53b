"""Type sizes of the interface."""

from __future__ import annotations

from typing import NamedTuple

FAMILY = "Inter Lajur"
"""The typeface of the window; resources/fonts holds it (views/typeface.py)."""

FACES = tuple(f"InterLajur-{style}.ttf" for style in ("Regular", "Medium", "SemiBold", "Bold"))
"""Its files."""


class TypeSize(NamedTuple):
    """Size and line height in logical pixels at scale 1.0; weight as in CSS."""

    px: int
    weight: int
    line: int


TYPE: dict[str, TypeSize] = {
    "figure": TypeSize(26, 600, 32),
    "title": TypeSize(20, 600, 26),
    "section": TypeSize(15, 600, 20),
    "body": TypeSize(13, 400, 18),
    "small": TypeSize(12, 400, 16),
    "micro": TypeSize(11, 400, 15),
    "tiny": TypeSize(10, 400, 14),
}
