"""What a worker answers: Ok, Refused by the office, or Failed on the way. Pure; crosses between processes."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import OfficeError, ShareUnavailable


class NoAnswer(OfficeError):
    """A read was not answered within its deadline, or the child died over it. Nothing was changed. facts: request."""

    code = "no_answer"


class NotSaved(OfficeError):
    """A write was cut off and is certainly not in the database. facts: operation_id, request."""

    code = "not_saved"


class UnknownOutcome(OfficeError):
    """A write was cut off and the database cannot be asked yet; it is kept in the outbox. facts: operation_id."""

    code = "unknown_outcome"


class Crashed(OfficeError):
    """A fault of the program itself. facts: trace, request, operation_id."""

    code = "crash"


@dataclass(frozen=True, slots=True)
class Ok:
    """Done. `value` is what the request promises."""

    value: object = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The office says no: a rule, a conflict, a bad input, or no database to ask."""

    error: OfficeError


@dataclass(frozen=True, slots=True)
class Failed:
    """The way to the office failed: NoAnswer, NotSaved, UnknownOutcome or Crashed."""

    error: OfficeError


Answer = Ok | Refused | Failed


OTHER_DATA = frozenset({"replaced", "restored"})
"""Problems of a ShareUnavailable that say: this was meant for other data than lie there now. Nothing was done."""


def problem_of(answer: Answer) -> str:
    """The problem of a ShareUnavailable, "" of any other answer."""
    if isinstance(answer, Refused) and isinstance(answer.error, ShareUnavailable):
        return str(answer.error.facts.get("problem", ""))
    return ""


def out_of_reach(answer: Answer) -> bool:
    """The child answers, the office does not."""
    return problem_of(answer) not in {"", "busy", *OTHER_DATA}


IN_DOUBT = frozenset({"io", "server_gone", "unsteady", "vanished"})
"""Problems of a ShareUnavailable that may come after the database has taken the write."""


def leaves_doubt(answer: Answer) -> bool:
    """A write answered like this may or may not be in the database."""
    return isinstance(answer, Failed) or problem_of(answer) in IN_DOUBT
