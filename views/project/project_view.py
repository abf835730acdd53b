"""The page of one project: head, nine-step strip, documents, and pages beside them.

Under FOLD logical pixels of width the documents become the first of the tabs, under SHORT of height the strip the last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import override

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from models.board import Move
from models.project_file import ProjectFile
from views.look import Look
from views.project.document_list import DocumentList
from views.project.document_row import DocumentItem, OpenPlace
from views.project.fact_pages import FactsPage, FindingsPage, ReleasesPage
from views.project.history_list import CommentPage, HistoryList
from views.project.project_header import ProjectHeader
from views.project.step_strip import StepStrip, stops
from views.widgets.inline_notice import InlineNotice
from views.widgets.scroll_page import ScrollPage
from views.widgets.text import Panel, SaveButton

FOLD = 1100
SHORT = 600
LEAST = QSize(860, 380)
"""Smaller than the parts ask for at rest: below FOLD and SHORT they rearrange themselves."""


class ProjectView(Panel):
    """Shows one project and emits wishes; `show_project` again after every change keeps tab, scroll and typed comment.

    path_chosen(Move): a decision to take. why_requested: how its time is counted. What its parts are asked for is told
    by their own signals (header, documents, comments, facts).
    """

    path_chosen = Signal(object)
    why_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self._project: ProjectFile | None = None
        self.header = ProjectHeader(look)
        self.notice = InlineNotice(look.icons, "info")
        self.unsent = InlineNotice(look.icons, "info")
        self.strip = StepStrip(look.theme, look.icons)
        self.documents = DocumentList(look)
        self.history = HistoryList(look)
        self.comments = CommentPage(look)
        self.facts = FactsPage("Data permohonan")
        self.findings = FindingsPage(look.theme, look.words, "Temuan")
        self.releases = ReleasesPage("Rilis")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Bagian proyek")
        self._low = ScrollPage("Langkah", reading=True)
        self._low.hide()
        self._low.setParent(self)
        self._side = Panel("card")
        self._words = look.words
        self._folded = self._short = self._changeable = False
        self._read_only = ""
        self._shown: dict[QWidget, object] = {}
        self._stale: set[QWidget] = set()
        self._filler = QTimer(self, singleShot=True, interval=0)
        self._filler.timeout.connect(self._fill_next)
        self._build()
        self._connect()

    def project(self) -> ProjectFile | None:
        """The project shown."""
        return self._project

    def show_project(self, project: ProjectFile) -> None:
        """Shows a project. The same project again keeps tab, scroll and typed comment; another one starts afresh.

        Head and strip at once, documents and the tab in front each in an event of its own: rows cost time.
        """
        if self._project is None or self._project.card.id != project.card.id:
            self.comments.comment_saved()
            self.notice.show_text("info", "")
            self.tabs.setCurrentIndex(0)
            self._shown.clear()
            for part in (self.documents, self.history, self.comments.list):
                part.clear()
        self._project = project
        self._changeable = not project.card.state.ended
        self.header.show_project(project)
        shown = self._content(project)
        self._stale |= {page for page, content in shown.items() if self._shown.get(page) != content}
        self._shown = shown
        self._name_tabs(project)
        self._fill(self.strip)
        self._filler.start()

    def comment_saved(self) -> None:
        """The comment is in the history: the line is free again."""
        self.comments.comment_saved()

    def show_comment_problem(self, text: str) -> None:
        """Why the comment is not saved; it stays in its line."""
        self.comments.show_problem(text)

    def show_notice(self, kind: str, text: str) -> None:
        """A sentence under the head: late (refused), near, info or ok; "" takes it away."""
        self.notice.show_text(kind, text)

    def set_read_only(self, reason: str) -> None:
        """With a reason whatever saves is off and says it; "" gives it back. What is typed stays."""
        self._read_only = reason
        self.comments.hinder(reason)
        self._hinder(self)

    def set_unsent(self, sentence: str) -> None:
        """That a change of this project waits on this computer, "" for none."""
        self.unsent.show_text("info", sentence)

    def show_history(self) -> None:
        """Brings the history to the front."""
        self.tabs.setCurrentWidget(self.history)

    @override
    def minimumSizeHint(self) -> QSize:
        return LEAST

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(event.size().width() < FOLD)
        self._shorten(event.size().height() < SHORT)

    def _content(self, project: ProjectFile) -> dict[QWidget, object]:
        """What each part shows: a part is built anew only when that changed, a tab only when it is looked at."""
        card, who = project.card, project.people
        return {
            self.strip: (project.visits, card.step, card.state),
            self.documents: (project.documents, card.id, card.step, self._changeable),
            self.history: (project.history, who),
            self.comments: (project.history, who),
            self.facts: (project.facts, who, self._changeable),
            self.findings: project.findings,
            self.releases: (project.releases, project.parent, project.children),
        }

    def _fill_next(self) -> None:
        for page in (self.documents, self.tabs.currentWidget()):
            if page in self._stale:
                self._fill(page)
                self._filler.start()
                return

    def _fill(self, page: QWidget | None) -> None:
        project = self._project
        if page is None or project is None or page not in self._stale:
            return
        self._stale.discard(page)
        fillers: dict[QWidget, Callable[[], None]] = {
            self.strip: lambda: self.strip.show_stops(stops(project, self._words)),
            self.documents: lambda: self.documents.show_project(project, self._changeable),
            self.history: lambda: self.history.show_project(project),
            self.comments: lambda: self.comments.list.show_project(project),
            self.facts: lambda: self.facts.show_project(project, self._changeable),
            self.findings: lambda: self.findings.show_project(project),
            self.releases: lambda: self.releases.show_project(project),
        }
        fillers[page]()
        if self._read_only:
            self._hinder(page)

    def _hinder(self, part: QWidget) -> None:
        for button in part.findChildren(SaveButton):
            button.hinder(self._read_only)
        for row in part.findChildren(DocumentItem):
            row.hindrance = self._read_only
        for place in part.findChildren(OpenPlace):
            place.hinder(self._read_only)

    def _build(self) -> None:
        for page, name in (
            (self.history, "Riwayat"),
            (self.comments, "Komentar"),
            (self.facts, "Data permohonan"),
            (self.findings, "Temuan"),
            (self.releases, "Rilis"),
        ):
            self.tabs.addTab(page, name)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(14, 8, 10, 12)
        side.addWidget(self.tabs)
        self._side.setMinimumWidth(470)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.setStyleSheet("QTabBar::tab { padding: 8px 7px; }")
        self._lower = QHBoxLayout()
        self._lower.setSpacing(10)
        self._lower.addWidget(self.documents, 13)
        self._lower.addWidget(self._side, 7)
        self._inner = inner = QVBoxLayout()
        inner.setContentsMargins(14, 12, 14, 12)
        inner.setSpacing(10)
        inner.addWidget(self.notice)
        inner.addWidget(self.unsent)
        inner.addWidget(self.strip)
        inner.addLayout(self._lower, 1)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(inner, 1)

    def _connect(self) -> None:
        self.header.path_chosen.connect(self._choose)
        self.header.why_requested.connect(self.why_requested)
        why = QShortcut(QKeySequence("F1"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        why.activated.connect(self.why_requested)
        self.tabs.currentChanged.connect(lambda place: self._fill(self.tabs.widget(place)))

    def _choose(self, path: Move) -> None:
        """A menu may stand open from before."""
        if self._read_only:
            self.show_notice("near", self._read_only)
        else:
            self.path_chosen.emit(path)

    def _name_tabs(self, project: ProjectFile) -> None:
        counts = (
            (self.comments, "Komentar", len(self.comments.list.lines(project))),
            (self.findings, "Temuan", sum(each.status == "open" for each in project.findings)),
            (self.releases, "Rilis", len(project.releases)),
        )
        self.tabs.setTabVisible(self.tabs.indexOf(self.findings), bool(project.findings))
        self.tabs.setTabVisible(
            self.tabs.indexOf(self.releases), bool(project.releases or project.parent or project.children)
        )
        for page, name, count in counts:
            self.tabs.setTabText(self.tabs.indexOf(page), f"{name} ({count})" if count else name)

    def _shorten(self, short: bool) -> None:
        """A low window keeps the strip as a tab, so that the documents have room."""
        if short == self._short:
            return
        self._short = short
        if short:
            self._inner.removeWidget(self.strip)
            self._low.setWidget(self.strip)
            self.tabs.addTab(self._low, "Langkah")
        else:
            self.tabs.removeTab(self.tabs.indexOf(self._low))
            self._low.takeWidget()
            self._inner.insertWidget(2, self.strip)
            self.strip.show()
        self.strip.set_panel("clear" if short else "card")

    def _fold(self, folded: bool) -> None:
        if folded == self._folded:
            return
        self._folded = folded
        current = self.tabs.currentWidget()
        if folded:
            self._lower.removeWidget(self.documents)
            self.tabs.insertTab(0, self.documents, "Dokumen")
            self.tabs.setCurrentIndex(0)
        else:
            self.tabs.removeTab(self.tabs.indexOf(self.documents))
            self._lower.insertWidget(0, self.documents, 13)
            self.documents.show()
            if current is not self.documents:
                self.tabs.setCurrentWidget(current)
        self.documents.set_panel("clear" if folded else "card")
