"""Requests to the founding child. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundTraining:
    """Makes the training office with its sample; answers the place. Tells (done, total, words) meanwhile."""

    place: str


@dataclass(frozen=True, slots=True)
class FoundOffice:
    """Makes an empty office whose first administrator is this account, called `name`; answers the place."""

    place: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class LookAt:
    """Opens and closes an office; answers the place, or raises why it cannot be used."""

    place: str


@dataclass(frozen=True, slots=True)
class LookForRoom:
    """Looks whether a new office could be made there; answers the place, or raises ShareUnavailable why not."""

    place: str
