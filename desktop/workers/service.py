"""What answers requests inside a child process: a service, and what some services can do besides. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from models.office_mark import OfficeMark


class Service(Protocol):
    """Answers requests. Every call comes from the one thread of the child."""

    def answer(self, request: object, login: str) -> object:
        """The value that the request promises, for the person with that login. Raises OfficeError."""
        ...

    def close(self) -> None:
        """Give back everything it holds open."""
        ...


@runtime_checkable
class ReportsProgress(Protocol):
    """A service with long work, which tells its progress."""

    def report_to(self, progress: Callable[[object], None]) -> None:
        """`progress` is to be called with one picklable value at a time."""
        ...


@runtime_checkable
class Stoppable(Protocol):
    """A service with long work, which asks from time to time whether it is still wanted."""

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """`stopped()` returns at once. Where it is True the work has to raise models.errors.Stopped."""
        ...


@runtime_checkable
class BoundToOffice(Protocol):
    """A service over the data of one office."""

    def must_be_for(self, office: OfficeMark, request: object) -> None:
        """Raises ShareUnavailable(problem=replaced|restored) for a request that was meant for other data."""
        ...
