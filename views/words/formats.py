"""Dates, times, numbers and sizes as formal Indonesian writes them. Without Qt: papers and command line use it too."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")
"""Office time: UTC+7, no summer time."""

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DOTS = "…………"
"""What a missing value prints as."""

_SMALL = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


def date_long(day: date) -> str:
    """ "22 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_short(day: date) -> str:
    """ "22 Nov"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def date_medium(day: date) -> str:
    """ "22 Nov 2026"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """ "Minggu, 22 November 2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {date_long(day)}"


def local(moment: datetime) -> datetime:
    """`moment` in WIB; a time without zone counts as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(WIB)


def clock_time(moment: datetime) -> str:
    """ "09.14" in WIB."""
    return local(moment).strftime("%H.%M")


def moment_long(moment: datetime) -> str:
    """ "22 November 2026, pukul 09.15 WIB"."""
    return f"{date_long(local(moment).date())}, pukul {clock_time(moment)} WIB"


def iso_long(text: str) -> str:
    """An ISO date as "22 November 2026"; "" stays "", anything else stays as it is."""
    try:
        return date_long(date.fromisoformat(text))
    except ValueError:
        return text


def number(value: float, places: int | None = None) -> str:
    """ "1.234,5"; `places` fixes the decimals, without it at most two are kept and trailing zeros dropped."""
    text = f"{value:,.{2 if places is None else places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def size(count: int) -> str:
    """Bytes as "640 KB" or "3,1 MB" (powers of 1024, as file managers show them)."""
    if count < 1024:
        return f"{count} bita"
    for unit in ("KB", "MB"):
        count_in_unit = count / 1024 if unit == "KB" else count / 1024**2
        if count_in_unit < 1000:
            return f"{number(count_in_unit, 0 if unit == 'KB' or count_in_unit >= 100 else 1)} {unit}"
    return f"{number(count / 1024**3, 1)} GB"


def nip(text: str) -> str:
    """An 18-digit NIP as "19660825 198802 1 001"; anything else as it is."""
    digits = "".join(text.split())
    if len(digits) != 18 or not digits.isdigit():
        return text.strip()
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def spelled(value: int) -> str:
    """A whole number from 0 to 999.999 in words ("dua ribu dua puluh enam")."""
    if not 0 <= value < 1_000_000:
        raise ValueError(value)
    if value < 12:
        return _SMALL[value]
    if value < 20:
        return f"{_SMALL[value - 10]} belas"
    scale = ((1000, "seribu", "ribu"), (100, "seratus", "ratus"), (10, "", "puluh"))
    base, one, many = next(each for each in scale if value >= each[0])
    head, rest = divmod(value, base)
    words = one if head == 1 and one else f"{spelled(head)} {many}"
    return f"{words} {spelled(rest)}" if rest else words


def joined(parts: list[str] | tuple[str, ...]) -> str:
    """ "a", "a dan b", "a, b, dan c"."""
    if len(parts) < 3:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"
