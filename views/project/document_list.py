"""Documents of a project by step: the present step first, with its open places."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.project_file import DocumentVersion, ProjectFile
from models.sop.procedure import DocumentKind, Step
from views.look import Look
from views.project.document_row import DocumentItem, OpenPlace
from views.widgets.scroll_page import ScrollPage
from views.widgets.text import Button, IconMark, Panel, SaveButton, ScrollContent, Text, hairline

SHOWN_STEPS = 4
"""Older steps stand behind one line."""


class DocumentList(Panel):
    """Signals: open_document(id), save_document(id), withdraw_requested(id), attach_requested(kind or "").

    file_dropped(kind, path): a file was dropped on an open place.
    """

    open_document = Signal(int)
    save_document = Signal(int)
    withdraw_requested = Signal(int)
    attach_requested = Signal(str)
    file_dropped = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._look = look
        self._theme, self._icons = look.theme, look.icons
        self._old_shown = False
        self._count = Text("", "small")
        self.attach = SaveButton("Lampirkan…", "outline", look.icons, "attachment")
        self.attach.clicked.connect(lambda: self.attach_requested.emit(""))
        head = QHBoxLayout()
        head.addWidget(Text("Dokumen", "section"))
        head.addSpacing(8)
        head.addWidget(self._count, 1)
        head.addWidget(self.attach)
        self._area = ScrollPage()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 10, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._area, 1)

    def show_project(self, project: ProjectFile, changeable: bool) -> None:
        """Shows its documents; the scroll position stays."""
        kinds = [kind for step in project.sop.steps for kind in step.required_documents]
        have = {each.kind for each in project.documents if each.status == "current"}
        done = sum(kind.code in have for kind in kinds)
        self._count.setText(f"{done} dari {len(kinds)} dokumen wajib")
        self.attach.setVisible(changeable)
        inside = ScrollContent()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self._fill(column, project, changeable)
        column.addStretch(1)
        self._area.show_content(inside)

    def clear(self) -> None:
        """Shows nothing until the next project comes."""
        self._area.clear()

    def _fill(self, column: QVBoxLayout, project: ProjectFile, changeable: bool) -> None:
        now = project.card.step
        steps = [step for step in reversed(project.sop.steps) if step.number <= now or self._of(project, step.number)]
        steps.sort(key=lambda step: (step.number != now, -step.number))
        shown = [step for step in steps if step.documents or self._of(project, step.number)]
        for step in shown[:SHOWN_STEPS]:
            column.addWidget(self._step(project, step, changeable))
            column.addWidget(hairline())
        rest = shown[SHOWN_STEPS:]
        if rest:
            column.addWidget(self._older(project, rest, changeable))

    def _older(self, project: ProjectFile, rest: list[Step], changeable: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        low, high = min(s.number for s in rest), max(s.number for s in rest)
        count = sum(len(self._of(project, step.number)) for step in rest)
        span = str(low) if low == high else f"{low}–{high}"
        text = f"Langkah {span}: {count} dokumen"
        button = Button(text, "plain", self._icons, "caret-down" if self._old_shown else "caret-right")
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        for step in rest:
            rows.addWidget(self._step(project, step, changeable))
        inside.setVisible(self._old_shown)
        button.clicked.connect(lambda: self._toggle(button, inside))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(inside)
        return box

    def _toggle(self, button: Button, inside: QWidget) -> None:
        self._old_shown = not inside.isVisible()
        inside.setVisible(self._old_shown)
        self._icons.dress(button, "caret-down" if self._old_shown else "caret-right", "accent")

    def _step(self, project: ProjectFile, step: Step, changeable: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        versions = self._of(project, step.number)
        have = {each.kind for each in versions if each.status == "current"}
        open_kinds = [kind for kind in step.required_documents if kind.code not in have]
        column.addLayout(self._head(project, step, versions, have))
        for kind in open_kinds:
            if step.number <= project.card.step:
                column.addWidget(self._place(kind, changeable))
        for version in sorted(versions, key=lambda v: (v.status != "current", v.kind, -v.version)):
            column.addWidget(self._row(version, changeable))
        return box

    def _head(self, project: ProjectFile, step: Step, versions: list[DocumentVersion], have: set[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 2)
        row.setSpacing(8)
        wanted = len(step.required_documents)
        done = sum(kind.code in have for kind in step.required_documents)
        spoilt = any(each.intact is False for each in versions if each.status == "current")
        mark = ("changed", "late") if spoilt else ("complete", "ok") if done == wanted else ("needed", "near")
        row.addWidget(IconMark(self._icons, *mark, 16))
        row.addWidget(Text(f"{step.number}  {step.title}", "strong"))
        parts = ["langkah sekarang"] if step.number == project.card.step else []
        parts.append(f"{done}/{wanted}")
        if spoilt:
            parts.append("perlu diperiksa")
        row.addWidget(Text(", ".join(parts), "small"), 1)
        return row

    def _place(self, kind: DocumentKind, changeable: bool) -> OpenPlace:
        place = OpenPlace(self._theme, self._icons, kind.code, kind.name, changeable)
        place.attach_requested.connect(self.attach_requested)
        place.file_dropped.connect(self.file_dropped)
        return place

    def _row(self, version: DocumentVersion, changeable: bool) -> DocumentItem:
        row = DocumentItem(self._look, version, changeable)
        row.open_requested.connect(self.open_document)
        row.save_requested.connect(self.save_document)
        row.withdraw_requested.connect(self.withdraw_requested)
        row.replace_requested.connect(self.attach_requested)
        return row

    def _of(self, project: ProjectFile, step: int) -> list[DocumentVersion]:
        return [each for each in project.documents if each.step == step]
