"""Editors of words: one line and many lines."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.project_file import FactValue
from models.sop.procedure import Fact
from views.look import Look
from views.widgets.fact_field import FactField

NEVER_CUT = 1_000_000
"""QLineEdit silently cuts at 32,767; a long paste must be kept and told instead."""


class TextField(FactField):
    """TEXT: one line."""

    def __init__(self, look: Look, fact: Fact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, fact, today, parent)
        self.editor = QLineEdit()
        self.editor.setMaxLength(NEVER_CUT)
        self.editor.setPlaceholderText(fact.example)
        self.adopt(self.editor)
        self.box.addWidget(self.editor)
        self.editor.textEdited.connect(self.tell)

    @override
    def value(self) -> FactValue:
        """The typed line."""
        return self.editor.text()

    @override
    def set_value(self, value: FactValue) -> None:
        """Shows a stored line."""
        self.editor.setText(value if isinstance(value, str) else "")
        self.editor.setCursorPosition(0)


class LongTextField(FactField):
    """LONG_TEXT: paragraphs. Tab moves on, as in every form."""

    def __init__(self, look: Look, fact: Fact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, fact, today, parent)
        self.editor = QPlainTextEdit()
        self.editor.setTabChangesFocus(True)
        self.editor.setPlaceholderText(fact.example)
        self.editor.setFixedHeight(look.theme.px(18) * 4 + 16)
        self.adopt(self.editor)
        self.box.addWidget(self.editor)
        self._quiet = False
        self.editor.textChanged.connect(self._edited)

    @override
    def value(self) -> FactValue:
        """The typed text."""
        return self.editor.toPlainText()

    @override
    def set_value(self, value: FactValue) -> None:
        """Shows a stored text."""
        self._quiet = True
        self.editor.setPlainText(value if isinstance(value, str) else "")
        self._quiet = False

    def _edited(self) -> None:
        if not self._quiet:
            self.tell()
