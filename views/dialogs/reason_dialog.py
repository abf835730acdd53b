"""Decisions that lead to no column: cancel, reject, hold, resume, open a follow-up project."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from models.board import Card, Path
from models.rules import HOLD, RESUME
from models.sop.procedure import DecisionKind, Sop
from views.dialogs.card_head import CardLine
from views.dialogs.wish_dialog import WishDialog
from views.icons import Icons
from views.theme import Theme
from views.widgets.date_edit import DateEdit
from views.widgets.inline_notice import InlineNotice
from views.widgets.reason_field import ReasonField
from views.widgets.text import Text
from views.words.words import Words


class ReasonDialog(WishDialog):
    """decided(dict): "reason", "expected" (date or None, hold only), "target" (first step of a follow-up, else 0)."""

    decided = Signal(dict)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        words: Words,
        path: Path,
        card: Card,
        sop: Sop,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        label = words.decision(path.decision, sop)
        super().__init__(theme, icons, words, f"{label}: {card.number}", parent)
        self._width = 560
        self._path, self._card, self._sop, self._today = path, card, sop, today
        self._targets = QButtonGroup(self)
        self.expected = DateEdit(icons, self.tr("Perkiraan dilanjutkan"), today)
        self.expected.setVisible(False)
        hint = self.tr("Alasan dibaca tim pemohon dan tercatat di riwayat.")
        self.reason = ReasonField(theme, words, self.tr("Alasan"), int(path.reason_required), hint)
        self.reason.changed.connect(self._edited)
        self.body.addWidget(CardLine(theme, words, card))
        self.body.addWidget(Text(label, "section", wrap=True))
        self._build_targets()
        self.body.addWidget(self.reason)
        self._build_expected()
        self.body.addWidget(InlineNotice(icons, "info", self._consequence()))
        self.body.addStretch(1)
        self.main.set_words(self._act(label))
        self.main.clicked.connect(self._decide)
        self.refresh()

    @override
    def refresh(self) -> None:
        missing = [self.reason.missing()] if self.reason.missing() else []
        if self.expected.text() and (self.expected.date() is None or self._expected_past()):
            missing.append(self.tr("perkiraan dilanjutkan sesudah hari ini"))
        self.say_missing(missing)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.reason, self.reason.focus_editor)

    def _build_targets(self) -> None:
        if self._path.kind != DecisionKind.FOLLOW_UP:
            return
        column = QVBoxLayout()
        column.addWidget(Text(self.tr("Proyek lanjutan dimulai dari"), "strong"))
        targets = self._sop.decision(self._path.decision).targets or (self._sop.steps[0].number,)
        for number in targets:
            radio = QRadioButton(self.tr("Langkah {n}: {title}").format(n=number, title=self._sop.step(number).title))
            radio.setAccessibleName(radio.text())
            self._targets.addButton(radio, number)
            column.addWidget(radio)
        self._targets.buttons()[0].setChecked(True)
        self.body.addLayout(column)

    def _build_expected(self) -> None:
        if self._path.kind != HOLD:
            return
        title = Text(self.tr("Perkiraan dilanjutkan (opsional)"), "strong")
        title.setBuddy(self.expected.line)
        box = QVBoxLayout()
        box.setSpacing(5)
        box.addWidget(title)
        box.addWidget(self.expected, 0, Qt.AlignmentFlag.AlignLeft)
        self.expected.setVisible(True)
        self.expected.setMinimumWidth(260)
        self.expected.changed.connect(self._edited)
        self.body.addLayout(box)

    def _consequence(self) -> str:
        step = self._card.step
        match self._path.kind:
            case "hold":
                text = self.tr("Hitungan hari langkah {step} berhenti selama ditunda. Kartu tetap di kolomnya.")
                return text.format(step=step)
            case "resume":
                return self.tr("Hitungan hari langkah {step} berjalan lagi mulai hari ini.").format(step=step)
            case "follow_up":
                return self.tr("Proyek baru dibuat dengan nomor sendiri dan menunjuk ke proyek ini. Proyek ini tetap.")
        known = self._sop.decision(self._path.decision)
        rule = "" if known.from_sop else " " + self.tr("Ini ketentuan aplikasi; naskah SOP tidak memuatnya.")
        kept = self.tr("Kartu meninggalkan papan. Semua dokumen dan riwayat tetap tersimpan.")
        return f"{known.meaning} {kept}{rule}".strip()

    def _act(self, label: str) -> str:
        acts = {HOLD: self.tr("Tunda proyek"), RESUME: self.tr("Lanjutkan proyek")}
        if self._path.kind in acts:
            return acts[self._path.kind]
        return self._sop.decision(self._path.decision).done_label or label

    def _expected_past(self) -> bool:
        day = self.expected.date()
        return day is not None and day <= self._today

    def _edited(self) -> None:
        self.mark_dirty()
        self.refresh()

    def _decide(self) -> None:
        if not self.main.isEnabled() or self.saving:
            return
        target = max(0, self._targets.checkedId())
        self.decided.emit({"reason": self.reason.text(), "expected": self.expected.date(), "target": target})
