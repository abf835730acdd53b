"""Findings of a test: noted after a test, settled before the next. Values are models.requests.FindingNote."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models import facts
from models.errors import BadInput
from models.project_file import Finding
from models.requests import FindingNote
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.widgets.fact_field_text import NEVER_CUT
from views.widgets.text import Button, IconButton, Panel, Text
from views.words.trouble_words import TroubleWords

SEVERITIES = ("critical", "major", "minor")
SETTLED = ("open", "done", "deferred")


class FindingEditor(Panel):
    """One finding: what, how severe, where it stands, what was done, why it was put off."""

    changed = Signal()
    removed = Signal()

    def __init__(self, look: Look, number: int, finding: Finding | None, parent: QWidget | None = None) -> None:
        super().__init__("quiet", parent)
        self._words, self.finding = look.words, finding
        label = f"Temuan {finding.number if finding else number}"
        self._label = label
        self.description = self._line("Uraian temuan", finding.description if finding else "")
        self.description.setReadOnly(finding is not None)
        self.severity = self._box("Tingkat", [(code, look.words.severity(code)) for code in SEVERITIES])
        self.status = self._box("Status", [(code, look.words.finding_status(code)) for code in SETTLED])
        self.action = self._line("Tindakan perbaikan (opsional)", finding.action if finding else "")
        self.reason = self._line("Alasan ditunda", finding.reason if finding else "")
        self.severity.setCurrentIndex(SEVERITIES.index(finding.severity) if finding else len(SEVERITIES) - 1)
        self.status.setCurrentIndex(SETTLED.index(finding.status) if finding and finding.status in SETTLED else 0)
        self._build(look.icons, label, look.theme)
        self._show_reason()

    def note(self) -> FindingNote:
        """The finding as typed."""
        return FindingNote(
            id=self.finding.id if self.finding else 0,
            description=_plain(self.description),
            severity=str(self.severity.currentData()),
            status=str(self.status.currentData()),
            action=_plain(self.action),
            reason=_plain(self.reason) if self.status.currentData() == "deferred" else "",
        )

    def touched(self) -> bool:
        """True for a new finding with words in it, or an old one that was changed."""
        old, new = self.finding, self.note()
        if old is None:
            return bool(new.description or new.action)
        return (new.severity, new.status, new.action, new.reason) != (old.severity, old.status, old.action, old.reason)

    def missing(self) -> str:
        """What this finding still lacks, as words inside a sentence."""
        note = self.note()
        if self.finding is None and self.touched() and not note.description:
            return f"uraian {self._label[:1].lower() + self._label[1:]}"
        if note.status == "deferred" and not note.reason:
            return f"alasan {self._label[:1].lower() + self._label[1:]} ditunda"
        return ""

    def problem(self) -> str:
        """The sentence for what was typed wrongly."""
        for line in (self.description, self.action, self.reason):
            try:
                facts.plain_text(line.text(), facts.LONG_TEXT_LIMIT, line.accessibleName())
            except BadInput as error:
                return TroubleWords(self._words).sentence(error)
        return ""

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setMaxLength(NEVER_CUT)
        line.setPlaceholderText(name)
        line.setCursorPosition(0)
        line.setAccessibleName(f"{self._label}, {name}")
        line.textEdited.connect(self.changed)
        return line

    def _box(self, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        for code, label in choices:
            box.addItem(label, code)
        box.setAccessibleName(f"{self._label}, {name}")
        box.activated.connect(self._picked)
        return box

    def _build(self, icons: Icons, label: str, theme: Theme) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 10, 12)
        grid.setVerticalSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Text(label, "strong"), 1)
        if self.finding is None:
            remove = IconButton(icons, "close", f"Hapus {label}")
            remove.clicked.connect(self.removed)
            head.addWidget(remove)
        grid.addLayout(head, 0, 0, 1, 3)
        grid.addWidget(self.description, 1, 0)
        grid.addWidget(self.severity, 1, 1)
        grid.addWidget(self.status, 1, 2)
        grid.addWidget(self.action, 2, 0, 1, 3)
        grid.addWidget(self.reason, 3, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        self.severity.setMinimumWidth(theme.px(92))
        self.status.setMinimumWidth(theme.px(104))

    def _picked(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        self.reason.setVisible(self.status.currentData() == "deferred")


class FindingsField(QWidget):
    """All findings of a project with a button for a new one.

    settle: every finding must be done or put off with a reason before the decision can be taken.
    """

    changed = Signal()

    def __init__(self, look: Look, findings: tuple[Finding, ...], settle: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._settle = settle
        self._next = max((each.number for each in findings), default=0) + 1
        self._editors: list[FindingEditor] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._error = Text("", "late", wrap=True)
        self._error.hide()
        self.add_button = Button("Tambah temuan", "plain", look.icons, "new")
        self.add_button.clicked.connect(self._add_new)
        self._column.addWidget(self._error)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        for finding in findings:
            if finding.status in SETTLED:
                self._add(finding)

    def editors(self) -> tuple[FindingEditor, ...]:
        """The findings shown, in order."""
        return tuple(self._editors)

    def notes(self) -> tuple[FindingNote, ...]:
        """New and changed findings."""
        return tuple(each.note() for each in self._editors if each.touched())

    def missing(self) -> str:
        """What is still missing, as words inside a sentence; "" when in order."""
        for each in self._editors:
            if each.problem() or each.missing():
                return each.missing() or "perbaikan isian temuan"
        left = self.open_count()
        return f"{left} temuan terbuka" if self._settle and left else ""

    def open_count(self) -> int:
        """How many findings stand open as typed."""
        return sum(each.note().status == "open" for each in self._editors if each.finding is not None or each.touched())

    def focus_editor(self) -> None:
        """Moves the focus to the first open finding, else to the button."""
        first = next((each.status for each in self._editors if each.note().status == "open"), self.add_button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_new(self) -> None:
        editor = self._add(None)
        editor.description.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _add(self, finding: Finding | None) -> FindingEditor:
        editor = FindingEditor(self._look, self._next, finding)
        self._next += finding is None
        editor.changed.connect(self._tell)
        editor.removed.connect(lambda: self._drop(editor))
        self._editors.append(editor)
        self._column.insertWidget(len(self._editors) - 1, editor)
        return editor

    def _drop(self, editor: FindingEditor) -> None:
        self._editors.remove(editor)
        editor.hide()
        editor.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _tell(self) -> None:
        problem = next((each.problem() for each in self._editors if each.problem()), "")
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self.changed.emit()


def _plain(line: QLineEdit) -> str:
    try:
        return facts.plain_text(line.text(), facts.LONG_TEXT_LIMIT, line.accessibleName())
    except BadInput:
        return line.text()
