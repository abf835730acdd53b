"""What the tests of papers share: sample projects, fonts, and other people's PDF programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from models.sop.procedure import Sop
from tests.views.paper import samples
from views.paper.fonts import Fonts

Tool = Callable[..., str]


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return samples.fonts()


@pytest.fixture(scope="session")
def sop() -> Sop:
    return samples.sop()


@pytest.fixture
def office() -> OfficeSettings:
    return samples.OFFICE


@pytest.fixture
def printing() -> Printing:
    return samples.PRINTING


@pytest.fixture
def full(sop: Sop) -> ProjectFile:
    return samples.full_project(sop)


@pytest.fixture
def empty(sop: Sop) -> ProjectFile:
    return samples.empty_project(sop)


@pytest.fixture(scope="session")
def tool() -> Tool:
    """Runs a program that reads PDF independently of us; skips without it, except where nothing may be skipped."""

    def run(name: str, *arguments: str, accepted: tuple[int, ...] = (0,)) -> str:
        if shutil.which(name) is None:
            if os.environ.get("CI") == "true":
                pytest.fail(f"{name} belongs on this computer")
            pytest.skip(f"{name} is not installed")
        done = subprocess.run([name, *arguments], capture_output=True, check=False)
        assert done.returncode in accepted, done.stdout.decode() + done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def text_of(tool: Tool, tmp_path: Path) -> Callable[[bytes], str]:
    """The text of a PDF as poppler reads it."""

    def read(data: bytes) -> str:
        path = tmp_path / "text.pdf"
        path.write_bytes(data)
        return tool("pdftotext", "-layout", str(path), "-")

    return read
