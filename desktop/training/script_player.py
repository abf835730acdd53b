"""Plays the scripts of the training office through the same operations that people use, in the order of time."""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Callable, Generator, Iterator
from datetime import datetime, timedelta
from typing import Protocol

from desktop.training.sample_facts import SampleFacts
from desktop.training.sample_papers import SamplePapers
from desktop.training.script import ProjectScript, ScriptLine
from models import requests
from models.board import Card, Changed
from models.office import OfficeSettings
from models.project_file import ProjectFile
from models.requests import Attachment, FindingNote
from models.sop.procedure import Decision, DecisionKind, Sop, Step
from models.worktime import wib_date

Scene = Generator[datetime, None, None]

REQUEST_OF = {
    DecisionKind.FORWARD: requests.MoveProject,
    DecisionKind.SKIP: requests.MoveProject,
    DecisionKind.RETURN: requests.ReturnProject,
    DecisionKind.REJECT: requests.EndProject,
    DecisionKind.CANCEL: requests.EndProject,
    DecisionKind.CLOSE: requests.CloseProject,
}

CONCLUSIONS = {"release_with_notes": "accepted_with_notes", "fail_final_test": "not_accepted"}
NEW_FINDINGS = {"proceed_to_repair": 3, "fail_final_test": 1}


class Office(Protocol):
    """What plays along: the service of the records."""

    def answer(self, request: object, login: str) -> object: ...


class ScriptClock:
    """The time of the script; the service reads it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """UTC."""
        return self.at


class ScriptPlayer:
    """One telling of the scripts on a service."""

    def __init__(
        self,
        service: Office,
        clock: ScriptClock,
        sop: Sop,
        facts: SampleFacts,
        papers: SamplePapers,
        settings: OfficeSettings,
    ) -> None:
        self._service = service
        self._clock = clock
        self._sop = sop
        self._facts = facts
        self._papers = papers
        self._settings = settings
        self._cards: dict[int, Card] = {}

    def play(self, scripts: tuple[ProjectScript, ...], progress: Callable[[int, int], None]) -> None:
        """All scripts interleaved by time, as they would have happened. progress: (deeds done, deeds in all)."""
        total = sum(2 + len(script.deeds) for script in scripts)
        scenes: list[tuple[datetime, int, Scene]] = []
        for script in scripts:
            scene = self._scene(script)
            scenes.append((next(scene), script.index, scene))
        heapq.heapify(scenes)
        done = 0
        while scenes:
            at, index, scene = heapq.heappop(scenes)
            self._clock.at = max(at, self._clock.at + timedelta(milliseconds=1))
            following = next(scene, None)
            done += 1
            progress(min(done, total), total)
            if following is not None:
                heapq.heappush(scenes, (following, index, scene))

    def _scene(self, script: ProjectScript) -> Scene:
        yield script.begun
        facts = self._facts.for_step(script, self._sop.steps[0], wib_date(self._clock.at))
        self._write(script, requests.RequestProject(operation_id=_new_id(), facts=facts), script.by)
        before = script.begun
        for deed in script.deeds:
            yield from self._talk(script, before, deed.at)
            yield deed.at
            self._take(script, deed)
            before = deed.at
        yield from self._talk(script, before, script.until)
        yield from self._afterwards(script, before)

    def _talk(self, script: ProjectScript, first: datetime, last: datetime) -> Iterator[datetime]:
        """A comment now and then while a step lasts, and the documents that are ready before it ends."""
        days = (last - first).days
        for turn in range(min(days // 6, 3)):
            yield script.between(first, last, (turn + 1) / 5)
            card = self._cards[script.index]
            if not card.state.ended:
                text = self._facts.comment(card.step, turn + script.index)
                self._on(script, requests.AddComment, self._performer(script, self._sop.step(card.step)), text=text)

    def _afterwards(self, script: ProjectScript, before: datetime) -> Iterator[datetime]:
        card = self._cards[script.index]
        step = self._sop.step(card.step)
        for code in script.ready:
            yield script.between(before, script.until, 0.7)
            actor = self._performer(script, step)
            attachments = (self._paper(script, code, actor),)
            self._on(script, requests.AttachDocument, actor, attachments=attachments)
        for number, text in enumerate(script.upkeep):
            yield script.between(before, script.until, (number + 1) / 4)
            self._on(script, requests.LogMaintenance, self._performer(script, step), text=text)
        if script.follow_up:
            yield script.between(before, script.until, 0.9)
            self._open_follow_up(script)

    def _take(self, script: ProjectScript, deed: ScriptLine) -> None:
        card = self._cards[script.index]
        step = self._sop.step(card.step)
        if deed.code == "hold":
            reason = self._facts.reason(script, "hold")
            self._on(script, requests.HoldProject, self._performer(script, step), reason=reason)
        elif deed.code == "resume":
            self._on(script, requests.ResumeProject, self._performer(script, step))
        else:
            self._decide(script, self._sop.decision(deed.code), step)

    def _decide(self, script: ProjectScript, decision: Decision, step: Step) -> None:
        actor = self._performer(script, step, decision.roles)
        if decision.demand:
            facts = self._facts.for_step(
                script, step, wib_date(self._clock.at), CONCLUSIONS.get(decision.code, "accepted")
            )
            self._on(script, requests.SetFacts, actor, facts=facts)
        self._on(
            script,
            REQUEST_OF[decision.kind],
            actor,
            decision=decision.code,
            reason=self._facts.reason(script, decision.code) if decision.reason_required else "",
            attachments=self._missing_papers(script, step, actor) if decision.demand else (),
            findings=self._findings(script, decision),
        )

    def _findings(self, script: ProjectScript, decision: Decision) -> tuple[FindingNote, ...]:
        if decision.code in NEW_FINDINGS:
            return self._facts.findings(NEW_FINDINGS[decision.code])
        if decision.code == "release_with_notes":
            return self._facts.findings(3)[2:]
        project = self._read(script)
        if not any(fact.kind.value == "findings" and fact.required for fact in self._sop.step(decision.step).facts):
            return ()
        return tuple(
            FindingNote(
                id=each.id,
                description=each.description,
                severity=each.severity,
                status="done",
                action=self._facts.action(each.description),
            )
            for each in project.findings
            if each.status == "open"
        )

    def _missing_papers(self, script: ProjectScript, step: Step, actor: str) -> tuple[Attachment, ...]:
        there = {each.kind for each in self._read(script).documents if each.status == "current"}
        return tuple(
            self._paper(script, kind.code, actor) for kind in step.required_documents if kind.code not in there
        )

    def _paper(self, script: ProjectScript, code: str, actor: str) -> Attachment:
        kind = self._sop.document(code)
        if kind.form:
            self._on(script, requests.PublishRelease, actor, form=kind.form)
        return self._papers.bring(kind, self._read(script), self._settings, self._clock.at)

    def _open_follow_up(self, script: ProjectScript) -> None:
        card = self._cards[script.index]
        step = self._sop.step(card.step)
        decision = next(each for each in step.decisions if each.kind is DecisionKind.FOLLOW_UP)
        request = requests.OpenFollowUp(
            operation_id=_new_id(),
            project_id=card.id,
            version=card.version,
            decision=decision.code,
            reason="Pengguna meminta pendaftaran kunjungan secara daring.",
            facts={"project_name": script.follow_up},
            target=1,
        )
        self._service.answer(request, self._performer(script, step, decision.roles))

    def _performer(self, script: ProjectScript, step: Step, roles: tuple[str, ...] = ()) -> str:
        role = (roles or step.roles)[0]
        if self._sop.role(role).own_team_only:
            return script.by
        holders = [each["login"] for each in self._facts.office.people if role in each["roles"]]
        return next((login for login in script.programmers if login in holders), holders[0])

    def _read(self, script: ProjectScript) -> ProjectFile:
        project = self._service.answer(requests.ReadProject(self._cards[script.index].id), script.by)
        assert isinstance(project, ProjectFile)
        return project

    def _on(self, script: ProjectScript, kind: type[requests.ProjectWrite], actor: str, **more: object) -> None:
        card = self._cards[script.index]
        request = kind(operation_id=_new_id(), project_id=card.id, version=card.version, **more)  # pyright: ignore[reportArgumentType]
        self._write(script, request, actor)

    def _write(self, script: ProjectScript, request: requests.Write, actor: str) -> None:
        changed = self._service.answer(request, actor)
        assert isinstance(changed, Changed)
        for card in changed.cards:
            if card.id == changed.project_id:
                self._cards[script.index] = card


def _new_id() -> str:
    return uuid.uuid4().hex
