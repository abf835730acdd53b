"""Withdraw a document version: why, and what stays."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models.project_file import DocumentVersion, ProjectFile
from views.dialogs.card_head import CardLine
from views.dialogs.wish_dialog import WishDialog
from views.icons import Icons
from views.theme import Theme
from views.widgets.inline_notice import InlineNotice
from views.widgets.reason_field import ReasonField
from views.widgets.text import Text
from views.words.words import Words


class WithdrawDialog(WishDialog):
    """decided(dict): "reason"."""

    decided = Signal(dict)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        words: Words,
        project: ProjectFile,
        document: DocumentVersion,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, icons, words, words.tr("Tarik dokumen: ") + document.kind_name, parent)
        self._width = 560
        self.reason = ReasonField(
            theme, words, self.tr("Alasan penarikan"), 1, self.tr("Alasan tercatat di riwayat proyek.")
        )
        self.reason.changed.connect(self._edited)
        self.body.addWidget(CardLine(theme, words, project.card))
        self.body.addWidget(Text(f"{document.name} · {words.tr('versi')} {document.version}", "strong", wrap=True))
        self.body.addWidget(self.reason)
        kept = self.tr("Berkas dan sidiknya tetap tersimpan; versi ini hanya tidak berlaku lagi.")
        self.body.addWidget(InlineNotice(icons, "info", kept))
        self.body.addStretch(1)
        self.main.set_words(self.tr("Tarik dokumen"))
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

    def _edited(self) -> None:
        self.mark_dirty()
        self.refresh()

    def _decide(self) -> None:
        if not self.reason.missing() and not self.saving:
            self.decided.emit({"reason": self.reason.text()})
