"""Head of every paper: the office's logo and lines over a double rule, then the title and its number."""

from __future__ import annotations

from io import BytesIO

from PIL import UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from models.office import Letterhead
from views.paper.fonts import Style
from views.paper.sheet import Sheet
from views.paper.styles import BLACK, BODY, MM, TITLE
from views.words.formats import DOTS

LINE = Style("bold", 13, 16)
ADDRESS = Style("regular", 8.5, 11)
_LOGO_HEIGHT, _LOGO_WIDTH = 20 * MM, 32 * MM


def letterhead(sheet: Sheet, head: Letterhead, scale: float = 1.0) -> None:
    """Logo at the left, lines centred, double rule. `scale` shrinks it for a small sheet."""
    big = Style(LINE.face, LINE.size * scale, LINE.leading * scale)
    small = Style(ADDRESS.face, ADDRESS.size * scale, ADDRESS.leading * scale)
    top = sheet.y
    picture = _logo(sheet, head.logo, top, scale)
    aside = picture + 4 * MM if picture else 0.0
    x, width = sheet.left + aside, sheet.width - 2 * aside
    for text, style in [*((line, big) for line in head.lines), *((line, small) for line in head.address)]:
        for line in sheet.lines(text, style, width):
            sheet.put(line, style, x, sheet.y, width, "center")
            sheet.y -= style.leading
    if picture:
        sheet.y = min(sheet.y, top - _LOGO_HEIGHT * scale)
    sheet.y -= 2.2 * MM * scale
    for thickness, drop in ((1.6, 0.0), (0.6, 2.2)):
        y = sheet.y - drop
        sheet.rule(sheet.left, y, sheet.left + sheet.width, y, thickness, BLACK)
    sheet.y -= 2.2 + 6 * MM * scale


def _logo(sheet: Sheet, picture: bytes, top: float, scale: float) -> float:
    """Places the logo and gives its width; a picture that cannot be read is left out."""
    if not picture:
        return 0.0
    try:
        wide, high = ImageReader(BytesIO(picture)).getSize()
    except (OSError, UnidentifiedImageError, ValueError):
        return 0.0
    if not wide or not high:
        return 0.0
    factor = min(_LOGO_HEIGHT * scale / high, _LOGO_WIDTH * scale / wide)
    width, height = wide * factor, high * factor
    offset = (_LOGO_HEIGHT * scale - height) / 2
    sheet.page.pictures.append((sheet.left, top - height - offset, width, height, picture))
    return width


def title(sheet: Sheet, lines: tuple[str, ...], number: str | None, style: Style = TITLE) -> None:
    """The paper's name in capitals, centred, with "NOMOR: …" below; dots stand for a number still to come."""
    sheet.bookmark(" ".join(lines).title())
    for text in lines:
        sheet.write(text.upper(), style, "center")
    if number is not None:
        numbered = Style(BODY.face, min(BODY.size, style.size), BODY.leading)
        sheet.write(f"NOMOR: {number.strip() or DOTS * 2}", numbered, "center")
    sheet.skip(style.leading * 0.55)
