"""Connects the board's commands to what they do with the focused card or column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint

from models.board import Card
from views.board.columns_area import ColumnsArea
from views.commands import Commands


class Board(Protocol):
    """What the keys need of the board."""

    def wish_onward(self, card: Card) -> None: ...
    def wish_back(self, card: Card) -> None: ...
    def ask_step(self, card: Card) -> None: ...
    def open(self, card: Card) -> None: ...
    def command(self, name: str, card: Card) -> None: ...
    def explain(self, card: Card) -> None: ...
    def show_menu(self, project_id: int, place: QPoint) -> None: ...


class BoardKeys:
    """One method a command; none does anything without a card or column under the keyboard."""

    def __init__(
        self, board: Board, area: ColumnsArea, commands: Commands, selected: Callable[[], Card | None]
    ) -> None:
        self._board, self._area, self._selected = board, area, selected
        with_card: dict[str, Callable[[Card], None]] = {
            "open": board.open,
            "forward": board.wish_onward,
            "return": board.wish_back,
            "move": board.ask_step,
            "why": board.explain,
            "attach": lambda card: board.command("attach", card),
            "paste": lambda card: board.command("paste", card),
            "comment": lambda card: board.command("comment", card),
            "hold": lambda card: board.command("hold", card),
            "menu": self._menu,
        }
        for name, deed in with_card.items():
            commands[name].triggered.connect(lambda _checked=False, do=deed: self._with_card(do))
        commands["fold"].triggered.connect(self.fold)
        for number in range(1, 10):
            commands[f"column_{number}"].triggered.connect(lambda _checked=False, n=number: self._to_column(n))

    def focused_card(self) -> Card | None:
        """The card under the keyboard, else the selected one; None on a folded column."""
        column = self._area.focused_column()
        if column is None:
            return self._selected()
        return None if column.is_folded else column.list.current_card()

    def fold(self) -> None:
        """Folds the focused column, else those that are empty."""
        column = self._area.focused_column()
        if column:
            self._area.toggle_fold(column.number)

    def _with_card(self, deed: Callable[[Card], None]) -> None:
        card = self.focused_card()
        if card:
            deed(card)

    def _menu(self, card: Card) -> None:
        column = self._area.column(card.step)
        if column:
            place = column.list.visualRect(column.list.currentIndex()).center()
            self._board.show_menu(card.id, column.list.viewport().mapToGlobal(place))

    def _to_column(self, number: int) -> None:
        column = self._area.column(number)
        if column:
            self._area.focus_column(column)
