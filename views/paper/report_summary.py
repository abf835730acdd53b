"""The head of the periodic report: the balance as a sum in boxes, and five figures beside those before."""

from __future__ import annotations

from collections.abc import Sequence

from models.figures.values import Figures
from views.paper.blocks import heading
from views.paper.fonts import Style
from views.paper.sheet import Sheet
from views.paper.styles import ACCENT, HAIR, MM, PALE, SMALL, SMALL_STRONG
from views.words import formats
from views.words.figure_words import FigureWords

_NUMBER = Style("bold", 17, 21)
_SIGN = Style("regular", 15, 19)
_VALUE = Style("bold", 13, 16, ACCENT)
_BALANCE, _CARD = 40.0, 54.0
_SIGN_WIDTH, _GAP = 6 * MM, 3 * MM


def summary(sheet: Sheet, figures: Figures, words: FigureWords) -> None:
    """Both strips, kept on one page."""
    heading(sheet, "Ringkasan", keep=_BALANCE + _CARD + 12)
    _balance(sheet, figures)
    sheet.y -= 6
    _cards(sheet, _headlines(figures, words))
    sheet.y -= 4


def _balance(sheet: Sheet, figures: Figures) -> None:
    one = figures.balance
    parts = (
        ("", "Saldo awal", one.opening),
        ("+", "Masuk", one.entered),
        ("−", "Selesai", one.finished),
        ("−", "Ditolak", one.rejected),
        ("−", "Dibatalkan", one.cancelled),
        ("=", "Saldo akhir", one.closing),
    )
    width = (sheet.width - _SIGN_WIDTH * (len(parts) - 1)) / len(parts)
    x, bottom = sheet.left, sheet.y - _BALANCE
    for sign, label, count in parts:
        if sign:
            sheet.put(sheet.lines(sign, _SIGN)[0], _SIGN, x, sheet.y - 8, _SIGN_WIDTH, "center")
            x += _SIGN_WIDTH
        if sign in ("", "="):
            sheet.fill(x, bottom, width, _BALANCE, PALE)
        sheet.box(x, bottom, width, _BALANCE, 0.6, HAIR)
        sheet.put(sheet.lines(formats.number(count, 0), _NUMBER)[0], _NUMBER, x, sheet.y - 3, width, "center")
        sheet.put(sheet.lines(label, SMALL)[0], SMALL, x, sheet.y - 25, width, "center")
        x += width
    sheet.y = bottom


def _headlines(figures: Figures, words: FigureWords) -> tuple[tuple[str, str, str], ...]:
    """Label, value and comparison of the five figures."""
    now, before = figures.now, figures.before
    least, most = figures.usual
    lead = f"{formats.number(now.lead.median)} hari (median)" if now.lead.count else "–"
    earlier = f"{formats.number(before.lead.median)} hari" if before.lead.count else "belum ada"
    test = f"Langkah {now.test_step} lolos sekali jalan" if now.test_step else "Lolos sekali jalan"
    return (
        ("Proyek selesai", str(now.finished), f"{before.finished} pada periode sebelumnya"),
        ("Berjalan pada akhir periode", str(now.open), f"{now.late} terlambat, {now.near} mendekati batas"),
        (
            "Langkah tepat waktu",
            words.share(now.kept),
            f"{now.kept.part} dari {now.kept.whole}; sebelumnya {words.share(before.kept)}",
        ),
        ("Permohonan sampai selesai", lead, f"menurut SOP {least}–{most} hari; sebelumnya {earlier}"),
        (
            test,
            words.share(now.passed),
            f"{now.passed.part} dari {now.passed.whole}; sebelumnya {words.share(before.passed)}",
        ),
    )


def _cards(sheet: Sheet, cards: Sequence[tuple[str, str, str]]) -> None:
    width = (sheet.width - _GAP * (len(cards) - 1)) / len(cards)
    bottom = sheet.y - _CARD
    for place, (label, value, comparison) in enumerate(cards):
        x = sheet.left + place * (width + _GAP)
        sheet.box(x, bottom, width, _CARD, 0.6, HAIR)
        sheet.put(sheet.lines(label, SMALL_STRONG, width - 10)[0], SMALL_STRONG, x + 5, sheet.y - 3)
        sheet.put(sheet.lines(value, _VALUE)[0], _VALUE, x + 5, sheet.y - 14)
        for number, line in enumerate(sheet.lines(comparison, SMALL, width - 10)[:2]):
            sheet.put(line, SMALL, x + 5, sheet.y - 31 - number * SMALL.leading)
    sheet.y = bottom
