"""Goals 3 and 4 (first half): the board's first paint against bare lists, and a drop until it is painted."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.benchmarks.measuring import Result, compare, told_by_process
from tests.views.sample_board import large_board
from views.board.board_view import BoardView
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.words.words import Words

FRAME = 0.016
DROPS = 60


def first_paint() -> list[Result]:
    """Goal 3: one process each."""
    results = [
        compare(
            "3", f"first paint of {count:,} cards : nine bare QListViews", 1.0,
            told_by_process("first_paint", "ours", count), told_by_process("first_paint", "lists", count),
        )
        for count in (5_000, 20_000)
    ]  # fmt: skip
    flat = compare(
        "3", "first paint of 20,000 cards : of 100 cards", 1.6,
        told_by_process("first_paint", "ours", 20_000), told_by_process("first_paint", "ours", 100),
    )  # fmt: skip
    return [*results, flat]


def drop_to_painted(count: int) -> Result:
    """Goal 4: GUI thread time of a drop (the card goes over, marked as being saved) and of its confirmation."""
    application = QApplication.instance() or QApplication([])
    view = _shown_board(application, count)
    spent = []
    for number in range(DROPS):
        card = view.card(number % count + 1)
        if card is None:
            raise LookupError(number)
        target = card.step % 9 + 1
        began = time.thread_time()
        view.set_saving(card.id, target)
        application.processEvents()
        dropped = time.thread_time()
        view.apply_cards([replace(card, step=target, version=card.version + 1, changed_by="rina")])
        application.processEvents()
        spent.append((dropped - began, time.thread_time() - dropped))
    drops, confirmations = [a for a, _b in spent[5:]], [b for _a, b in spent[5:]]
    slow = max(statistics.quantiles(drops, n=20)[-1], statistics.quantiles(confirmations, n=20)[-1])
    typical = max(statistics.median(drops), statistics.median(confirmations))
    what = f"drop to painted, {count:,} cards, GUI thread (p95 {slow * 1000:.1f} ms) : one frame of 16 ms"
    return Result("4", what, 1.0, typical / FRAME, min(drops) / FRAME, typical, FRAME)


def _shown_board(application: QCoreApplication, count: int) -> BoardView:
    theme = Theme()
    if isinstance(application, QApplication):
        theme.apply(application)
    view = BoardView(Look(theme, Icons(theme), Words()))
    view.show_board(large_board(count))
    view.resize(1600, 900)
    view.show()
    application.processEvents()
    return view
