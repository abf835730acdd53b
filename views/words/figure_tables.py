"""Every table of the figures, once, as values with typed cells: behind a chart, in the report and in the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.figures.evidence import Evidence
from models.figures.values import Figures, Share
from views.words import formats
from views.words.figure_words import FigureWords
from views.words.words import Words

Cell = str | int | float | date | Share | None


class Kind(StrEnum):
    """What a column holds; None in any of them is "not applicable"."""

    TEXT = "text"
    COUNT = "count"
    DAYS = "days"
    DAY = "day"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. share: its part of the width, relative to the others."""

    label: str
    kind: Kind = Kind.TEXT
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table. code: a short name without spaces; sheet: name of its sheet in a workbook, at most 31 letters."""

    code: str
    sheet: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    note: str = ""


def shown(cell: Cell, kind: Kind, words: FigureWords) -> str:
    """A cell as people read it; "–" for None."""
    if cell is None:
        return "–"
    if isinstance(cell, Share):
        return words.share(cell)
    if isinstance(cell, date):
        return formats.date_medium(cell)
    if isinstance(cell, (int, float)):
        return formats.number(cell, None if kind is Kind.DAYS and cell % 1 else 0)
    return cell


class FigureTables:
    """Makes the tables of one set of figures."""

    def __init__(self, figures: Figures, words: FigureWords, office_words: Words) -> None:
        self._figures = figures
        self._words = words
        self._office = office_words

    def all(self) -> tuple[FigureTable, ...]:
        """In the order of the report."""
        return (
            self.balance(), self.stock(), self.times(), self.late(), self.rounds(), self.returns(), self.waiting(),
            self.load(), self.releases(), self.flow(), self.throughput(), self.projects(),
        )  # fmt: skip

    def balance(self) -> FigureTable:
        """Opening, movements, closing."""
        one, tr = self._figures.balance, self._words.tr
        rows = (
            (tr("Saldo awal"), one.opening),
            (tr("Masuk"), one.entered),
            (tr("Selesai"), one.finished),
            (tr("Ditolak"), one.rejected),
            (tr("Dibatalkan"), one.cancelled),
            (tr("Saldo akhir"), one.closing),
        )
        fields = (Field(tr("Uraian"), share=3), Field(tr("Proyek"), Kind.COUNT))
        note = tr("Saldo awal + masuk − selesai − ditolak − dibatalkan = saldo akhir.")
        return FigureTable("balance", tr("Ringkasan"), tr("Saldo proyek"), fields, rows, self._words.empty, note)

    def stock(self) -> FigureTable:
        """Projects by step at the end."""
        tr = self._words.tr
        rows = tuple(
            (each.step, self._title(each.step), each.projects, each.held, each.late) for each in self._figures.stock
        )
        fields = (
            Field(tr("No"), Kind.COUNT, 0.5), Field(tr("Langkah"), share=4), Field(tr("Proyek"), Kind.COUNT),
            Field(tr("Ditunda"), Kind.COUNT, 1.1), Field(tr("Terlambat"), Kind.COUNT, 1.4),
        )  # fmt: skip
        title = tr("Proyek menurut langkah pada akhir periode")
        return FigureTable("stock", tr("Menurut langkah"), title, fields, rows, self._words.empty)

    def times(self) -> FigureTable:
        """Each step against its standard time."""
        tr, words = self._words.tr, self._words
        rows = tuple(
            (
                each.step, self._title(each.step),
                words.standard_days(each.minimum, each.limit, each.working_days), each.count,
                each.early if each.limit else None, each.on_time if each.limit else None,
                each.late if each.limit else None, each.kept if each.kept.whole else None,
                *((each.net.median, each.net.p85, each.net.worst, each.gross.median) if each.count else (None,) * 4),
            )
            for each in self._figures.times
        )  # fmt: skip
        fields = (
            Field(tr("No"), Kind.COUNT, 0.7), Field(tr("Langkah"), share=4.2), Field(tr("Mutu baku"), share=2.6),
            Field(tr("Selesai"), Kind.COUNT, 1.2), Field(tr("Lebih cepat"), Kind.COUNT, 1.2),
            Field(tr("Tepat waktu"), Kind.COUNT, 1.2), Field(tr("Terlambat"), Kind.COUNT, 1.5),
            Field(tr("% tepat"), Kind.SHARE, 1.4), Field(tr("Median"), Kind.DAYS, 1.2), Field("P85", Kind.DAYS),
            Field(tr("Terlama"), Kind.DAYS, 1.3), Field(tr("Median bruto"), Kind.DAYS, 1.2),
        )  # fmt: skip
        note = tr(
            "Median, P85, dan terlama dihitung bersih (tanpa masa tunda) dalam hari menurut mutu baku langkah itu; "
            "median bruto menghitung pula masa tunda. “Tepat waktu” mencakup yang lebih cepat. Kurang dari lima "
            "penyelesaian: jumlah ditulis, bukan persentase."
        )
        title = tr("Capaian mutu baku per langkah")
        return FigureTable("times", tr("Mutu baku"), title, fields, rows, words.empty, note)

    def late(self) -> FigureTable:
        """Late projects with their causes."""
        tr = self._words.tr
        rows = tuple(
            (
                each.number, each.name, each.team, f"{each.step} {self._title(each.step)}", each.due, each.over,
                tr("hari kerja") if each.working_days else tr("hari"), each.person, self._words.causes(each),
            )
            for each in self._figures.late
        )  # fmt: skip
        fields = (
            Field(tr("Nomor"), share=2.1), Field(tr("Proyek"), share=3.6), Field(tr("Tim pemohon"), share=2.6),
            Field(tr("Langkah"), share=2.6), Field(tr("Batas"), Kind.DAY, 1.7), Field(tr("Lewat"), Kind.COUNT, 1.0),
            Field(tr("Satuan"), share=1.4), Field(tr("Pelaksana"), share=2.1), Field(tr("Sebab"), share=4.4),
        )  # fmt: skip
        empty = tr("Tidak ada proyek terlambat pada akhir periode.")
        return FigureTable("late", tr("Terlambat"), tr("Proyek terlambat"), fields, rows, empty)

    def rounds(self) -> FigureTable:
        """First-pass rates."""
        tr = self._words.tr
        rows = tuple(
            (each.step, self._title(each.step), each.first_tries, each.first_passes,
             each.passed if each.first_tries else None, each.returns, each.most_rounds or None)
            for each in self._figures.rounds
        )  # fmt: skip
        fields = (
            Field(tr("No"), Kind.COUNT, 0.6), Field(tr("Langkah"), share=4),
            Field(tr("Putaran pertama"), Kind.COUNT, 1.6),
            Field(tr("Langsung lolos"), Kind.COUNT, 1.4), Field(tr("% lolos"), Kind.SHARE, 1.3),
            Field(tr("Dikembalikan"), Kind.COUNT, 2.1), Field(tr("Putaran terbanyak"), Kind.COUNT, 1.7),
        )  # fmt: skip
        title = tr("Lolos pada putaran pertama")
        return FigureTable("rounds", tr("Putaran"), title, fields, rows, tr("SOP ini tidak mengenal pengembalian."))

    def returns(self) -> FigureTable:
        """Returns with their reasons."""
        tr = self._words.tr
        rows = tuple(
            (
                each.day,
                each.number,
                each.name,
                tr("{a} ke {b}").format(a=each.step, b=each.target),
                each.round,
                each.reason,
            )
            for each in self._figures.returns
        )
        fields = (
            Field(tr("Tanggal"), Kind.DAY, 1.6), Field(tr("Nomor"), share=1.9), Field(tr("Proyek"), share=4),
            Field(tr("Langkah"), share=1.1), Field(tr("Putaran"), Kind.COUNT, 1.1), Field(tr("Alasan"), share=7),
        )  # fmt: skip
        empty = tr("Tidak ada pengembalian pada periode ini.")
        return FigureTable("returns", tr("Pengembalian"), tr("Pengembalian menurut alasan"), fields, rows, empty)

    def waiting(self) -> FigureTable:
        """Time held by cause."""
        tr = self._words.tr
        rows = tuple(
            (each.reason, each.projects, each.pauses, each.days, each.longest, each.still)
            for each in self._figures.waiting
        )
        fields = (
            Field(tr("Sebab"), share=7), Field(tr("Proyek"), Kind.COUNT), Field(tr("Penundaan"), Kind.COUNT, 1.3),
            Field(tr("Hari"), Kind.DAYS), Field(tr("Terlama"), Kind.DAYS, 1.1), Field(tr("Masih"), Kind.COUNT),
        )  # fmt: skip
        note = tr("Hari kalender di dalam periode; “masih” berarti belum dilanjutkan pada akhir periode.")
        empty = tr("Tidak ada proyek yang ditunda pada periode ini.")
        return FigureTable("waiting", tr("Penundaan"), tr("Waktu tunggu menurut sebab"), fields, rows, empty, note)

    def load(self) -> FigureTable:
        """Who carries what."""
        tr, sop = self._words.tr, self._figures.sop
        rows = tuple(
            (
                each.person,
                self._words.role(sop, each.role),
                each.open,
                each.active,
                each.late,
                each.visits,
                each.finished,
            )
            for each in self._figures.load
        )
        fields = (
            Field(tr("Nama"), share=3.4), Field(tr("Peran"), share=3.4), Field(tr("Proyek terbuka"), Kind.COUNT, 1.5),
            Field(tr("Menunggu orang ini"), Kind.COUNT, 1.9), Field(tr("Terlambat"), Kind.COUNT, 1.8),
            Field(tr("Langkah diselesaikan"), Kind.COUNT, 2.2), Field(tr("Proyek selesai"), Kind.COUNT, 1.4),
        )  # fmt: skip
        empty = tr("Belum ada orang yang ditetapkan.")
        return FigureTable("load", tr("Beban"), tr("Beban per orang"), fields, rows, empty)

    def releases(self) -> FigureTable:
        """Releases of the period."""
        tr = self._words.tr
        rows = tuple(
            (each.released, each.number, each.project, each.name, each.version,
             tr("dengan catatan") if each.with_notes else tr("tanpa catatan"))
            for each in self._figures.releases
        )  # fmt: skip
        fields = (
            Field(tr("Tanggal"), Kind.DAY, 1.5), Field(tr("Nomor rilis"), share=1.8), Field(tr("Proyek"), share=1.8),
            Field(tr("Nama sistem/aplikasi"), share=5), Field(tr("Versi"), share=1.2), Field(tr("Keterangan"), share=2),
        )  # fmt: skip
        empty = tr("Tidak ada rilis pada periode ini.")
        return FigureTable("releases", tr("Rilis"), tr("Rilis pada periode ini"), fields, rows, empty)

    def flow(self) -> FigureTable:
        """Projects in each step over time."""
        tr, sop = self._words.tr, self._figures.sop
        rows = tuple((each.day, *each.steps, each.open, each.late, each.ended) for each in self._figures.flow)
        fields = (
            Field(tr("Tanggal"), Kind.DAY, 2),
            *(Field(f"{step.number} {step.title}", Kind.COUNT) for step in sop.steps),
            Field(tr("Berjalan"), Kind.COUNT), Field(tr("Terlambat"), Kind.COUNT), Field(tr("Berakhir"), Kind.COUNT),
        )  # fmt: skip
        title = tr("Proyek berjalan menurut langkah dari waktu ke waktu")
        return FigureTable("flow", tr("Alur kumulatif"), title, fields, rows, self._words.empty)

    def throughput(self) -> FigureTable:
        """Projects entered and ended by week or month."""
        tr = self._words.tr
        rows = tuple(
            (each.first, each.last, each.entered, each.finished, each.ended) for each in self._figures.throughput
        )
        fields = (
            Field(tr("Dari"), Kind.DAY, 1.5), Field(tr("Sampai"), Kind.DAY, 1.5), Field(tr("Masuk"), Kind.COUNT),
            Field(tr("Selesai"), Kind.COUNT), Field(tr("Ditolak atau dibatalkan"), Kind.COUNT, 1.6),
        )  # fmt: skip
        return FigureTable(
            "throughput", tr("Masuk dan selesai"), tr("Proyek masuk dan selesai"), fields, rows, self._words.empty
        )

    def projects(self) -> FigureTable:
        """Every project of the period."""
        tr = self._words.tr
        rows = tuple(
            (
                each.number, each.name, each.team, f"{each.step} {self._title(each.step)}", each.round,
                tr("Terlambat") if each.late else self._office.state(each.state), each.requested, each.ended, each.days,
                each.person,
            )
            for each in self._figures.projects
        )  # fmt: skip
        fields = (
            Field(tr("Nomor"), share=2.3), Field(tr("Proyek"), share=5), Field(tr("Tim pemohon"), share=3.1),
            Field(tr("Langkah"), share=4.9), Field(tr("Putaran"), Kind.COUNT, 1.6), Field(tr("Keadaan"), share=2.2),
            Field(tr("Permohonan"), Kind.DAY, 2.3), Field(tr("Berakhir"), Kind.DAY, 2.1),
            Field(tr("Hari"), Kind.COUNT, 0.9), Field(tr("Pelaksana"), share=2.5),
        )  # fmt: skip
        return FigureTable("projects", tr("Daftar proyek"), tr("Daftar lengkap"), fields, rows, self._words.empty)

    def _title(self, step: int) -> str:
        return self._words.title(self._figures.sop, step)


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
