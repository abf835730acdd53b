"""The row under the top bar: whose cards, which team, which person, counting chips, density, folding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from models.worktime import Status
from views.board.card_filter import FilterChoice
from views.board.density import Density
from views.icons import Icons
from views.shapes import paint_status
from views.theme import Theme
from views.widgets.text import Button, Panel, Text

_CHIPS = (Status.LATE, Status.NEAR, Status.PAUSED)


class ChoiceButton(QPushButton):
    """A chip with a menu of ticks: nothing ticked means everything."""

    changed = Signal()

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._chosen: set[str] = set()
        self._narrow = False
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        icons.dress(self, "caret-down", "ink2", 12)
        self._show()

    @property
    def chosen(self) -> frozenset[str]:
        """What is ticked."""
        return frozenset(self._chosen)

    def set_names(self, names: Iterable[str]) -> None:
        """What there is to choose from."""
        names = sorted({name for name in names if name})
        if names == [action.text() for action in self._menu.actions()]:
            return
        self._menu.clear()
        self._chosen &= set(names)
        for name in names:
            action = QAction(name, self._menu, checkable=True, checked=name in self._chosen)
            action.toggled.connect(lambda on, what=name: self._tick(what, on))
            self._menu.addAction(action)
        self._show()

    def clear(self) -> None:
        """Takes every tick away, silently."""
        self._chosen.clear()
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(False)
            action.blockSignals(False)
        self._show()

    def set_narrow(self, narrow: bool) -> None:
        """Short words on narrow windows."""
        self._narrow = narrow
        self._show()

    def _tick(self, name: str, on: bool) -> None:
        (self._chosen.add if on else self._chosen.discard)(name)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        chosen = sorted(self._chosen)
        if not chosen:
            words = self._title if self._narrow else f"{self._title}: semua"
        elif len(chosen) < 3:
            words = f"{self._title}: {', '.join(name.removeprefix('Tim ') for name in chosen)}"
        else:
            words = f"{self._title} ({len(chosen)})"
        shown = words if len(words) < 48 else f"{self._title} ({len(chosen)})"
        self.setText(f"{shown} ")
        self.setAccessibleName(words)
        self.setChecked(bool(chosen))


class FilterRow(QWidget):
    """Emits `changed` with the Filter (without its text), density_wished and fold_wished."""

    changed = Signal(object)
    density_wished = Signal(object)
    fold_wished = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = FilterChoice()
        self._counts: dict[Status, int] = {}
        self._short = False
        self.mine = self._chip("Tugas saya")
        icons.dress(self.mine, "person")
        self.teams = ChoiceButton("Tim", icons)
        self.people = ChoiceButton("Penanggung jawab", icons)
        self.clear_button = Button("Hapus saringan", "plain", icons, "close")
        self.chips = {status: self._chip("") for status in _CHIPS}
        self.total = Text("", "small")
        self.comfortable = self._segment("Nyaman", Density.COMFORTABLE)
        self.compact = self._segment("Padat", Density.COMPACT)
        self.fold = self._chip("Lipat kolom")
        self.fold.setCheckable(False)
        icons.dress(self.fold, "fold")
        self._build()
        self._connect()
        theme.changed.connect(self._icons_again)
        self._icons_again()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 5)
        row.setSpacing(8)
        for widget in (self.mine, self.teams, self.people, self.clear_button):
            row.addWidget(widget)
        row.addSpacing(4)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self.total)
        row.addSpacing(6)
        frame: QFrame = Panel("segment")
        pair = QHBoxLayout(frame)
        pair.setContentsMargins(1, 0, 1, 0)
        pair.setSpacing(0)
        pair.addWidget(self.comfortable)
        pair.addWidget(self.compact)
        row.addWidget(frame)
        row.addWidget(self.fold)
        self.clear_button.hide()

    def _connect(self) -> None:
        self.mine.toggled.connect(self._tell)
        self.teams.changed.connect(self._tell)
        self.people.changed.connect(self._tell)
        for chip in self.chips.values():
            chip.toggled.connect(self._tell)
        self.clear_button.clicked.connect(self.clear)
        self.fold.clicked.connect(self.fold_wished)

    @property
    def filter(self) -> FilterChoice:
        """What the row asks for."""
        return self._filter

    def clear(self) -> None:
        """Lets everything pass again."""
        for button in (self.mine, *self.chips.values()):
            button.blockSignals(True)
            button.setChecked(False)
            button.blockSignals(False)
        self.teams.clear()
        self.people.clear()
        self._tell()

    def set_choices(self, teams: Iterable[str], people: Iterable[str]) -> None:
        """Teams and persons there are."""
        self.teams.set_names(teams)
        self.people.set_names(people)

    def set_counts(self, total: int, counts: Mapping[Status, int], filtered: bool) -> None:
        """Shows how many projects there are, and the chips that are not zero."""
        self._counts = dict(counts)
        self._show_chips()
        wide = self.width() >= 1400
        self.total.setText(("{n} proyek berjalan" if wide else "{n} proyek").format(n=total))
        self.clear_button.setVisible(filtered)

    def _show_chips(self) -> None:
        words = {
            Status.LATE: "{n} terlambat",
            Status.NEAR: "{n} mendekati batas",
            Status.PAUSED: "{n} ditunda",
        }
        for status, chip in self.chips.items():
            count = self._counts.get(status, 0)
            text = words[status].format(n=count)
            chip.setText(f" {count}" if self._short else f" {text}")
            chip.setAccessibleName(text)
            chip.setToolTip(text if self._short else "")
            chip.setVisible(bool(count) or chip.isChecked())

    def set_density(self, density: Density) -> None:
        """Shows which density is in force."""
        self.comfortable.setChecked(density is Density.COMFORTABLE)
        self.compact.setChecked(density is Density.COMPACT)

    def set_width(self, width: int) -> None:
        """Shortens words on narrow windows; `width` in logical pixels."""
        narrow = width < 1500
        self.teams.set_narrow(narrow)
        self.people.set_narrow(narrow)
        self.fold.setText("" if narrow else f" {'Lipat kolom'}")
        self.fold.setToolTip("Lipat kolom")
        self.total.setVisible(width >= 1000)
        self._short = width < 1000
        self.mine.setText("" if self._short else f" {'Tugas saya'}")
        self._show_chips()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(100, super().minimumSizeHint().height())

    def _chip(self, text: str) -> QPushButton:
        chip = Button(text, "chip")
        chip.setText(f" {text}")
        chip.setCheckable(True)
        return chip

    def _segment(self, text: str, density: Density) -> QPushButton:
        made = Button(text, "segment")
        made.setCheckable(True)
        made.clicked.connect(lambda: (self.density_wished.emit(density), self.set_density(density)))
        return made

    def _icons_again(self) -> None:
        for status, chip in self.chips.items():
            chip.setIcon(_status_icon(self._theme, status))

    def _tell(self) -> None:
        wanted = frozenset(status for status, chip in self.chips.items() if chip.isChecked())
        self._filter = self._filter._replace(
            mine=self.mine.isChecked(),
            teams=self.teams.chosen,
            people=self.people.chosen,
            statuses=wanted,
        )
        self.changed.emit(self._filter)


def _status_icon(theme: Theme, status: Status) -> QIcon:
    icon = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(round(16 * ratio), round(16 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_status(painter, theme, status, QRectF(1, 2, 12, 12))
        painter.end()
        icon.addPixmap(pixmap)
    return icon
