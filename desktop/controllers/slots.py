"""Serves the places for documents in a dialog: looks into files, makes forms and templates, keeps pasted pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QImage

from desktop.controllers.parts import Parts
from desktop.workers.answers import Answer, Ok, Refused
from desktop.workers.press_requests import FillTemplate, RenderPaper
from models.board import Changed
from models.documents.attachments import Inspection
from models.office import OfficeSettings, Printing
from models.project_file import FactValue, ProjectFile
from models.requests import InspectFile, PublishRelease, ReadOffice, ReadProject, SetFacts
from models.sop.forms import FORMS
from models.sop.procedure import Sop
from views.dialogs.slots_dialog import SlotsDialog
from views.paper.drafts import file_name
from views.paper.lookups import form_number
from views.words.trouble_words import document_warning

Typed = Callable[[], Mapping[str, FactValue]]
PRESS_DEADLINE = 60.0
LOOK_DEADLINE = 60.0


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
        dialog.inspect_requested.connect(self._inspect)
        dialog.make_form_requested.connect(self._make_form)
        dialog.template_requested.connect(self._fill_template)
        dialog.paste_image.connect(self._keep_picture)

    def _inspect(self, path: str) -> None:
        required = any(slot.kind.required and slot.pending() == path for slot in self._dialog.slots.values())
        self._session.lane.ask(InspectFile(path, required), partial(self._inspected, path), LOOK_DEADLINE)

    def _inspected(self, path: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Inspection):
            told = tuple(document_warning(self._words, code) for code in answer.value.must_confirm)
            self._dialog.show_inspection(path, "", told)
        else:
            self._dialog.show_inspection(path, self._messages.sentence(answer), ())

    # forms that Lajur makes: typed facts first, then its number, then the paper -----------------------------------

    def _make_form(self, kind: str) -> None:
        if hindrance := self._dialog.hindrance.text():
            self._dialog.show_slot_problem(kind, hindrance)
            return
        facts = dict(self._typed())
        if self._project is None:
            return
        if not facts:
            self._number_form(kind)
            return
        request = SetFacts(
            operation_id=uuid4().hex, project_id=self._project.card.id, version=self.version, facts=facts
        )
        self._session.lane.ask(request, partial(self._facts_set, kind))

    def _facts_set(self, kind: str, answer: Answer) -> None:
        if self._wrote(kind, answer):
            self._number_form(kind)

    def _number_form(self, kind: str) -> None:
        assert self._project is not None
        form = self._sop.document(kind).form
        if not FORMS[form].numbered or form_number(self._project, form):
            self._read_for_form(kind, Ok())
            return
        request = PublishRelease(
            operation_id=uuid4().hex, project_id=self._project.card.id, version=self.version, form=form
        )
        self._session.lane.ask(request, partial(self._numbered, kind))

    def _numbered(self, kind: str, answer: Answer) -> None:
        if self._wrote(kind, answer):
            self._read_for_form(kind, answer)

    def _read_for_form(self, kind: str, _answer: Answer) -> None:
        assert self._project is not None
        self._session.lane.ask(ReadProject(self._project.card.id), partial(self._project_read, kind))

    def _project_read(self, kind: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, ProjectFile):
            self._project = answer.value
            self._session.lane.ask(ReadOffice(), partial(self._office_read, kind))
        else:
            self._dialog.show_slot_problem(kind, self._messages.sentence(answer))

    def _office_read(self, kind: str, answer: Answer) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, OfficeSettings) and self._project):
            self._dialog.show_slot_problem(kind, self._messages.sentence(answer))
            return
        board = self._session.first_board
        printing = Printing(datetime.now(UTC), board.actor.name if board else "")
        request = RenderPaper(self._sop.document(kind).form, self._project, answer.value, printing)
        self._press.ask(request, partial(self._form_made, kind), PRESS_DEADLINE)

    def _form_made(self, kind: str, answer: Answer) -> None:
        assert self._project is not None
        name = file_name(FORMS[self._sop.document(kind).form], self._project)
        path = self._keep(name, answer)
        if path:
            self._dialog.form_made(kind, path, name)
        else:
            self._dialog.show_slot_problem(kind, self._problem(answer))

    def _wrote(self, kind: str, answer: Answer) -> bool:
        """Take the version of our own write; False and a word in the place if it was refused."""
        if isinstance(answer, Ok) and isinstance(answer.value, Changed):
            self._session.apply(answer.value)
            card = self._session.card(answer.value.project_id)
            self.version = card.version if card else self.version
            return True
        self._dialog.show_slot_problem(kind, self._messages.sentence(answer))
        return False

    # templates and pictures ------------------------------------------------------------------------------------------

    def _fill_template(self, kind: str) -> None:
        if self._project is not None:
            self._session.lane.ask(ReadOffice(), partial(self._template_office, kind))

    def _template_office(self, kind: str, answer: Answer) -> None:
        office = (
            answer.value if isinstance(answer, Ok) and isinstance(answer.value, OfficeSettings) else OfficeSettings()
        )
        assert self._project is not None
        self._press.ask(FillTemplate(kind, self._project, office), partial(self._template_made, kind), PRESS_DEADLINE)

    def _template_made(self, kind: str, answer: Answer) -> None:
        assert self._project is not None
        path = self._keep(f"Templat {self._sop.document(kind).name} {self._project.card.number}.docx", answer)
        if not path or not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._dialog.show_slot_problem(kind, self._problem(answer))

    def _keep_picture(self, image: QImage) -> None:
        path = self._fresh_folder() / "Tempelan.png"
        if image.save(str(path)):
            self._dialog.offer_file(str(path))

    def _keep(self, name: str, answer: Answer) -> str:
        """Write the bytes to this computer; "" if there are none or the disk refuses."""
        if not (isinstance(answer, Ok) and isinstance(answer.value, bytes)):
            return ""
        try:
            path = self._fresh_folder() / "".join("-" if each in '<>:"/\\|?*' else each for each in name)
            path.write_bytes(answer.value)
        except OSError:
            return ""
        return str(path)

    def _fresh_folder(self) -> Path:
        folder = self._folder / uuid4().hex[:12]
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _problem(self, answer: Answer) -> str:
        if isinstance(answer, Refused) or not isinstance(answer, Ok):
            return self._messages.sentence(answer)
        return "Berkas tidak dapat dibuat atau dibuka di komputer ini."
