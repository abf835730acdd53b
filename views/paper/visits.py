"""The way of a project in words and numbers: what the completion report and the card say of each visit."""

from __future__ import annotations

from datetime import datetime

from models.performers import performer_titles
from models.project_file import ProjectFile, Visit
from models.sop.procedure import DecisionKind
from models.worktime import Clock
from views.paper.time_chart import Bar
from views.words import formats
from views.words.words import Words

UNNEEDED = "Tidak diperlukan"


def day(moment: datetime | None) -> str:
    """ "2 Mar 2026" in WIB, "" without a moment."""
    return formats.date_medium(formats.local(moment).date()) if moment else ""


def step_title(project: ProjectFile, number: int) -> str:
    """Title of a step, its number where the SOP has none."""
    return next((step.title for step in project.sop.steps if step.number == number), f"Langkah {number}")


def standard(project: ProjectFile, number: int) -> str:
    """The standard time of a step with its unit named, "" where the SOP has no such step."""
    return next((Words().standard(step.standard) for step in project.sop.steps if step.number == number), "")


def used(clock: Clock) -> str:
    """Time of a visit net of pauses: "9 hari kerja", "< 1 hari"."""
    unit = "hari kerja" if clock.working_days else "hari"
    return f"{clock.day} {unit}" if clock.day else "< 1 hari"


def verdict(visit: Visit) -> str:
    """How the visit stands to its standard time, in the words of the SOP's rules."""
    clock = visit.clock
    if not clock.limit:
        return "tanpa batas"
    if clock.day > clock.limit:
        return f"terlambat {clock.over} hari"
    if visit.left is None:
        return "sedang berjalan"
    return "lebih cepat" if clock.day < clock.minimum else "tepat waktu"


def remark(project: ProjectFile, visit: Visit) -> str:
    """Everything worth saying of a visit in a few lines."""
    if visit.skipped:
        return f"{UNNEEDED}. {visit.reason}".strip()
    parts = [verdict(visit).capitalize()]
    if visit.clock.paused_days:
        parts.append(f"ditunda {visit.clock.paused_days} hari")
    text = ", ".join(parts)
    straight = visit.result in _straight(project) and not visit.reason.strip()
    decision = "" if straight else Words().decision(visit.result, project.sop)
    said = ": ".join(part for part in (decision, visit.reason.strip()) if part)
    return f"{text}. {said}" if said else text


def activity_rows(project: ProjectFile) -> list[tuple[str, ...]]:
    """Rows Langkah, Pelaksana, Mulai, Selesai, Lama, Mutu baku, Keterangan; one a visit, rounds named."""
    return [_activity(project, visit) for visit in project.visits]


def _activity(project: ProjectFile, visit: Visit) -> tuple[str, ...]:
    turn = f" (putaran {visit.round})" if visit.round > 1 else ""
    step = f"{visit.step}. {step_title(project, visit.step)}{turn}"
    if visit.skipped:
        return (step, "–", "–", "–", "–", standard(project, visit.step), remark(project, visit))
    return (
        step,
        visit.left_by or formats.joined(performer_titles(project.sop, visit.step)),
        day(visit.entered),
        day(visit.left) or "sedang berjalan",
        used(visit.clock),
        standard(project, visit.step),
        remark(project, visit),
    )


def bars(project: ProjectFile) -> list[Bar]:
    """A bar for each visit that has a limit and was really made."""
    return [
        Bar(
            f"{visit.step}. {_short(step_title(project, visit.step))}"
            + (f" ({visit.round})" if visit.round > 1 else ""),
            visit.clock.day,
            visit.clock.minimum,
            visit.clock.limit,
            f"{used(visit.clock)} dari {visit.clock.limit}, {verdict(visit)}",
        )
        for visit in project.visits
        if visit.clock.limit and not visit.skipped and visit.result != "undone"
    ]


def _short(title: str) -> str:
    return title if len(title) <= 26 else f"{title[:25].rstrip()}…"


def setbacks(project: ProjectFile) -> list[tuple[str, ...]]:
    """Rows Dari langkah, Tanggal, Keputusan, Alasan of everything that did not go straight on."""
    straight = _straight(project)
    known = {decision.code for step in project.sop.steps for decision in step.decisions}
    return [
        (
            f"{visit.step}. {step_title(project, visit.step)}",
            day(visit.left),
            Words().decision(visit.result, project.sop),
            visit.reason,
        )
        for visit in project.visits
        if not visit.skipped and visit.result in known and visit.result not in straight
    ]


def _straight(project: ProjectFile) -> set[str]:
    """Codes of decisions that lead on."""
    kinds = (DecisionKind.FORWARD, DecisionKind.CLOSE, DecisionKind.FOLLOW_UP)
    return {decision.code for step in project.sop.steps for decision in step.decisions if decision.kind in kinds}


def lateness(project: ProjectFile) -> tuple[int, int]:
    """(visits that have ended and had a limit, those of them that were late)."""
    ended = [visit for visit in project.visits if visit.left and visit.clock.limit and not visit.skipped]
    return len(ended), sum(visit.clock.day > visit.clock.limit for visit in ended)
