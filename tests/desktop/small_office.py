"""A small training office on a real SQLite file, made by the real operations."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from desktop.workers.records_service import RecordsService, shipped_sop
from models.administration.create_office import create_office
from models.board import Board, Card, Changed
from models.requests import AddMember, Attachment, ReadBoard, RequestProject

PEOPLE = (
    ("ratna", "Ratna Puspita Dewi", ("ketua_tip",)),
    ("sari", "Sari Melati", ("pjk",)),
    ("bagas", "Bagas Pratama", ("programmer",)),
    ("dimas", "Dimas Anggara", ("ketua_tim_terkait",)),
)
TEAM = "Tim Statistik Sosial"


def found_office(place: Path, training: bool = True) -> None:
    """An office with one member for each role; ratna is the administrator."""
    login, name, roles = PEOPLE[0]
    first = AddMember(operation_id=uuid4().hex, login=login, name=name, roles=roles, administrator=True)
    create_office(place, sop=shipped_sop(), now=datetime.now(UTC), first=first, training=training)
    service = RecordsService(str(place))
    for each, name, roles in PEOPLE[1:]:
        team = TEAM if each == "dimas" else ""
        service.answer(AddMember(operation_id=uuid4().hex, login=each, name=name, roles=roles, team=team), "ratna")
    service.close()


def small_pdf(folder: Path, name: str = "nota dinas.pdf") -> Path:
    """The smallest PDF that every reader takes."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    content, places = b"%PDF-1.7\n%" + name.encode() + b"\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 4\n0000000000 65535 f \n" + table + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    path = folder / name
    path.write_bytes(content + end % len(content))
    return path


def first_facts(name: str = "e-Presensi Mitra Statistik") -> dict[str, str]:
    """Every required fact of step 1, filled."""
    facts: dict[str, str] = {}
    for fact in shipped_sop().step(1).facts:
        if fact.required:
            facts[fact.key] = fact.choices[0][0] if fact.choices else "Isian yang wajar untuk pengujian"
            if fact.kind.value == "date":
                facts[fact.key] = "2026-11-02"
        if fact.binds == "project_name":
            facts[fact.key] = name
        if fact.binds == "team":
            facts[fact.key] = TEAM
    return facts


def board_of(place: Path, login: str = "dimas") -> Board:
    """The board as `login` sees it."""
    service = RecordsService(str(place))
    board = service.answer(ReadBoard(), login)
    service.close()
    assert isinstance(board, Board)
    return board


def new_project(place: Path, folder: Path, name: str = "e-Presensi Mitra Statistik") -> Card:
    """A complete request at step 1, by dimas, with its nota dinas."""
    service = RecordsService(str(place))
    nota = Attachment(
        "ND", str(small_pdf(folder)), "nota dinas.pdf", "", "B-17/2026", datetime.now(UTC).date(), "Permohonan"
    )
    request = RequestProject(operation_id=uuid4().hex, facts=first_facts(name), attachments=(nota,))
    changed = service.answer(request, "dimas")
    service.close()
    assert isinstance(changed, Changed)
    return changed.cards[0]
