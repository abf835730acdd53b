"""Daftar: every project the office ever had, ended ones too; sorted by any column, filtered by words and state."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from models.board import Board, ProjectState
from views.icons import Icons
from views.look import Look
from views.register.register_items import CARD, NAME, NUMBER, RegisterItems
from views.widgets.text import Button, Panel, Text

_WIDTHS = {0: 118, 2: 190, 3: 230, 4: 110, 5: 150, 6: 150, 7: 112}
"""Logical pixels at text scale 1; the name takes the rest."""


class RegisterView(Panel):
    """open_requested(project): Enter or a double click. why_requested(project): F1."""

    open_requested = Signal(int)
    why_requested = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._theme = look.theme
        self.items = RegisterItems(look.icons, look.words)
        self.search = QLineEdit()
        self.states = {state: Button(look.words.state(state), "chip") for state in ProjectState}
        self.table = QTableView()
        self.table.setProperty("list", True)
        self._fact = Text("", "small")
        self._none = Text("", "small", wrap=True)
        self._build(look.icons)
        self._connect()

    def show_board(self, board: Board) -> None:
        """All projects as they are now; the selected one stays selected."""
        chosen = self.chosen()
        self.items.show(board.cards, board.sop)
        self._choose(chosen)
        self._tell()

    def chosen(self) -> int:
        """Project of the selected row, 0 for none."""
        index = self.table.currentIndex()
        return index.data(CARD).id if index.isValid() else 0

    def names(self) -> list[str]:
        """Names from top to bottom, as shown."""
        return [self.items.card(row).name for row in range(self.items.rowCount())]

    def _build(self, icons: Icons) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 16)
        column.setSpacing(12)
        column.addWidget(Text("Daftar proyek", "title"))
        row = QHBoxLayout()
        row.setSpacing(6)
        self.search.setPlaceholderText("Saring menurut nomor, nama, tim, atau orang")
        self.search.setAccessibleName("Saring daftar")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self.search.setMaximumWidth(self._theme.px(380))
        row.addWidget(self.search, 1)
        for button in self.states.values():
            button.setCheckable(True)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._fact)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self._none)
        self._build_table()

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self.items)
        table.setAccessibleName("Daftar proyek")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSortingEnabled(True)
        table.sortByColumn(NUMBER, Qt.SortOrder.DescendingOrder)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.px(34))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for place, width in _WIDTHS.items():
            table.setColumnWidth(place, self._theme.px(width))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(self._theme.px(80))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._refilter())
        for button in self.states.values():
            button.clicked.connect(lambda _checked: self._refilter())
        self.table.doubleClicked.connect(self._open)
        within = Qt.ShortcutContext.WidgetShortcut
        for key in ("Return", "Enter"):
            QShortcut(QKeySequence(key), self.table, context=within).activated.connect(
                lambda: self._open(self.table.currentIndex())
            )
        QShortcut(QKeySequence("F1"), self.table, context=within).activated.connect(self._ask_why)

    def _refilter(self) -> None:
        chosen = frozenset(state.value for state, button in self.states.items() if button.isChecked())
        project = self.chosen()
        self.items.search(self.search.text(), chosen)
        self._choose(project)
        self._tell()

    def _tell(self) -> None:
        shown, whole = self.items.rowCount(), self.items.total
        text = "{n} proyek" if shown == whole else "{n} dari {m} proyek"
        self._fact.setText(text.format(n=shown, m=whole))
        if whole and not shown:
            text = "Tidak ditemukan “{text}”. Periksa ejaan atau hapus saringan."
            self._none.setText(text.format(text=self.search.text().strip()))
            if not self.search.text().strip():
                self._none.setText("Tidak ada proyek dengan keadaan itu. Lepaskan saringannya.")
        elif not whole:
            self._none.setText("Belum ada proyek. Mulai dari nota dinas permohonan.")
        self._none.setVisible(not shown)

    def _choose(self, project_id: int) -> None:
        """That project stays selected where it is still shown."""
        place = self.items.place(project_id) if project_id and project_id != self.chosen() else -1
        if place >= 0:
            self.table.selectRow(place)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_requested.emit(index.data(CARD).id)

    def _ask_why(self) -> None:
        if self.chosen():
            self.why_requested.emit(self.chosen())
