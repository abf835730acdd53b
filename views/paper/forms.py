"""Every printed form with the function that makes it. Only the press imports this: it needs ReportLab."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from models.sop.forms import FORMS as REGISTERED
from models.sop.forms import Form
from views.paper import completion_report, disposition_sheet, project_card, release_notice
from views.paper.fonts import Fonts

Render = Callable[[ProjectFile, OfficeSettings, Printing, Fonts], bytes]


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form and how it is made: the same facts, office, printing and fonts always give the same bytes."""

    form: Form
    render: Render


FORMS: Mapping[str, PrintedForm] = MappingProxyType(
    {
        module.FORM: PrintedForm(REGISTERED[module.FORM], module.render)
        for module in (disposition_sheet, release_notice, completion_report, project_card)
    }
)
"""Form code to printed form."""
