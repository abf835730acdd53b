"""Serves the places for documents in a dialog: looks into files, makes forms and templates, keeps pasted pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage

from desktop.controllers.parts import Parts
from desktop.workers.flow import Flow, Journey, Unanswered, ask
from desktop.workers.press_requests import FillTemplate, RenderPaper
from models.board import Changed
from models.documents.attachments import Inspection
from models.office import Printing
from models.project_file import FactValue, ProjectFile
from models.requests import InspectFile, PublishRelease, ReadProject, SetFacts
from models.sop.forms import FORMS
from models.sop.procedure import Sop
from views.dialogs.slots_dialog import SlotsDialog
from views.paper.drafts import file_name
from views.paper.lookups import form_number
from views.words.trouble_words import document_warning

Typed = Callable[[], Mapping[str, FactValue]]
PRESS_DEADLINE = 60.0
LOOK_DEADLINE = 60.0
NOT_MADE = "Berkas tidak dapat dibuat atau dibuka di komputer ini."


class Slots(QObject):
    """One for each open dialog; dies with it. `version` grows with the dialog's own writes: they are no conflict."""

    def __init__(
        self,
        dialog: SlotsDialog,
        parts: Parts,
        sop: Sop,
        project: ProjectFile | None = None,
        typed: Typed = dict,
    ) -> None:
        super().__init__(dialog)
        self._dialog, self._session, self._press = dialog, parts.session, parts.press
        self._messages, self._words, self._folder, self._sop = parts.messages, parts.words, parts.copies, sop
        self._project = project
        self._typed = typed
        self.version = project.card.version if project else 0
        dialog.inspect_requested.connect(lambda path: self._serve(self._inspect(path)))
        dialog.make_form_requested.connect(lambda kind: self._serve(self._make_form(kind), kind))
        dialog.template_requested.connect(lambda kind: self._serve(self._fill_template(kind), kind))
        dialog.paste_image.connect(self._keep_picture)

    def _serve(self, journey: Journey, kind: str = "") -> None:
        """Begin it; an answer that it lets pass is told in the place of `kind`."""
        Flow(self, journey, lambda answer: self._dialog.show_slot_problem(kind, self._messages.sentence(answer)))

    async def _inspect(self, path: str) -> None:
        required = any(slot.kind.required and slot.pending() == path for slot in self._dialog.slots.values())
        try:
            found = await ask(self._session.worker, InspectFile(path, required), Inspection, LOOK_DEADLINE)
        except Unanswered as unanswered:
            self._dialog.show_inspection(path, self._messages.sentence(unanswered.answer), ())
            return
        told = tuple(document_warning(self._words, code) for code in found.must_confirm)
        self._dialog.show_inspection(path, "", told)

    async def _make_form(self, kind: str) -> None:
        """Typed facts first, then the form's number, then the paper."""
        if hindrance := self._dialog.hindrance.text():
            self._dialog.show_slot_problem(kind, hindrance)
            return
        if self._project is None:
            return
        card, form = self._project.card, self._sop.document(kind).form
        if facts := dict(self._typed()):
            await self._write(SetFacts(operation_id=uuid4().hex, project_id=card.id, version=self.version, facts=facts))
        if FORMS[form].numbered and not form_number(self._project, form):
            await self._write(
                PublishRelease(operation_id=uuid4().hex, project_id=card.id, version=self.version, form=form)
            )
        project = self._project = await ask(self._session.worker, ReadProject(card.id), ProjectFile)
        board = self._session.first_board
        printing = Printing(datetime.now(UTC), board.actor.name if board else "")
        paper = RenderPaper(form, project, self._session.settings, printing)
        pdf = await ask(self._press, paper, bytes, PRESS_DEADLINE)
        name = file_name(FORMS[form], project)
        if path := self._keep(name, pdf):
            self._dialog.form_made(kind, path, name)
        else:
            self._dialog.show_slot_problem(kind, NOT_MADE)

    async def _write(self, request: SetFacts | PublishRelease) -> None:
        """Write, and take the version of our own write."""
        changed = await ask(self._session.worker, request, Changed)
        self._session.apply(changed)
        card = self._session.card(changed.project_id)
        self.version = card.version if card else self.version

    async def _fill_template(self, kind: str) -> None:
        if self._project is None:
            return
        request = FillTemplate(kind, self._project, self._session.settings)
        content = await ask(self._press, request, bytes, PRESS_DEADLINE)
        path = self._keep(f"Templat {self._sop.document(kind).name} {self._project.card.number}.docx", content)
        if not path or not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._dialog.show_slot_problem(kind, NOT_MADE)

    def _keep_picture(self, image: QImage) -> None:
        path = self._fresh_folder() / "Tempelan.png"
        if image.save(str(path)):
            self._dialog.offer_file(str(path))

    def _keep(self, name: str, content: bytes) -> str:
        """The path on this computer under which it is kept; "" if the disk refuses."""
        try:
            path = self._fresh_folder() / "".join("-" if each in '<>:"/\\|?*' else each for each in name)
            path.write_bytes(content)
        except OSError:
            return ""
        return str(path)

    def _fresh_folder(self) -> Path:
        folder = self._folder / uuid4().hex[:12]
        folder.mkdir(parents=True, exist_ok=True)
        return folder
