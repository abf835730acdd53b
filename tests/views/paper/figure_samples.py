"""Figures for the tests of the periodic report, the charts and the workbook."""

from __future__ import annotations

from datetime import UTC, date, datetime

from models.figures.compute import Reading, figures
from models.figures.history import History, PastRelease
from models.figures.periods import parse
from models.figures.values import Figures
from models.people import Person
from models.sop.procedure import Sop
from models.sop.reading import read
from tests.models.figures.made_history import made_history
from tests.models.office import CALENDAR, ROOT, SOP

TODAY = date(2026, 11, 22)
HEAD = Person(1, "hendra", "Hendra Wijaya", title="Ketua Tim TI", nip="197805122003121004", roles=("ketua_tip",))
READING = Reading(datetime(2026, 11, 22, 3, tzinfo=UTC), 705, "3b4f1607a05a80f6" * 4, HEAD)
SECOND = read(ROOT / "tests" / "models" / "second_sop.toml")
NASTY = '=HYPERLINK("http://x";"klik") & <b>Sistem</b> 数据 ' + "panjang sekali " * 12


def figures_of(text: str = "2026-Q3", count: int = 60, sop: Sop = SOP, nasty: bool = False) -> Figures:
    """A period of a made-up office; nasty: names and reasons that must not hurt paper or workbook."""
    history = made_history(sop, CALENDAR, count, today=TODAY)
    if nasty:
        projects = tuple(
            p._replace(
                name=NASTY, team="@SUM(A1)", releases=(PastRelease("+1", "-2", date(2026, 8, 1), with_notes=True),),
                stays=tuple(s._replace(reason=NASTY) for s in p.stays),
            )
            for p in history.projects
        )  # fmt: skip
        history = History(sop, CALENDAR, TODAY, projects, history.holders)
    return figures(history, parse(text), "", READING)
