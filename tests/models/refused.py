"""A file that the office does not take, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.documents.attachments import REFUSALS, inspect
from models.errors import BadDocument
from tests.models.sample_files import MEGABYTE


def refusal(path: Path, required: bool = False, warn: int = MEGABYTE, limit: int = 100 * MEGABYTE) -> str:
    """The problem that the inspection names."""
    with pytest.raises(BadDocument) as caught:
        inspect(path, required, warn, limit)
    problem = str(caught.value.facts["problem"])
    assert problem in REFUSALS
    assert caught.value.facts["name"]
    return problem
