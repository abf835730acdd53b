"""Every command of the window once: words, key, drawing. Menus, buttons and keys share these actions."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from views.icons import Icons


class _Command(NamedTuple):
    name: str
    text: str
    keys: tuple[str, ...]
    icon: str = ""
    board: bool = False


class Commands(QObject):
    """Actions by name: commands["new_request"]. Those of the board work only while the board has the focus."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._actions: dict[str, QAction] = {}
        self._board: list[QAction] = []
        for command in (*self._window_commands(), *self._board_commands(), *self._column_commands()):
            self._add(command)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def names(self) -> tuple[str, ...]:
        """All names there are."""
        return tuple(self._actions)

    @property
    def board_actions(self) -> tuple[QAction, ...]:
        """Those with single letters and arrows: to be added to the board."""
        return tuple(self._board)

    @property
    def window_actions(self) -> tuple[QAction, ...]:
        """Those that work anywhere in the window."""
        return tuple(action for action in self._actions.values() if action not in self._board)

    def set_letters(self, on: bool) -> None:
        """Switches the single-letter keys of the board on or off."""
        for action in self._board:
            keys = [QKeySequence(key) for key in action.data() if on or "+" in key or len(key) > 1]
            action.setShortcuts(keys)

    def _add(self, command: _Command) -> None:
        action = QAction(command.text, self)
        action.setObjectName(command.name)
        action.setData(list(command.keys))
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.board:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._board.append(action)
        if command.icon:
            self._icons.dress(action, command.icon)
        self._actions[command.name] = action

    def _window_commands(self) -> tuple[_Command, ...]:
        return (
            _Command("new_request", "Permohonan baru", ("Ctrl+N",), "new"),
            _Command("search", "Cari", ("Ctrl+K", "/"), "search"),
            _Command("refresh", "Segarkan sekarang", ("F5",), "refresh"),
            _Command("undo", "Urungkan pemindahan terakhir", ("Ctrl+Z",), "undo"),
            _Command("density", "Nyaman atau Padat", ("Ctrl+D",)),
            _Command("clear_filter", "Hapus saringan", ("Ctrl+Shift+K",), "close"),
            _Command("print", "Cetak…", ("Ctrl+P",), "print"),
            _Command("save_pdf", "Simpan PDF…", ("Ctrl+S",), "save"),
            _Command("upkeep", "Pemeliharaan data…", (), "settings"),
            _Command("quit", "Keluar", ("Ctrl+Q",)),
        )

    def _board_commands(self) -> tuple[_Command, ...]:
        return (
            _Command("open", "Buka proyek", (), "view", board=True),
            _Command("forward", "Langkah berikutnya", ("Ctrl+Right",), "forward", board=True),
            _Command("return", "Kembalikan", ("Ctrl+Left",), "return", board=True),
            _Command("move", "Pindahkan ke langkah…", ("P",), "board", board=True),
            _Command("attach", "Lampirkan…", ("L",), "attachment", board=True),
            _Command("paste", "Lampirkan dari papan klip", ("Ctrl+V",), "attachment", board=True),
            _Command("comment", "Komentar…", ("K",), "comment", board=True),
            _Command("hold", "Tunda atau lanjutkan…", ("T",), "pause", board=True),
            _Command("why", "Mengapa?", ("F1",), "help", board=True),
            _Command("fold", "Lipat atau buka kolom", ("[",), "fold", board=True),
            _Command("menu", "Menu kartu", ("Shift+F10",), board=True),
        )

    def _column_commands(self) -> tuple[_Command, ...]:
        text = "Ke kolom {n}"
        return tuple(_Command(f"column_{n}", text.format(n=n), (str(n),), board=True) for n in range(1, 10))
