"""What a child process serves with: one desk, and what some desks can do besides. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from models.office_mark import OfficeMark


class Service(Protocol):
    """What a child serves with."""

    def answer(self, request: object, login: str) -> object:
        """The request's value; raises OfficeError."""
        ...

    def close(self) -> None:
        """Give everything back."""
        ...


@runtime_checkable
class ReportsProgress(Protocol):
    """A desk with long work, which tells how far it is."""

    def report_to(self, progress: Callable[[object], None]) -> None:
        """`progress` takes one picklable value each time."""
        ...


@runtime_checkable
class Stoppable(Protocol):
    """A desk with long work, which asks from time to time whether it is still wanted."""

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """`stopped` answers at once; the work then ends with models.errors.Stopped."""
        ...


@runtime_checkable
class BoundToOffice(Protocol):
    """A desk over the data of one office."""

    def must_be_for(self, office: OfficeMark, request: object) -> None:
        """Raises ShareUnavailable(problem=replaced|restored) for a request that was meant for other data."""
        ...
