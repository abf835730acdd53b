"""The nine columns side by side: which cards they hold, how wide they are, where the keyboard is."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from models.board import Card, column_order
from models.sop.procedure import Sop
from models.worktime import Status
from views.board.card_delegate import CardDelegate
from views.board.card_filter import CardFilter, FilterChoice, SearchIndex
from views.board.card_marks import CardMarks
from views.board.card_painter import CardPainter
from views.board.column_view import ColumnView
from views.board.density import GAP, MARGIN, Arrangement, Density, arrange
from views.look import Look


class ColumnsArea(QScrollArea):
    """Holds all cards sorted by column, and shows those that pass. Ids are project ids."""

    chosen = Signal(int)
    density_changed = Signal(object)
    choice_made = Signal()

    def __init__(self, look: Look, marks: CardMarks, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._theme = look.theme
        self._marks = marks
        self.painter = CardPainter(look, Density.COMFORTABLE)
        self._delegate = CardDelegate(self.painter, marks, look.words)
        self.columns: list[ColumnView] = []
        self._cards: dict[int, Card] = {}
        self._sorted: dict[int, list[Card]] = {}
        self._card_filter = CardFilter(FilterChoice(), 0, SearchIndex())
        self._counts: Counter[Status] = Counter()
        self._actor = 0
        self._density: Density | None = None
        self._folds: dict[int, bool] = {}
        self._arranged: Arrangement | None = None
        self._ground = QWidget()
        self._ground.setProperty("panel", "clear")
        self._row = QHBoxLayout(self._ground)
        self._row.setContentsMargins(MARGIN, 2, MARGIN, 10)
        self._row.setSpacing(GAP)
        self.setWidget(self._ground)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # cards ------------------------------------------------------------------------------------------------------------

    def make_columns(self, sop: Sop) -> list[ColumnView]:
        """New columns for another procedure."""
        for old in self.columns:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.columns = []
        for step in sop.steps:
            column = ColumnView(self._look, self.painter, self._delegate, self._ground)
            column.set_step(sop, step)
            column.list.chosen.connect(self._on_chosen)
            column.list.sideways.connect(lambda way, it=column: self._sideways(it, way))
            column.folded.sideways.connect(lambda way, it=column: self._sideways(it, way))
            column.open_wished.connect(self.toggle_fold)
            self._row.addWidget(column, 1)
            self.columns.append(column)
        self._arranged = None
        return self.columns

    def show_cards(self, cards: Sequence[Card], by_step: Mapping[int, Sequence[Card]], actor: int) -> None:
        """All cards, and those of each column in order."""
        self._cards = {card.id: card for card in cards}
        self._sorted = {step: list(column) for step, column in by_step.items()}
        self._actor = actor
        self.arrange()

    def sift(self, card_filter: CardFilter) -> None:
        """Shows only the cards that pass."""
        self._card_filter = card_filter
        self._counts = Counter()
        for column in self.columns:
            cards = card_filter.before_status(self._sorted.get(column.number, ()))
            self._counts.update([card.clock.status for card in cards])
            column.exchange(card_filter.by_status(cards))

    def put(self, card: Card) -> None:
        """A new or changed card goes where it belongs; no other card is touched."""
        old = self._cards.get(card.id)
        self._cards[card.id] = card
        places = {card.step} if old is None else {old.step, card.step}
        here = not card.state.ended
        if old:
            self._sorted[old.step] = [each for each in self._sorted.get(old.step, ()) if each.id != card.id]
        if here:
            insort(self._sorted.setdefault(card.step, []), card, key=column_order)
        shown = here and self._card_filter.passes(card)
        self._recount(old, card)
        for column in self.columns:
            if column.number == card.step and shown:
                column.items.place(card)
            elif column.number in places:
                column.items.take(card.id)
            if column.number in places:
                column.count()

    def _recount(self, old: Card | None, new: Card) -> None:
        for card, change in ((old, -1), (new, 1)):
            if card and not card.state.ended and self._card_filter.before_status((card,)):
                self._counts[card.clock.status] += change

    def card(self, project_id: int) -> Card | None:
        """The card as shown."""
        return self._cards.get(project_id)

    def is_empty(self) -> bool:
        """No card anywhere, whatever the filter."""
        return not any(self._sorted.values())

    def touch(self, project_id: int) -> None:
        """Repaints one card whose marks changed."""
        for column in self.columns:
            column.items.touch(project_id)

    def set_unsent(self, projects: frozenset[int]) -> None:
        """Marks the cards of which a change waits on this computer; () takes the marks away."""
        changed, self._marks.unsent = self._marks.unsent ^ projects, projects
        for project in changed:
            self.touch(project)

    def set_empty_words(self, words: str) -> None:
        """What a column without cards says."""
        for column in self.columns:
            if column.empty_words != words:
                column.empty_words = words
                column.update()

    @property
    def counts(self) -> Counter[Status]:
        """How many cards of each status pass everything but the status."""
        return self._counts

    # widths -----------------------------------------------------------------------------------------------------------

    @property
    def density(self) -> Density:
        """The density in force."""
        return Density.COMPACT if self.painter.metrics.compact else Density.COMFORTABLE

    def set_density(self, density: Density | None) -> None:
        """The person's own choice; None leaves it to the width."""
        self._density = density
        self.arrange()
        self.choice_made.emit()

    @property
    def choices(self) -> tuple[str, dict[int, bool]]:
        """What the person chose: a density ("" for none) and folded columns by place, to be remembered."""
        return (self._density.value if self._density else "", dict(self._folds))

    def restore_choices(self, density: str, folds: Mapping[int, bool]) -> None:
        """Takes up what the person chose before."""
        self._density = Density(density) if density in tuple(Density) else None
        self._folds = dict(folds)
        self.arrange()

    def toggle_fold(self, number: int) -> None:
        """Folds or opens the column of that step and remembers it."""
        for place, column in enumerate(self.columns):
            if column.number == number:
                self._folds[place] = not column.is_folded
                self.arrange()
                self.choice_made.emit()
                (column.folded if column.is_folded else column.list).setFocus()

    def fold_empty(self) -> None:
        """Folds the columns without cards; opens every column if any was folded."""
        folded = [column for column in self.columns if column.is_folded]
        for place, column in enumerate(self.columns):
            self._folds[place] = not folded and not column.items.rowCount()
        self.arrange()
        self.choice_made.emit()

    def arrange(self) -> None:
        """Density and folding for the width of this moment."""
        if not self.columns:
            return
        columns = [self._sorted.get(column.number, []) for column in self.columns]
        mine = [int(any(card.person_id == self._actor for card in cards)) for cards in columns]
        width = round(self.width() / self._theme.text_scale)
        wanted = arrange(width, [len(cards) for cards in columns], mine, self._density, self._folds)
        if wanted == self._arranged:
            return
        self._arranged = wanted
        self.dress(wanted.density)
        for place, column in enumerate(self.columns):
            column.set_folded(place in wanted.folded)
            self._row.setStretch(place, 0 if place in wanted.folded else 1)
        self.density_changed.emit(wanted.density)

    def dress(self, density: Density | None = None) -> None:
        """Lays every column out anew, after another density or text size."""
        self.painter.set_density(density or self.density)
        for column in self.columns:
            column.set_density(self.density)

    # keyboard ---------------------------------------------------------------------------------------------------------

    def column(self, step: int) -> ColumnView | None:
        """The column of that step."""
        return next((column for column in self.columns if column.number == step), None)

    def focused_column(self) -> ColumnView | None:
        """The column that holds the keyboard."""
        return next((c for c in self.columns if c.list.hasFocus() or c.folded.hasFocus()), None)

    def select(self, project_id: int) -> bool:
        """Selects and shows a project; False if the filter hides it or it has no column."""
        card = self._cards.get(project_id)
        column = self.column(card.step) if card else None
        if column is None or (row := column.items.row_of(project_id)) < 0:
            return False
        if column.is_folded:
            self.toggle_fold(column.number)
        column.list.choose_row(row)
        self.focus_column(column)
        return True

    def focus_column(self, column: ColumnView) -> None:
        """Gives a column the keyboard and brings it into view."""
        (column.folded if column.is_folded else column.list).setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(column, MARGIN, 0)

    def _sideways(self, column: ColumnView, way: int) -> None:
        place = self.columns.index(column) + way
        if not 0 <= place < len(self.columns):
            return
        other = self.columns[place]
        if not other.is_folded and not column.is_folded:
            top = column.list.rowViewportPosition(max(0, column.list.currentIndex().row()))
            row = other.list.rowAt(max(0, top + 20))
            other.list.choose_row(row if row >= 0 else other.items.rowCount() - 1)
        self.focus_column(other)

    def _on_chosen(self, project_id: int) -> None:
        card = self._cards.get(project_id)
        for column in self.columns:
            if card is None or column.number != card.step:
                column.list.clearSelection()
        self.chosen.emit(project_id)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
