"""Head of the project page: code, title, pills, facts, and what this person may do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.board import Move, ProjectState
from models.people import Person
from models.project_file import ProjectFile
from models.sop.procedure import DecisionKind
from views.look import Look
from views.project.forecast_row import ForecastRow
from views.widgets.marks import Avatar
from views.widgets.text import Button, ElidedText, IconButton, Panel, SaveButton, Text
from views.words import formats
from views.words.fact_text import fact_text

FORWARD = (DecisionKind.FORWARD, DecisionKind.SKIP, DecisionKind.CLOSE)


class ProjectHeader(Panel):
    """Signals: path_chosen(Move), print_requested(form), folder_requested, back_requested, why_requested."""

    path_chosen = Signal(object)
    print_requested = Signal(str)
    folder_requested = Signal()
    back_requested = Signal()
    why_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        self._theme, self._words = look.theme, look.words
        self._project: ProjectFile | None = None
        self.back = Button("Papan", "plain", look.icons, "caret-left")
        self.back.setAccessibleName("Kembali ke papan")
        self.folder = Button("Buka folder", "plain", look.icons, "folder")
        self.print_button = Button("Cetak", "outline", look.icons, "print")
        self.send_back = SaveButton("Kembalikan…", "outline", look.icons, "return")
        self.main = SaveButton("", "main", look.icons, "check")
        self.more = IconButton(look.icons, "more", "Keputusan lain")
        self._code = ElidedText("", "small")
        self._title = ElidedText("", "title")
        self._pills = QHBoxLayout()
        self._facts = QHBoxLayout()
        self.forecast = ForecastRow(look.icons)
        self._build()

    def show_project(self, project: ProjectFile, printable: bool = True) -> None:
        """Shows another state of the project."""
        if self._project is None or self._project.card.id != project.card.id or project.card.state.ended:
            self.forecast.show_forecast(None, project.sop)
        self._project = project
        card = project.card
        parts = [card.number, *self._kinds(project)]
        self._code.set_whole("  ·  ".join(parts))
        self._title.set_whole(card.name)
        _empty(self._pills)
        for text, look in self._states(project):
            pill = Text(text)
            pill.setProperty("pill", look)
            self._pills.addWidget(pill)
        _empty(self._facts)
        for label, value, person in self._known(project):
            self._facts.addWidget(self._fact(label, value, person))
        self._facts.addStretch(1)
        self._show_ways(project)
        self.print_button.setVisible(printable)

    def ways(self, kinds: tuple[str, ...]) -> list[Move]:
        """Ways of those kinds that the person may go."""
        paths = self._project.card.moves if self._project else ()
        return [path for path in paths if path.kind in kinds and not path.barred]

    def decisions_menu(self) -> QMenu:
        """Every other decision; those that are barred say why."""
        menu = QMenu(self)
        reason = self.main.hindrance
        if reason:
            menu.addAction(reason).setEnabled(False)
        shown = {id(path) for path in (*self.ways(FORWARD)[:1], *self.ways((DecisionKind.RETURN,))[:1])}
        project = self._project
        for path in project.card.moves if project else ():
            if not path.kind or id(path) in shown or project is None:
                continue
            label = path.label or self._words.decision(path.decision, project.sop)
            if path.barred:
                why = self._words.obstacle(next(o for o in path.obstacles if not o.suppliable), project.sop)
                action = menu.addAction(f"{label}  ({why})")
                action.setEnabled(False)
                continue
            action = menu.addAction(f"{label}…")
            action.setEnabled(not reason)
            action.triggered.connect(lambda _on=False, way=path: self.path_chosen.emit(way))
        menu.addSeparator()
        menu.addAction(f"{'Mengapa? Cara waktu dihitung'}\tF1").triggered.connect(self.why_requested)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def print_menu(self) -> QMenu:
        """Papers that this project can have by now."""
        menu = QMenu(self)
        for form, title in self.forms():
            action = menu.addAction(f"{title}…")
            action.triggered.connect(lambda _on=False, code=form: self.print_requested.emit(code))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def forms(self) -> list[tuple[str, str]]:
        """(form code, title): the forms of the steps reached, and the project card."""
        if self._project is None:
            return []
        step = self._project.card.step
        kinds = [
            kind for each in self._project.sop.steps if each.number <= step for kind in each.documents if kind.form
        ]
        return [*((kind.form, kind.name) for kind in kinds), ("project_card", "Kartu proyek")]

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(self._code, 1)
        for button in (self.folder, self.print_button, self.send_back, self.main, self.more):
            top.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._title)
        self._pills.setSpacing(8)
        middle.addLayout(self._pills)
        middle.addStretch(1)
        self._facts.setSpacing(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(middle)
        column.addLayout(self._facts)
        column.addWidget(self.forecast)
        self.back.clicked.connect(self.back_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.print_button.clicked.connect(lambda: self._popup(self.print_menu(), self.print_button))
        self.more.clicked.connect(lambda: self._popup(self.decisions_menu(), self.more))
        self.main.clicked.connect(lambda: self._go(FORWARD))
        self.send_back.clicked.connect(lambda: self._go((DecisionKind.RETURN,)))

    def _popup(self, menu: QMenu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _go(self, kinds: tuple[str, ...]) -> None:
        ways = self.ways(kinds)
        if len(ways) == 1 or (ways and kinds == FORWARD and ways[0].open):
            self.path_chosen.emit(ways[0])
        elif ways:
            menu = QMenu(self)
            for way in ways:
                action = menu.addAction(f"{way.label}…")
                action.triggered.connect(lambda _on=False, path=way: self.path_chosen.emit(path))
            menu.aboutToHide.connect(menu.deleteLater)
            self._popup(menu, self.main if kinds == FORWARD else self.send_back)

    def _show_ways(self, project: ProjectFile) -> None:
        forward = self.ways(FORWARD)
        self.main.setVisible(bool(forward))
        if forward:
            known = project.sop.decision(forward[0].decision)
            self.main.set_words(known.done_label if len(forward) == 1 and known.done_label else self._finish(project))
        self.send_back.setVisible(bool(self.ways((DecisionKind.RETURN,))))
        self.more.setVisible(True)

    def _finish(self, project: ProjectFile) -> str:
        return f"Selesaikan langkah {project.card.step}"

    def _kinds(self, project: ProjectFile) -> list[str]:
        texts = []
        for key in ("request_kind", "urgency"):
            fact = next((each for each in project.sop.facts if each.key == key), None)
            if fact and (text := fact_text(fact, project.facts.get(key), ())):
                texts.append(text)
        return texts

    def _states(self, project: ProjectFile) -> list[tuple[str, str]]:
        card = project.card
        step = f"Langkah {card.step}: {project.sop.step(card.step).title}"
        shown = [(step, "accent")]
        if card.state is not ProjectState.RUNNING:
            look = "ok" if card.state is ProjectState.MAINTENANCE else "pause"
            shown = (
                [(self._words.state(card.state), look)]
                if card.state.ended
                else [*shown, (self._words.state(card.state), look)]
            )
        if card.round > 1:
            shown.append((f"putaran {card.round}", "pause"))
        if card.clock.over and card.state is ProjectState.RUNNING:
            shown.append((self._words.clock(card.clock)[0], "late"))
        return shown

    def _known(self, project: ProjectFile) -> list[tuple[str, str, Person | None]]:
        card = project.card
        asker = project.requester
        letter = project.text("letter_number")
        known: list[tuple[str, str, Person | None]] = [
            ("Pemohon", f"{asker.name}, {card.team}" if asker else card.team, asker),
            (
                "PJK Layanan Aplikasi",
                project.coordinator.name if project.coordinator else "",
                project.coordinator,
            ),
            (
                "Programmer",
                formats.joined([each.name for each in project.programmers]),
                project.programmers[0] if project.programmers else None,
            ),
            (
                "Nota dinas",
                ", ".join(t for t in (letter, formats.iso_long(project.text("letter_date"))) if t),
                None,
            ),
            ("Jam langkah", self._words.clock(card.clock)[0] if not card.state.ended else "", None),
            ("Diharapkan selesai", formats.iso_long(project.text("wished_date")), None),
        ]
        return [each for each in known if each[1]]

    def _fact(self, label: str, value: str, person: Person | None) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(label, "small"))
        row = QHBoxLayout()
        row.setSpacing(7)
        if person:
            row.addWidget(Avatar(self._theme, person, 20))
        text = Text(value) if len(value) < 20 else ElidedText(value)
        row.addWidget(text)
        column.addLayout(row)
        return box


def _empty(layout: QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
