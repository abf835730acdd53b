"""What happened to a project, newest first, by day; comments are the same list with only the comments."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models import facts
from models.errors import BadInput
from models.people import Person
from models.project_file import HistoryLine, ProjectFile
from views.look import Look
from views.widgets.fact_field_text import NEVER_CUT
from views.widgets.marks import Avatar
from views.widgets.scroll_page import ScrollPage
from views.widgets.text import Button, IconButton, ScrollContent, Text
from views.words import formats
from views.words.trouble_words import TroubleWords
from views.words.words import Words

SHOWN = 60
"""Lines shown at first; a button brings the older ones."""

COMMENTS = ("add_comment", "log_maintenance")


class HistoryList(QWidget):
    """Ledger lines of one project. `deeds`: only these, () = all."""

    def __init__(self, look: Look, deeds: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words, self._deeds = look.theme, look.words, deeds
        self._limit = SHOWN
        self._project: ProjectFile | None = None
        self._area = ScrollPage("Komentar" if deeds else "Riwayat", reading=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def show_project(self, project: ProjectFile) -> None:
        """Shows its lines; the scroll position stays."""
        self._project = project
        lines = self.lines(project)
        inside = ScrollContent()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 6, 8, 6)
        column.setSpacing(8)
        day: date | None = None
        for line in lines[: self._limit]:
            here = formats.local(line.at).date()
            if here != day:
                title = Text(formats.date_long(here), "small")
                title.setFont(self._theme.font("small", bold=True))
                column.addWidget(title)
                day = here
            column.addWidget(self._line(project, line))
        if not lines:
            column.addWidget(Text("Belum ada catatan." if not self._deeds else self._empty(), "small", wrap=True))
        if len(lines) > self._limit:
            older = Button(f"Tampilkan {len(lines) - self._limit} catatan lebih lama", "plain")
            older.clicked.connect(self._show_all)
            column.addWidget(older, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area.show_content(inside)

    def clear(self) -> None:
        """Shows nothing until the next project comes."""
        self._area.clear()

    def lines(self, project: ProjectFile) -> list[HistoryLine]:
        """The lines shown, newest first."""
        kept = [line for line in project.history if not self._deeds or line.deed in self._deeds]
        return sorted(kept, key=lambda line: line.sequence, reverse=True)

    def _line(self, project: ProjectFile, line: HistoryLine) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        person = next((p for p in project.people if p.name == line.person), Person(0, "", line.person or "?"))
        row.addWidget(Avatar(self._theme, person, 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        deed = self._words.deed(line)
        sentence = Text("", wrap=True)
        sentence.setTextFormat(Qt.TextFormat.RichText)
        sentence.setText(f"<b>{escape(line.person)}</b> {escape(deed)}")
        words.addWidget(sentence)
        said = told(line, self._words)
        if said:
            words.addWidget(Text(said, "small", wrap=True))
        words.addWidget(Text(formats.clock_time(line.at), "micro"))
        row.addLayout(words, 1)
        box.setAccessibleName(f"{formats.moment_long(line.at)}: {line.person} {deed}. {said}".strip())
        return box

    def _show_all(self) -> None:
        self._limit = 1_000_000
        if self._project:
            self.show_project(self._project)

    def _empty(self) -> str:
        return "Belum ada komentar. Tulis yang pertama di bawah."


def told(line: HistoryLine, words: Words) -> str:
    """What the line says in people's own words: reason, comment, note, names of documents."""
    parts: list[str] = []
    text = str(line.facts.get("text") or line.facts.get("comment") or "")
    if text:
        parts.append(f"“{text}”")
    if reason := str(line.facts.get("reason") or ""):
        parts.append(f"Alasan: {reason}")
    if note := str(line.facts.get("note") or ""):
        parts.append(f"Catatan: {note}")
    named = line.facts.get("documents")
    names = [str(each.get("name") or "") for each in named if isinstance(each, dict)] if isinstance(named, list) else []
    single = str(line.facts.get("name") or "") if line.deed in {"attach_document", "withdraw_document"} else ""
    shown = ", ".join(name for name in (*names, single) if name)
    if shown:
        parts.append(shown)
    return "\n".join(parts)


class CommentPage(QWidget):
    """Comments and the line to write one. comment_written(text): it stays, and is locked, until the page is told.

    While nothing can be saved the line is typed in as ever; only sending it is off.
    """

    comment_written = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = look.words
        self.list = HistoryList(look, COMMENTS)
        self.line = QLineEdit()
        self.line.setMaxLength(NEVER_CUT)
        self.line.setPlaceholderText("Tulis komentar")
        self.line.setAccessibleName("Tulis komentar")
        self.line.returnPressed.connect(self._write)
        self.send = IconButton(look.icons, "forward", "Simpan komentar")
        self.send.setMinimumSize(32, 32)
        self.send.clicked.connect(self._write)
        self._hindrance = ""
        self._error = Text("", "late", wrap=True)
        self._error.hide()
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._error)
        column.addLayout(row)

    def comment_saved(self) -> None:
        """The comment is in the history."""
        self.line.clear()
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Why the comment is not saved; it stays in the line."""
        self._lock(False)
        self._say(text)

    def hinder(self, reason: str) -> None:
        """With a reason nothing can be saved at present; "" gives it back."""
        self._hindrance = reason
        self.send.setToolTip(reason or self.send.accessibleName())
        self.send.setAccessibleDescription(reason)
        self.send.setEnabled(not reason and not self.line.isReadOnly())
        if not self.line.isReadOnly():
            self._say(self._why_not() if self.line.text() else "", "small")

    def _why_not(self) -> str:
        """What was typed and cannot be saved now."""
        kept = "Komentar Anda tetap di sini sampai dapat disimpan."
        return f"{self._hindrance.removesuffix('.')}. {kept}" if self._hindrance else ""

    def _say(self, text: str, kind: str = "late") -> None:
        self._error.set_kind(kind)
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def _lock(self, locked: bool) -> None:
        """What is being saved is neither changed nor sent a second time."""
        self.line.setReadOnly(locked)
        self.send.setEnabled(not locked and not self._hindrance)

    def _write(self) -> None:
        if self.line.isReadOnly():
            return
        if self._hindrance:
            self._say(self._why_not(), "small")
            return
        try:
            text = facts.plain_text(self.line.text(), facts.LONG_TEXT_LIMIT, "Komentar")
        except BadInput as error:
            self.show_problem(TroubleWords(self._words).sentence(error))
            return
        if text:
            self.show_problem("")
            self._lock(True)
            self.comment_written.emit(text)
