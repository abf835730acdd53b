"""Mengapa? How the time of a card is counted, down to the SOP line and every holiday in between."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from models.board import Card
from views.dialogs.card_head import CardLine
from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.text import Text, hairline
from views.words.why_words import WhyWords


class WhyDialog(FormDialog):
    """Only to be read; Esc or Enter closes it."""

    def __init__(self, look: Look, card: Card, why: WhyWords, parent: QWidget | None = None) -> None:
        super().__init__(look, "Mengapa?", parent)
        self._width = 640
        self.reasons = why.reasons()
        self.body.addWidget(CardLine(look.theme, look.words, card))
        self.body.addWidget(Text(why.summary(), "strong", wrap=True))
        self.body.addWidget(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, look.theme.px(136))
        grid.setColumnStretch(1, 1)
        for place, reason in enumerate(self.reasons):
            grid.addWidget(Text(reason.title, "small"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Text("\n".join(reason.lines), wrap=True), place, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self.cancel.hide()
        self.main.set_words("Tutup")
        self.main.clicked.connect(self.accept)
        self.main.setDefault(True)
        self.refresh()

    @override
    def refresh(self) -> None:
        self.hint.setText("")
