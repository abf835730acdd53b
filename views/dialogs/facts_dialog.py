"""Change the facts of a project: those of the steps it has reached."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtWidgets import QWidget

from models.project_file import FactValue, ProjectFile
from models.sop.procedure import FactKind
from views.dialogs.card_head import CardLine
from views.dialogs.facts_form import FactsForm
from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.text import Text, hairline


class FactsDialog(FormDialog):
    """decided(dict): "facts", only the changed ones."""

    def __init__(self, look: Look, project: ProjectFile, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, "Ubah data: " + project.card.number, parent)
        self._width = 680
        self._forms: list[FactsForm] = []
        self.body.addWidget(CardLine(look.theme, look.words, project.card))
        reached = [step for step in project.sop.steps if step.number <= project.card.step]
        for step in reached:
            facts = tuple(fact for fact in step.facts if fact.kind is not FactKind.FINDINGS)
            if not facts:
                continue
            form = FactsForm(look, facts, project.facts, project.people, today)
            form.changed.connect(self._edited)
            self._forms.append(form)
            self.body.addWidget(Text(f"{step.number}  {step.title}", "section"))
            self.body.addWidget(form)
            self.body.addWidget(hairline())
        self.body.addStretch(1)
        self.main.set_words("Simpan data")
        self.main.clicked.connect(self._decide)
        self.refresh()

    def typed_facts(self) -> dict[str, FactValue]:
        """The changed facts in order."""
        told: dict[str, FactValue] = {}
        for form in self._forms:
            told |= form.facts()
        return told

    @override
    def refresh(self) -> None:
        wrong = [text for form in self._forms for text in form.wrong()]
        self.say_missing(wrong)
        if not wrong and not self.typed_facts() and not self.saving:
            self.main.setEnabled(False)
            self.hint.setText("Belum ada yang diubah.")

    def _edited(self) -> None:
        self.mark_dirty()
        self.refresh()

    def _decide(self) -> None:
        facts = self.typed_facts()
        if facts and not self.saving:
            self.decided.emit({"facts": facts})
