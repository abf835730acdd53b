"""Pages of the project that only read: request and facts, findings, releases."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.project_file import Finding, ProjectFile
from models.sop.procedure import FactKind
from views.theme import Theme
from views.widgets.scroll_page import ScrollPage
from views.widgets.text import Panel, SaveButton, ScrollContent, Text, hairline
from views.words import formats
from views.words.fact_text import fact_text
from views.words.words import Words


class ReadingPage(QWidget):
    """A page of labels and values that scrolls and keeps its place."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = ScrollPage(name, reading=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def show_rows(self, rows: list[QWidget]) -> None:
        """Replaces the content; the scroll position stays."""
        inside = ScrollContent()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, 8, 8)
        column.setSpacing(9)
        for row in rows:
            column.addWidget(row)
        column.addStretch(1)
        self.area.show_content(inside)


def pair(label: str, value: str) -> QWidget:
    """A small label over its value; the value can be selected and copied."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(Text(label, "small", wrap=True))
    text = Text(value, "", wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(text)
    return box


class FactsPage(ReadingPage):
    """Everything the steps asked, by step. edit_requested when the person wants to change it."""

    edit_requested = Signal()

    def show_project(self, project: ProjectFile, changeable: bool) -> None:
        """Shows the facts that were answered."""
        rows: list[QWidget] = []
        if changeable:
            edit = SaveButton("Ubah data…", "outline")
            edit.clicked.connect(self.edit_requested)
            line = QWidget()
            place = QHBoxLayout(line)
            place.setContentsMargins(0, 0, 0, 0)
            place.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)
            rows.append(line)
        for step in project.sop.steps:
            answered = [
                (fact.label, fact_text(fact, project.facts.get(fact.key), project.people))
                for fact in step.facts
                if fact.kind is not FactKind.FINDINGS
            ]
            known = [(label, text) for label, text in answered if text]
            if known:
                rows.append(Text(f"{step.number}  {step.title}", "strong"))
                rows += [pair(label, text) for label, text in known]
                rows.append(hairline())
        if not any(project.facts.values()):
            rows.append(Text("Belum ada isian.", "small"))
        self.show_rows(rows)


class FindingsPage(ReadingPage):
    """Findings of the tests with severity, status and what was done."""

    def __init__(self, theme: Theme, words: Words, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._words = words

    def show_project(self, project: ProjectFile) -> None:
        """Shows its findings, open ones first."""
        ordered = sorted(project.findings, key=lambda each: (each.status != "open", each.number))
        rows: list[QWidget] = [self._row(each) for each in ordered]
        self.show_rows(rows or [Text("Belum ada temuan uji coba.", "small")])

    def _row(self, finding: Finding) -> QWidget:
        panel = Panel("quiet")
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(3)
        head = QHBoxLayout()
        number = "Temuan {number}, langkah {step}, putaran {round}"
        where = number.format(number=finding.number, step=finding.step, round=finding.round)
        head.addWidget(Text(where, "small"), 1)
        for text, look in self._pills(finding):
            pill = Text(text)
            pill.setProperty("pill", look)
            head.addWidget(pill)
        column.addLayout(head)
        column.addWidget(Text(finding.description, "strong", wrap=True))
        if finding.action:
            column.addWidget(Text(f"Tindakan: {finding.action}", "small", wrap=True))
        if finding.reason:
            column.addWidget(Text(f"Alasan: {finding.reason}", "small", wrap=True))
        return panel

    def _pills(self, finding: Finding) -> list[tuple[str, str]]:
        looks = {"open": "near", "done": "ok", "deferred": "pause", "known_issue": "accent"}
        severe = "late" if finding.severity == "critical" and finding.status == "open" else "accent"
        return [
            (self._words.severity(finding.severity), severe),
            (self._words.finding_status(finding.status), looks.get(finding.status, "accent")),
        ]


class ReleasesPage(ReadingPage):
    """Releases with number, version and date; dispositions; related projects."""

    def show_project(self, project: ProjectFile) -> None:
        """Shows what was released and where the project comes from."""
        rows: list[QWidget] = []
        for each in project.releases:
            day = formats.date_long(each.released)
            noted = " dengan catatan" if each.with_notes else ""
            head = f"Versi {each.version}, {day}{noted}"
            rows.append(Text(head, "strong", wrap=True))
            rows.append(pair("Nomor Release Notice", each.number))
            rows.append(pair("Dirilis oleh", each.by))
            if each.notes:
                rows.append(pair("Masalah yang diketahui", each.notes))
            rows.append(hairline())
        related = [
            ("Lanjutan dari", project.parent),
            ("Proyek lanjutan", ", ".join(project.children)),
        ]
        rows += [pair(label, value) for label, value in related if value]
        self.show_rows(rows or [Text("Belum ada rilis.", "small")])
