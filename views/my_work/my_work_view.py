"""Tugas saya: everything that waits for one person, by remaining time, with the next deed as a button."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.board import Board, Waiting, WaitingCause
from models.my_work import Group, MyWork, my_work
from models.worktime import Status
from views.icons import Icons
from views.look import Look
from views.my_work.line_list import MOST, LineList
from views.my_work.lines import LineWords, WorkLine
from views.theme import Theme
from views.widgets.marks import StatusMark
from views.widgets.scroll_page import ScrollPage
from views.widgets.text import Button, IconMark, Panel, ScrollContent, Text
from views.words import formats

_STATUS = {Group.LATE: Status.LATE, Group.NEAR: Status.NEAR, Group.INSIDE: Status.INSIDE}


class CountButton(Button):
    """A number with its words."""

    def __init__(self, theme: Theme, icons: Icons, group: Group, words: str, parent: QWidget | None = None) -> None:
        super().__init__("", "count", parent=parent)
        self._theme, self._words_of = theme, words
        self._number = Text("0", "figure")
        self.setCheckable(True)
        status = _STATUS.get(group)
        mark = StatusMark(theme, status, 16) if status else IconMark(icons, "waiting", "ink2", 16)
        top = QHBoxLayout()
        top.setSpacing(9)
        top.addWidget(mark)
        top.addWidget(self._number)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 9)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Text(words, "small"))
        for label in self.findChildren(Text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_count(self, count: int) -> None:
        """Shows another number."""
        self._number.setText(str(count))
        self.setAccessibleName(f"{self._words_of}: {count}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(70))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class EmptyWork(Panel):
    """Shown in place of the list."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 26, 30, 26)
        column.setSpacing(8)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icons, "done", "ok", 30), 0, center)
        column.addWidget(Text("Tidak ada yang menunggu Anda", "section"), 0, center)
        text = "Kartu muncul di sini begitu sampai pada langkah yang Anda kerjakan."
        column.addWidget(Text(text, "small"), 0, center)


_MARGIN = 22


class MyWorkView(Panel):
    """move_requested(project, Path): the row's button. counted(int): tasks of all roles, for the window's head.

    mute_requested(project, silent): whether the daily notice passes over that project.
    """

    move_requested = Signal(int, object)
    open_requested = Signal(int)
    why_requested = Signal(int)
    agenda_requested = Signal()
    calendar_requested = Signal()
    mute_requested = Signal(int, bool)
    counted = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._icons, self._words = look.icons, look.words
        self._board: Board | None = None
        self._role = ""
        self._waiting: tuple[Waiting, ...] = ()
        self._muted: frozenset[int] = frozenset()
        self._fact = Text("", "small")
        self.roles = Button("Semua peran", "chip", look.icons, "person")
        self.agenda = Button("Simpan tenggat…", "outline", look.icons, "save")
        self.agenda.setToolTip("Simpan tenggat sebagai kalender (.ics)")
        self.calendar = Button("Kalender libur…", "outline", look.icons, "calendar")
        self._menu = QMenu(self)
        self.counts = {group: CountButton(look.theme, look.icons, group, text) for group, text in self._groups()}
        heads = ("Sisa waktu", "Proyek", "Langkah", "Yang harus Anda kerjakan")
        none = "Tidak ada tugas pada saringan ini."
        self.tasks = LineList(look.theme, look.icons, heads, none)
        self.others = LineList(look.theme, look.icons, (*heads[:3], "Menunggu siapa"))
        self.held = LineList(look.theme, look.icons, (*heads[:3], "Sebab"))
        self.returned = LineList(look.theme, look.icons, (*heads[:3], "Sebab"))
        self.empty = EmptyWork(look.icons)
        self._note = Text("", "small", wrap=True)
        self._build()
        self._connect()

    def _groups(self) -> tuple[tuple[Group, str], ...]:
        return (
            (Group.LATE, "Terlambat"),
            (Group.NEAR, "Mendekati batas"),
            (Group.INSIDE, "Dalam waktu"),
            (Group.OTHERS, "Menunggu orang lain"),
        )

    def _build(self) -> None:
        content = ScrollContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 18)
        column.setSpacing(12)
        column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in self.counts.values():
            row.addWidget(button, 1)
        column.addLayout(row)
        column.addWidget(self.empty)
        for part in (self.tasks, self.others, self.held, self.returned):
            column.addWidget(part)
        note = QHBoxLayout()
        note.setSpacing(8)
        note.addWidget(IconMark(self._icons, "info", "ink3", 14))
        note.addWidget(self._note, 1)
        column.addLayout(note)
        column.addStretch(1)
        page = ScrollPage("Tugas saya")
        page.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text("Tugas saya", "title"))
        words.addWidget(self._fact)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.roles, self.agenda, self.calendar):
            row.addWidget(button)
        self.roles.setMenu(self._menu)
        return row

    def _connect(self) -> None:
        for part in (self.tasks, self.others, self.held, self.returned):
            part.pressed.connect(self._press)
            part.opened.connect(self.open_requested)
            part.why_asked.connect(self.why_requested)
            part.menu_asked.connect(self._show_menu)
        for button in self.counts.values():
            button.clicked.connect(lambda _checked=False, chosen=button: self._filter(chosen))
        self.agenda.clicked.connect(self.agenda_requested)
        self.calendar.clicked.connect(self.calendar_requested)

    # values in ---------------------------------------------------------------------------------------------------

    def show_board(self, board: Board) -> None:
        """The board as it is now."""
        before = self._board
        self._board = board
        if before is None or before.actor != board.actor or before.sop is not board.sop:
            self._role = ""
            self._show_roles(board)
        self._show()

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Which projects wait, and for what."""
        self._waiting = waiting
        if self._board is not None:
            self._show_waiting(self._board)

    def set_read_only(self, reason: str) -> None:
        """With a reason no row saves anything; "" gives it back."""
        for part in (self.tasks, self.others, self.held, self.returned):
            part.set_read_only(reason)

    def set_muted(self, projects: frozenset[int]) -> None:
        """Projects that the daily notice passes over."""
        self._muted = projects

    def work(self) -> MyWork:
        """What is shown, unfiltered but for the role."""
        return my_work(self._board, self._role) if self._board else MyWork((), ())

    # showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        board = self._board
        if board is None:
            return
        work, words = self.work(), LineWords(self._words, board.sop, board.today)
        chosen = next((group for group, button in self.counts.items() if button.isChecked()), None)
        for group, button in self.counts.items():
            button.set_count(work.count(group))
        tasks = [task for task in work.tasks if chosen in (None, task.group)]
        others = work.others if chosen in (None, Group.OTHERS) else ()
        self.tasks.show_lines(tuple(words.task(task) for task in tasks[:MOST]), len(tasks))
        self.others.show_lines(tuple(words.other(card) for card in others[:MOST]), len(others))
        self.others.set_heading("Menunggu orang lain" if others else "")
        nothing = not work.tasks and chosen is not Group.OTHERS
        self.empty.setVisible(nothing)
        self.tasks.setVisible(not nothing and chosen is not Group.OTHERS)
        self._fact.setText(self._sentence(board, work))
        self._note.setText(self._counting(board))
        self._show_waiting(board)
        self.counted.emit(len(work.tasks if not self._role else my_work(board).tasks))

    def _show_waiting(self, board: Board) -> None:
        words, cards = LineWords(self._words, board.sop, board.today), {card.id: card for card in board.cards}
        filtered = any(button.isChecked() for button in self.counts.values())
        for cause, part, heading in (
            (WaitingCause.HELD, self.held, "Ditunda, menurut sebab"),
            (WaitingCause.RETURNED, self.returned, "Dikembalikan, sedang diperbaiki"),
        ):
            waiting = [each for each in self._waiting if each.cause is cause and each.project_id in cards]
            shown = () if filtered else waiting[:MOST]
            part.show_lines(tuple(words.waiting(each, cards[each.project_id]) for each in shown), len(waiting))
            part.set_heading(f"{heading} ({len(waiting)})" if shown else "")

    def _sentence(self, board: Board, work: MyWork) -> str:
        today = formats.weekday_date(board.today)
        late = work.count(Group.LATE)
        ending = sum(task.card.clock.due == board.today for task in work.tasks)
        parts = [f"{late} tugas terlambat"] if late else []
        parts += [f"{ending} habis hari ini"] if ending else []
        text = formats.joined(parts) if parts else "Tidak ada yang terlambat"
        return f"{today}. {text}."

    def _counting(self, board: Board) -> str:
        by_work = [str(step.number) for step in board.sop.steps if step.standard.unit.value == "day"]
        by_date = [str(step.number) for step in board.sop.steps if step.standard.unit.value in ("week", "month")]
        text = "Urut dari sisa waktu paling sedikit."
        if by_work and by_date:
            text += f" Langkah {formats.joined(by_work)} dihitung dengan hari kerja"
            text += f"; langkah {formats.joined(by_date)} dengan hari kalender."
        return text

    # hands -------------------------------------------------------------------------------------------------------

    def _press(self, line: WorkLine) -> None:
        if line.way is None:
            self.open_requested.emit(line.project_id)
        else:
            self.move_requested.emit(line.project_id, line.way)

    def _show_menu(self, project: int, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("Buka proyek").triggered.connect(lambda: self.open_requested.emit(project))
        menu.addAction("Mengapa?").triggered.connect(lambda: self.why_requested.emit(project))
        menu.addSeparator()
        silent = QAction("Jangan ingatkan proyek ini", menu, checkable=True, checked=project in self._muted)
        silent.triggered.connect(lambda checked: self.mute_requested.emit(project, checked))
        menu.addAction(silent)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _filter(self, chosen: CountButton) -> None:
        for button in self.counts.values():
            if button is not chosen:
                button.setChecked(False)
        self._show()

    def _show_roles(self, board: Board) -> None:
        held = [role for role in board.sop.roles if role.code in board.actor.roles]
        self.roles.setVisible(len(held) > 1)
        self.roles.set_words("Semua peran")
        self._menu.clear()
        for code, title in (("", "Semua peran"), *((role.code, role.title) for role in held)):
            action = QAction(title.replace("&", "&&"), self._menu)
            action.triggered.connect(lambda _checked=False, role=code, text=title: self._choose(role, text))
            self._menu.addAction(action)

    def _choose(self, role: str, title: str) -> None:
        self._role = role
        self.roles.set_words(title)
        self._show()
