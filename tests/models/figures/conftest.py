"""Procedures and the calendar for figures."""

from __future__ import annotations

import pytest

from models.figures.history import History
from models.sop.procedure import Sop
from models.sop.reading import read
from tests.models.figures.made_history import made_history
from tests.models.office import CALENDAR, ROOT, SOP


@pytest.fixture(scope="session", params=["published", "second"])
def sop(request: pytest.FixtureRequest) -> Sop:
    return SOP if request.param == "published" else read(ROOT / "tests" / "models" / "second_sop.toml")


@pytest.fixture(scope="session")
def history(sop: Sop) -> History:
    return made_history(sop, CALENDAR, 150)
