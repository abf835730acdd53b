"""Small rooms: a file stops at 450 lines, a function at 50."""

from __future__ import annotations

import ast

from tests.house.sources import ROOT, python_files, short

LONGEST_FILE = 450
LONGEST_FUNCTION = 50
LONGEST_README = 100


def test_no_file_is_longer_than_450_lines():
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_50_lines():
    long = {}
    for path in python_files():
        if "versions" in path.parts:
            continue  # a migration lists whole tables
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{short(path)}:{node.name}"] = length
    assert long == {}


def test_the_readme_stays_under_100_lines():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < LONGEST_README
