"""What every editor of a fact has in common: a label above it, the editor, one line below for what is wrong."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models import facts
from models.errors import BadInput
from models.project_file import FactValue
from models.sop.procedure import Fact
from views.look import Look
from views.widgets.text import IconMark, Text
from views.words.trouble_words import TroubleWords


def lower_first(label: str) -> str:
    """The label inside a sentence: "Nama sistem" -> "nama sistem"; "PJK …" and "Release Notice" stay."""
    first, *rest = label.split(" ")
    proper = any(c.isupper() for c in first[1:]) or any(word[:1].isupper() and word[1:].islower() for word in rest)
    return label if proper else label[:1].lower() + label[1:]


class FactField(QWidget):
    """The editor of one fact. Subclasses fill `box` and answer `value` and `set_value`.

    Emits `changed` after every edit. Nothing typed is ever cut: too much is told under the field.
    """

    changed = Signal()

    def __init__(self, look: Look, fact: Fact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.icons, self.words, self.fact, self.today = look.theme, look.icons, look.words, fact, today
        self.label = Text(self._label_text(), "strong", wrap=True)
        self.box = QVBoxLayout()
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        self._error = Text("", "late", wrap=True)
        self._error_line = QWidget(self)
        line = QHBoxLayout(self._error_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconMark(look.icons, "failed", "late", 14), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._error, 1)
        self._error_line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.label)
        column.addLayout(self.box)
        column.addWidget(self._error_line)

    def value(self) -> FactValue:
        """The value as typed, not yet cleaned."""
        raise NotImplementedError

    def set_value(self, value: FactValue) -> None:
        """Shows a value without `changed`."""
        raise NotImplementedError

    def clean_value(self) -> FactValue:
        """The value as it is stored; raises BadInput where it cannot be taken."""
        return facts.clean(self.fact, self.value(), self.today)

    def empty(self) -> bool:
        """True when nothing usable was typed."""
        try:
            return not self.clean_value()
        except BadInput:
            return False

    def problem(self) -> str:
        """The sentence for what was typed wrongly, "" when fine (also when empty)."""
        try:
            self.clean_value()
        except BadInput as error:
            return TroubleWords(self.words).sentence(error)
        return ""

    def missing(self) -> str:
        """What is still missing, as words inside a sentence ("nama sistem"); "" when the field is in order."""
        if self.problem():
            return f"perbaikan {lower_first(self.fact.label)}"
        if not self.fact.required:
            return ""
        obstacle = facts.gap(self.fact, self.clean_value(), 0)
        return "" if obstacle is None else lower_first(self.fact.label)

    def hide_label(self) -> None:
        """Where the label stands outside, on a condition's own line; the accessible names stay."""
        self.label.hide()

    def show_error(self, text: str) -> None:
        """Writes under the field; "" takes it away."""
        self._error.setText(text)
        self._error_line.setVisible(bool(text))

    def error(self) -> str:
        """The sentence under the field now."""
        return self._error.text()

    def focus_editor(self) -> None:
        """Moves the focus to the first control."""
        (self.label.buddy() or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self) -> None:
        """After an edit: refreshes the error line and tells the others."""
        self.show_error(self.problem())
        self.changed.emit()

    def adopt(self, editor: QWidget, name: str = "") -> None:
        """Makes `editor` the buddy of the label and names it for screen readers."""
        self.label.setBuddy(editor)
        editor.setAccessibleName(name or self.fact.label)

    def _label_text(self) -> str:
        return self.fact.label if self.fact.required else f"{self.fact.label} (opsional)"
