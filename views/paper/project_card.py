"""KARTU PROYEK: one project on one page and its newest history on a second; never more than two."""

from __future__ import annotations

from models.board import ProjectState
from models.office import OfficeSettings, Printing
from models.project_file import HistoryLine, ProjectFile
from views.paper import lookups, visits
from views.paper.blocks import field_column, heading
from views.paper.codes import identity, qr
from views.paper.fonts import Fonts, Style
from views.paper.letterhead import letterhead
from views.paper.page import Running, begin, finish
from views.paper.sheet import Sheet
from views.paper.step_strip import step_strip
from views.paper.styles import GRAY, MM, NOTE, SMALL, SMALL_STRONG
from views.paper.table import Column, Table
from views.words import formats
from views.words.formats import DOTS
from views.words.words import Words

FORM = "project_card"
_PAGES, _MOST_DOCUMENTS, _LONGEST = 2, 18, 160
_NAME = Style("bold", 13, 16)
_STATE = Style("bold", 10, 13, GRAY)


def render(project: ProjectFile, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The card as PDF (A4 or F4), newest history first; how much older history there is stands at its end."""
    sheet = begin(fonts, printing)
    letterhead(sheet, office.letterhead, 0.72)
    _head(sheet, project)
    _columns(sheet, project)
    step_strip(sheet, project)
    _documents(sheet, project)
    _history(sheet, project)
    running = Running(
        title=f"Kartu Proyek {project.card.number}".strip(),
        author=" ".join(office.letterhead.lines),
        number=project.card.number,
        subject=_clip(project.card.name),
        keywords=(project.card.number, project.sop.identity.number),
        ledger_hash=project.ledger_hash,
    )
    return finish(sheet, running, printing)


def _head(sheet: Sheet, project: ProjectFile) -> None:
    """Number, name and state at the left, QR at the right."""
    side, aside = 20 * MM, 40 * MM
    sheet.bookmark("Kartu Proyek")
    top, width = sheet.y, sheet.width - aside - 4 * MM
    content = identity(project.card.number, project.card.number, lookups.release_version(project), project.ledger_hash)
    end = top - qr(sheet, content, sheet.left + sheet.width - aside, top + 2 * MM, side, aside)
    number = Style("bold", 9, 12, GRAY)
    sheet.put(sheet.lines(f"KARTU PROYEK {project.card.number or DOTS}", number)[0], number, sheet.left, top)
    top -= number.leading + 2
    for line in sheet.lines(_clip(project.card.name) or DOTS * 2, _NAME, width)[:3]:
        sheet.put(line, _NAME, sheet.left, top)
        top -= _NAME.leading
    sheet.put(sheet.lines(_state(project), _STATE, width)[0], _STATE, sheet.left, top - 2)
    sheet.y = min(top - _STATE.leading - 8, end - 2)


def _state(project: ProjectFile) -> str:
    card = project.card
    state = Words().state(card.state)
    if card.state.ended:
        return state
    turn = f" (putaran {card.round})" if card.round > 1 else ""
    return f"{state} pada langkah {card.step}, {visits.step_title(project, card.step)}{turn}"


def _columns(sheet: Sheet, project: ProjectFile) -> None:
    person, card, words = lookups.shown, project.card, Words()
    left = (
        ("Tim pemohon", card.team),
        ("Pemohon", project.requester.name if project.requester else ""),
        ("Narahubung", person(project, "contact")),
        ("Nota dinas", lookups.letter(project)),
        ("PJK", project.coordinator.name if project.coordinator else ""),
        ("Programmer", formats.joined([each.name for each in project.programmers])),
    )
    running = card.state in (ProjectState.RUNNING, ProjectState.HELD)
    right = (
        ("Mulai", visits.day(project.created)),
        ("Masuk langkah", formats.date_medium(card.clock.entered) if running else "–"),
        ("Batas langkah", formats.date_medium(card.clock.due) if running and card.clock.due else "–"),
        ("Jam langkah", words.clock(card.clock)[0] if running else "–"),
        ("Diharapkan", lookups.bound(project, "wished_date") or "–"),
        ("Rilis", " ".join((lookups.release_version(project), lookups.release_date(project))).strip() or "–"),
    )
    gap = 6 * MM
    width = sheet.width * 0.58
    top = sheet.y
    ends = (
        field_column(sheet, left, SMALL, sheet.left, width, top, 3),
        field_column(sheet, right, SMALL, sheet.left + width + gap, sheet.width - width - gap, top, 3),
    )
    sheet.y = min(ends) - 8


def _documents(sheet: Sheet, project: ProjectFile) -> None:
    documents = lookups.current_documents(project)
    columns = (
        Column("Kode", 8),
        Column("Dokumen", 44),
        Column("Versi", 8, "center"),
        Column("Tanggal", 16),
        Column("SHA-256 (16 karakter)", 24),
    )
    rows = [
        (
            each.kind,
            _clip(each.kind_name),
            str(each.version),
            visits.day(each.attached),
            _clip(lookups.fingerprint(each), 60),
        )
        for each in documents[-_MOST_DOCUMENTS:]
    ]
    Table(sheet, columns, SMALL, SMALL_STRONG).write(rows, "Belum ada dokumen.", "Dokumen")
    left_out = len(documents) - len(rows)
    if left_out > 0:
        sheet.write(f"{left_out} dokumen lain ada pada map proyek.", NOTE)


def _history(sheet: Sheet, project: ProjectFile) -> None:
    columns = (Column("Waktu", 19), Column("Oleh", 21), Column("Tindakan", 33), Column("Keterangan", 27))
    rows = [_line(project, line) for line in reversed(project.history)]
    heading(sheet, "Riwayat", keep=60)
    written = Table(sheet, columns, SMALL, SMALL_STRONG).write(rows, "Belum ada riwayat.", pages=_PAGES)
    if written < len(rows):
        sheet.write(
            f"{len(rows) - written} baris yang lebih lama tersimpan pada riwayat proyek di aplikasi Lajur.", NOTE
        )


def _line(project: ProjectFile, line: HistoryLine) -> tuple[str, str, str, str]:
    moment = formats.local(line.at)
    said = next((str(line.facts[key]) for key in ("reason", "text", "name", "note") if line.facts.get(key)), "")
    return (
        f"{formats.date_medium(moment.date())} {formats.clock_time(moment)}",
        _clip(line.person, 60),
        _clip(Words().deed(line)).capitalize(),
        _clip(said),
    )


def _clip(text: str, most: int = _LONGEST) -> str:
    """At most `most` characters on one line, an ellipsis where it was cut."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
