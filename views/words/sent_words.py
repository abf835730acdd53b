"""What a person typed into a change, in words: for the list of what is not sent yet and for the history. Qt-free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.people import Person
from models.project_file import FactValue
from models.requests import (
    AddComment,
    AttachDocument,
    Attachment,
    FindingNote,
    HoldProject,
    LogMaintenance,
    NoteFindings,
    PublishRelease,
    RequestProject,
    ResumeProject,
    SetFacts,
    TakeDecision,
    UndoMove,
    WithdrawDocument,
    Write,
)
from models.sop.procedure import Sop
from views.words import formats
from views.words.fact_text import fact_text
from views.words.words import Words

Line = tuple[str, str]
"""A label and what was typed."""


class SentWords:
    """sop and people give labels and names; without them keys and logins are shown."""

    def __init__(self, words: Words, sop: Sop | None, people: tuple[Person, ...] = ()) -> None:
        self._words, self._sop, self._people = words, sop, people

    def title(self, request: Write) -> str:
        """What was wanted: "Komentar", "Permohonan baru", "Ajukan SRS"."""
        match request:
            case RequestProject():
                return "Permohonan baru"
            case SetFacts():
                return "Data proyek"
            case AttachDocument():
                return "Lampiran"
            case WithdrawDocument():
                return "Penarikan dokumen"
            case TakeDecision(decision=decision):
                return self._words.decision(decision, self._sop) if self._sop else "Pemindahan"
            case HoldProject():
                return "Tunda proyek"
            case ResumeProject():
                return "Lanjutkan proyek"
            case NoteFindings():
                return "Temuan uji coba"
            case _:
                return self._other_title(request)

    def lines(self, request: Write) -> tuple[Line, ...]:
        """Every typed word of it, nothing else."""
        return tuple((label, text) for label, text in self._lines(request) if text.strip())

    def text(self, request: Write) -> str:
        """The same as one text, for the clipboard and the history."""
        lines = "\n".join(f"{label}: {text}" for label, text in self.lines(request))
        return f"{self.title(request)}\n{lines}".strip()

    def facts(self, facts: Mapping[str, FactValue]) -> Iterator[Line]:
        """Facts by their labels in the SOP."""
        known = {fact.key: fact for fact in self._sop.facts} if self._sop else {}
        for key, value in facts.items():
            fact = known.get(key)
            yield (fact.label, fact_text(fact, value, self._people)) if fact else (key, _plain(value))

    def _other_title(self, request: Write) -> str:
        match request:
            case AddComment():
                return "Komentar"
            case LogMaintenance():
                return "Catatan pemeliharaan"
            case UndoMove():
                return "Pengurungan pemindahan"
            case PublishRelease():
                return "Nomor naskah"
            case _:
                return "Perubahan pengaturan"

    def _lines(self, request: Write) -> Iterator[Line]:
        yield from self.facts(getattr(request, "facts", {}))
        for label, name in (("Alasan", "reason"), ("Isi", "text"), ("Catatan", "note")):
            yield label, str(getattr(request, name, ""))
        if isinstance(request, HoldProject) and request.expected:
            yield "Perkiraan dilanjutkan", formats.date_long(request.expected)
        findings: tuple[FindingNote, ...] = getattr(request, "findings", ())
        for finding in findings:
            parts = (self._words.severity(finding.severity), finding.description, finding.action, finding.reason)
            yield "Temuan", ", ".join(part for part in parts if part)
        attachments: tuple[Attachment, ...] = getattr(request, "attachments", ())
        for each in attachments:
            letter = (each.letter_number, each.letter_subject)
            yield "Berkas", ", ".join(part for part in (each.name or each.source or each.link, *letter) if part)


def _plain(value: FactValue) -> str:
    if isinstance(value, str):
        return value
    return "; ".join(each if isinstance(each, str) else ", ".join(each.values()) for each in value)
