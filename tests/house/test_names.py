"""One vocabulary: no Manager, Helper or Util anywhere, and every module in a package of its storey."""

from __future__ import annotations

import ast
import re
import sys

from tests.house.sources import PACKAGES, ROOT, python_files, short, tracked

FORBIDDEN = {"manager", "helper", "helpers", "handler", "handlers", "util", "utils", "base", "data", "info"}
FORBIDDEN_FILES = FORBIDDEN | {"common", "misc"}


def words(name: str) -> set[str]:
    """The words of a CamelCase or snake_case name, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def test_no_class_has_a_name_that_says_nothing():
    found = [
        f"{short(path)}: {node.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and words(node.name) & FORBIDDEN
    ]
    assert found == []


def test_no_file_or_folder_has_a_name_that_says_nothing():
    parts = {(short(path), part) for path in python_files() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert sorted(name for name, part in parts if words(part) & FORBIDDEN_FILES) == []


def test_every_init_file_is_empty():
    assert [short(path) for path in tracked() if path.name == "__init__.py" and path.stat().st_size] == []


def test_every_folder_of_the_three_storeys_is_a_package():
    folders = {path.parent for path in python_files() if path.relative_to(ROOT).parts[0] in PACKAGES}
    folders.discard(ROOT / "models" / "migrations" / "versions")  # Alembic reads it as files
    assert sorted(short(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_packaging_and_resources_are_folders_and_no_packages():
    assert not [name for name in ("packaging", "resources") if list((ROOT / name).rglob("__init__.py"))]


def test_no_file_beside_bootstrap_hides_a_module_of_python():
    names = {path.stem for path in (ROOT / "packaging").glob("*.py")}
    assert names & set(sys.stdlib_module_names) == set()
