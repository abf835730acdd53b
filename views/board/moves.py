"""Questions about a card's paths: which are lawful, why one is not, what a drop would do. No I/O."""

from __future__ import annotations

from models.board import Card, Move
from models.sop.procedure import Sop
from views.board.drop_box import DropLine
from views.words.words import Words

_ONWARD = ("forward", "skip", "close")


def lawful(card: Card, step: int) -> tuple[Move, ...]:
    """Paths to that column that the person may take, complete or not."""
    return tuple(path for path in card.paths_to(step) if path.decision and not path.barred)


def lawful_endings(card: Card) -> tuple[Move, ...]:
    """Decisions without a column that the person may take."""
    return tuple(path for path in card.endings if not path.barred)


def onward(card: Card) -> tuple[Move, ...]:
    """Lawful ways forward, nearest column first; closing counts, skipping comes last."""
    ways = [path for path in card.moves if path.kind in _ONWARD and not path.barred]
    return tuple(sorted(ways, key=lambda path: (_ONWARD.index(path.kind), path.step)))


def back(card: Card) -> tuple[Move, ...]:
    """Lawful returns, nearest column first."""
    return tuple(sorted((p for p in card.moves if p.kind == "return" and not p.barred), key=lambda p: -p.step))


def first_reason(paths: tuple[Move, ...], words: Words, sop: Sop) -> str:
    """Why the first of those paths is barred, "" if it is not."""
    for path in paths:
        for obstacle in path.obstacles:
            if not obstacle.suppliable:
                return words.obstacle_short(obstacle, sop)
    return ""


def reason(card: Card, step: int, words: Words, sop: Sop) -> str:
    """Why the card may not go to that column, "" when it may."""
    if step == card.step or lawful(card, step):
        return ""
    barred = tuple(sorted(card.paths_to(step), key=lambda path: not path.decision))
    return first_reason(barred, words, sop) or f"Bukan jalur SOP dari langkah\u00a0{card.step}"


def title(path: Move, words: Words, sop: Sop) -> str:
    """The decision as a verb, as its button names it."""
    return path.label or words.decision(path.decision or path.kind, sop)


def drop_title(path: Move, words: Words, sop: Sop) -> str:
    """What drop go would do."""
    known = {each.code: each.drop_label for step in sop.steps for each in step.decisions}
    return known.get(path.decision) or title(path, words, sop)


def drop_lines(card: Card, step: int, words: Words, sop: Sop) -> tuple[DropLine, ...]:
    """What the box over a lit column says: each decision with its conditions, missing ones first."""
    lines: list[DropLine] = []
    for path in lawful(card, step):
        kind = "return" if path.kind == "return" else "forward"
        lines.append(DropLine(kind, drop_title(path, words, sop)))
        missing = [words.obstacle_short(each, sop) for each in path.needs]
        lines += [DropLine("needed", text) for text in dict.fromkeys(missing)]
        lines += [DropLine("met", text) for text in path.met]
    return tuple(lines)


def summary(path: Move, words: Words, sop: Sop) -> str:
    """One line beside a step: what the path still asks for, else what it does."""
    missing = [words.obstacle_short(each, sop) for each in path.needs]
    if not missing:
        return title(path, words, sop)
    if path.kind != "forward" and path.reason_required:
        return f"{title(path, words, sop)}, alasan wajib"
    rest = f", {len(missing) - 1} syarat lagi" if len(missing) > 1 else ""
    return f"{missing[0]}{rest}"
