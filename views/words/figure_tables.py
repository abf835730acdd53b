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


class FieldKind(StrEnum):
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
    kind: FieldKind = FieldKind.TEXT
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


def shown(cell: Cell, kind: FieldKind, words: FigureWords) -> str:
    """A cell as people read it; "–" for None."""
    if cell is None:
        return "–"
    if isinstance(cell, Share):
        return words.share(cell)
    if isinstance(cell, date):
        return formats.date_medium(cell)
    if isinstance(cell, (int, float)):
        return formats.number(cell, None if kind is FieldKind.DAYS and cell % 1 else 0)
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
        one = self._figures.balance
        rows = (
            ("Saldo awal", one.opening),
            ("Masuk", one.entered),
            ("Selesai", one.finished),
            ("Ditolak", one.rejected),
            ("Dibatalkan", one.cancelled),
            ("Saldo akhir", one.closing),
        )
        fields = (Field("Uraian", share=3), Field("Proyek", FieldKind.COUNT))
        note = "Saldo awal + masuk − selesai − ditolak − dibatalkan = saldo akhir."
        return FigureTable("balance", "Ringkasan", "Saldo proyek", fields, rows, self._words.empty, note)

    def stock(self) -> FigureTable:
        """Projects by step at the end."""
        rows = tuple(
            (each.step, self._title(each.step), each.projects, each.held, each.late) for each in self._figures.stock
        )
        fields = (
            Field("No", FieldKind.COUNT, 0.5), Field("Langkah", share=4), Field("Proyek", FieldKind.COUNT),
            Field("Ditunda", FieldKind.COUNT, 1.1), Field("Terlambat", FieldKind.COUNT, 1.4),
        )  # fmt: skip
        title = "Proyek menurut langkah pada akhir periode"
        return FigureTable("stock", "Menurut langkah", title, fields, rows, self._words.empty)

    def times(self) -> FigureTable:
        """Each step against its standard time."""
        words = self._words
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
            Field("No", FieldKind.COUNT, 0.7), Field("Langkah", share=4.2), Field("Mutu baku", share=2.6),
            Field("Selesai", FieldKind.COUNT, 1.2), Field("Lebih cepat", FieldKind.COUNT, 1.2),
            Field("Tepat waktu", FieldKind.COUNT, 1.2), Field("Terlambat", FieldKind.COUNT, 1.5),
            Field("% tepat", FieldKind.SHARE, 1.4), Field("Median", FieldKind.DAYS, 1.2), Field("P85", FieldKind.DAYS),
            Field("Terlama", FieldKind.DAYS, 1.3), Field("Median bruto", FieldKind.DAYS, 1.2),
        )  # fmt: skip
        note = (
            "Median, P85, dan terlama dihitung bersih (tanpa masa tunda) dalam hari menurut mutu baku langkah itu; "
            "median bruto menghitung pula masa tunda. “Tepat waktu” mencakup yang lebih cepat. Kurang dari lima "
            "penyelesaian: jumlah ditulis, bukan persentase."
        )
        title = "Capaian mutu baku per langkah"
        return FigureTable("times", "Mutu baku", title, fields, rows, words.empty, note)

    def late(self) -> FigureTable:
        """Late projects with their causes."""
        rows = tuple(
            (
                each.number, each.name, each.team, f"{each.step} {self._title(each.step)}", each.due, each.over,
                "hari kerja" if each.working_days else "hari", each.person, self._words.causes(each),
            )
            for each in self._figures.late
        )  # fmt: skip
        fields = (
            Field("Nomor", share=2.1), Field("Proyek", share=3.6), Field("Tim pemohon", share=2.6),
            Field("Langkah", share=2.6), Field("Batas", FieldKind.DAY, 1.7), Field("Lewat", FieldKind.COUNT, 1.0),
            Field("Satuan", share=1.4), Field("Pelaksana", share=2.1), Field("Sebab", share=4.4),
        )  # fmt: skip
        empty = "Tidak ada proyek terlambat pada akhir periode."
        return FigureTable("late", "Terlambat", "Proyek terlambat", fields, rows, empty)

    def rounds(self) -> FigureTable:
        """First-pass rates."""
        rows = tuple(
            (each.step, self._title(each.step), each.first_tries, each.first_passes,
             each.passed if each.first_tries else None, each.returns, each.most_rounds or None)
            for each in self._figures.rounds
        )  # fmt: skip
        fields = (
            Field("No", FieldKind.COUNT, 0.6), Field("Langkah", share=4),
            Field("Putaran pertama", FieldKind.COUNT, 1.6),
            Field("Langsung lolos", FieldKind.COUNT, 1.4), Field("% lolos", FieldKind.SHARE, 1.3),
            Field("Dikembalikan", FieldKind.COUNT, 2.1), Field("Putaran terbanyak", FieldKind.COUNT, 1.7),
        )  # fmt: skip
        title = "Lolos pada putaran pertama"
        return FigureTable("rounds", "Putaran", title, fields, rows, "SOP ini tidak mengenal pengembalian.")

    def returns(self) -> FigureTable:
        """Returns with their reasons."""
        rows = tuple(
            (
                each.day,
                each.number,
                each.name,
                f"{each.step} ke {each.target}",
                each.round,
                each.reason,
            )
            for each in self._figures.returns
        )
        fields = (
            Field("Tanggal", FieldKind.DAY, 1.6), Field("Nomor", share=1.9), Field("Proyek", share=4),
            Field("Langkah", share=1.1), Field("Putaran", FieldKind.COUNT, 1.1), Field("Alasan", share=7),
        )  # fmt: skip
        empty = "Tidak ada pengembalian pada periode ini."
        return FigureTable("returns", "Pengembalian", "Pengembalian menurut alasan", fields, rows, empty)

    def waiting(self) -> FigureTable:
        """Time held by cause."""
        rows = tuple(
            (each.reason, each.projects, each.pauses, each.days, each.longest, each.still)
            for each in self._figures.waiting
        )
        fields = (
            Field("Sebab", share=7), Field("Proyek", FieldKind.COUNT), Field("Penundaan", FieldKind.COUNT, 1.3),
            Field("Hari", FieldKind.DAYS), Field("Terlama", FieldKind.DAYS, 1.1), Field("Masih", FieldKind.COUNT),
        )  # fmt: skip
        note = "Hari kalender di dalam periode; “masih” berarti belum dilanjutkan pada akhir periode."
        empty = "Tidak ada proyek yang ditunda pada periode ini."
        return FigureTable("waiting", "Penundaan", "Waktu tunggu menurut sebab", fields, rows, empty, note)

    def load(self) -> FigureTable:
        """Who carries what."""
        sop = self._figures.sop
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
            Field("Nama", share=3.4), Field("Peran", share=3.4), Field("Proyek terbuka", FieldKind.COUNT, 1.5),
            Field("Menunggu orang ini", FieldKind.COUNT, 1.9), Field("Terlambat", FieldKind.COUNT, 1.8),
            Field("Langkah diselesaikan", FieldKind.COUNT, 2.2), Field("Proyek selesai", FieldKind.COUNT, 1.4),
        )  # fmt: skip
        empty = "Belum ada orang yang ditetapkan."
        return FigureTable("load", "Beban", "Beban per orang", fields, rows, empty)

    def releases(self) -> FigureTable:
        """Releases of the period."""
        rows = tuple(
            (each.released, each.number, each.project, each.name, each.version,
             "dengan catatan" if each.with_notes else "tanpa catatan")
            for each in self._figures.releases
        )  # fmt: skip
        fields = (
            Field("Tanggal", FieldKind.DAY, 1.5), Field("Nomor rilis", share=1.8), Field("Proyek", share=1.8),
            Field("Nama sistem/aplikasi", share=5), Field("Versi", share=1.2), Field("Keterangan", share=2),
        )  # fmt: skip
        empty = "Tidak ada rilis pada periode ini."
        return FigureTable("releases", "Rilis", "Rilis pada periode ini", fields, rows, empty)

    def flow(self) -> FigureTable:
        """Projects in each step over time."""
        sop = self._figures.sop
        rows = tuple((each.day, *each.steps, each.open, each.late, each.ended) for each in self._figures.flow)
        fields = (
            Field("Tanggal", FieldKind.DAY, 2),
            *(Field(f"{step.number} {step.title}", FieldKind.COUNT) for step in sop.steps),
            Field("Berjalan", FieldKind.COUNT), Field("Terlambat", FieldKind.COUNT), Field("Berakhir", FieldKind.COUNT),
        )  # fmt: skip
        title = "Proyek berjalan menurut langkah dari waktu ke waktu"
        return FigureTable("flow", "Alur kumulatif", title, fields, rows, self._words.empty)

    def throughput(self) -> FigureTable:
        """Projects entered and ended by week or month."""
        rows = tuple(
            (each.first, each.last, each.entered, each.finished, each.ended) for each in self._figures.throughput
        )
        fields = (
            Field("Dari", FieldKind.DAY, 1.5), Field("Sampai", FieldKind.DAY, 1.5), Field("Masuk", FieldKind.COUNT),
            Field("Selesai", FieldKind.COUNT), Field("Ditolak atau dibatalkan", FieldKind.COUNT, 1.6),
        )  # fmt: skip
        return FigureTable(
            "throughput", "Masuk dan selesai", "Proyek masuk dan selesai", fields, rows, self._words.empty
        )

    def projects(self) -> FigureTable:
        """Every project of the period."""
        rows = tuple(
            (
                each.number, each.name, each.team, f"{each.step} {self._title(each.step)}", each.round,
                "Terlambat" if each.late else self._office.state(each.state), each.requested, each.ended, each.days,
                each.person,
            )
            for each in self._figures.projects
        )  # fmt: skip
        fields = (
            Field("Nomor", share=2.3), Field("Proyek", share=5), Field("Tim pemohon", share=3.1),
            Field("Langkah", share=4.9), Field("Putaran", FieldKind.COUNT, 1.6), Field("Keadaan", share=2.2),
            Field("Permohonan", FieldKind.DAY, 2.3), Field("Berakhir", FieldKind.DAY, 2.1),
            Field("Hari", FieldKind.COUNT, 0.9), Field("Pelaksana", share=2.5),
        )  # fmt: skip
        return FigureTable("projects", "Daftar proyek", "Daftar lengkap", fields, rows, self._words.empty)

    def _title(self, step: int) -> str:
        return self._words.title(self._figures.sop, step)


def evidence_table(found: Evidence, words: FigureWords, titles: dict[int, str]) -> FigureTable:
    """The standard time of every step against the whole history. titles: step to its title."""
    rows = tuple(
        (
            each.step, titles.get(each.step, ""),
            words.standard_days(each.minimum, each.limit, each.working_days), each.count, each.early, each.late,
            *((each.p15, each.median, each.p85) if each.count else (None,) * 3), words.verdict(each),
        )
        for each in found.steps
    )  # fmt: skip
    fields = (
        Field("No", FieldKind.COUNT, 0.6), Field("Langkah", share=3.4), Field("Mutu baku", share=2.2),
        Field("Kasus", FieldKind.COUNT), Field("Lebih cepat", FieldKind.COUNT, 1.2),
        Field("Terlambat", FieldKind.COUNT, 1.3), Field("P15", FieldKind.DAYS), Field("Median", FieldKind.DAYS),
        Field("P85", FieldKind.DAYS), Field("Simpulan", share=5),
    )  # fmt: skip
    title = "Mutu baku dan kenyataan"
    note = words.evidence_basis(found)
    return FigureTable("evidence", "Bukti mutu baku", title, fields, rows, note, note)
