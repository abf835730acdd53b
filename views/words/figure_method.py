"""How figures were counted, by which calendar and as of when: the same notes on paper and in the workbook."""

from __future__ import annotations

from models.figures.values import Figures
from views.words import formats

_DAYS = (
    "Hari masuk dihitung sebagai hari ke-0. Hari berarti hari kerja (Senin sampai Jumat tanpa hari libur nasional dan "
    "cuti bersama); minggu dan bulan dihitung menurut kalender, dan batas yang jatuh pada hari libur bergeser ke hari "
    "kerja berikutnya. Waktu yang dipakai adalah WIB."
)
_CLOCK = (
    "Jam langkah hanya berhenti selama proyek ditunda. Langkah yang dilewati, diurungkan, atau berakhir karena proyek "
    "ditolak atau dibatalkan tidak dihitung dalam capaian mutu baku."
)
_METHOD = (
    _DAYS,
    _CLOCK,
    "P85 adalah lama yang tidak dilampaui oleh 85 persen penyelesaian (peringkat terdekat).",
    "Pengembalian, penundaan, dan pengakhiran adalah ketentuan aplikasi; SOP yang diterbitkan tidak mengaturnya.",
)


def method_notes(figures: Figures) -> tuple[str, ...]:
    """Sentences, the state of the records first."""
    line = f", baris buku kegiatan nomor {figures.sequence}" if figures.sequence else ""
    first = f"Keadaan data: {formats.moment_long(figures.read_at)}{line}."
    gap = "Kalender libur belum ada untuk sebagian tahun; di sana hanya akhir pekan yang dihitung libur."
    return (first, *_METHOD) if figures.charted else (first, *_METHOD, gap)
