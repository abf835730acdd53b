"""Attach documents to a project outside a decision."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from models.office import OfficeSettings
from models.project_file import ProjectFile
from models.sop.procedure import DocumentKind
from views.dialogs.card_head import CardLine
from views.dialogs.slots_dialog import SlotsDialog
from views.look import Look
from views.widgets.document_slot import DocumentSlot
from views.widgets.text import Text


class AttachDialog(SlotsDialog):
    """One document of a chosen kind. decided(dict): "attachments" tuple[Attachment]. Other signals: see SlotsDialog.

    kind: chosen at first, "" for the first one still missing in the present step.
    """

    def __init__(
        self,
        look: Look,
        project: ProjectFile,
        today: date,
        kind: str = "",
        limit: int = OfficeSettings().attachment_limit,
        templates: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "Lampirkan dokumen: " + project.card.number, parent)
        self._width = 560
        self._project, self._today, self._limit = project, today, limit
        self._templates = templates
        self.kinds = QComboBox()
        self._hint = Text("", "small", wrap=True)
        self._place = QVBoxLayout()
        self.body.addWidget(CardLine(look.theme, look.words, project.card))
        self._build_kinds(kind)
        self.body.addWidget(self._hint)
        self.body.addLayout(self._place)
        self.body.addStretch(1)
        self.main.set_words("Lampirkan")
        self.main.clicked.connect(self._decide)
        self._show_kind()

    @override
    def refresh(self) -> None:
        missing = [slot.missing() for slot in self.slots.values() if slot.isVisibleTo(self) and slot.missing()]
        self.say_missing(missing)

    def _build_kinds(self, kind: str) -> None:
        title = Text("Jenis dokumen", "strong")
        title.setBuddy(self.kinds)
        self.kinds.setAccessibleName("Jenis dokumen")
        steps = [step for step in self._project.sop.steps if step.number <= self._project.card.step]
        have = {each.kind for each in self._project.documents if each.status == "current"}
        for step in reversed(steps):
            for each in step.documents:
                state = "versi baru" if each.code in have else "belum ada"
                self.kinds.addItem(f"{step.number}  {each.name} ({state})", each.code)
        missing = next((d.code for d in steps[-1].documents if d.code not in have), "") if steps else ""
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind or missing)))
        self.kinds.currentIndexChanged.connect(self._show_kind)
        box = QVBoxLayout()
        box.setSpacing(5)
        box.addWidget(title)
        box.addWidget(self.kinds)
        self.body.addLayout(box)

    def _show_kind(self) -> None:
        if self.kinds.currentData() is None:
            self.refresh()
            return
        kind = self._project.sop.document(str(self.kinds.currentData()))
        for code, slot in self.slots.items():
            slot.setVisible(code == kind.code)
        if kind.code not in self.slots:
            slot = DocumentSlot(
                self.theme, self.icons, kind, self._today, self._limit, kind.letter, kind.code in self._templates
            )
            self._place.addWidget(slot)
            self.add_slot(slot)
        self._hint.setText(self._version(kind))
        self.fit()
        self.refresh()

    def _version(self, kind: DocumentKind) -> str:
        newest = max((each.version for each in self._project.documents if each.kind == kind.code), default=0)
        if not newest:
            return "Menjadi versi 1."
        return f"Menjadi versi {newest + 1}; versi {newest} tetap tersimpan."

    def _decide(self) -> None:
        shown = str(self.kinds.currentData())
        found = tuple(each for each in self.attachments() if each.kind == shown)
        if found and not self.saving and not self.slots[shown].missing():
            self.decided.emit({"attachments": found})
