"""The first lines of a dialog about a card: which card, from where to where."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.board import Card
from models.sop.procedure import Sop
from views.icons import Icons
from views.theme import Theme
from views.widgets.marks import StatusMark
from views.widgets.text import ElidedText, IconMark, Panel, Text
from views.words.words import Words


class CardLine(Panel):
    """Code and name; team and step clock."""

    def __init__(self, theme: Theme, words: Words, card: Card, parent: QWidget | None = None) -> None:
        super().__init__("quiet", parent)
        self.setAccessibleName(words.card(card))
        left = QVBoxLayout()
        left.setSpacing(1)
        left.addWidget(Text(card.number, "small"))
        left.addWidget(ElidedText(card.name, "strong"))
        clock = QHBoxLayout()
        clock.setSpacing(5)
        clock.addWidget(StatusMark(theme, card.clock.status))
        clock.addWidget(Text(words.clock(card.clock)[0], "small"), 1)
        right = QVBoxLayout()
        right.setSpacing(1)
        team = ElidedText(card.team, "small")
        team.setMinimumWidth(theme.px(150))
        right.addWidget(team)
        right.addLayout(clock)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addLayout(right, 1)


class MoveStrip(Panel):
    """ "3 Pengajuan SRS → 4 Telaah SRS", with the round that begins where one does."""

    def __init__(
        self,
        icons: Icons,
        sop: Sop,
        step: int,
        target: int,
        ending: str = "",
        new_round: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("soft", parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(10)
        start = f"{step}  {sop.step(step).title}"
        goal = f"{target}  {sop.step(target).title}" if target else ending
        if new_round > 1:
            goal = f"{goal}, putaran {new_round}"
        row.addWidget(Text(start, "accent"))
        row.addWidget(IconMark(icons, "forward", "accent", 15))
        row.addWidget(Text(goal, "accent"), 1, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(f"Dari {start} ke {goal}")
