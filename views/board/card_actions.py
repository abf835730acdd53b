"""What a person asks for with a card: one path for drag, key and menu. Rules are read from the card, never asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6 import QtGui
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from models.board import Card, Move
from models.sop.procedure import Sop
from views.board import moves
from views.board.card_marks import CardMarks, described
from views.board.card_menu import CardMenu, ChoiceMenu
from views.board.columns_area import ColumnsArea
from views.board.step_dialog import StepDialog
from views.commands import Commands
from views.look import Look


class CardActions(QObject):
    """Turns deeds of hand and key into requests, or into a reason. Ids are project ids."""

    move_requested = Signal(int, object)
    open_requested = Signal(int)
    refused = Signal(str)
    command_requested = Signal(str, int)

    def __init__(
        self, look: Look, commands: Commands, marks: CardMarks, find: Callable[[int], Card | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icons, self._words = look.icons, look.words
        self._commands, self._marks, self._find, self._widget = commands, marks, find, parent
        self._sop: Sop | None = None
        self.read_only = ""

    def set_sop(self, sop: Sop) -> None:
        """Whose words the reasons use."""
        self._sop = sop

    def announce(self, text: str) -> None:
        """Says a sentence to screen readers."""
        said = QtGui.QAccessibleAnnouncementEvent(self._widget, text)
        QtGui.QAccessible.updateAccessibility(said)

    def refuse(self, reason: str) -> None:
        """Says why something cannot be, to eyes (the window shows it) and ears."""
        if reason:
            self.announce(reason)
            self.refused.emit(reason)

    def wish(self, card: Card, paths: Sequence[Move], reason: str = "") -> None:
        """Asks for one of those paths; two lead to a small choice, none to the reason."""
        if self.hindered(card):
            return
        if not paths:
            self.refuse(f"{card.number}: {reason}" if reason else "")
        elif len(paths) == 1 or self._sop is None:
            self.move_requested.emit(card.id, paths[0])
        else:
            menu = ChoiceMenu(tuple(paths), self._sop, self._words, self._icons, self._take(card), self._widget)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(QCursor.pos())

    def wish_onward(self, card: Card) -> None:
        """The next lawful forward step."""
        paths = moves.onward(card)
        ahead = [path for path in card.moves if path.kind in ("forward", "close")]
        self.wish(card, paths[:1], self._first_reason(ahead))

    def wish_back(self, card: Card) -> None:
        """The nearest lawful return."""
        behind = [path for path in card.moves if path.kind == "return"]
        none = f"tidak ada langkah untuk kembali dari langkah {card.step}"
        self.wish(card, moves.back(card)[:1], self._first_reason(behind) or none)

    def ask_step(self, card: Card) -> None:
        """Opens Pindahkan ke langkah… for that card."""
        if self._sop is None or self.hindered(card):
            return
        dialog = StepDialog(card, self._sop, self._look, self._widget.window())
        dialog.accepted.connect(lambda: self.wish(card, moves.lawful(card, dialog.step)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_menu(self, project_id: int, place: QPoint) -> None:
        """The card's menu at a global place."""
        card = self._find(project_id)
        if card and self._sop:
            menu = CardMenu(card, self._sop, self._words, self._icons, self._commands, self._take(card), self._widget)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(place)

    def open(self, card: Card) -> None:
        """Opens the project and takes its dot away."""
        self.open_requested.emit(card.id)

    def command(self, name: str, card: Card) -> None:
        """attach, comment, hold or retry; `explain` gives why."""
        if name in ("attach", "paste", "hold") and self.hindered(card):
            return
        self.command_requested.emit(name, card.id)

    def explain(self, card: Card) -> None:
        """F1: says how the card stands and what hinders its next step, and asks for the whole reckoning."""
        if self._sop:
            sop = self._sop
            ahead = [path for path in card.moves if path.kind in ("forward", "close")]
            lacks = [self._words.obstacle(each, sop) for path in ahead[:1] for each in path.obstacles]
            failed = self._marks.failed.get(card.id)
            said = described(card, self._marks, self._words)
            self.announce(". ".join(part for part in (said, *lacks, failed) if part))
            self.command_requested.emit("why", card.id)

    def _take(self, card: Card) -> Callable[[Move], None]:
        return lambda path: self.wish(card, (path,))

    def hindered(self, card: Card) -> bool:
        """True, after saying so, while the card is being saved or nothing may be changed."""
        if card.id in self._marks.saving:
            self.refuse(f"{card.number} sedang disimpan")
        elif self.read_only:
            self.refuse(self.read_only)
        else:
            return False
        return True

    def _first_reason(self, paths: Sequence[Move]) -> str:
        return moves.first_reason(tuple(paths), self._words, self._sop) if self._sop else ""


class BoardSurface(Protocol):
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
        self, board: BoardSurface, area: ColumnsArea, commands: Commands, selected: Callable[[], Card | None]
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
