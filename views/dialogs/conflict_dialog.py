"""Two people changed one card: what is in the database now, what was sent, and what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import override

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.people import Person
from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.inline_notice import InlineNotice
from views.widgets.marks import Avatar
from views.widgets.text import Button, Panel, SaveButton, Text


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison; values in words, "" for nothing. changed_now, changed_mine: printed bold."""

    label: str
    now: str
    mine: str
    changed_now: bool = False
    changed_mine: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the dialog shows. by: who changed the card; ago: "12 detik yang lalu"; when_*: name and time of each side.

    merge: label of the safe way (e.g. "Pakai keadaan Sari, tambahkan catatan saya"), "" if there is nothing to merge.
    again: label of doing what was wanted on the present state all the same, "" if that is not lawful any more.
    moved: the card stands in another column now. texts: something was typed that goes into the history.
    """

    card: str
    by: Person | None
    by_name: str
    ago: str
    when_now: str
    when_mine: str
    differences: tuple[Difference, ...]
    merge: str = ""
    again: str = ""
    moved: bool = False
    texts: bool = True


class ConflictDialog(FormDialog):
    """merge_chosen, again_chosen, mine_discarded, history_requested. The dialog stays until `accept_done()`."""

    merge_chosen = Signal()
    again_chosen = Signal()
    mine_discarded = Signal()
    history_requested = Signal()

    def __init__(self, look: Look, conflict: Conflict, parent: QWidget | None = None) -> None:
        super().__init__(look, "Kartu berubah saat Anda bekerja", parent)
        self._width = 660
        self._merges = bool(conflict.merge)
        self._build_head(conflict)
        sides = QHBoxLayout()
        sides.setSpacing(10)
        sides.addWidget(self._side("Sekarang di basis data", conflict.when_now, conflict, mine=False), 1)
        sides.addWidget(self._side("Yang Anda kirim", conflict.when_mine, conflict, mine=True), 1)
        self.body.addLayout(sides)
        kept = "Tidak ada data yang hilang pada pilihan mana pun."
        if self._merges and conflict.texts:
            kept += " " + "Catatan Anda tetap tersimpan di riwayat."
        self.body.addWidget(InlineNotice(look.icons, "info", kept))
        self.body.addStretch(1)
        self._build_foot(conflict)
        self.main.setFocus()

    @override
    def bar(self, text: str) -> None:
        super().bar(text)
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self.reject)

    @override
    def refresh(self) -> None:
        self.main.setEnabled(not self.saving)

    def _build_head(self, conflict: Conflict) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        moved, changed = (
            "Kartu ini sudah dipindahkan oleh {by} {ago}",
            "Kartu ini sudah diubah oleh {by} {ago}",
        )
        text = (moved if conflict.moved else changed).format(by=conflict.by_name, ago=conflict.ago)
        words.addWidget(Text(text.strip(), "section", wrap=True))
        words.addWidget(Text(conflict.card, "small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        if conflict.by:
            row.addWidget(Avatar(self.theme, conflict.by, 36))
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def _side(self, title: str, when: str, conflict: Conflict, mine: bool) -> Panel:
        panel = Panel("quiet" if mine else "soft")
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(3)
        column.addWidget(Text(title, "strong"))
        column.addWidget(Text(when, "small", wrap=True))
        for each in conflict.differences:
            value = each.mine if mine else each.now
            bold = each.changed_mine if mine else each.changed_now
            column.addSpacing(5)
            column.addWidget(Text(each.label, "small"))
            column.addWidget(Text(value or "–", "strong" if bold and value else "", wrap=True))
        column.addStretch(1)
        return panel

    def _build_foot(self, conflict: Conflict) -> None:
        history = Button("Lihat riwayat", "plain", self.icons, "history")
        history.clicked.connect(self.history_requested)
        row = self.foot.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, history)
            if conflict.again:
                again = SaveButton(conflict.again)
                again.clicked.connect(self.again_chosen)
                row.insertWidget(row.count() - 1, again)
        self.cancel.set_words("Buang perubahan saya" if self._merges else "Tutup")
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self.mine_discarded)
        self.main.set_words(conflict.merge or "Pakai keadaan sekarang")
        self.main.clicked.connect(self.merge_chosen if self._merges else self.mine_discarded)
