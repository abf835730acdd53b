"""Deeds that want a reason: cancel, reject, hold, resume, follow-up, return to an earlier step, withdraw a document."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from models.board import Card, Move
from models.consequences import Consequences, consequences
from models.project_file import DocumentVersion, Finding, ProjectFile
from models.rules import HOLD, RESUME, RETURN_REASON
from models.sop.procedure import Decision, DecisionKind, Sop
from views.dialogs.card_head import CardLine, MoveStrip
from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.date_edit import DateEdit
from views.widgets.fact_field import lower_first
from views.widgets.inline_notice import InlineNotice
from views.widgets.reason_field import ReasonField
from views.widgets.text import Text
from views.words import formats

Return = Consequences[DocumentVersion, Finding]


class ReasonDialog(FormDialog):
    """decided(dict): "reason", "expected" (date or None, hold only), "target" (first step of a follow-up, else 0)."""

    def __init__(
        self, look: Look, path: Move, card: Card, sop: Sop, today: date, parent: QWidget | None = None
    ) -> None:
        label = look.words.decision(path.decision, sop)
        super().__init__(look, f"{label}: {card.number}", parent)
        self._width = 560
        self._path, self._card, self._sop, self._today = path, card, sop, today
        self._targets = QButtonGroup(self)
        self.expected = DateEdit(look.icons, "Perkiraan dilanjutkan", today)
        self.expected.setVisible(False)
        hint = "Alasan dibaca tim pemohon dan tercatat di riwayat."
        self.reason = ReasonField(look.theme, look.words, "Alasan", int(path.reason_required), hint)
        self.reason.changed.connect(self._edited)
        self.body.addWidget(CardLine(look.theme, look.words, card))
        self.body.addWidget(Text(label, "section", wrap=True))
        self._build_targets()
        self.body.addWidget(self.reason)
        self._build_expected()
        self.body.addWidget(InlineNotice(look.icons, "info", self._consequence()))
        self.body.addStretch(1)
        self.main.set_words(self._act(label))
        self.main.clicked.connect(self._decide)
        self.refresh()

    @override
    def refresh(self) -> None:
        missing = [self.reason.missing()] if self.reason.missing() else []
        if self.expected.text() and (self.expected.date() is None or self._expected_past()):
            missing.append("perkiraan dilanjutkan sesudah hari ini")
        self.say_missing(missing)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.reason, self.reason.focus_editor)

    def _build_targets(self) -> None:
        if self._path.kind != DecisionKind.FOLLOW_UP:
            return
        column = QVBoxLayout()
        column.addWidget(Text("Proyek lanjutan dimulai dari", "strong"))
        targets = self._sop.decision(self._path.decision).targets or (self._sop.steps[0].number,)
        for number in targets:
            radio = QRadioButton(f"Langkah {number}: {self._sop.step(number).title}")
            radio.setAccessibleName(radio.text())
            self._targets.addButton(radio, number)
            column.addWidget(radio)
        self._targets.buttons()[0].setChecked(True)
        self.body.addLayout(column)

    def _build_expected(self) -> None:
        if self._path.kind != HOLD:
            return
        title = Text("Perkiraan dilanjutkan (opsional)", "strong")
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
                text = "Hitungan hari langkah {step} berhenti selama ditunda. Kartu tetap di kolomnya."
                return text.format(step=step)
            case "resume":
                return f"Hitungan hari langkah {step} berjalan lagi mulai hari ini."
            case "follow_up":
                return "Proyek baru dibuat dengan nomor sendiri dan menunjuk ke proyek ini. Proyek ini tetap."
        known = self._sop.decision(self._path.decision)
        rule = "" if known.from_sop else " " + "Ini ketentuan aplikasi; naskah SOP tidak memuatnya."
        kept = "Kartu meninggalkan papan. Semua dokumen dan riwayat tetap tersimpan."
        return f"{known.meaning} {kept}{rule}".strip()

    def _act(self, label: str) -> str:
        acts = {HOLD: "Tunda proyek", RESUME: "Lanjutkan proyek"}
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


class OneReasonDialog(FormDialog):
    """A dialog that asks for a reason and nothing else."""

    reason: ReasonField

    @override
    def refresh(self) -> None:
        missing = self.reason.missing()
        self.say_missing([missing] if missing else [])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.reason, self.reason.focus_editor)

    def _edited(self) -> None:
        self.mark_dirty()
        self.refresh()

    def _decide(self) -> None:
        if not self.reason.missing() and not self.saving:
            self.decided.emit({"reason": self.reason.text()})


class WithdrawDialog(OneReasonDialog):
    """decided(dict): "reason"."""

    def __init__(
        self, look: Look, project: ProjectFile, document: DocumentVersion, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "Tarik dokumen: " + document.kind_name, parent)
        self._width = 560
        self.reason = ReasonField(look.theme, look.words, "Alasan penarikan", 1, "Alasan tercatat di riwayat proyek.")
        self.reason.changed.connect(self._edited)
        self.body.addWidget(CardLine(look.theme, look.words, project.card))
        self.body.addWidget(Text(f"{document.name} · {'versi'} {document.version}", "strong", wrap=True))
        self.body.addWidget(self.reason)
        kept = "Berkas dan sidiknya tetap tersimpan; versi ini hanya tidak berlaku lagi."
        self.body.addWidget(InlineNotice(look.icons, "info", kept))
        self.body.addStretch(1)
        self.main.set_words("Tarik dokumen")
        self.main.clicked.connect(self._decide)
        self.refresh()


class ReturnDialog(OneReasonDialog):
    """decided(dict): "reason". The reason needs RETURN_REASON letters."""

    def __init__(self, look: Look, path: Move, project: ProjectFile, parent: QWidget | None = None) -> None:
        decision = project.sop.decision(path.decision)
        card = project.card
        title = f"Kembalikan ke langkah {decision.target}: {card.number}"
        super().__init__(look, title, parent)
        self._width = 560
        follows = consequences(
            project.sop, decision, project.visits, project.documents, project.facts, project.findings
        )
        hint = "Paling sedikit {count} huruf. Alasan dibaca pelaksana langkah {step} dan tercatat di riwayat."
        self.reason = ReasonField(
            look.theme,
            look.words,
            "Alasan pengembalian",
            RETURN_REASON,
            hint.format(count=RETURN_REASON, step=decision.target),
        )
        self.reason.changed.connect(self._edited)
        self.body.addWidget(CardLine(look.theme, look.words, card))
        self.body.addWidget(MoveStrip(look.icons, project.sop, decision.step, decision.target, "", follows.round))
        self.body.addWidget(Text(decision.label, "section", wrap=True))
        if decision.meaning:
            self.body.addWidget(Text(decision.meaning, "small", wrap=True))
        self.body.addWidget(self.reason)
        self.body.addWidget(InlineNotice(look.icons, "info", "\n".join(told_return(project.sop, decision, follows))))
        self.body.addStretch(1)
        self.main.set_words(decision.done_label or "Kembalikan kartu")
        look.icons.dress(self.main, "return", "on_accent")
        self.main.clicked.connect(self._decide)
        self.refresh()


def told_return(sop: Sop, decision: Decision, follows: Return) -> list[str]:
    """What the return does, a sentence each; the same lists as the operation works through."""
    lines = [
        f"{formats.joined([_named(each) for each in documents])} tetap tersimpan dan ditandai “{mark}”."
        for documents, mark in ((follows.returned, "dikembalikan"), (follows.superseded, "digantikan"))
        if documents
    ]
    lines.append(f"Hitungan hari langkah {decision.target} dimulai lagi sebagai putaran {follows.round}.")
    dropped = (*follows.returned, *follows.superseded)
    again = [lower_first(each.kind_name) for each in dropped if sop.document(each.kind).required]
    if again:
        lines.append(f"Harus dilampirkan lagi: {formats.joined(again)}.")
    if follows.cleared:
        lines.append(f"Harus dijawab lagi: {formats.joined([lower_first(fact.label) for fact in follows.cleared])}.")
    if not decision.from_sop:
        lines.append("Pengembalian ini ketentuan aplikasi; naskah SOP tidak memuatnya.")
    return lines


def _named(version: DocumentVersion) -> str:
    return f"{version.kind_name} versi {version.version}"
