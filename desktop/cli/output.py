"""What the command line says: plain Indonesian lines, or JSON for other programs. No Qt."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from desktop.workers.plain_values import to_plain
from models.board import Card, Changed, Move
from models.errors import OfficeError, RuleBroken
from models.project_file import DocumentVersion, ProjectFile
from models.sop.procedure import Fact, Sop
from views.words import formats
from views.words.fact_text import fact_text
from views.words.trouble_words import TroubleWords
from views.words.words import Words

NOTHING = "belum diisi"


class Output:
    """Writes results to `out` and troubles to `trouble`; with `as_json` both are one JSON value."""

    def __init__(self, out: TextIO, trouble: TextIO, as_json: bool = False) -> None:
        self._out = out
        self._trouble = trouble
        self._json = as_json
        self._words = Words()

    def value(self, value: object, lines: Iterable[str]) -> None:
        """One result: `value` for programs, `lines` for people."""
        if self._json:
            print(json.dumps(to_plain(value), ensure_ascii=False, indent=2), file=self._out)
        else:
            for line in lines:
                print(line, file=self._out)

    def note(self, line: str) -> None:
        """What a person wants to know while it goes on; nothing for programs."""
        if not self._json:
            print(line, file=self._trouble, flush=True)

    def refusal(self, error: OfficeError, sop: Sop | None) -> None:
        """A known trouble, obstacle by obstacle."""
        obstacles = error.obstacles if isinstance(error, RuleBroken) else ()
        sentence = TroubleWords(self._words, sop).sentence(error)
        if self._json:
            facts = {"obstacles": obstacles} if obstacles else dict(error.facts)
            plain = to_plain({"refused": error.code, "message": sentence, **facts})
            print(json.dumps(plain, ensure_ascii=False, indent=2), file=self._trouble)
        elif obstacles and sop is not None:
            print("Belum dapat dilakukan:", file=self._trouble)
            for each in obstacles:
                print(f"- {self._words.obstacle(each, sop)}", file=self._trouble)
        else:
            print(sentence, file=self._trouble)

    def complaint(self, sentence: str) -> None:
        """Wrong usage or a trouble without an OfficeError."""
        if self._json:
            print(json.dumps({"refused": "wrong_usage", "message": sentence}, ensure_ascii=False), file=self._trouble)
        else:
            print(sentence, file=self._trouble)

    def changed(self, changed: Changed, card: Card | None, sop: Sop) -> None:
        """What a write did, and where the project stands now."""
        lines = [f"Tersimpan. Riwayat nomor {changed.sequence}."]
        if card is not None:
            lines = [f"{card.number}: tersimpan. {self._place(card, sop)}."]
        self.value(changed, lines)

    def cards(self, cards: tuple[Card, ...], sop: Sop) -> None:
        """A list of projects."""
        lines = [f"{card.number}  {self._place(card, sop)}  {card.name}" for card in cards]
        self.value(cards, lines or ["Belum ada proyek."])

    def project(self, project: ProjectFile) -> None:
        """One project whole."""
        card, sop = project.card, project.sop
        lines = [
            f"{card.number}  {card.name}",
            f"Tim: {card.team or NOTHING}",
            f"Kedudukan: {self._place(card, sop)}",
            f"Waktu: {self._words.clock_sentence(card.clock)}",
            "",
            "Dokumen:",
            *(self._document(each) for each in project.documents),
            "",
            "Isian:",
            *(f"- {fact.label}: {self._fact(project, fact)}" for fact in sop.facts if fact.key in project.facts),
            "",
            "Keputusan yang ada:",
            *(line for path in card.moves if path.decision for line in self._path(path, sop)),
        ]
        self.value(project, lines)

    def history(self, project: ProjectFile) -> None:
        """The ledger lines of one project, oldest first."""
        lines = sorted(project.history, key=lambda line: line.sequence)
        shown = (f"{formats.moment_long(line.at)}  {line.person}  {self._words.deed(line)}" for line in lines)
        self.value(lines, shown)

    def fields(self, facts: tuple[Fact, ...], sop: Sop) -> None:
        """Keys for --facts, by step."""
        lines: list[str] = []
        for step in sop.steps:
            own = [fact for fact in facts if fact.step == step.number]
            lines += [f"Langkah {step.number}: {step.title}"] * bool(own)
            lines += [
                f"  {fact.key}  {fact.label}  [{_shape(fact)}]{'' if fact.required else ' (boleh kosong)'}"
                for fact in own
            ]
        self.value(facts, lines)

    def _place(self, card: Card, sop: Sop) -> str:
        title = sop.step(card.step).title
        turn = f", putaran {card.round}" if card.round > 1 else ""
        state = "" if card.state.value == "running" else f", {self._words.state(card.state).lower()}"
        return f"langkah {card.step} ({title}){turn}{state}"

    def _path(self, path: Move, sop: Sop) -> list[str]:
        goal = f" → langkah {path.step}" if path.step else ""
        head = f"- {path.decision}{goal}: {path.label or self._words.decision(path.decision, sop)}"
        return [head, *(f"    {self._words.obstacle(each, sop)}" for each in path.obstacles)]

    def _document(self, version: DocumentVersion) -> str:
        status = self._words.document_status(version.status).lower()
        return f"- {version.kind} v{version.version}  {version.name}  ({status})"

    def _fact(self, project: ProjectFile, fact: Fact) -> str:
        return fact_text(fact, project.facts[fact.key], project.people).replace("\n", "; ") or NOTHING


def _shape(fact: Fact) -> str:
    if fact.choices:
        return f"{fact.kind.value}: {', '.join(code for code, _ in fact.choices)}"
    if fact.columns:
        return f"{fact.kind.value}: {', '.join(column.key for column in fact.columns)}"
    return fact.kind.value
