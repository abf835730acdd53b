"""A program that is killed over a save: PLACE OUTBOX. Moves the first card on; its child hangs before it writes."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.workers.answers import Answer, Ok
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.outbox import Outbox
from models.board import Board
from models.requests import ReadBoard
from tests.desktop.window_hands import move_on
from tests.desktop.workers.hanging_service import marker_of


def main() -> None:
    """Runs until it is killed."""
    place, outbox = sys.argv[1], Path(sys.argv[2])
    application = QCoreApplication([])
    worker = WorkerClient(
        ServiceOpening("tests.desktop.workers.hanging_service:open_hanging", (place,)), "dimas", Outbox(outbox, place)
    )

    def save(answer: Answer) -> None:
        assert isinstance(answer, Ok)
        assert isinstance(answer.value, Board)
        worker.office = answer.value.office
        marker_of(place).touch()
        worker.ask(move_on(answer.value.cards[0]), lambda answer: None)

    worker.ask(ReadBoard(), save)
    application.exec()


if __name__ == "__main__":
    main()
