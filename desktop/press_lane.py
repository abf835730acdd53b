"""Main room of the press child: papers by ReportLab, Word documents from templates. No Qt, no database."""

from __future__ import annotations

from desktop.paths import resource
from desktop.press_requests import FillTemplate, RenderPaper
from desktop.templates import fill
from models.errors import NotFound
from views.paper.fonts import Fonts
from views.paper.forms import FORMS

FACES = (
    "LiberationSans-Regular.ttf",
    "LiberationSans-Bold.ttf",
    "LiberationSans-Italic.ttf",
    "LiberationSans-BoldItalic.ttf",
)


def read_fonts() -> Fonts:
    """The typeface of all papers, out of resources/fonts."""
    return Fonts(*(resource("fonts", name).read_bytes() for name in FACES))


class Press:
    """Answers RenderPaper and FillTemplate with bytes."""

    def __init__(self) -> None:
        self._fonts = read_fonts()

    def answer(self, request: object, login: str) -> bytes:
        """The bytes of the file. Raises NotFound for a form or template that there is not."""
        match request:
            case RenderPaper(form=form, project=project, office=office, printing=printing) if form in FORMS:
                return FORMS[form].render(project, office, printing, self._fonts)
            case FillTemplate(kind=kind, project=project):
                return fill(kind, project)
            case RenderPaper(form=form):
                raise NotFound(what="form", key=form)
            case _:
                raise NotFound(what="request", key=type(request).__name__)

    def close(self) -> None:
        """Nothing is held."""


def open_press() -> Press:
    """What the press child opens; its target is "desktop.press_lane:open_press"."""
    return Press()
