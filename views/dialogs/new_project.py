"""A new request: the facts of step 1 and its nota dinas. May be kept unfinished, or handed on at once."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.office import OfficeSettings
from models.people import Person
from models.project_file import FactValue
from models.sop.procedure import Fact, Sop
from views.dialogs.facts_form import FactsForm
from views.dialogs.slots_dialog import SlotsDialog
from views.look import Look
from views.widgets.document_slot import DocumentSlot
from views.widgets.fact_field import FactField, lower_first
from views.widgets.text import Button, SaveButton, Text, hairline


class NewProjectDialog(SlotsDialog):
    """decided(dict): "facts", "attachments", "submit" (True: hand on to the next step at once). See SlotsDialog.

    `starting`: facts typed before (kept after an accident), shown again.
    """

    def __init__(
        self,
        look: Look,
        sop: Sop,
        people: tuple[Person, ...],
        actor: Person,
        today: date,
        limit: int = OfficeSettings().attachment_limit,
        starting: dict[str, FactValue] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "Permohonan baru", parent)
        self._width = 680
        self._step = sop.steps[0]
        self._people, self._today, self._limit = people, today, limit
        self._facts = tuple(self._step.facts)
        self._starting = starting or {}
        self._forms: list[FactsForm] = []
        self.save = SaveButton("Simpan permohonan")
        self.more = Button("", "plain", look.icons, "caret-right")
        self._rest = QWidget()
        self._build()
        self._greet(actor)
        self._build_foot()
        self.refresh()

    def field(self, key: str) -> FactField:
        """The field of that fact; KeyError if step 1 does not ask it."""
        return next(form.fields[key] for form in self._forms if key in form.fields)

    def typed_facts(self) -> dict[str, FactValue]:
        """Everything in order that was typed so far."""
        told: dict[str, FactValue] = dict(self._starting)
        for form in self._forms:
            told |= form.facts()
        return told

    @override
    def refresh(self) -> None:
        missing = [text for form in self._forms for text in form.missing()]
        missing += [slot.missing() for slot in self.slots.values() if slot.missing()]
        self.say_missing(missing)
        self.save.setEnabled(not self.saving and not self._lacking_to_save())
        if missing and self.save.isEnabled():
            self.hint.setText(f"Dapat disimpan dahulu. {self.hint.text()}")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = next(iter(self._forms[0].fields.values()))
        QTimer.singleShot(0, first, first.focus_editor)

    def _build(self) -> None:
        letter = tuple(fact for fact in self._facts if fact.binds.startswith("letter_"))
        own = tuple(fact for fact in self._facts if fact.required and fact not in letter)
        rest = tuple(fact for fact in self._facts if not fact.required and fact not in letter)
        self._group("Sistem yang diminta", own)
        kinds = self._step.documents
        if kinds or letter:
            self.body.addWidget(hairline())
            self.body.addWidget(Text(kinds[0].name if kinds else "Surat", "section"))
        for kind in kinds:
            slot = DocumentSlot(self.theme, self.icons, kind, self._today, self._limit, kind.letter and not letter)
            self.body.addWidget(slot)
            self.add_slot(slot)
        self._group("", letter)
        if rest:
            self.body.addWidget(hairline())
            self.more.set_words(f"{len(rest)} isian tambahan (opsional)")
            self.more.clicked.connect(self._toggle_rest)
            self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
            self._rest = self._group("", rest)
            self._rest.hide()
        self.body.addStretch(1)

    def _group(self, title: str, facts: tuple[Fact, ...]) -> FactsForm:
        form = FactsForm(self.look, facts, {}, self._people, self._today, ("letter_subject",))
        for fact in facts:
            if value := self._starting.get(fact.key):
                form.fields[fact.key].set_value(value)
        form.changed.connect(self._edited)
        self._forms.append(form)
        if title:
            self.body.addWidget(Text(title, "section"))
        self.body.addWidget(form)
        return form

    def _greet(self, actor: Person) -> None:
        """What the program knows already stands in the fields, to be changed at will."""
        for form in self._forms:
            for field in form.fields.values():
                if field.fact.binds == "team" and actor.team and not field.value():
                    field.set_value(actor.team)
                if field.fact.key == "contact" and not field.value():
                    field.set_value(actor.name)

    def _build_foot(self) -> None:
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(row.indexOf(self.main), self.save)
        self.main.set_words("Ajukan permohonan")
        self.main.clicked.connect(lambda: self._decide(True))
        self.save.clicked.connect(lambda: self._decide(False))

    def _lacking_to_save(self) -> list[str]:
        wrong = [text for form in self._forms for text in form.wrong()]
        fields = [field for form in self._forms for field in form.fields.values()]
        names = [field for field in fields if field.fact.binds == "project_name"]
        wrong += [lower_first(field.fact.label) for field in names if field.empty()]
        wrong += [slot.missing() for slot in self.slots.values() if slot.pending()]
        return wrong

    def _toggle_rest(self) -> None:
        shown = not self._rest.isVisible()
        self._rest.setVisible(shown)
        self.icons.dress(self.more, "caret-down" if shown else "caret-right", "accent")
        self.fit()

    def _edited(self) -> None:
        self.mark_dirty()
        self.refresh()

    def _decide(self, submit: bool) -> None:
        button = self.main if submit else self.save
        if button.isEnabled() and not self.saving:
            facts = self.typed_facts()
            self.decided.emit({"facts": facts, "attachments": self.attachments(), "submit": submit})

    @override
    def show_saving(self) -> None:
        super().show_saving()
        self.save.setEnabled(False)
