"""Whose data these are: what every question and every kept write carries with it."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import ShareUnavailable


@dataclass(frozen=True, slots=True)
class OfficeMark:
    """Whose data. uuid: of the office; epoch: grows with each restoration from a backup, 0 for whichever."""

    uuid: str
    epoch: int = 0

    def must_be(self, found: OfficeMark, place: str) -> None:
        """Raises ShareUnavailable(problem=replaced) for another office's data, (problem=restored) for restored ones."""
        if found.uuid != self.uuid:
            raise ShareUnavailable(problem="replaced", path=place)
        if self.epoch not in (0, found.epoch):
            raise ShareUnavailable(problem="restored", path=place)
