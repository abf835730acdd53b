"""desktop, views, models: imports go down only, and what the window must not load is out of its reach."""

from __future__ import annotations

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.house.sources import PACKAGES

DATABASE = {"sqlalchemy", "sqlmodel", "alembic", "pydantic", "psycopg"}
PRESS = {"reportlab", "docxtpl", "docx", "pikepdf"}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)


def reach(graph: grimp.ImportGraph, module: str) -> set[str]:
    """Everything that importing `module` loads."""
    return graph.find_upstream_modules(module)


def test_every_layer_contract_is_kept(capsys: pytest.CaptureFixture[str]):
    status = lint_imports(cache_dir=None)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_window_process_can_reach_neither_database_nor_press(graph: grimp.ImportGraph):
    assert not reach(graph, "desktop.app") & (DATABASE | PRESS)


def test_no_view_beside_the_papers_can_reach_reportlab(graph: grimp.ImportGraph):
    views = [name for name in graph.modules if name.startswith("views") and not name.startswith("views.paper")]
    assert [name for name in views if reach(graph, name) & PRESS] == []


def test_the_entry_of_the_program_imports_nothing_heavy(graph: grimp.ImportGraph):
    assert not reach(graph, "desktop.__main__") & (DATABASE | PRESS | {"PySide6"})


def test_the_command_line_needs_no_qt(graph: grimp.ImportGraph):
    assert "PySide6" not in reach(graph, "desktop.cli.command_line")


def test_the_records_child_needs_no_qt_and_no_paper(graph: grimp.ImportGraph):
    assert not reach(graph, "desktop.workers.records_service") & {"PySide6", "reportlab"}


def test_the_press_child_needs_no_qt_and_no_database(graph: grimp.ImportGraph):
    assert not reach(graph, "desktop.workers.press_service") & (DATABASE | {"PySide6"})
