"""Deadlines as an iCalendar file that any calendar imports. Pure. Source: RFC 5545, RFC 7986 (NAME)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

FOLD = 75
"""Octets of a line at most, without its end (RFC 5545, 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A whole-day entry. key: the same for the same visit, so that importing again replaces it instead of doubling."""

    key: str
    day: date
    title: str
    text: str


def agenda(deadlines: Iterable[Deadline], name: str, made: datetime) -> bytes:
    """The file, UTF-8 with CRLF. name: of the calendar. made: UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lajur//Tenggat SOP//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    stamp = made.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for each in deadlines:
        lines += _event(each, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(deadline: Deadline, stamp: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(deadline.key)}@lajur",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{deadline.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{deadline.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(deadline.title)}",
        f"DESCRIPTION:{_text(deadline.text)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT15H",
        f"DESCRIPTION:{_text(deadline.title)}",
        "END:VALARM",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    """TEXT of RFC 5545, 3.3.11; control characters have no place in it."""
    kept = "".join(letter for letter in value if letter == "\n" or (ord(letter) >= 32 and ord(letter) != 127))
    return kept.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never cut inside a letter."""
    pieces, piece = list[bytes](), b""
    for letter in line:
        octets = letter.encode("utf-8")
        if len(piece) + len(octets) > FOLD:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join((*pieces, piece)) + b"\r\n"
