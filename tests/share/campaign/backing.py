"""One backup as the program makes it: PLACE. Prints "copying" once it is under way and the path at the end."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop.paths import Folders
from models.administration.backup import Backups
from models.storage.database import open_office
from models.upkeep import Pace, Progress


class Voice:
    """Says once that it has begun."""

    def __init__(self) -> None:
        self._said = False

    def tell(self, progress: Progress) -> None:
        """See Pace."""
        if not self._said:
            print(progress.phase.value, flush=True)
        self._said = True


def main(place: Path) -> None:
    """Makes it."""
    with closing(open_office(place, turns=Folders.find().turns)) as database:
        print(Backups(place).make(database, datetime.now(UTC), "kampanye", Pace(Voice().tell)).path, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
