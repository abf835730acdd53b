"""The strip of steps on the project card: done, running, waiting, late, by colour and by word."""

from __future__ import annotations

from dataclasses import dataclass

from models.board import ProjectState
from models.project_file import ProjectFile, Visit
from models.worktime import Status
from views.paper.fonts import Style
from views.paper.sheet import Sheet
from views.paper.styles import ACCENT, BLACK, GRAY, HAIR, LATE, PALE, Color
from views.words import formats

_HEIGHT, _GAP = 53.0, 2.5
_WHITE: Color = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Look:
    word: str
    fill: Color
    ink: Color
    edge: Color


_DONE = _Look("Selesai", ACCENT, _WHITE, ACCENT)
_DONE_LATE = _Look("Selesai, lewat", ACCENT, _WHITE, LATE)
_RUNNING = _Look("Berjalan", PALE, BLACK, ACCENT)
_LATE = _Look("Terlambat", LATE, _WHITE, LATE)
_HELD = _Look("Ditunda", _WHITE, BLACK, BLACK)
_UNNEEDED = _Look("Tidak perlu", _WHITE, GRAY, HAIR)
_RETURNED = _Look("Dikembalikan", _WHITE, BLACK, LATE)
_REJECTED = _Look("Ditolak", _WHITE, BLACK, BLACK)
_CANCELLED = _Look("Dibatalkan", _WHITE, BLACK, BLACK)
_WAITING = _Look("Menunggu", _WHITE, GRAY, HAIR)

_ENDS = {ProjectState.REJECTED: _REJECTED, ProjectState.CANCELLED: _CANCELLED}


def step_strip(sheet: Sheet, project: ProjectFile) -> None:
    """One box a step, side by side over the writing width, with the date it ended or its due day."""
    steps = project.sop.steps
    sheet.need(_HEIGHT + 6)
    width = (sheet.width - _GAP * (len(steps) - 1)) / len(steps)
    bottom = sheet.y - _HEIGHT
    for place, step in enumerate(steps):
        visit = next((each for each in reversed(project.visits) if each.step == step.number), None)
        look = _look(project, visit, step.number)
        x = sheet.left + place * (width + _GAP)
        sheet.fill(x, bottom, width, _HEIGHT, look.fill)
        sheet.box(x, bottom, width, _HEIGHT, 1.2 if look.edge != HAIR else 0.6, look.edge)
        _write(sheet, look, x, width, (str(step.number), step.title, look.word, _day(visit)))
    sheet.y = bottom - 8


def _write(sheet: Sheet, look: _Look, x: float, width: float, texts: tuple[str, str, str, str]) -> None:
    number, title, word, day = texts
    big, small = Style("bold", 9, 11, look.ink), Style("regular", 5.6, 6.8, look.ink)
    strong = Style("bold", 6, 7.4, look.ink)
    top = sheet.y - 2
    sheet.put(sheet.lines(number, big)[0], big, x, top, width, "center")
    top -= big.leading
    for line in sheet.lines(title, small, width - 4)[:3]:
        sheet.put(line, small, x, top, width, "center")
        top -= small.leading
    top = sheet.y - _HEIGHT + strong.leading + small.leading + 3
    sheet.put(sheet.lines(word, strong)[0], strong, x, top, width, "center")
    sheet.put(sheet.lines(day, small)[0], small, x, top - strong.leading, width, "center")


def _look(project: ProjectFile, visit: Visit | None, number: int) -> _Look:
    if visit is None or visit.result == "undone":
        return _WAITING
    if visit.skipped:
        return _UNNEEDED
    state = project.card.state
    if number == project.card.step and state in _ENDS:
        return _ENDS[state]
    if number > project.card.step:
        return _RETURNED
    late = visit.clock.limit > 0 and visit.clock.day > visit.clock.limit
    if visit.left is not None:
        return _DONE_LATE if late else _DONE
    if state is ProjectState.HELD or project.card.clock.status is Status.PAUSED:
        return _HELD if number == project.card.step else _WAITING
    return _LATE if late else _RUNNING


def _day(visit: Visit | None) -> str:
    if visit is None or visit.result == "undone" or visit.skipped:
        return "–"
    if visit.left is not None:
        return formats.date_medium(formats.local(visit.left).date())
    return f"batas {formats.date_short(visit.clock.due)}" if visit.clock.due else "tanpa batas"
