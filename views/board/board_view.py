"""The board: nine columns of cards that are dragged, moved by keys or by menu. It shows and wishes; it does nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import override

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.board import Board, Card
from views.board import moves
from views.board.card_actions import BoardKeys, CardActions
from views.board.card_drag import CardDrag, CardDrop
from views.board.card_filter import CardFilter, FilterChoice, SearchIndex, SearchWarmer
from views.board.card_marks import CardMarks
from views.board.column_view import ColumnView
from views.board.columns_area import ColumnsArea
from views.board.density import Density
from views.board.empty_board import EmptyBoard
from views.board.ending_bar import EndingBar
from views.board.fading import Fading
from views.board.filter_row import FilterRow
from views.commands import Commands
from views.look import Look


class BoardView(QWidget):
    """Shows a Board. All ids are project ids; move_requested carries id and Move.

    command_requested carries "attach", "paste", "comment", "hold", "retry" or "new_request" (id 0).
    """

    move_requested = Signal(int, object)
    open_requested = Signal(int)
    files_dropped = Signal(int, list)
    refused = Signal(str)
    selection_changed = Signal(int)
    command_requested = Signal(str, int)

    def __init__(self, look: Look, commands: Commands | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = look.theme, look.words
        self.commands = commands or Commands(look.icons, self)
        self._board: Board | None = None
        self._before: dict[int, Card] = {}
        self._search_index = SearchIndex()
        self._filter = FilterChoice()
        self._selected = 0
        self._warmer = SearchWarmer(self._search_index, self)
        self._marks = CardMarks()
        self.filters = FilterRow(look.theme, look.icons, self)
        self.area = ColumnsArea(look, self._marks, self)
        self.endings = EndingBar(look.theme, look.icons, self)
        self.empty = EmptyBoard(look.icons, self.area)
        self.fading = Fading(self._marks, self.area)
        self.card_drag = CardDrag(look.words, self._marks, self.area, self.endings)
        self.card_actions = CardActions(look, self.commands, self._marks, self.area.card, self)
        self.keys = BoardKeys(self.card_actions, self.area, self.commands, lambda: self.card(self._selected))
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in ((self.filters, 0), (self.area, 1), (self.endings, 0)):
            layout.addWidget(widget, stretch)
        self.addActions(list(self.commands.board_actions))
        self.filters.changed.connect(lambda wish: self.set_filter(wish._replace(text=self._filter.text)))
        self.filters.density_wished.connect(self.set_density)
        self.filters.fold_wished.connect(self.area.fold_empty)
        self.area.density_changed.connect(self.filters.set_density)
        self.area.chosen.connect(self._on_chosen)
        self.card_drag.dropped.connect(self._on_dropped)
        self.card_drag.refused.connect(self.card_actions.refuse)
        self.card_actions.move_requested.connect(self.move_requested)
        self.card_actions.open_requested.connect(self._on_open)
        self.card_actions.refused.connect(self.refused)
        self.card_actions.command_requested.connect(self.command_requested)
        self.card_drag.open_wished.connect(self._open_in_flight)
        self.empty.wished.connect(lambda: self.command_requested.emit("new_request", 0))
        self._theme.changed.connect(self.area.dress)

    # what the window says ---------------------------------------------------------------------------------------------

    def show_board(self, board: Board) -> None:
        """Shows a whole board; selection, focus and scroll stay with their projects."""
        if self._board is None or self._board.sop.steps != board.sop.steps:
            for column in self.area.make_columns(board.sop):
                self._connect_column(column)
        self._board = board
        self.card_drag.set_sop(board.sop)
        self.card_actions.set_sop(board.sop)
        self._marks.saving.clear()
        self._before.clear()
        self.filters.set_choices({card.team for card in board.cards}, {card.person for card in board.cards})
        self.area.show_cards(board.cards, board.columns, board.actor.id)
        self._warmer.start(board.cards)
        self.set_filter(self._filter)

    def apply_cards(self, cards: Sequence[Card]) -> None:
        """Takes over changed cards only; whoever has the focus keeps it."""
        focused = self.keys.focused_card()
        strangers: list[int] = []
        for card in cards:
            own = card.id in self._marks.saving or self._is_own(card)
            self._unmark(card.id)
            if not own and self.card(card.id) != card:
                self._marks.unread.add(card.id)
                strangers.append(card.id)
            self.area.put(card)
            if own and focused and focused.id == card.id:
                self.area.select(card.id)
        self._recount()
        if strangers:
            self.fading.start(strangers)
            self.card_actions.announce(f"{len(strangers)} kartu berubah")

    def set_saving(self, project_id: int, step: int) -> None:
        """Shows the card as being saved, already in column `step` (0: it stays where it is)."""
        card = self.card(project_id)
        if card is None:
            return
        focused = self.keys.focused_card()
        self._marks.failed.pop(project_id, None)
        self._marks.saving[project_id] = step
        if step and step != card.step:
            self._before.setdefault(project_id, card)
            self.area.put(replace(card, step=step))
            if focused and focused.id == project_id:
                self.area.select(project_id)
        self.area.touch(project_id)

    def set_failed(self, project_id: int, reason: str) -> None:
        """Puts the card back where it was, marks it as not saved and says why."""
        self._back(project_id)
        self._marks.failed[project_id] = reason
        self.area.touch(project_id)
        self.card_actions.refuse(reason)

    def clear_marks(self, project_id: int) -> None:
        """Neither saving nor failed any more: the card is where and what it was."""
        self._back(project_id)
        self._marks.failed.pop(project_id, None)
        self.area.touch(project_id)

    def mark_read(self, project_id: int) -> None:
        """Takes the unread dot away."""
        self._marks.unread.discard(project_id)
        self.area.touch(project_id)

    def set_read_only(self, reason: str) -> None:
        """With a reason nothing can be moved and each attempt says it; "" lifts it."""
        self.card_actions.read_only = reason

    def set_filter(self, wish: FilterChoice) -> None:
        """Shows only the cards that pass."""
        self._filter = wish
        if self._board:
            self.area.sift(CardFilter(wish, self._board.actor.id, self._search_index))
            self._recount()

    def set_text(self, text: str) -> None:
        """Filters by words, beside what the filter row asks."""
        self.set_filter(self._filter._replace(text=text))

    def clear_filter(self) -> None:
        """Shows everything."""
        self._filter = FilterChoice()
        self.filters.clear()

    def set_density(self, density: Density | None) -> None:
        """The person's own choice; None leaves it to the window's width."""
        self.area.set_density(density)

    def toggle_density(self) -> None:
        """From Nyaman to Padat and back."""
        self.set_density(Density.COMPACT if self.area.density is Density.COMFORTABLE else Density.COMFORTABLE)

    # what the window may ask ------------------------------------------------------------------------------------------

    @property
    def columns(self) -> list[ColumnView]:
        """The columns, left to right."""
        return self.area.columns

    @property
    def selected_id(self) -> int:
        """The selected project, 0 for none."""
        return self._selected if self.card(self._selected) else 0

    def card(self, project_id: int) -> Card | None:
        """The card as shown."""
        return self.area.card(project_id)

    def select(self, project_id: int) -> bool:
        """Selects and shows a project; False if the filter hides it or it has no column."""
        return self.area.select(project_id)

    # inside -----------------------------------------------------------------------------------------------------------

    def _connect_column(self, column: ColumnView) -> None:
        column.list.opened.connect(self._on_open)
        column.list.menu_requested.connect(self.card_actions.show_menu)
        column.list.lifted.connect(lambda project, it=column: self._on_lifted(project, it))
        column.list.retried.connect(lambda project: self.command_requested.emit("retry", project))
        column.card_over.connect(self._on_over)
        column.card_left.connect(self.card_drag.left)
        column.card_dropped.connect(self.card_drag.let_go)
        column.files_dropped.connect(self.files_dropped)

    def _on_chosen(self, project_id: int) -> None:
        if project_id != self._selected:
            self._selected = project_id
            self.selection_changed.emit(project_id)

    def _on_open(self, project_id: int) -> None:
        self.mark_read(project_id)
        self.open_requested.emit(project_id)

    def _on_lifted(self, project_id: int, column: ColumnView) -> None:
        card = self.card(project_id)
        if card and not self.card_actions.hindered(card):
            self.card_drag.fly(card, column)

    def _on_over(self, project_id: int, step: int, place: QPoint) -> None:
        if not self.card_actions.read_only:
            self.card_drag.over(project_id, step, place)

    def _on_dropped(self, drop: CardDrop) -> None:
        card = self.card(drop.card.id) or drop.card
        if drop.ending:
            self.card_actions.wish(card, (drop.ending,))
        elif drop.step != card.step and self._board:
            reason = moves.reason(card, drop.step, self._words, self._board.sop)
            self.card_actions.wish(card, moves.lawful(card, drop.step), reason)

    def _open_in_flight(self, step: int) -> None:
        self.area.toggle_fold(step)
        column = self.area.column(step)
        if column:
            self.card_drag.refresh(column)

    def _is_own(self, card: Card) -> bool:
        actor = self._board.actor if self._board else None
        return actor is not None and card.changed_by in (actor.login, actor.name, "")

    def _unmark(self, project_id: int) -> None:
        self._marks.saving.pop(project_id, None)
        self._marks.failed.pop(project_id, None)
        self._before.pop(project_id, None)

    def _back(self, project_id: int) -> None:
        self._marks.saving.pop(project_id, None)
        before = self._before.pop(project_id, None)
        if before:
            self.area.put(before)

    def _recount(self) -> None:
        if self._board is None:
            return
        total = sum(column.items.rowCount() for column in self.columns)
        self.filters.set_counts(total, self.area.counts, self._filter.on)
        nothing = self.area.is_empty()
        words = "Belum ada proyek di langkah ini."
        if self._filter.on:
            words = "Tidak ada yang cocok saringan."
        self.area.set_empty_words("" if nothing else words)
        self.empty.setVisible(nothing)
        self.empty.place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.filters.set_width(self.width())
        self.empty.place()
