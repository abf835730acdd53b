"""A small real office for the tests: a file, a document folder, people of every role, and a clock set by hand."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from models import calendar_file
from models.administration.create_office import create_office
from models.board import Board, Card, Changed
from models.documents.store import DocumentStore
from models.operations.service import OfficeService
from models.project_file import FactValue, ProjectFile
from models.requests import (
    AddMember,
    AttachDocument,
    Attachment,
    CloseProject,
    EndProject,
    MoveProject,
    OpenFollowUp,
    ReadBoard,
    ReadProject,
    RequestProject,
    ReturnProject,
    SetFacts,
    TakeDecision,
    Write,
)
from models.sop import reading
from models.sop.procedure import Decision, DecisionKind, Fact, FactKind, Sop
from models.storage.database import Database
from models.storage.dialects import open_place
from models.storage.postgres import ServerDatabase
from models.worktime import Calendar

ROOT = Path(__file__).parent.parent.parent
SOP = reading.read(ROOT / "resources" / "sop" / "sop-057-17000-2025.toml")
CALENDAR: Calendar = calendar_file.read(ROOT / "resources" / "calendars")
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
FILE, SERVER = "berkas", "server"
"""The two kinds of office."""
REASON = "Alasan yang cukup panjang untuk dicatat"

REQUESTS: dict[DecisionKind, type[TakeDecision]] = {
    DecisionKind.FORWARD: MoveProject,
    DecisionKind.SKIP: MoveProject,
    DecisionKind.RETURN: ReturnProject,
    DecisionKind.REJECT: EndProject,
    DecisionKind.CANCEL: EndProject,
    DecisionKind.CLOSE: CloseProject,
    DecisionKind.FOLLOW_UP: OpenFollowUp,
}

PEOPLE = (
    ("tono", "Tono Santoso", "Tim Sosial", ("ketua_tim_terkait",)),
    ("wati", "Wati Lestari", "Tim Produksi", ("ketua_tim_terkait",)),
    ("hendra", "Hendra Wijaya", "Tim TIP", ("ketua_tip",)),
    ("rina", "Rina Puspita", "Tim TIP", ("pjk",)),
    ("arif", "Arif Hidayat", "Tim TIP", ("programmer",)),
    ("tamu", "Tamu Kantor", "Tim Umum", ()),
)


def operation() -> str:
    """A new operation id."""
    return uuid.uuid4().hex


class Office:
    """An office in `folder`; `now` is moved by the tests.

    template: the bytes of an office made before. address: of a database on a server instead of a file, empty unless
    `made`.
    """

    def __init__(
        self, folder: Path, sop: Sop = SOP, template: bytes = b"", address: str = "", made: bool = False
    ) -> None:
        self.folder, self.sop, self.now = folder, sop, START
        self.place = folder / "kantor.lajur"
        self.address = address
        self.everyone = AddMember(
            operation_id=operation(),
            login="semua",
            name="Semua Peran",
            team="Tim Sosial",
            roles=tuple(r.code for r in sop.roles),
        )
        if template:
            self.place.write_bytes(template)
        elif not made:
            where = address or self.place
            create_office(where, sop=sop, now=self.now, first=self.everyone, training=True, workstation="PC-1")
        self.database: Database | ServerDatabase = open_place(address or self.place, patience=0.3)
        self.store = DocumentStore(folder / "Dokumen")
        self.service = self.another_service("PC-1")
        self._files = 0

    def another_service(self, workstation: str) -> OfficeService:
        """A second service on the same connection."""
        return OfficeService(self.database, self.store, self.sop, CALENDAR, lambda: self.now, workstation)

    def hire(self) -> None:
        """Adds one person for each role, and a guest without any."""
        for login, name, team, roles in PEOPLE:
            self.ask(AddMember(operation_id=operation(), login=login, name=name, team=team, roles=roles))

    def close(self) -> None:
        self.database.close()

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)

    def ask(self, request: Write, login: str = "semua") -> Changed:
        """A write; its answer."""
        answer = self.service.answer(request, login)
        assert isinstance(answer, Changed)
        return answer

    def board(self, login: str = "semua") -> Board:
        answer = self.service.answer(ReadBoard(), login)
        assert isinstance(answer, Board)
        return answer

    def card(self, project_id: int, login: str = "semua") -> Card:
        return next(card for card in self.board(login).cards if card.id == project_id)

    def project(self, project_id: int, check: bool = False) -> ProjectFile:
        answer = self.service.answer(ReadProject(project_id, check), "semua")
        assert isinstance(answer, ProjectFile)
        return answer

    def file(self, content: str = "") -> str:
        """Path of a small new file."""
        self._files += 1
        path = self.folder / f"berkas {self._files}.txt"
        path.write_text(content or f"Isi berkas nomor {self._files}.\n", encoding="utf-8")
        return str(path)

    def attachment(self, kind: str) -> Attachment:
        source = self.file()
        return Attachment(kind, source, Path(source).name, confirmed=True)

    def attachments(self, step: int) -> tuple[Attachment, ...]:
        return tuple(self.attachment(kind.code) for kind in self.sop.step(step).required_documents)

    def facts(self, step: int, decision: Decision | None = None) -> dict[str, FactValue]:
        """A complete answer to everything a step wants to know."""
        accepted = dict(decision.accepts) if decision else {}
        return {
            fact.key: accepted[fact.key][0] if fact.key in accepted else self.answer_to(fact)
            for fact in self.sop.step(step).facts
            if fact.kind is not FactKind.FINDINGS and (fact.required or fact.key in accepted)
        }

    def answer_to(self, fact: Fact) -> FactValue:
        match fact.kind:
            case FactKind.DATE:
                return date(2026, 3, 1).isoformat()
            case FactKind.CHOICE:
                return fact.choices[0][0]
            case FactKind.CHECKLIST:
                return [code for code, _ in fact.choices]
            case FactKind.MEMBER:
                return "semua"
            case FactKind.MEMBERS:
                return ["semua"]
            case FactKind.ROWS:
                return [{c.key: c.choices[0][0] if c.choices else "isi" for c in fact.columns}]
            case _:
                return "Tim Sosial" if fact.binds == "team" else f"Isi {fact.key}"

    def new(self, name: str = "Sistem Uji", login: str = "semua", **facts: FactValue) -> Card:
        """A project at step 1 with all its facts and its letter."""
        first = self.sop.steps[0].number
        typed = {**self.facts(first), **facts}
        named = next(fact.key for fact in self.sop.facts if fact.binds == "project_name")
        typed[named] = name
        changed = self.ask(
            RequestProject(operation_id=operation(), facts=typed, attachments=self.attachments(first)), login
        )
        return changed.cards[0]

    def decide(self, card: Card, code: str, login: str = "semua", **more: object) -> Changed:
        """A decision with nothing but what is given."""
        decision = self.sop.decision(code)
        values: dict[str, object] = {"reason": REASON if decision.reason_required else "", **more}
        request = REQUESTS[decision.kind](
            operation_id=operation(), project_id=card.id, version=card.version, decision=code, **values
        )
        return self.ask(request, login)

    def finish(self, card: Card, code: str, login: str = "semua", **more: object) -> Card:
        """A decision with everything that its step demands."""
        decision = self.sop.decision(code)
        project, accepted = self.project(card.id), dict(decision.accepts)
        held = {document.kind for document in project.documents if document.status == "current"}
        facts = self.facts(card.step, decision)
        values: dict[str, object] = {
            "facts": {key: facts[key] for key in facts if key in accepted or key not in project.facts},
            "attachments": tuple(each for each in self.attachments(card.step) if each.kind not in held),
            **more,
        }
        changed = self.decide(card, code, login, **values)
        return next(each for each in changed.cards if each.id == changed.project_id)

    def walk(self, card: Card, *codes: str) -> Card:
        """Takes the decisions one after the other."""
        for code in codes:
            card = self.finish(card, code)
        return card

    def attach(self, card: Card, *attachments: Attachment, login: str = "semua") -> Card:
        request = AttachDocument(
            operation_id=operation(), project_id=card.id, version=card.version, attachments=attachments
        )
        return self.ask(request, login).cards[0]

    def set_facts(self, card: Card, **facts: FactValue) -> Card:
        request = SetFacts(operation_id=operation(), project_id=card.id, version=card.version, facts=facts)
        return self.ask(request).cards[0]


FORWARD = (
    "submit_request",
    "forward_disposition",
    "submit_srs",
    "approve_review",
    "submit_first_test",
    "proceed_to_repair",
    "submit_final_test",
    "release",
)
"""From step 1 to step 9."""
