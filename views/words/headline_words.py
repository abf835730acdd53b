"""The five figures at the head of the report, in words. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from models.figures.values import Figures, Share, Spread
from views.words import formats
from views.words.figure_words import FigureWords

AIM = 85.0
"""Per cent of steps that should keep their limit; the line drawn in the chart of steps on time."""


@dataclass(frozen=True, slots=True)
class Headed:
    """One figure. mark: "ok" or "near" beside the value, "" for none. compared: the period before."""

    title: str
    value: str
    detail: str
    compared: str
    mark: str = ""


def headlines(figures: Figures, words: FigureWords) -> tuple[Headed, ...]:
    """Finished, open, steps on time, time from request to closing, passed at the first try."""
    now, before, tr = figures.now, figures.before, words.tr
    earlier = words.period(figures.period.before)
    visits = tr("{part} dari {whole} penyelesaian langkah").format(part=now.kept.part, whole=now.kept.whole)
    passes = tr("{part} dari {whole} proyek").format(part=now.passed.part, whole=now.passed.whole)
    least, most = figures.usual
    usual = tr("mutu baku {least}–{most} hari").format(least=least, most=most)
    state = tr("{late} terlambat, {near} mendekati batas").format(late=now.late, near=now.near)
    entered = tr("{count} masuk pada periode ini").format(count=figures.balance.entered)
    compared = _Compared(words, earlier)
    return (
        Headed(tr("Proyek selesai"), str(now.finished), entered, compared.count(before.finished)),
        Headed(tr("Sedang berjalan"), str(now.open), state, compared.count(before.open), "near" if now.late else ""),
        Headed(tr("Langkah tepat waktu"), words.share(now.kept), visits, compared.share(before.kept), _aim(now.kept)),
        Headed(
            tr("Median permohonan sampai selesai"),
            _days(now.lead, words),
            usual,
            compared.days(before.lead),
            _within(now.lead, most),
        ),
        Headed(tr("Lolos uji akhir pertama"), words.share(now.passed), passes, compared.share(before.passed)),
    )


class _Compared:
    """The same figure of the period before."""

    def __init__(self, words: FigureWords, earlier: str) -> None:
        self._words = words
        self._earlier = earlier

    def count(self, value: int) -> str:
        return self._said(str(value))

    def share(self, share: Share) -> str:
        return self._said(self._words.counted_share(share) if share.whole else "")

    def days(self, lead: Spread) -> str:
        return self._said(_days(lead, self._words) if lead.count else "")

    def _said(self, value: str) -> str:
        if not value:
            return self._words.tr("belum ada pada {period}").format(period=self._earlier)
        return self._words.tr("{value} pada {period}").format(value=value, period=self._earlier)


def _days(lead: Spread, words: FigureWords) -> str:
    if not lead.count:
        return "–"
    return words.tr("{days} hari").format(days=formats.number(lead.median, None if lead.median % 1 else 0))


def _aim(share: Share) -> str:
    if not share.whole or share.small:
        return ""
    return "ok" if share.percent >= AIM else "near"


def _within(lead: Spread, most: int) -> str:
    if not lead.count or not most:
        return ""
    return "ok" if lead.median <= most else "near"
