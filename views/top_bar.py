"""The bar at the top: sign, pages, search, freshness, new request, and who one is."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from models.board import Board
from models.people import Person
from views.commands import Commands
from views.icons import Icons
from views.theme import Theme
from views.widgets.marks import Avatar, Logo
from views.widgets.presence import PresenceMenu, PresenceStrip
from views.widgets.text import Button, Panel, Text, repolish

SEARCH_DELAY = 60
"""Milliseconds of silence after a key before the board is filtered."""


class SearchBox(QLineEdit):
    """Esc empties it and gives the keyboard back to the board."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TopBar(Panel):
    """searched carries the words; person_chosen a login (training office only)."""

    searched = Signal(str)
    search_left = Signal()
    page_chosen = Signal(int)
    person_chosen = Signal(str)

    def __init__(
        self, theme: Theme, icons: Icons, commands: Commands, present: PresenceMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__("top", parent)
        self._theme, self._icons, self._commands = theme, icons, commands
        self._narrow = False
        self._person = QVBoxLayout()
        self.tabs: list[Button] = []
        self.search = SearchBox()
        self._hint = Text("Ctrl+K", "small")
        self.training = QLabel("Kantor latihan")
        self.present = PresenceStrip(theme, present)
        self.fresh = Button("Terbaru", "fresh", icons, "refresh")
        self._shown_fresh = ("", "", "")
        self.new_button = Button(commands["new_request"].text(), "main", icons, "new")
        self.me = QToolButton()
        self._avatar = Avatar(theme, None, 30)
        self._name = Text("", "strong")
        self._role = Text("", "micro")
        self._menu = QMenu(self)
        self._timer = QTimer(self, interval=SEARCH_DELAY, singleShot=True)
        self._build()

    def _build(self) -> None:
        self.setFixedHeight(max(52, self._theme.px(52)))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 14, 0)
        self._row.setSpacing(8)
        self._row.addWidget(Logo(self._theme))
        name = Text("Lajur", "section")
        self._row.addWidget(name)
        self._row.addSpacing(12)
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(2)
        self._row.addLayout(self._tabs)
        self._row.addStretch(1)
        self._build_search()
        self._row.addStretch(1)
        self.training.setProperty("pill", "near")
        self.training.setMaximumHeight(self._theme.px(26))
        self.training.setToolTip("Data latihan: setiap peran boleh dimainkan, tidak ada yang resmi")
        self.training.hide()
        for widget in (self.training, self.present, self.fresh, self.new_button):
            self._row.addWidget(widget)
        self._row.addSpacing(4)
        self._build_me()
        self.fresh.clicked.connect(self._commands["refresh"].trigger)
        self.new_button.clicked.connect(self._commands["new_request"].trigger)
        self._commands["search"].triggered.connect(self._to_search)

    def _build_search(self) -> None:
        self.search.setAccessibleName("Cari proyek")
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        lens = QAction(self.search)
        self._icons.dress(lens, "search", "ink3")
        self.search.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self._row.addWidget(self.search)
        self._row.addWidget(self._hint)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(lambda: self.searched.emit(self.search.text()))
        self.search.left.connect(self.search_left)

    def _build_me(self) -> None:
        self._person.setSpacing(1)
        self._person.addStretch(1)
        self._person.addWidget(self._name)
        self._person.addWidget(self._role)
        self._person.addStretch(1)
        self._row.addWidget(self._avatar)
        self._row.addLayout(self._person)
        self._icons.dress(self.me, "caret-down", "ink2", 12)
        self.me.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.me.setMenu(self._menu)
        self.me.setMinimumSize(28, 28)
        self._row.addWidget(self.me)

    def add_tab(self, name: str, icon: str, number: int = 0) -> None:
        """One more page; the first one is chosen. number: of its key, 0 for the next one."""
        place = len(self.tabs)
        number = number or place + 1
        tab = Button(name, "tab", self._icons, icon)
        tab.setCheckable(True)
        tab.setAutoExclusive(True)
        tab.setChecked(place == 0)
        tab.setIconSize(QSize(0, 0) if self._narrow else QSize(16, 16))
        if number <= 9:
            tab.setShortcut(f"Ctrl+{number}")
        tab.clicked.connect(lambda: self.page_chosen.emit(place))
        self._tabs.addWidget(tab)
        self.tabs.append(tab)

    def name_tab(self, place: int, name: str) -> None:
        """Other words on a page's tab, such as with how much waits there."""
        self.tabs[place].set_words(name)
        self.set_width(self.width())

    def show_person(self, board: Board) -> None:
        """Who one is; in a training office the menu lets one play any member."""
        actor = board.actor
        roles = self._roles(board, actor)
        self._avatar.set_person(actor)
        self._name.setText(actor.name)
        self._role.setText(roles)
        self.training.setVisible(board.training)
        self.me.setAccessibleName(f"Anda: {actor.name}, {roles}")
        self.me.setToolTip(f"{actor.name}\n{roles}")
        self._menu.clear()
        header = self._menu.addAction(f"{actor.name}, {roles}".replace("&", "&&"))
        header.setEnabled(False)
        if actor.administrator:
            self._menu.addSeparator()
            self._menu.addAction(self._commands["upkeep"])
        if board.training:
            self._menu.addSeparator()
            for person in board.people:
                self._add_person(board, person)
        self.set_width(self.width())

    def set_fresh(self, text: str, tone: str = "ok", icon: str = "refresh") -> None:
        """The pill that says how new the board is, or that it is read-only."""
        if (text, tone, icon) == self._shown_fresh:
            return
        self._shown_fresh = text, tone, icon
        self.fresh.set_words(text)
        self.fresh.setToolTip(text)
        if self._narrow and tone == "ok":
            self.fresh.setText("")
        self._icons.dress(self.fresh, icon, tone)
        self.fresh.setProperty("tone", tone)
        repolish(self.fresh)
        self.set_width(self.width())

    def set_width(self, width: int) -> None:
        """Takes words away, the least needed first, until the rest fits; `width` in logical pixels.

        In the narrowest form only the tabs and the search keep their words. Before it is shown nothing is measured:
        that would polish every button twice.
        """
        if not self.isVisible():
            return
        for wide, narrow in ((True, False), (False, False), (False, True)):
            self._set_room(wide, narrow)
            for layout in (self._tabs, self._person, self._row):
                layout.invalidate()
            if self._row.minimumSize().width() <= width:
                return

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.set_width(self.width())

    def _set_room(self, wide: bool, narrow: bool) -> None:
        self.present.setVisible(wide and self.present.count > 0)
        self._hint.setVisible(wide)
        self._name.setVisible(wide)
        self._role.setVisible(wide)
        words = "Cari kode, nama, tim, atau orang" if wide else "Cari proyek"
        self.search.setPlaceholderText(words)
        self.search.setFixedWidth(120 if narrow else 330 if wide else 220)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._squeeze()

    def _squeeze(self) -> None:
        """In a narrow window the tabs keep their words, and what has a picture of its own goes without."""
        for tab in self.tabs:
            tab.setIconSize(QSize(0, 0) if self._narrow else QSize(16, 16))
        words = self.new_button.accessibleName()
        self.new_button.setText("" if self._narrow else f" {words}")
        self.new_button.setToolTip(self.new_button.toolTip() or words)
        self.training.setText("Latihan" if self._narrow else "Kantor latihan")
        self.fresh.setText(
            "" if self._narrow and self.fresh.property("tone") in (None, "ok") else f" {self.fresh.accessibleName()}"
        )

    def _roles(self, board: Board, person: Person) -> str:
        known = {role.code: role.title for role in board.sop.roles}
        acting = dict(person.acting)
        titles = [f"{acting.get(code, '')} {known.get(code, code)}".strip() for code in person.roles]
        return ", ".join(titles) or "Pembaca"

    def _add_person(self, board: Board, person: Person) -> None:
        text = f"{person.name}, {self._roles(board, person)}".replace("&", "&&")
        action = QAction(text, self._menu, checkable=True, checked=person.login == board.actor.login)
        action.triggered.connect(lambda: self.person_chosen.emit(person.login))
        self._menu.addAction(action)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
