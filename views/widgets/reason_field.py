"""The reason of a decision: required, with a least length, never cut."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from models import facts
from models.errors import BadInput
from views.theme import Theme
from views.widgets.text import Text
from views.words.trouble_words import TroubleWords
from views.words.words import Words


class ReasonField(QWidget):
    """Label, text and hint. `letters`: least number of letters; 0 makes the text optional."""

    changed = Signal()

    def __init__(
        self, theme: Theme, words: Words, label: str, letters: int, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._label, self._letters = words, label, letters
        self.title = Text(f"{label}  ({'wajib' if letters else 'opsional'})", "strong", wrap=True)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(label)
        self.editor.setFixedHeight(theme.px(18) * 4 + 16)
        self.title.setBuddy(self.editor)
        self._hint = Text(hint, "hint", wrap=True)
        self._error = Text("", "late", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in (self.title, self.editor, self._hint, self._error):
            column.addWidget(each)
        self._hint.setVisible(bool(hint))
        self.editor.textChanged.connect(self._tell)

    def text(self) -> str:
        """The reason without what cannot be stored; the raw text where it is too long."""
        try:
            return facts.plain_text(self.editor.toPlainText(), facts.REASON_LIMIT, self._label)
        except BadInput:
            return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows a text."""
        self.editor.setPlainText(text)

    def problem(self) -> str:
        """The sentence for what was typed wrongly, "" when fine (also when empty)."""
        try:
            facts.plain_text(self.editor.toPlainText(), facts.REASON_LIMIT, self._label)
        except BadInput as error:
            return TroubleWords(self._words).sentence(error)
        return ""

    def missing(self) -> str:
        """What is still missing, as words inside a sentence; "" when in order."""
        if self.problem():
            return "alasan yang lebih ringkas"
        written = len(self.text().strip())
        if written >= self._letters:
            return ""
        if not written or self._letters == 1:
            return "alasan"
        return f"{self._letters - written} huruf lagi pada alasan"

    def focus_editor(self) -> None:
        """Moves the focus into the text."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        problem = self.problem()
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self.changed.emit()
