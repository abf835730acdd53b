"""Frozen sample values for the tests of views: the real SOP, invented people and projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path as FilePath

from models import rules
from models.board import Card, Move, ProjectState
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

TODAY = date(2026, 11, 22)
SOP_FILE = FilePath(__file__).resolve().parents[2] / "resources" / "sop" / "sop-057-17000-2025.toml"


def sample_sop() -> Sop:
    """The SOP that ships."""
    return reading.read(SOP_FILE)


def person(number: int, login: str, name: str, role: str, team: str = "Tim TIP") -> Person:
    """One member with one role."""
    return Person(number, login, name, team=team, roles=(role,))


SARI = person(1, "sari.melati", "Sari Melati", "ketua_tim_terkait", "Tim Statistik Sosial")
HENDRA = person(2, "hendra.wijaya", "Hendra Wijaya", "ketua_tip")
RINA = person(3, "rina.puspita", "Rina Puspita", "pjk")
ARIF = person(4, "arif.hidayat", "Arif Hidayat", "programmer")
DEWI = person(5, "dewi.lestari", "Dewi Lestari Kusumaningtyas Hadiningrat", "programmer")
PEOPLE = (SARI, HENDRA, RINA, ARIF, DEWI)
ACTOR_OF = {1: SARI, 2: HENDRA, 3: SARI, 4: RINA, 5: ARIF, 6: RINA, 7: ARIF, 8: RINA, 9: RINA}

REQUEST: dict[str, FactValue] = {
    "project_name": "Monitoring Lapangan Susenas",
    "team": "Tim Statistik Sosial",
    "contact": "Sari Melati, sari.melati",
    "letter_number": "B-117/17000/TI.210/2026",
    "letter_date": "2026-05-04",
    "letter_subject": "Permohonan pembuatan aplikasi pemantauan lapangan",
    "background": "Pemantauan petugas dilakukan dengan lembar kerja yang dikirim lewat pesan.\nSering terlambat.",
    "purpose": "Kemajuan pencacahan terlihat setiap hari.",
    "request_kind": "new",
    "urgency": "urgent",
    "wished_date": "2027-01-08",
}


def clock(status: Status = Status.INSIDE, day: int = 4, limit: int = 7, over: int = 0) -> Clock:
    """A clock in working days."""
    return Clock(status, day, 3, limit, over, TimeUnit.DAY, True, date(2026, 11, 17), date(2026, 11, 26))


def at(day: int, month: int, hour: int = 3, minute: int = 0) -> datetime:
    """A moment of 2026 in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def document(number: int, kind: str, name: str, status: str = "current", **more: object) -> DocumentVersion:
    """One version of a document of the SOP."""
    known = sample_sop().document(kind)
    plain = DocumentVersion(
        number, kind, known.name, known.step, 1, 1, name, 655_360, "ab" * 32, "application/pdf", status,
        at(13, 11), "Arif Hidayat", f"2026/PRJ-2026-012/{name}",
    )  # fmt: skip
    return replace(plain, **more)


def visits(sop: Sop, step: int) -> tuple[Visit, ...]:
    """One visit for each step up to `step`, step 5 in two rounds."""
    made: list[Visit] = []
    start = at(4, 5)
    for each in sop.steps:
        if each.number > step:
            break
        stop = start + timedelta(days=16)
        late = each.number in {3, 5}
        time = Clock(
            Status.LATE if late else Status.INSIDE, 16, 7, 14 if late else 21, 2 if late else 0, each.standard.unit,
            False, start.date(), stop.date() if each.number > 1 else None,
        )  # fmt: skip
        last = each.number == step
        who = ACTOR_OF[each.number].name
        made.append(Visit(each.number, 1, start, None if last else stop, "" if last else "ok", "", who, who, time))
        if each.number == 5 and not last:
            again = stop + timedelta(days=4)
            made.append(Visit(5, 2, again, again + timedelta(days=20), "ok", "", who, who, time))
        start = stop
    return tuple(made)


HISTORY = (
    HistoryLine(1, at(4, 5, 2, 5), "Sari Melati", "WS-01", "request_project", {}),
    HistoryLine(2, at(5, 5, 2, 30), "Hendra Wijaya", "WS-02", "move_project", {"from_step": 2, "to_step": 3}),
    HistoryLine(
        3, at(6, 10, 3, 5), "Rina Puspita", "WS-03", "return_project",
        {"from_step": 6, "to_step": 5, "reason": "Prototipe gagal menyimpan isian luring."},
    ),
    HistoryLine(4, at(17, 11, 9, 31), "Arif Hidayat", "WS-04", "attach_document", {"name": "SystemDesign_v3.pdf"}),
    HistoryLine(5, at(17, 11, 9, 40), "Arif Hidayat", "WS-04", "move_project", {"from_step": 5, "to_step": 6}),
    HistoryLine(
        6, at(22, 11, 1, 52), "Rina Puspita", "WS-03", "add_comment", {"text": "Skenario 7 sampai 12 siap diuji."}
    ),
)  # fmt: skip

DOCUMENTS = (
    document(1, "ND", "Nota dinas Susenas.pdf", attached_by="Sari Melati", attached=at(4, 5), intact=True),
    document(2, "DSP", "Lembar disposisi.pdf", attached_by="Hendra Wijaya", attached=at(5, 5)),
    document(3, "SRS", "SRS_Susenas_v1.pdf", "superseded", attached_by="Sari Melati", attached=at(12, 5)),
    document(4, "SRS", "SRS_Susenas_v2.pdf", version=2, attached_by="Sari Melati", attached=at(21, 5), intact=True),
    document(5, "SRA", "SRA_Susenas_v1.pdf", attached_by="Rina Puspita", attached=at(8, 6), intact=False),
    document(6, "SD", "SystemDesign_Susenas_v3.pdf", version=3, size=3_250_000, intact=True),
    document(7, "PRO", "Prototipe 0.9.2", link="https://prototipe.contoh.go.id/susenas", size=0, media=""),
    document(8, "UJ1", "UJ1_Susenas_v1.docx", "returned", attached_by="Rina Puspita", attached=at(2, 10)),
)

FINDINGS = (
    Finding(11, 1, 6, 1, "Isian luring hilang saat sinyal kembali", "critical", "open", "", ""),
    Finding(12, 2, 6, 1, "Judul kolom terpotong", "minor", "done", "Lebar kolom diperbaiki", ""),
)


def facts_until(step: int) -> dict[str, FactValue]:
    """Everything the steps before `step` wanted to know."""
    known: dict[str, FactValue] = dict(REQUEST)
    if step > 2:
        known |= {
            "coordinator": RINA.login,
            "disposition_instruction": "Proses sesuai SOP.",
            "disposition_date": "2026-05-05",
        }
    if step > 3:
        items = [code for code, _ in next(f for f in sample_sop().facts if f.key == "srs_checklist").choices]
        known |= {"srs_checklist": list(items), "requirements_owner": SARI.name}
    if step > 4:
        known |= {"review_result": "approved", "programmers": [ARIF.login]}
    if step > 5:
        known |= {"prototype_version": "0.9.2"}
    if step > 7:
        known |= {"candidate_version": "1.0.0-rc1"}
    return known


def sample_project(
    step: int = 6,
    *,
    facts: dict[str, FactValue] | None = None,
    documents: tuple[DocumentVersion, ...] | None = None,
    findings: tuple[Finding, ...] = (),
    state: ProjectState = ProjectState.RUNNING,
    name: str = "Monitoring Lapangan Susenas",
    actor: Person | None = None,
) -> ProjectFile:
    """A project standing in `step`, with all that the steps before wanted; paths are those of its performer."""
    sop = sample_sop()
    held = facts if facts is not None else facts_until(step)
    attached = documents if documents is not None else tuple(d for d in DOCUMENTS if d.step <= step)
    standing = rules.Standing(
        state, step, 1, SARI.team, frozenset(d.kind for d in attached if d.status == "current"), held,
        sum(f.status == "open" for f in findings),
        sum(f.status == "open" and f.severity == "critical" for f in findings),
    )  # fmt: skip
    who = actor or ACTOR_OF[step]
    card = Card(
        12, 7, "PRJ-2026-012", name, SARI.team, step, 1, state, clock(), 0, 1, len(attached), 1, who.id, who.name, "",
        rules.paths(sop, standing, who), at(17, 11),
    )  # fmt: skip
    return ProjectFile(
        card, sop, held, visits(sop, step), attached, HISTORY, findings,
        (Disposition(RINA.name, "Proses sesuai SOP.", date(2026, 5, 5), HENDRA.name, 1),) if step > 2 else (),
        (Release("RN-2026-006", "1.0.0", date(2026, 11, 20), False, "", RINA.name),) if step > 8 else (),
        PEOPLE, at(4, 5), "2026/PRJ-2026-012", SARI, RINA if step > 2 else None, (ARIF,) if step > 4 else (), HENDRA,
    )  # fmt: skip


def path_of(project: ProjectFile, decision: str) -> Move:
    """The card's way by that decision."""
    return next(path for path in project.card.moves if path.decision == decision)


def with_long_words(project: ProjectFile) -> ProjectFile:
    """The same project with names that fill every line."""
    long = (
        "Sistem Informasi Pemantauan dan Evaluasi Pelaksanaan Lapangan Survei Sosial Ekonomi Nasional Terpadu Provinsi"
    )
    return replace(project, card=replace(project.card, name=long, team="Tim Statistik Sosial dan Kependudukan Terpadu"))
