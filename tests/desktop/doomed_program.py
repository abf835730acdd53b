"""A program that is killed over a save: PLACE OUTBOX. Moves the first card on; its child hangs before it writes."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.answers import Answer, Ok
from desktop.lane_process import Opening
from desktop.lanes import Lane
from desktop.outbox import Outbox
from models.board import Board
from models.requests import ReadBoard
from tests.desktop.hanging_desk import marker_of
from tests.desktop.window_hands import move_on


def main() -> None:
    """Runs until it is killed."""
    place, outbox = sys.argv[1], Path(sys.argv[2])
    application = QCoreApplication([])
    lane = Lane(Opening("tests.desktop.hanging_desk:open_hanging", (place,)), "dimas", Outbox(outbox, place))

    def save(answer: Answer) -> None:
        assert isinstance(answer, Ok)
        assert isinstance(answer.value, Board)
        lane.office = answer.value.office
        marker_of(place).touch()
        lane.ask(move_on(answer.value.cards[0]), lambda answer: None)

    lane.ask(ReadBoard(), save)
    application.exec()


if __name__ == "__main__":
    main()
