"""Finish a step: asks for exactly what a decision still needs."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.board import Move
from models.office import OfficeSettings
from models.project_file import FactValue, ProjectFile
from models.sop.procedure import Decision, DecisionKind
from views.dialogs.card_head import CardLine, MoveStrip
from views.dialogs.slots_dialog import SlotsDialog
from views.dialogs.step_form import StepForm, clean_note
from views.look import Look
from views.widgets.fact_field_text import NEVER_CUT
from views.widgets.inline_notice import InlineNotice
from views.widgets.text import Text
from views.words import formats
from views.words.words import Words


class DropDialog(SlotsDialog):
    """One decision with `demand` (or a skip), asked for what is missing.

    decided(dict): "facts" {key: value}, "attachments" (Attachment, …), "findings" (FindingNote, …), "reason", "note".
    templates: kinds for which the button "Buat dari templat" stands there (template_requested).
    open_document(id): show a read-only copy of a document that is already there. Other signals: see SlotsDialog.
    """

    open_document = Signal(int)

    def __init__(
        self,
        look: Look,
        path: Move,
        project: ProjectFile,
        today: date,
        limit: int = OfficeSettings().attachment_limit,
        templates: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        decision = project.sop.decision(path.decision)
        super().__init__(look, _title(look.words, project, decision), parent)
        self._decision, self._project = decision, project
        self.headline = Text("", "section", wrap=True)
        self.form = StepForm(look, decision, project, today, limit, templates)
        self.note = QLineEdit()
        self._build()
        for slot in self.form.slots.values():
            self.add_slot(slot)
        self.form.changed.connect(self._edited)
        self.form.grown.connect(self.fit)
        self.form.open_document.connect(self.open_document)
        self.main.set_words(decision.done_label or decision.label)
        self.main.clicked.connect(self._decide)
        self.refresh()

    def typed_facts(self) -> dict[str, FactValue]:
        """Facts typed so far: a form made by Lajur prints them before the decision is taken."""
        return self.form.facts()

    @override
    def refresh(self) -> None:
        self.form.refresh()
        missing = self.form.missing()
        self.headline.setText(self._headline(len(missing)))
        self.say_missing(missing)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.form, self.form.focus_first)

    def _build(self) -> None:
        card, decision = self._project.card, self._decision
        self.body.addWidget(CardLine(self.theme, self.words, card))
        goal = decision.label if decision.target == 0 else ""
        self.body.addWidget(MoveStrip(self.icons, self._project.sop, decision.step, decision.target, goal))
        if not decision.from_sop:
            text = "Keputusan ini ketentuan aplikasi; naskah SOP tidak memuatnya."
            if decision.kind is DecisionKind.SKIP:
                skipped = range(decision.step + 1, decision.target)
                steps = formats.joined([f"langkah {number}" for number in skipped])
                text += " " + f"{steps[:1].upper() + steps[1:]} dicatat “tidak diperlukan”."
            self.body.addWidget(InlineNotice(self.icons, "info", text))
        self.body.addWidget(self.headline)
        self.body.addWidget(self.form)
        self.note.setPlaceholderText("Catatan (opsional)")
        self.note.setAccessibleName("Catatan, opsional")
        self.note.setMaxLength(NEVER_CUT)
        self.note.textEdited.connect(self._edited)
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def _headline(self, count: int) -> str:
        if not count:
            return "Semua syarat sudah lengkap"
        number = formats.spelled(count).capitalize()
        if self._decision.target:
            return f"{number} hal lagi sebelum kartu ini pindah"
        return f"{number} hal lagi sebelum keputusan ini dapat diambil"

    def _edited(self) -> None:
        self.mark_dirty()
        self.refresh()

    def _decide(self) -> None:
        if self.form.missing() or self.saving:
            return
        self.decided.emit(
            {
                "facts": self.form.facts(),
                "attachments": self.form.attachments(),
                "findings": self.form.notes(),
                "reason": self.form.reason.text() if self.form.reason else "",
                "note": clean_note(self.note.text()),
            }
        )


def _title(words: Words, project: ProjectFile, decision: Decision) -> str:
    step = project.sop.step(decision.step)
    if decision.kind is DecisionKind.FORWARD:
        return f"Selesaikan langkah {step.number}: {step.title}"
    return f"{decision.label}: {project.card.number}"
