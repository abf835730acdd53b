"""Made-up projects and the office that prints them; the benchmark of papers uses them too."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from models.board import Card, ProjectState
from models.office import Letterhead, OfficeSettings, Printing
from models.people import Person
from models.project_file import (
    Disposition,
    DocumentVersion,
    FactValue,
    Finding,
    HistoryLine,
    ProjectFile,
    Release,
    Visit,
)
from models.sop import reading
from models.sop.procedure import Sop, TimeUnit
from models.worktime import Clock, Status
from tests.views.paper.sample_facts import FACTS
from views.paper.fonts import Fonts

RESOURCES = Path(__file__).parents[3] / "resources"
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PRINTING = Printing(datetime(2026, 11, 22, 2, 15, tzinfo=UTC), "Dewi Lestari")
OFFICE = OfficeSettings(
    Letterhead(
        address=(
            "Jalan Adam Malik Km. 8, Bengkulu 38225 · Telepon (0736) 349117",
            "Pos-el: bps1700@bps.go.id · Laman: bengkulu.bps.go.id",
        )
    ),
    support_contact="Meja layanan TI, pesawat 117, layanan.ti@bps1700.example",
)

HEAD = Person(
    1, "andi", "Andi Wirawan, S.ST., M.T.I.", "Tim TI dan Pengembangan Inovasi",
    "Ketua Tim Teknologi Informasi dan Pengembangan Inovasi", "198104122004121001", ("ketua_tip",),
)  # fmt: skip
PJK = Person(2, "dewi", "Dewi Lestari, S.Kom.", "Tim TI", "Pranata Komputer", "198706152010122003", ("pjk",))
CODER = Person(3, "bayu", "Bayu Pratama, S.Tr.Stat.", "Tim TI", "Pranata Komputer", "", ("programmer",))
ASKER = Person(
    4, "rina", "Rina Puspita, S.ST., M.Si.", "Tim Statistik Sosial", "Ketua Tim Statistik Sosial",
    "198001012005022001", ("ketua_tim_terkait",),
)  # fmt: skip


def fonts() -> Fonts:
    """The four styles that ship."""
    names = ("Regular", "Bold", "Italic", "BoldItalic")
    return Fonts(*((RESOURCES / "fonts" / f"LiberationSans-{name}.ttf").read_bytes() for name in names))


def sop() -> Sop:
    """The SOP that ships."""
    return reading.read(RESOURCES / "sop" / "sop-057-17000-2025.toml")


def empty_project(procedure: Sop) -> ProjectFile:
    """A project of which nothing is known."""
    return ProjectFile(
        card=card(1, number="", name="", team=""),
        sop=procedure,
        facts={},
        visits=(),
        documents=(),
        history=(),
        findings=(),
        dispositions=(),
        releases=(),
        people=(),
        created=START,
        folder="",
    )


def full_project(procedure: Sop) -> ProjectFile:
    """A project released after three rounds of repair, with everything filled in."""
    return ProjectFile(
        card=card(9),
        sop=procedure,
        facts=facts(),
        visits=visits(),
        documents=documents(procedure),
        history=history(),
        findings=findings(),
        dispositions=(Disposition(PJK.name, str(facts()["disposition_instruction"]), date(2026, 3, 4), HEAD.name, 1),),
        releases=(Release("RN-2026-003", "1.0.0", date(2026, 9, 21), True, "Dua temuan minor.", PJK.name),),
        people=(HEAD, PJK, CODER, ASKER),
        created=START,
        folder="2026/PRJ-2026-014",
        requester=ASKER,
        coordinator=PJK,
        programmers=(CODER,),
        head=HEAD,
        numbers={"release_notice": "RN-2026-003", "completion_report": "LP-2026-002"},
        sequence=412,
        ledger_hash="3f9a1c0de4b7725868aa00d1c5e92b47" * 2,
    )


def card(
    step: int,
    number: str = "PRJ-2026-014",
    name: str = "Sistem Informasi Monitoring Lapangan Survei (SIMOLA)",
    team: str = "Tim Statistik Sosial",
    state: ProjectState = ProjectState.RUNNING,
) -> Card:
    """A card of step 9 on its first day."""
    running = clock(1, 2, 2, TimeUnit.DAY, START.date() + timedelta(days=203))
    return Card(7, 31, number, name, team, step, 1, state, running, 9, 10, 11, 2, 2, PJK.name, "", (), START)


def clock(day: int, minimum: int, limit: int, unit: TimeUnit, entered: date) -> Clock:
    """A clock `day` days after entry."""
    status = Status.NONE if not limit else Status.LATE if day > limit else Status.INSIDE
    due = entered + timedelta(days=limit) if limit else None
    over = max(day - limit, 0) if limit else 0
    return Clock(status, day, minimum, limit, over, unit, unit is TimeUnit.DAY, entered, due, day)


def visits() -> tuple[Visit, ...]:
    """All nine steps: the SRS came back twice, the final test failed once, one visit was undone."""
    days = {1: (0, 0, TimeUnit.MINUTE), 2: (1, 2, TimeUnit.DAY), 3: (7, 14, TimeUnit.WEEK), 4: (14, 21, TimeUnit.WEEK),
            5: (59, 122, TimeUnit.MONTH), 6: (3, 7, TimeUnit.DAY), 7: (14, 28, TimeUnit.WEEK), 8: (3, 7, TimeUnit.DAY),
            9: (2, 2, TimeUnit.DAY)}  # fmt: skip
    plan = (
        (1, 1, 0, "submit_request", ""),
        (2, 1, 2, "forward_disposition", ""),
        (3, 1, 9, "submit_srs", ""),
        (4, 1, 4, "return_srs", "Kebutuhan laporan harian belum diberi kriteria terima."),
        (3, 2, 6, "submit_srs", ""),
        (4, 2, 5, "return_srs", "Bagian keamanan dan hak akses masih kosong."),
        (3, 3, 3, "submit_srs", ""),
        (4, 3, 12, "approve_review", ""),
        (5, 1, 98, "submit_first_test", ""),
        (6, 1, 6, "proceed_to_repair", ""),
        (7, 1, 19, "submit_final_test", ""),
        (8, 1, 5, "fail_final_test", "Peta lokasi tidak tampil pada gawai petugas; temuan 4 kritis."),
        (7, 2, 31, "submit_final_test", ""),
        (8, 2, 4, "release_with_notes", "Dua temuan minor dijadwalkan pada versi 1.1."),
        (9, 1, 1, "", ""),
    )
    at, made = START, []
    for step, turn, used, result, reason in plan:
        minimum, limit, unit = days[step]
        left = at + timedelta(days=used, hours=2)
        made.append(
            Visit(
                step, turn, at, left if result else None, result, reason, PJK.name, PJK.name if result else "",
                clock(used, minimum, limit, unit, at.date()),
            )
        )  # fmt: skip
        at = left
    return tuple(made)


def documents(procedure: Sop) -> tuple[DocumentVersion, ...]:
    """One version of every document of the SOP, three of the SRS."""
    made = []
    for step in procedure.steps:
        for kind in step.documents:
            for version in range(1, 4 if kind.code == "SRS" else 2):
                status = "current" if kind.code != "SRS" or version == 3 else "returned"
                digest = hashlib.sha256(f"{kind.code}{version}".encode()).hexdigest()
                link = "https://git.bps1700.example/simola/-/tags/v0.9.0" if kind.code == "PRO" else ""
                attached = START + timedelta(days=20 * step.number + version)
                made.append(
                    DocumentVersion(
                        len(made) + 1, kind.code, kind.name, step.number, version, version,
                        f"{kind.code} v{version}.pdf", 81_920, "" if link else digest, "application/pdf", status,
                        attached, PJK.name, f"2026/PRJ-2026-014/{kind.code}.pdf", link,
                    )
                )  # fmt: skip
    return tuple(made)


def history(lines: int = 46) -> tuple[HistoryLine, ...]:
    """Deeds of every kind, one a day."""
    deeds = (
        ("attach_document", {"kind": "SRS", "name": "SRS v1.pdf"}),
        ("set_facts", {}),
        ("move_project", {"from_step": 3, "to_step": 4}),
        ("return_project", {"from_step": 4, "to_step": 3, "reason": "Bagian keamanan masih kosong."}),
        ("add_comment", {"text": "Sudah dibahas pada rapat tim hari Senin."}),
    )
    first = HistoryLine(1, START, ASKER.name, "WS-01", "request_project", {})
    return (
        first,
        *(
            HistoryLine(2 + n, START + timedelta(days=n, hours=3), PJK.name, "WS-02", *deeds[n % len(deeds)])
            for n in range(lines - 1)
        ),
    )


def findings() -> tuple[Finding, ...]:
    """Five findings: three mended, two known issues."""
    return (
        Finding(1, 1, 6, 1, "Penyimpanan gagal ketika sinyal terputus di tengah pengiriman", "major", "done",
                "Isian disimpan pada gawai lalu dikirim ulang", ""),
        Finding(2, 2, 6, 1, "Rekap kecamatan menghitung ganda responden yang pindah blok sensus", "major", "done",
                "Perhitungan memakai nomor blok sensus terakhir", ""),
        Finding(3, 3, 6, 1, "Urutan kolom unduhan tidak sama dengan kuesioner", "minor", "known_issue",
                "Gunakan templat urutan kolom pada menu Unduh", "Dijadwalkan pada versi 1.1"),
        Finding(4, 4, 8, 1, "Peta lokasi tidak tampil pada gawai petugas dengan Android 9", "critical", "done",
                "Pustaka peta diganti dan diuji pada tiga gawai", ""),
        Finding(5, 5, 8, 2, "Warna legenda peta sulit dibedakan saat dicetak hitam putih", "minor", "known_issue",
                "Cetak dengan pilihan pola", "Dijadwalkan pada versi 1.1"),
    )  # fmt: skip


def facts() -> dict[str, FactValue]:
    """Every fact of the SOP that papers print."""
    return dict(FACTS)
