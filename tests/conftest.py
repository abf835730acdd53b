"""What every test shares: no screen, private folders, nothing left behind, property tests without a clock."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres_server import PostgresServer, binaries

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("lajur", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("lajur")


@pytest.fixture(scope="session", autouse=True)
def private_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the settings, caches or documents of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.delenv(name, raising=False)
        yield home


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The style of the program, for pytest-qt's application."""
    return ["lajur", "-style", "Fusion"]


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The application with the program's own typeface, whatever this computer has installed.

    Imported here, since the tests of models want no Qt.
    """
    importlib.import_module("views.typeface").load_typeface()
    return qapp


@pytest.fixture(scope="session", autouse=True)
def temporary_files() -> Iterator[Path]:
    """A folder of this run's own, also for the programs that it starts. Its path is short: sockets lie in it."""
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory(prefix="uji-", ignore_cleanup_errors=True) as folder,
    ):
        patch.setattr(tempfile, "tempdir", folder)
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, folder)
        yield Path(folder)


@pytest.fixture(autouse=True)
def no_temporary_file_of_the_program_is_left(temporary_files: Path) -> Iterator[None]:
    """Fails a test after which a copy of an office lies about. Who kills a program gives it a folder of its own."""
    yield
    left = sorted(temporary_files.glob("lajur-*"))
    for each in left:
        shutil.rmtree(each)
    assert not left, f"left among the temporary files: {[each.name for each in left]}"


@pytest.fixture(autouse=True)
def no_window_is_left_open() -> Iterator[None]:
    """Fails a test that leaves a window on the screen for the next one to trip over."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    widgets.QApplication.sendPostedEvents(None, 52)  # 52: QEvent.Type.DeferredDelete, wishes of deleteLater()
    left = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    for window in left:
        window.hide()
        window.deleteLater()
    assert not left, f"windows left open: {left}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running server of our own."""
    programs = binaries()
    if programs is None:
        words = "PostgreSQL's programs are not installed (Debian: postgresql); the tests on a server did not run"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    server = PostgresServer(programs)
    yield server
    server.close()


@pytest.fixture
def address(postgres_server: PostgresServer) -> Iterator[str]:
    """Of an empty database."""
    empty = postgres_server.create()
    yield empty
    postgres_server.drop(empty)
