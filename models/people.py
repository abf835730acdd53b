"""Persons as the rules and the window see them: frozen, without a database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One member of the office, with the roles in force today.

    `roles` holds role codes of the SOP (several at once are usual); `acting` maps a role code
    to "Plh." or "Plt." where the person only deputises. `team` is the team whose projects a
    requesting head may act on.
    """

    id: int
    login: str
    name: str
    team: str = ""
    title: str = ""
    nip: str = ""
    roles: tuple[str, ...] = ()
    acting: tuple[tuple[str, str], ...] = ()
    administrator: bool = False

    @property
    def short_name(self) -> str:
        """First name and the initial of the last one: "Rina P."."""
        words = self.name.split(",")[0].split()
        return self.name if len(words) < 2 else f"{words[0]} {words[-1][0]}."

    @property
    def initials(self) -> str:
        """Two letters for the round picture beside the name."""
        words = self.name.split(",")[0].split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
