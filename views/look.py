"""What every widget and dialog needs to show itself: colours and sizes, icons, and the Indonesian sentences."""

from __future__ import annotations

from dataclasses import dataclass

from views.icons import Icons
from views.theme import Theme
from views.words.words import Words


@dataclass(frozen=True, slots=True)
class Look:
    """One value for the whole program, made at its start and passed by constructor."""

    theme: Theme
    icons: Icons
    words: Words
