"""`lajur project …`: each action one request to the service, the same ones that the window sends. No Qt."""

from __future__ import annotations

from argparse import Namespace
from uuid import uuid4

from desktop.cli.input import attachments, day, read_facts, read_findings
from desktop.cli.office import Ask
from desktop.cli.output import Output
from desktop.cli.parser import WrongUsage
from models.board import Board, Card, Changed, Move
from models.decision_requests import decision_request
from models.errors import NotFound, RuleBroken
from models.obstacles import Obstacle, Why
from models.project_file import ProjectFile
from models.requests import (
    AttachDocument,
    HoldProject,
    ReadProject,
    RequestProject,
    ResumeProject,
    SetFacts,
    UndoMove,
    Write,
)


class Projects:
    """Actions on projects. `ask` puts a request to the service as the person at the keyboard."""

    def __init__(self, ask: Ask, board: Board, output: Output) -> None:
        self._ask = ask
        self._board = board
        self._output = output

    def run(self, arguments: Namespace) -> None:
        """Carry out `arguments.action`. Raises WrongUsage or OfficeError."""
        getattr(self, f"_{arguments.action}")(arguments)

    def find(self, number: str) -> Card:
        """The card of that project number. Raises NotFound."""
        for card in self._board.cards:
            if card.number.casefold() == number.casefold():
                return card
        raise NotFound(what="project", key=number)

    def _new(self, arguments: Namespace) -> None:
        request = RequestProject(
            operation_id=uuid4().hex, facts=read_facts(arguments.facts), attachments=attachments(arguments)
        )
        self._write(request)

    def _list(self, arguments: Namespace) -> None:
        cards = (card for card in self._board.cards if arguments.step in (None, card.step))
        self._output.cards(tuple(sorted(cards, key=lambda card: card.number)), self._board.sop)

    def _show(self, arguments: Namespace) -> None:
        self._output.project(self._read(arguments))

    def _history(self, arguments: Namespace) -> None:
        self._output.history(self._read(arguments))

    def _fields(self, arguments: Namespace) -> None:
        facts = tuple(fact for fact in self._board.sop.facts if arguments.step in (None, fact.step))
        self._output.fields(facts, self._board.sop)

    def _attach(self, arguments: Namespace) -> None:
        card = self.find(arguments.project)
        given = attachments(arguments)
        self._write(
            AttachDocument(operation_id=uuid4().hex, project_id=card.id, version=card.version, attachments=given)
        )

    def _set(self, arguments: Namespace) -> None:
        card = self.find(arguments.project)
        facts = read_facts(arguments.facts)
        self._write(SetFacts(operation_id=uuid4().hex, project_id=card.id, version=card.version, facts=facts))

    def _hold(self, arguments: Namespace) -> None:
        card, until = self.find(arguments.project), day(arguments.until)
        request = HoldProject(
            operation_id=uuid4().hex, project_id=card.id, version=card.version, reason=arguments.reason, expected=until
        )
        self._write(request)

    def _resume(self, arguments: Namespace) -> None:
        card = self.find(arguments.project)
        self._write(ResumeProject(operation_id=uuid4().hex, project_id=card.id, version=card.version))

    def _undo(self, arguments: Namespace) -> None:
        card = self.find(arguments.project)
        self._write(UndoMove(operation_id=uuid4().hex, project_id=card.id, version=card.version))

    def _move(self, arguments: Namespace) -> None:
        card = self.find(arguments.project)
        self._decide(card, self._path(card, arguments, ()), arguments)

    def _return(self, arguments: Namespace) -> None:
        card = self.find(arguments.project)
        self._decide(card, self._path(card, arguments, ("return",)), arguments)

    def _close(self, arguments: Namespace) -> None:
        card = self.find(arguments.project)
        paths = [path for path in card.moves if path.kind == "close"]
        if not paths:
            raise RuleBroken((Obstacle(Why.NO_PATH, step=card.step),))
        self._decide(card, paths[0], arguments)

    def _path(self, card: Card, arguments: Namespace, kinds: tuple[str, ...]) -> Move:
        """The chosen way: by decision code, or by the step it leads to."""
        if not arguments.decision and arguments.to is None:
            raise WrongUsage("sebutkan kode keputusan, atau --to LANGKAH")
        ways = [path for path in card.moves if path.decision and (not kinds or path.kind in kinds)]
        if arguments.decision:
            known = {each.code for step in self._board.sop.steps for each in step.decisions}
            if arguments.decision not in known:
                raise WrongUsage(
                    f"keputusan {arguments.decision} tidak dikenal; lihat: lajur project show {card.number}"
                )
            chosen = [path for path in ways if path.decision == arguments.decision]
        else:
            chosen = sorted((path for path in ways if path.step == arguments.to), key=lambda path: path.barred)
            if len([path for path in chosen if not path.barred]) > 1:
                codes = ", ".join(path.decision for path in chosen)
                raise WrongUsage(f"ada beberapa keputusan ke langkah {arguments.to}; pilih satu: {codes}")
        if not chosen:
            raise RuleBroken((Obstacle(Why.NO_PATH, step=card.step),))
        return chosen[0]

    def _decide(self, card: Card, path: Move, arguments: Namespace) -> None:
        facts, findings = read_facts(arguments.facts), read_findings(arguments.findings)
        request = decision_request(
            card,
            path,
            arguments.reason,
            arguments.note,
            facts,
            attachments(arguments),
            findings,
            target=getattr(arguments, "to", None) or 0,
        )
        self._write(request)

    def _read(self, arguments: Namespace) -> ProjectFile:
        project = self._ask(ReadProject(self.find(arguments.project).id))
        assert isinstance(project, ProjectFile)
        return project

    def _write(self, request: Write) -> None:
        changed = self._ask(request)
        assert isinstance(changed, Changed)
        card = next((card for card in changed.cards if card.id == changed.project_id), None)
        self._output.changed(changed, card, self._board.sop)
