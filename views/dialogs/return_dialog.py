"""Send a card back: why, what stays, which round begins, what must be attached again."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models.board import Path
from models.project_file import DocumentVersion, ProjectFile
from models.rules import RETURN_REASON
from models.sop.procedure import Decision
from views.dialogs.card_head import CardLine, WayStrip
from views.dialogs.wish_dialog import WishDialog
from views.icons import Icons
from views.theme import Theme
from views.widgets.fact_field import lower_first
from views.widgets.inline_notice import InlineNotice
from views.widgets.reason_field import ReasonField
from views.widgets.text import Text
from views.words import formats
from views.words.words import Words


class ReturnDialog(WishDialog):
    """decided(dict): "reason". The reason needs RETURN_REASON letters."""

    decided = Signal(dict)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        words: Words,
        path: Path,
        project: ProjectFile,
        parent: QWidget | None = None,
    ) -> None:
        decision = project.sop.decision(path.decision)
        card = project.card
        title = words.tr("Kembalikan ke langkah {step}: {number}").format(step=decision.target, number=card.number)
        super().__init__(theme, icons, words, title, parent)
        self._width = 560
        new_round = next_round(project, decision.target)
        hint = self.tr("Paling sedikit {count} huruf. Alasan dibaca pelaksana langkah {step} dan tercatat di riwayat.")
        self.reason = ReasonField(
            theme,
            words,
            self.tr("Alasan pengembalian"),
            RETURN_REASON,
            hint.format(count=RETURN_REASON, step=decision.target),
        )
        self.reason.changed.connect(self._edited)
        self.body.addWidget(CardLine(theme, words, card))
        self.body.addWidget(WayStrip(icons, project.sop, decision.step, decision.target, "", new_round))
        self.body.addWidget(Text(decision.label, "section", wrap=True))
        if decision.meaning:
            self.body.addWidget(Text(decision.meaning, "small", wrap=True))
        self.body.addWidget(self.reason)
        self.body.addWidget(InlineNotice(icons, "info", "\n".join(self._consequences(project, decision, new_round))))
        self.body.addStretch(1)
        self.main.set_words(decision.done_label or self.tr("Kembalikan kartu"))
        icons.dress(self.main, "return", "on_accent")
        self.main.clicked.connect(self._decide)
        self.refresh()

    @override
    def refresh(self) -> None:
        missing = self.reason.missing()
        self.say_missing([missing] if missing else [])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.reason, self.reason.focus_editor)

    def _consequences(self, project: ProjectFile, decision: Decision, new_round: int) -> list[str]:
        sop, target = project.sop, decision.target
        lines: list[str] = []
        returned = [d for d in project.documents if d.status == "current" and d.step == target]
        if returned:
            text = self.tr("{documents} tetap tersimpan dan ditandai “dikembalikan”.")
            lines.append(text.format(documents=formats.joined([_named(each) for each in returned])))
        text = self.tr("Hitungan hari langkah {step} dimulai lagi sebagai putaran {round}.")
        lines.append(text.format(step=target, round=new_round))
        steps = [step for step in sop.steps if target <= step.number <= decision.step]
        again = [lower_first(kind.name) for step in steps for kind in step.required_documents]
        if again:
            text = self.tr("Harus dilampirkan lagi: {documents}.")
            lines.append(text.format(documents=formats.joined(again)))
        fresh = [lower_first(fact.label) for step in steps for fact in step.facts if fact.fresh]
        if fresh:
            lines.append(self.tr("Harus dijawab lagi: {facts}.").format(facts=formats.joined(fresh)))
        if not decision.from_sop:
            lines.append(self.tr("Pengembalian ini ketentuan aplikasi; naskah SOP tidak memuatnya."))
        return lines

    def _edited(self) -> None:
        self.mark_dirty()
        self.refresh()

    def _decide(self) -> None:
        if not self.reason.missing() and not self.saving:
            self.decided.emit({"reason": self.reason.text()})


def next_round(project: ProjectFile, step: int) -> int:
    """Round that a return to `step` begins."""
    return 1 + sum(visit.step == step and not visit.skipped and visit.result != "undone" for visit in project.visits)


def _named(version: DocumentVersion) -> str:
    return f"{version.kind_name} versi {version.version}"
