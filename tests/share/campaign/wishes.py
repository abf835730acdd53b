"""What one person at a workstation does all day: comments, moves, takes back, attaches; mostly on one project."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from models.board import Card
from models.requests import AddComment, AttachDocument, Attachment, MoveProject, UndoMove, Write
from tests.desktop.small_office import small_pdf

SHARED = 1
"""The project that everybody writes on: here races are lost, and must be told."""
ROUND = ("comment", "move", "undo", "shared", "comment", "move", "undo", "comment", "shared", "attach")


class Wishes:
    """The next write, from the cards as they were last seen.

    own: id of the project nobody else writes on. letters: an empty folder of this computer for what is attached.
    """

    def __init__(self, own: int, letters: Path) -> None:
        self._own, self._letters = own, letters
        self._turn = random.randrange(len(ROUND))
        self._cards: dict[int, Card] = {}
        self._last = "move"
        self.sequence = 0
        """Ledger line up to which everything was seen."""

    def learn(self, cards: Iterable[Card], sequence: int) -> None:
        """What the board shows now; what was seen later already stays."""
        self.sequence = max(self.sequence, sequence)
        for card in cards:
            known = self._cards.get(card.id)
            if known is None or known.version <= card.version:
                self._cards[card.id] = card

    def next(self) -> Write:
        """One more. Where a cut-off save left the project elsewhere than thought, a comment takes the turn."""
        what, self._turn = ROUND[self._turn], (self._turn + 1) % len(ROUND)
        before, self._last = self._last, ""
        card = self._cards[SHARED if what == "shared" else self._own]
        named = {"operation_id": uuid4().hex, "project_id": card.id, "version": card.version}
        if what == "move" and card.step == 1:
            self._last = what
            return MoveProject(**named, decision="submit_request")
        if what == "undo" and card.step == 2 and before == "move":
            return UndoMove(**named)
        if what == "attach" and card.step == 1:
            return AttachDocument(**named, attachments=(self._letter(),))
        return AddComment(**named, text="Sudah dibicarakan dengan tim terkait.")

    def _letter(self) -> Attachment:
        for old in self._letters.iterdir():
            old.unlink()
        letter = small_pdf(self._letters, f"{uuid4().hex}.pdf")
        today = datetime.now(UTC).date()
        return Attachment("ND", str(letter), "nota dinas.pdf", "", "B-18/2026", today, "Hal", confirmed=True)
