"""Where the standard time and reality differ, as a table."""

from __future__ import annotations

from models.figures.evidence_values import Evidence
from views.words.figure_table import Field, FigureTable, Kind
from views.words.figure_words import FigureWords


def evidence_table(found: Evidence, words: FigureWords, titles: dict[int, str]) -> FigureTable:
    """The standard time of every step against the whole history. titles: step to its title."""
    tr = words.tr
    rows = tuple(
        (
            each.step, titles.get(each.step, ""),
            words.standard_days(each.minimum, each.limit, each.working_days), each.count, each.early, each.late,
            *((each.p15, each.median, each.p85) if each.count else (None,) * 3), words.verdict(each),
        )
        for each in found.steps
    )  # fmt: skip
    fields = (
        Field(tr("No"), Kind.COUNT, 0.6), Field(tr("Langkah"), share=3.4), Field(tr("Mutu baku"), share=2.2),
        Field(tr("Kasus"), Kind.COUNT), Field(tr("Lebih cepat"), Kind.COUNT, 1.2),
        Field(tr("Terlambat"), Kind.COUNT, 1.3), Field("P15", Kind.DAYS), Field(tr("Median"), Kind.DAYS),
        Field("P85", Kind.DAYS), Field(tr("Simpulan"), share=5),
    )  # fmt: skip
    title = tr("Mutu baku dan kenyataan")
    note = words.evidence_basis(found)
    return FigureTable("evidence", tr("Bukti mutu baku"), title, fields, rows, note, note)
