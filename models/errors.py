"""What can go wrong, as facts. Sentences are made by views/words/words.py and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.obstacles import Obstacle


class OfficeError(Exception):
    """Every known trouble. `code` names it; `facts` are strings or numbers for the sentence."""

    code = "office_error"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code, facts)
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        return (_revive, (type(self), self.facts))


def _revive(kind: type[OfficeError], facts: dict[str, object]) -> OfficeError:
    return kind(**facts)


class RuleBroken(OfficeError):
    """The rules refuse; `obstacles` say why. Exit status 1."""

    code = "rule_broken"

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(obstacles=obstacles)
        self.obstacles = obstacles


class ChangedByOther(OfficeError):
    """The record has another version than the one the person was shown. facts: project, by, at."""

    code = "changed_by_other"


class NotFound(OfficeError):
    """No such record. facts: what, key."""

    code = "not_found"


class BadInput(OfficeError):
    """A value that cannot be taken. facts: problem, field and whatever the sentence needs."""

    code = "bad_input"


class BadDocument(OfficeError):
    """An attachment that cannot be taken. facts: problem, name and whatever the sentence needs."""

    code = "bad_document"


class BadSop(OfficeError):
    """A SOP file that cannot be read. facts: problem, place (line or key), file."""

    code = "bad_sop"


class ShareUnavailable(OfficeError):
    """The database or its folder cannot be reached, written or is full. facts: problem, path. Exit status 3."""

    code = "share_unavailable"


class DatabaseTooNew(OfficeError):
    """Made by a newer Lajur. facts: found, known, readable (it may still be read here). Exit status 3."""

    code = "database_too_new"


class DatabaseTooOld(OfficeError):
    """Made by an older Lajur; an administrator upgrades it. facts: found, known, path. Exit status 3."""

    code = "database_too_old"


class Stopped(OfficeError):
    """The person stopped long work; nothing was changed."""

    code = "stopped"


class DamageFound(OfficeError):
    """The file is no Lajur database or is broken. facts: problem, path. Exit status 4."""

    code = "damage_found"
