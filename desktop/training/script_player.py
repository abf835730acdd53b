"""Plays the stories of the training office through the same operations that people use, in the order of time."""

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
    """What plays along: the desk of the records."""

    def answer(self, request: object, login: str) -> object: ...


class ScriptClock:
    """The time of the story; the desk reads it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """UTC."""
        return self.at


class ScriptPlayer:
    """One telling of the stories on a desk."""

    def __init__(
        self,
        desk: Office,
        clock: ScriptClock,
        sop: Sop,
        facts: SampleFacts,
        papers: SamplePapers,
        settings: OfficeSettings,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._sop = sop
        self._facts = facts
        self._papers = papers
        self._settings = settings
        self._cards: dict[int, Card] = {}

    def play(self, stories: tuple[ProjectScript, ...], progress: Callable[[int, int], None]) -> None:
        """All stories interleaved by time, as they would have happened. progress: (deeds done, deeds in all)."""
        total = sum(2 + len(story.deeds) for story in stories)
        scenes: list[tuple[datetime, int, Scene]] = []
        for story in stories:
            scene = self._scene(story)
            scenes.append((next(scene), story.index, scene))
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

    def _scene(self, story: ProjectScript) -> Scene:
        yield story.begun
        facts = self._facts.for_step(story, self._sop.steps[0], wib_date(self._clock.at))
        self._write(story, requests.RequestProject(operation_id=_new_id(), facts=facts), story.by)
        before = story.begun
        for deed in story.deeds:
            yield from self._talk(story, before, deed.at)
            yield deed.at
            self._take(story, deed)
            before = deed.at
        yield from self._talk(story, before, story.until)
        yield from self._afterwards(story, before)

    def _talk(self, story: ProjectScript, first: datetime, last: datetime) -> Iterator[datetime]:
        """A comment now and then while a step lasts, and the documents that are ready before it ends."""
        days = (last - first).days
        for turn in range(min(days // 6, 3)):
            yield story.between(first, last, (turn + 1) / 5)
            card = self._cards[story.index]
            if not card.state.ended:
                text = self._facts.comment(card.step, turn + story.index)
                self._on(story, requests.AddComment, self._performer(story, self._sop.step(card.step)), text=text)

    def _afterwards(self, story: ProjectScript, before: datetime) -> Iterator[datetime]:
        card = self._cards[story.index]
        step = self._sop.step(card.step)
        for code in story.ready:
            yield story.between(before, story.until, 0.7)
            actor = self._performer(story, step)
            attachments = (self._paper(story, code, actor),)
            self._on(story, requests.AttachDocument, actor, attachments=attachments)
        for number, text in enumerate(story.upkeep):
            yield story.between(before, story.until, (number + 1) / 4)
            self._on(story, requests.LogMaintenance, self._performer(story, step), text=text)
        if story.follow_up:
            yield story.between(before, story.until, 0.9)
            self._open_follow_up(story)

    def _take(self, story: ProjectScript, deed: ScriptLine) -> None:
        card = self._cards[story.index]
        step = self._sop.step(card.step)
        if deed.code == "hold":
            reason = self._facts.reason(story, "hold")
            self._on(story, requests.HoldProject, self._performer(story, step), reason=reason)
        elif deed.code == "resume":
            self._on(story, requests.ResumeProject, self._performer(story, step))
        else:
            self._decide(story, self._sop.decision(deed.code), step)

    def _decide(self, story: ProjectScript, decision: Decision, step: Step) -> None:
        actor = self._performer(story, step, decision.roles)
        if decision.demand:
            facts = self._facts.for_step(
                story, step, wib_date(self._clock.at), CONCLUSIONS.get(decision.code, "accepted")
            )
            self._on(story, requests.SetFacts, actor, facts=facts)
        self._on(
            story,
            REQUEST_OF[decision.kind],
            actor,
            decision=decision.code,
            reason=self._facts.reason(story, decision.code) if decision.reason_required else "",
            attachments=self._missing_papers(story, step, actor) if decision.demand else (),
            findings=self._findings(story, decision),
        )

    def _findings(self, story: ProjectScript, decision: Decision) -> tuple[FindingNote, ...]:
        if decision.code in NEW_FINDINGS:
            return self._facts.findings(NEW_FINDINGS[decision.code])
        if decision.code == "release_with_notes":
            return self._facts.findings(3)[2:]
        project = self._read(story)
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

    def _missing_papers(self, story: ProjectScript, step: Step, actor: str) -> tuple[Attachment, ...]:
        there = {each.kind for each in self._read(story).documents if each.status == "current"}
        return tuple(self._paper(story, kind.code, actor) for kind in step.required_documents if kind.code not in there)

    def _paper(self, story: ProjectScript, code: str, actor: str) -> Attachment:
        kind = self._sop.document(code)
        if kind.form:
            self._on(story, requests.PublishRelease, actor, form=kind.form)
        return self._papers.bring(kind, self._read(story), self._settings, self._clock.at)

    def _open_follow_up(self, story: ProjectScript) -> None:
        card = self._cards[story.index]
        step = self._sop.step(card.step)
        decision = next(each for each in step.decisions if each.kind is DecisionKind.FOLLOW_UP)
        request = requests.OpenFollowUp(
            operation_id=_new_id(),
            project_id=card.id,
            version=card.version,
            decision=decision.code,
            reason="Pengguna meminta pendaftaran kunjungan secara daring.",
            facts={"project_name": story.follow_up},
            target=1,
        )
        self._desk.answer(request, self._performer(story, step, decision.roles))

    def _performer(self, story: ProjectScript, step: Step, roles: tuple[str, ...] = ()) -> str:
        role = (roles or step.roles)[0]
        if self._sop.role(role).own_team_only:
            return story.by
        holders = [each["login"] for each in self._facts.office.people if role in each["roles"]]
        return next((login for login in story.programmers if login in holders), holders[0])

    def _read(self, story: ProjectScript) -> ProjectFile:
        project = self._desk.answer(requests.ReadProject(self._cards[story.index].id), story.by)
        assert isinstance(project, ProjectFile)
        return project

    def _on(self, story: ProjectScript, kind: type[requests.ProjectWrite], actor: str, **more: object) -> None:
        card = self._cards[story.index]
        request = kind(operation_id=_new_id(), project_id=card.id, version=card.version, **more)  # pyright: ignore[reportArgumentType]
        self._write(story, request, actor)

    def _write(self, story: ProjectScript, request: requests.Write, actor: str) -> None:
        changed = self._desk.answer(request, actor)
        assert isinstance(changed, Changed)
        for card in changed.cards:
            if card.id == changed.project_id:
                self._cards[story.index] = card


def _new_id() -> str:
    return uuid.uuid4().hex
