"""Measures of a card and its laid-out strings: computed once per density and font, kept per card and width."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from models.board import Card
from models.worktime import Status
from views.board.density import Density
from views.theme import Theme
from views.words.words import Words

INSET = 3
GAP_BELOW = 5
"""The card stands 3 px inside its row on three sides, so that the focus ring has room; 5 px below are the gap."""
CLEAR = 4
"""Least room between words and the sign beside them."""


class Face(NamedTuple):
    """A font with its metrics; tall and ascent are theirs, in logical pixels."""

    font: QFont
    metrics: QFontMetricsF
    line: int
    tall: float
    ascent: float

    def baseline(self, top: float, height: float) -> float:
        """Baseline for text centred between top and top + height."""
        return top + (height - self.tall) / 2 + self.ascent


def face(theme: Theme, name: str, bold: bool = False, medium: bool = False) -> Face:
    """The font of that type size."""
    font = QFont(theme.font(name, bold))
    if medium:
        font.setWeight(QFont.Weight.Medium)
    metrics = QFontMetricsF(font)
    return Face(font, metrics, theme.line_height(name), metrics.height(), metrics.ascent())


class CardMetrics(NamedTuple):
    """Offsets from the top of a card in logical pixels. team_top and people_top 0: not shown."""

    compact: bool
    side: int
    code_top: int
    code_height: int
    name_top: int
    name_line: int
    team_top: int
    clock_top: int
    clock_height: int
    bar_top: int
    bar_height: int
    people_top: int
    people_height: int
    height: int
    mark: int
    icon: int
    code: Face
    name: Face
    small: Face
    strong: Face
    clock: Face
    clock_strong: Face

    @property
    def row_height(self) -> int:
        """Height of the table row that holds the card."""
        return self.height + INSET + GAP_BELOW


def card_metrics(theme: Theme, density: Density) -> CardMetrics:
    """All measures for that density at the theme's text size."""
    px = theme.px
    compact = density is Density.COMPACT
    parts = (7, 14, 2, 32, 0, 0, 4, 16, 4, 3, 0, 0, 8) if compact else (9, 16, 4, 36, 2, 16, 8, 16, 3, 4, 8, 20, 8)
    edges = [0]
    for part in parts:
        edges.append(edges[-1] + px(part))
    small = "tiny" if compact else "micro"
    return CardMetrics(
        compact=compact,
        side=10 if compact else 12,
        code_top=edges[1],
        code_height=px(parts[1]),
        name_top=edges[3],
        name_line=px(parts[3]) // 2,
        team_top=0 if compact else edges[5],
        clock_top=edges[7],
        clock_height=px(parts[7]),
        bar_top=edges[9],
        bar_height=parts[9],
        people_top=0 if compact else edges[11],
        people_height=px(18) if compact else px(20),
        height=edges[-1],
        mark=px(11 if compact else 12),
        icon=px(12 if compact else 13),
        code=face(theme, small, medium=True),
        name=face(theme, "small" if compact else "body", bold=True),
        small=face(theme, "micro"),
        strong=face(theme, "micro", bold=True),
        clock=face(theme, small, medium=True),
        clock_strong=face(theme, small, bold=True),
    )


class CardText(NamedTuple):
    """The strings of one card at one width, ready to draw. crowded: no room for the icon beside the documents.

    documents: "" where none are required, and where not even their number has room beside the clock.

    team, person: "" in a compact card, which does not show them.
    """

    card: Card
    width: float
    code: str
    round_pill: str
    round_width: float
    name: tuple[str, ...]
    team: str
    clock: str
    documents: str
    documents_width: float
    crowded: bool
    person: str
    initials: str
    attachments: str
    comments: str


class CardTexts:
    """Lays strings out and keeps them by project; a changed card or width is laid out anew."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._kept: dict[int, CardText] = {}

    def clear(self) -> None:
        """Forgets everything, after a change of font or density."""
        self._kept.clear()

    def of(self, card: Card, width: float, metrics: CardMetrics, unread: bool) -> CardText:
        """Strings for a card whose inner width is `width`."""
        room = width - (10 if unread else 0)
        kept = self._kept.get(card.id)
        if kept is None or kept.card is not card or kept.width != room:
            kept = self._laid_out(card, width, room, metrics)
            self._kept[card.id] = kept
        return kept

    def _laid_out(self, card: Card, width: float, room: float, metrics: CardMetrics) -> CardText:
        pill = "" if card.round < 2 else str(card.round)
        if pill and not metrics.compact:
            pill = f"putaran {card.round}"
        pill_width = metrics.clock_strong.metrics.horizontalAdvance(pill) + metrics.icon + 10 if pill else 0.0
        documents = f"{card.documents_done}/{card.documents_required}" if card.documents_required else ""
        gap = 1 if metrics.compact else 2
        documents_width = metrics.strong.metrics.horizontalAdvance(documents) + metrics.icon + gap if documents else 0.0
        beside = 3 + metrics.people_height + 3 if metrics.compact else 5  # after the mark, and the picture's place
        taken = metrics.mark + documents_width + beside + CLEAR
        strong = card.clock.status in (Status.LATE, Status.NEAR, Status.PAUSED)
        clock_face = metrics.clock_strong if strong else metrics.clock
        clock = first_fitting(self._words.clock(card.clock), width - taken, clock_face.metrics)
        over = clock_face.metrics.horizontalAdvance(clock) - (width - taken)
        crowded = bool(documents) and over > 0
        if crowded:
            documents_width -= metrics.icon + gap
            documents = documents if over <= metrics.icon + gap else ""
        waiting = 17 if card.waiting else 0
        short = person_short(card.person)
        counts = " " * 3 * bool(card.attachments) + " " * 3 * bool(card.comments)
        right = Qt.TextElideMode.ElideRight
        people = width - metrics.people_height - 8 - 2 * 26 * bool(counts)
        return CardText(
            card=card,
            width=room,
            code=_code(card.number, room - pill_width - waiting - 3, metrics.code.metrics),
            round_pill=pill,
            round_width=pill_width,
            name=two_lines(card.name, width, metrics.name.metrics),
            team="" if metrics.compact else metrics.small.metrics.elidedText(card.team, right, width),
            clock=clock,
            documents=documents,
            documents_width=documents_width,
            crowded=crowded,
            person="" if metrics.compact else metrics.small.metrics.elidedText(short, right, people),
            initials=initials(card.person),
            attachments=str(card.attachments) if card.attachments else "",
            comments=str(card.comments) if card.comments else "",
        )


def person_short(name: str) -> str:
    """ "Rina Puspita, S.Si." as "Rina P."."""
    words = name.split(",", maxsplit=1)[0].split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


def initials(name: str) -> str:
    """ "Rina Puspita" as "RP", "" for nobody."""
    words = name.split(",", maxsplit=1)[0].split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def first_fitting(choices: tuple[str, ...], width: float, metrics: QFontMetricsF) -> str:
    """The first wording that fits; the shortest when none does, since a number is never cut."""
    for choice in choices:
        if metrics.horizontalAdvance(choice) <= width:
            return choice
    return choices[-1] if choices else ""


def two_lines(text: str, width: float, metrics: QFontMetricsF) -> tuple[str, ...]:
    """Breaks at spaces into at most two lines; only the second is shortened with an ellipsis."""
    words = [word for word in text[:400].replace("\n", " ").replace("\t", " ").split(" ") if word] or [""]
    room = width - 2
    first = words[0]
    used = 1
    while used < len(words) and metrics.horizontalAdvance(f"{first} {words[used]}") <= room:
        first = f"{first} {words[used]}"
        used += 1
    rest = " ".join(words[used:])
    if metrics.horizontalAdvance(first) > room:
        head = _longest_start(first, room, metrics)
        first, rest = head, f"{first[len(head) :]} {rest}".strip()
    if not rest:
        return (first,)
    return (first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))


def _longest_start(word: str, room: float, metrics: QFontMetricsF) -> str:
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if metrics.horizontalAdvance(word[:middle]) <= room else (low, middle - 1)
    return word[:low]


def _code(number: str, room: float, metrics: QFontMetricsF) -> str:
    if metrics.horizontalAdvance(number) <= room or "-" not in number:
        return number
    return number.split("-", 1)[1]
