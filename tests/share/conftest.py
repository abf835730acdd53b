"""A real SMB laboratory for the whole session, and a clean folder on its share for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.share.lab.lab import Lab, remove_abandoned
from tests.share.lab.packages import obstacle

Figures = Callable[..., None]
"""Prints what a test has measured, a line each, whatever pytest captures."""
HERE = Path(__file__).parent
NEEDED = "LAJUR_SHARE_TESTS"
"""Set to 1 where the laboratory must run: what keeps it from running is then a failure and no skip."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is of the laboratory."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.laboratory)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Two workstations and a server that lets nobody cache; taken away at the end."""
    if why := obstacle():
        if os.environ.get(NEEDED) == "1":
            pytest.fail(why)
        pytest.skip(why)
    remove_abandoned()
    with Lab(tmp_path_factory.mktemp("lab")) as made:
        yield made


@pytest.fixture
def room(lab: Lab, request: pytest.FixtureRequest) -> Iterator[Path]:
    """An empty folder on the share, by its path on the workstations; its test leaves good mounts behind."""
    name = f"{abs(hash(request.node.nodeid)):x}"[:10]
    (lab.server_files / name).mkdir()
    yield lab.share / name
    for w in (1, 2):
        lab.restore(w)
        lab.boot(w)
        lab.remount(w, force=True)
    shutil.rmtree(lab.server_files / name, ignore_errors=True)


@pytest.fixture
def figures(capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Figures:
    """See Figures."""

    def show(*lines: object) -> None:
        with capfd.disabled():
            print(f"\n{request.node.name}", *lines, sep="\n    ", flush=True)

    return show
