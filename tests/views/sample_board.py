"""A board of 32 invented projects as frozen values, with paths from the real rules and the real SOP."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from models import rules
from models.board import Board, Card, LastChange, ProjectState
from models.office import OfficeSettings
from models.people import Person
from models.sop import reading
from models.sop.procedure import Sop, TimeUnit
from models.worktime import Clock, Status

SOP_FILE = Path(__file__).parents[2] / "resources" / "sop" / "sop-057-17000-2025.toml"
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, 14, tzinfo=UTC)


def sample_sop() -> Sop:
    """The procedure that ships."""
    return reading.read(SOP_FILE)


def people(sop: Sop) -> tuple[Person, ...]:
    """Requester, head, coordinator, two programmers."""
    codes = [role.code for role in sop.roles]
    return (
        Person(1, "sari", "Sari Melati", team="Tim Statistik Sosial", roles=(codes[0],)),
        Person(2, "hendra", "Hendra Wijaya", team="Tim TIP", roles=(codes[1],)),
        Person(3, "rina", "Rina Puspita", team="Tim TIP", roles=(codes[2],)),
        Person(4, "arif", "Arif Hidayat", team="Tim TIP", roles=(codes[3],)),
        Person(5, "dimas", "Dimas Saputra", team="Tim TIP", roles=(codes[3],)),
    )


# number|step|name|team|person|status|day minimum limit documents required attachments comments round
_TABLE = """
52|1|Pemetaan Blok Sensus Berbasis Web|Tim IPDS|Maya Lestari|none|0 0 0 0 1 1 0 1
51|1|Arsip Digital Kepegawaian|Bagian Umum|Joko Susilo|none|0 0 0 1 1 2 1 1
48|2|Monitoring Survei Harga Konsumen|Tim Statistik Distribusi|Hendra Wijaya|late|3 1 2 0 1 1 2 1
49|2|Kalender Kegiatan Statistik Terpadu|Tim Humas dan PPID|Hendra Wijaya|inside|1 1 2 0 1 2 0 1
50|2|Reservasi Ruang Rapat dan Kendaraan Dinas|Bagian Umum|Hendra Wijaya|inside|0 1 2 0 1 1 0 1
39|3|Basis Data Usaha Pertanian Perorangan|Tim Statistik Produksi|Fitri Handayani|late|17 7 14 0 1 5 6 1
42|3|e-Presensi Mitra Statistik|Tim Statistik Sosial|Sari Melati|near|12 7 14 0 1 4 2 2
44|3|SI-LADU Layanan Pengaduan|Tim Statistik Sosial|Sari Melati|inside|9 7 14 0 1 3 4 1
45|3|Katalog Publikasi Daerah|Tim Humas dan PPID|Wulan Dari|inside|5 7 14 0 1 2 0 1
36|4|Pojok Statistik Virtual|Tim Humas dan PPID|Rina Puspita|late|24 14 21 0 1 4 7 1
38|4|Rekonsiliasi PDRB Lapangan Usaha|Tim Nerwilis|Rina Puspita|near|18 14 21 0 1 6 5 2
40|4|Helpdesk Layanan TI Internal|Tim IPDS|Rina Puspita|inside|11 14 21 0 1 3 1 1
41|4|Dashboard IPM Kabupaten/Kota|Tim Statistik Sosial|Rina Puspita|inside|8 14 21 0 1 4 3 1
43|4|Pencatatan Tamu Layanan PST|Tim Humas dan PPID|Rina Puspita|inside|3 14 21 0 1 2 0 1
14|5|Neraca Wilayah Interaktif|Tim Nerwilis|Arif Hidayat|late|129 61 122 1 2 11 15 1
19|5|Dashboard Inflasi Bengkulu|Tim Statistik Distribusi|Dimas Saputra|near|101 61 122 1 2 7 8 1
17|5|Integrasi Data Sektoral OPD|Tim IPDS|Yoga Pratama|inside|76 61 122 1 2 8 9 2
22|5|SIMITRA Penilaian Kinerja Mitra|Tim Statistik Sosial|Arif Hidayat|inside|48 61 122 1 2 9 12 1
25|5|e-Nominasi Honor Petugas|Bagian Umum|Yoga Pratama|inside|33 61 122 0 2 4 3 1
27|5|Indikator Strategis Kabupaten|Tim Nerwilis|Dimas Saputra|inside|21 61 122 0 2 3 2 1
29|5|Aplikasi Gudang Persediaan|Bagian Umum|Yoga Pratama|inside|12 61 122 0 2 2 1 1
10|6|Direktori Perusahaan Industri Besar dan Sedang|Tim Statistik Produksi|Rina Puspita|near|6 3 7 0 1 8 4 1
12|6|Monitoring Lapangan Susenas|Tim Statistik Sosial|Rina Puspita|inside|4 3 7 0 1 6 5 2
16|6|Peta Tematik Kemiskinan|Tim Statistik Sosial|Rina Puspita|inside|2 3 7 1 1 5 2 1
7|7|Laman Rilis Berita Resmi Statistik|Tim Humas dan PPID|Arif Hidayat|near|25 14 28 0 1 9 6 2
9|7|Entri Data Survei Konversi Gabah|Tim Statistik Produksi|Dimas Saputra|inside|11 14 28 0 1 7 3 1
11|7|Buku Tamu dan Survei Kepuasan|Tim Humas dan PPID|Yoga Pratama|paused|19 14 28 0 1 6 2 1
6|8|Sistem Informasi Ekspor Impor|Tim Statistik Distribusi|Rina Puspita|late|9 3 7 1 2 9 5 1
5|8|SPJ Perjalanan Dinas Elektronik|Bagian Umum|Rina Puspita|inside|5 3 7 1 2 10 8 2
8|8|Tabel Dinamis Kecamatan Dalam Angka|Tim IPDS|Rina Puspita|inside|1 3 7 0 2 6 1 1
4|9|Agenda Pimpinan dan Undangan|Bagian Umum|Rina Puspita|near|2 2 2 0 1 9 2 1
3|9|Wajib Pajak dan Retribusi Daerah|Tim Nerwilis|Rina Puspita|inside|1 2 2 1 1 12 4 1
"""


def _rows() -> list[tuple[object, ...]]:
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return [(int(n), int(step), *texts, *map(int, rest.split())) for n, step, *texts, rest in rows]


def sample_card(sop: Sop, actor: Person, row: tuple[object, ...], project_id: int = 0) -> Card:
    """One card from a row of the table."""
    number, step, name, team, person, status, day, minimum, limit, done, required, files, comments, turn = row
    state = ProjectState.HELD if status == "paused" else ProjectState.RUNNING
    kinds = [kind.code for kind in sop.step(int(str(step))).required_documents]
    standing = rules.Standing(state, int(str(step)), int(str(turn)), str(team), frozenset(kinds[: int(str(done))]), {})
    day, limit = int(str(day)), int(str(limit))
    clock = Clock(
        Status(str(status)), day, int(str(minimum)), limit, max(0, day - limit) if limit else 0, TimeUnit.WEEK, False,
        date(2026, 11, 10), date(2026, 12, 1) if limit else None, paused_days=day if status == "paused" else 0,
    )  # fmt: skip
    return Card(
        project_id or int(str(number)), 1, f"PRJ-2026-{int(str(number)):03}", str(name), str(team), int(str(step)),
        int(str(turn)), state, clock, int(str(done)), int(str(required)), int(str(files)), int(str(comments)),
        person_id=3 if person == "Rina Puspita" else 1, person=str(person), waiting="pemohon" if number == 41 else "",
        moves=rules.paths(sop, standing, actor), changed_at=NOW, changed_by="rina",
    )  # fmt: skip


def sample_board(actor_login: str = "rina", sop: Sop | None = None) -> Board:
    """32 projects as seen by that member."""
    sop = sop or sample_sop()
    members = people(sop)
    actor = next(person for person in members if person.login == actor_login)
    cards = tuple(sample_card(sop, actor, row) for row in _rows())
    return Board(
        sop, actor, members, cards, 100, NOW, TODAY, False, r"\\bps1700-fs\TI\Lajur\lajur.db",
        OfficeSettings(),
        LastChange("Sari Melati", "PRJ-2026-042", "move_project", NOW, {"from_step": 2, "to_step": 3}),
    )  # fmt: skip


def large_board(count: int, actor_login: str = "rina") -> Board:
    """`count` projects spread over all steps."""
    board = sample_board(actor_login)
    cards: list[Card] = []
    for number in range(count):
        pattern = board.cards[number % len(board.cards)]
        cards.append(replace(pattern, id=number + 1, number=f"PRJ-{2000 + number // 1000}-{number % 1000:03}"))
    return replace(board, cards=tuple(cards))
