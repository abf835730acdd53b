"""The conditions of one decision as controls: documents, facts, findings, reason. Missing ones first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import facts as fact_rules
from models.errors import BadInput
from models.project_file import DocumentVersion, FactValue, ProjectFile
from models.requests import Attachment, FindingNote
from models.rules import RETURN_REASON
from models.sop.procedure import Decision, DecisionKind, DocumentKind, Fact, FactKind
from views.dialogs.condition import Condition
from views.look import Look
from views.widgets.document_slot import DocumentSlot
from views.widgets.fact_field import FactField, lower_first
from views.widgets.fact_field_choice import ChecklistField
from views.widgets.fact_fields import fact_field
from views.widgets.findings_field import FindingsField
from views.widgets.reason_field import ReasonField
from views.widgets.text import Button
from views.words import formats
from views.words.fact_text import fact_text


class StepForm(QWidget):
    """Everything that `decision` demands of `project`. Emits `changed`; `missing()` names what is open."""

    changed = Signal()
    grown = Signal()
    open_document = Signal(int)

    def __init__(
        self,
        look: Look,
        decision: Decision,
        project: ProjectFile,
        today: date,
        limit: int,
        templates: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._theme, self._icons, self._words = look.theme, look.icons, look.words
        self._decision, self._project, self._today, self._limit = decision, project, today, limit
        self._templates = templates
        self._step = project.sop.step(decision.step)
        self.fields: dict[str, FactField] = {}
        self.slots: dict[str, DocumentSlot] = {}
        self.findings: FindingsField | None = None
        self.reason: ReasonField | None = None
        self._conditions: dict[str, Condition] = {}
        self._rest = QWidget()
        self._more = Button("", "plain", look.icons, "caret-right")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for condition in self._ordered(self._build()):
            column.addWidget(condition)
        self._build_rest(column)
        self.refresh()

    # answers ---------------------------------------------------------------------------------

    def missing(self) -> list[str]:
        """What is still open, as words inside a sentence, in the order of the page."""
        said = {key: self._lack(key) for key in self._conditions}
        rest = [field.missing() for key, field in self.fields.items() if key not in self._conditions]
        return [text for text in (*said.values(), *rest) if text]

    def facts(self) -> dict[str, FactValue]:
        """Facts whose value differs from the stored one; only those in order."""
        told: dict[str, FactValue] = {}
        for key, field in self.fields.items():
            if not field.problem() and field.clean_value() != self._project.facts.get(key, _empty(field.fact)):
                told[key] = field.clean_value()
        return told

    def attachments(self) -> tuple[Attachment, ...]:
        """What was put into the places."""
        return tuple(each for slot in self.slots.values() if (each := slot.attachment()) is not None)

    def notes(self) -> tuple[FindingNote, ...]:
        """New and changed findings."""
        return self.findings.notes() if self.findings else ()

    def refresh(self) -> None:
        """Marks and hints of the conditions follow what was typed."""
        for key, condition in self._conditions.items():
            if condition.is_open:
                condition.set_done(not self._lack(key))
            field = self.fields.get(key)
            if isinstance(field, ChecklistField):
                condition.set_hint(field.progress())

    def focus_first(self) -> None:
        """The focus goes to the first thing that is missing."""
        for key, condition in self._conditions.items():
            if condition.is_open and self._lack(key):
                self._control(key).focus_editor()
                return

    # building ---------------------------------------------------------------------------------

    def _build(self) -> list[Condition]:
        built: list[Condition] = []
        if self._decision.demand:
            kinds = self._step.required_documents
            built += [self._document(kind) for kind in kinds if not kind.form]
            built += [self._fact(fact) for fact in self._step.facts if fact.required or fact.kind is FactKind.FINDINGS]
        if self._decision.reason_required:
            built.append(self._reason())
        if self._decision.demand:
            built += [self._document(kind) for kind in self._step.required_documents if kind.form]
        return built

    def _ordered(self, built: list[Condition]) -> list[Condition]:
        return sorted(built, key=lambda each: not each.is_open)

    def _document(self, kind: DocumentKind) -> Condition:
        have = [each for each in self._project.documents if each.kind == kind.code]
        current = next((each for each in have if each.status == "current"), None)
        bound = any(fact.binds.startswith("letter_") for fact in self._step.facts)
        ask, made = kind.letter and not bound, kind.code in self._templates
        slot = DocumentSlot(self._theme, self._icons, kind, self._today, self._limit, ask, made)
        hint = (
            f"Keluaran wajib langkah {kind.step}. Menjadi versi {1 + max((each.version for each in have), default=0)}."
        )
        condition = Condition(self._icons, kind.name, hint, slot, kind.name if current else "")
        condition.wide()
        if current:
            condition.set_hint(self._document_hint(current))
            look = Button("Lihat", "plain", self._icons, "view")
            look.setAccessibleName(f"Lihat {current.name}")
            look.clicked.connect(lambda: self.open_document.emit(current.id))
            condition.extra.addWidget(look)
        self.slots[kind.code] = slot
        return self._join(f"document:{kind.code}", condition)

    def _fact(self, fact: Fact) -> Condition:
        if fact.kind is FactKind.FINDINGS:
            return self._findings(fact)
        field = self._field(fact)
        field.hide_label()
        done = bool(self._project.facts.get(fact.key)) and not self._lack_of(field)
        words = fact_text(fact, self._project.facts.get(fact.key), self._project.people).replace("\n", "; ")
        short = words if len(words) < 120 else f"{words[:118].rstrip()}…"
        named = fact.label if fact.kind is FactKind.CHECKLIST else f"{fact.label}: {short}"
        summary = named if done else ""
        return self._join(fact.key, Condition(self._icons, fact.label, "", field, summary))

    def _findings(self, fact: Fact) -> Condition:
        settle = fact.required or self._decision.refuses_open_findings
        self.findings = FindingsField(self._look, self._project.findings, settle)
        self.findings.changed.connect(self._tell)
        hint = "Setiap temuan selesai, atau ditunda dengan alasan." if settle else self._open_hint()
        return self._join(fact.key, Condition(self._icons, fact.label, hint, self.findings, counted=settle))

    def _open_hint(self) -> str:
        if self._decision.refuses_critical_findings:
            return "Temuan terbuka didaftar sebagai masalah yang diketahui; temuan kritis harus selesai."
        return "Catat setiap temuan uji coba; tindak lanjutnya diisi pada langkah perbaikan."

    def _reason(self) -> Condition:
        least = RETURN_REASON if self._decision.kind is DecisionKind.RETURN else 1
        self.reason = ReasonField(self._theme, self._words, "Alasan", least)
        self.reason.title.hide()
        self.reason.changed.connect(self._tell)
        hint = "Wajib diisi dan tercatat di riwayat."
        return self._join("reason:", Condition(self._icons, "Alasan", hint, self.reason))

    def _build_rest(self, column: QVBoxLayout) -> None:
        extra = [f for f in self._step.facts if not f.required and f.kind is not FactKind.FINDINGS]
        if not self._decision.demand or not extra:
            return
        self._more.set_words(f"{len(extra)} isian tambahan (opsional)")
        inner = QVBoxLayout(self._rest)
        inner.setContentsMargins(27, 0, 0, 0)
        inner.setSpacing(12)
        for fact in extra:
            inner.addWidget(self._field(fact))
        self._rest.hide()
        self._more.clicked.connect(self._toggle_rest)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rest)

    def _toggle_rest(self) -> None:
        shown = not self._rest.isVisible()
        self._rest.setVisible(shown)
        self._icons.dress(self._more, "caret-down" if shown else "caret-right", "accent")
        self.grown.emit()

    def _field(self, fact: Fact) -> FactField:
        field = fact_field(self._look, fact, self._project.people, self._today)
        stored = self._project.facts.get(fact.key)
        if stored:
            field.set_value(stored)
        elif fact.required and fact.kind is FactKind.DATE and not fact.future:
            field.set_value(self._today.isoformat())
        field.changed.connect(self._tell)
        self.fields[fact.key] = field
        return field

    def _join(self, key: str, condition: Condition) -> Condition:
        self._conditions[key] = condition
        condition.opened.connect(self.grown)
        condition.opened.connect(lambda: self._control(key).focus_editor())
        return condition

    # what is open ---------------------------------------------------------------------------------

    def _control(self, key: str) -> DocumentSlot | FactField | FindingsField | ReasonField:
        control = self._conditions[key].control
        if not isinstance(control, DocumentSlot | FactField | FindingsField | ReasonField):
            raise TypeError(key)
        return control

    def _lack(self, key: str) -> str:
        control = self._control(key)
        if isinstance(control, DocumentSlot) and control.is_empty() and self._has_current(control.kind.code):
            return ""
        return self._lack_of(control) if isinstance(control, FactField) else control.missing()

    def _lack_of(self, field: FactField) -> str:
        if said := field.missing():
            return said
        allowed = dict(self._decision.accepts).get(field.fact.key)
        if allowed is None or field.clean_value() in allowed:
            return ""
        labels = [label for code, label in field.fact.choices if code in allowed]
        text = "{field}: {labels}"
        return text.format(field=lower_first(field.fact.label), labels=" atau ".join(labels))

    def _has_current(self, kind: str) -> bool:
        return any(each.kind == kind and each.status == "current" for each in self._project.documents)

    def _document_hint(self, version: DocumentVersion) -> str:
        parts = [version.name, formats.size(version.size) if version.size else ""]
        parts.append(f"versi {version.version}")
        return ", ".join(part for part in parts if part)

    def _tell(self) -> None:
        self.refresh()
        self.changed.emit()


def _empty(fact: Fact) -> FactValue:
    listed = (FactKind.CHECKLIST, FactKind.MEMBERS, FactKind.ROWS)
    return [] if fact.kind in listed else ""


def clean_note(text: str) -> str:
    """A note as it is stored; too much of it is kept whole and told by the records."""
    try:
        return fact_rules.plain_text(text, fact_rules.REASON_LIMIT, "")
    except BadInput:
        return text
