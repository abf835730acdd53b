"""What was promised against what the file holds, once everybody is gone. Runs on the host, on the server's own disk."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from desktop.workers.records_service import documents_of
from models.administration.checking import check
from models.storage.database import open_office
from models.storage.tables import LedgerRow, ProjectRow
from tests.share.campaign.book import lines_of

DOUBTFUL = frozenset({"asked", "kept", "io", "server_gone", "vanished"})
"""Answers that promise nothing: the write may be in the file or not, and is asked about again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """lost: acknowledged as saved and not in the file. false_no: told as not saved and in the file all the same.

    lost_updates: versions of projects that do not fit their ledger lines. damage: what `lajur check` finds, rows
    without file among it. answers: how often each answer was given. took: seconds of each acknowledged save, sorted.
    opened: seconds of each opening.
    """

    lost: tuple[str, ...]
    false_no: tuple[str, ...]
    lost_updates: tuple[str, ...]
    damage: tuple[str, ...]
    saved: int
    in_file: int
    answers: Counter[str]
    took: tuple[float, ...]
    opened: tuple[float, ...] = field(default=())

    @property
    def clean(self) -> bool:
        """Every promise was kept and the office is whole."""
        return not (self.lost or self.false_no or self.lost_updates or self.damage)

    def share(self, part: float) -> float:
        """That quantile of the seconds of a save."""
        return quantile(self.took, part)

    def __str__(self) -> str:
        times = ", ".join(f"{name} {self.share(part):.2f}" for name, part in (("p50", 0.5), ("p95", 0.95), ("max", 1)))
        others = {answer: count for answer, count in self.answers.items() if answer not in {"asked", "saved"}}
        broken = f"lost {len(self.lost)}, lost updates {len(self.lost_updates)}, false no {len(self.false_no)}"
        said = f"; {self.damage}" if self.damage else ""
        return f"{self.saved} saved ({times} s), {broken}, damage {len(self.damage)}; other answers {others}{said}"


def judge(place: Path, books: Path, also: Path | None = None) -> Verdict:
    """place: the database on the server's disk. Opening it rolls back what a dead writer left, as for any client.

    also: another office that some of it was written to.
    """
    answers: Counter[str] = Counter()
    said: dict[str, str] = {}
    took: list[float] = []
    opened: list[float] = []
    for line in lines_of(books):
        if line["what"] == "open":
            opened.append(line["took"])
        answer = line.get("answer", "")
        if not answer:
            continue
        answers[answer] += 1
        if answer == "saved":
            took.append(line.get("took", 0.0))
        if "id" in line and said.get(line["id"]) != "saved":
            said[line["id"]] = answer
    saved = {each for each, answer in said.items() if answer == "saved"}
    refused = {each for each, answer in said.items() if answer != "saved" and answer not in DOUBTFUL}
    held, updates, damage = _read(place)
    if also is not None:
        more = _read(also)
        held, updates, damage = held | more[0], updates + more[1], damage + more[2]
    return Verdict(
        lost=tuple(sorted(saved - held)),
        false_no=tuple(sorted(refused & held)),
        lost_updates=updates,
        damage=damage,
        saved=len(saved),
        in_file=len(held),
        answers=answers,
        took=tuple(sorted(took)),
        opened=tuple(sorted(opened)),
    )


def _read(place: Path) -> tuple[set[str], tuple[str, ...], tuple[str, ...]]:
    with closing(open_office(place)) as database:
        with database.reading() as connection:
            line, project = LedgerRow.table().c, ProjectRow.table().c
            held = set(connection.execute(select(line.operation_id)).scalars())
            deeds = select(line.project_id, func.count()).group_by(line.project_id)
            counted = {row[0]: row[1] for row in connection.execute(deeds)}
            versions = connection.execute(select(project.id, project.version)).all()
        report = check(database, documents_of(database))
    updates = tuple(
        f"{row.id}: {row.version} of {counted[row.id]}" for row in versions if row.version != counted[row.id]
    )
    return held, updates, tuple(f"{each.fault} {each.subject}" for each in report.findings)


def quantile(values: tuple[float, ...] | list[float], part: float) -> float:
    """The smallest of the sorted values that is at least as large as that part of them; 0.0 of none."""
    if not values:
        return 0.0
    return values[min(len(values) - 1, int(part * len(values)))]
