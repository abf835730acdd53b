"""What the people of the training office type: facts, findings and reasons, from resources/training/facts.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.training.script import OfficeScript, ProjectScript
from models.project_file import FactValue
from models.requests import FindingNote
from models.sop.procedure import Fact, FactKind, Step

POSITIVE = {"review_result": "approved", "request_kind": "new", "data_class": "open", "personal_data": "no"}


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """Fills facts as `script` tells them."""

    office: OfficeScript

    def for_step(
        self, script: ProjectScript, step: Step, today: date, conclusion: str = "accepted"
    ) -> dict[str, FactValue]:
        """Every fact of the step that a person would fill on that day."""
        facts: dict[str, FactValue] = {}
        for fact in step.facts:
            value = self._value(fact, script, today, conclusion)
            if value:
                facts[fact.key] = value
        return facts

    def reason(self, script: ProjectScript, code: str) -> str:
        """Why a decision was taken."""
        return str(self.office.texts["reasons"].get(code) or script.reason or "Disepakati pada rapat tim.")

    def findings(self, count: int) -> tuple[FindingNote, ...]:
        """New findings of a test."""
        told = self.office.texts["findings"][:count]
        return tuple(FindingNote(description=each["description"], severity=each["severity"]) for each in told)

    def action(self, description: str) -> str:
        """What was done about a finding."""
        told = {each["description"]: each["action"] for each in self.office.texts["findings"]}
        return str(told.get(description, "Diperbaiki dan diuji ulang"))

    def comment(self, step: int, turn: int) -> str:
        """What people say while a step lasts."""
        told = self.office.texts["comments"][str(step)]
        return str(told[turn % len(told)])

    def person(self, login: str) -> dict[str, Any]:
        """A person of the script by login."""
        return next(each for each in self.office.people if each["login"] == login)

    def _value(self, fact: Fact, script: ProjectScript, today: date, conclusion: str) -> FactValue:
        match fact.kind:
            case FactKind.CHECKLIST:
                return [code for code, _ in fact.choices]
            case FactKind.CHOICE:
                return self._choice(fact, script, conclusion)
            case FactKind.DATE:
                if fact.future:
                    return (today + timedelta(days=script.wished)).isoformat() if script.wished else ""
                return today.isoformat()
            case FactKind.MEMBER:
                return next(each["login"] for each in self.office.people if fact.role in each["roles"])
            case FactKind.MEMBERS:
                return list(script.programmers or ("arif",))
            case FactKind.ROWS:
                return [dict(row) for row in self.office.texts["rows"].get(fact.key, [])]
            case FactKind.FINDINGS:
                return ""
            case _:
                return self._text(fact, script, today)

    def _choice(self, fact: Fact, script: ProjectScript, conclusion: str) -> str:
        if fact.key.endswith("_conclusion"):
            return conclusion
        if fact.key == "urgency":
            codes = [code for code, _ in fact.choices]
            return script.urgency if script.urgency in codes else codes[0]
        return POSITIVE.get(fact.key, fact.choices[0][0])

    def _text(self, fact: Fact, script: ProjectScript, today: date) -> str:
        own = {"project_name": script.name, "purpose": script.purpose, "background": script.background}
        requester = self.person(script.by)
        if fact.key in own:
            return own[fact.key]
        if fact.binds == "team":
            return str(requester["team"])
        if fact.binds == "letter_number":
            return f"B-{100 + script.index * 3}/17000/TI.210/{today.year}"
        programmer = self.person(script.programmers[0] if script.programmers else "arif")
        return str(self.office.texts["facts"].get(fact.key, "")).format(
            name=script.name,
            team=requester["team"],
            purpose=script.purpose,
            background=script.background,
            version=script.version,
            person=requester["name"],
            title=requester["title"],
            programmer=programmer["name"],
            index=script.index,
            year=today.year,
            slug=script.slug,
        )
