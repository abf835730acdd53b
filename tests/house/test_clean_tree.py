"""What is committed belongs to the project: no path of a machine, no registry host, no unfinished business."""

from __future__ import annotations

import io
import re
import tokenize

from tests.house.sources import PACKAGES, ROOT, python_files, short, tracked

TEXT = {".cfg", ".in", ".ini", ".json", ".lock", ".mako", ".md", ".py", ".spec", ".svg", ".toml", ".ts", ".txt", ".yml"}
# Written in pieces, so that this file does not find itself.
MACHINE = [
    r"(?<![\w./])/" + "root/",
    r"(?<![\w./])/" + "work/",
    r"(?<![\w.])/" + r"tmp/(?!\.X11-unix)",
    r"\.\./" + "shared",
]
HOSTS = ["pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "/opt/" + "pypi"]
PICTOGRAPH = re.compile("[\U0001f300-\U0001faff\u2705\u274c\u26a0]")


def lines_with(patterns: list[str]) -> list[str]:
    """ "file:line" of every tracked text line that one of the patterns matches."""
    wanted = re.compile("|".join(patterns))
    return [
        f"{short(path)}:{number}"
        for path in tracked()
        if path.suffix in TEXT or path.name in {"run", ".gitignore"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if wanted.search(line)
    ]


def test_no_file_names_a_path_of_somebodys_machine():
    assert lines_with(MACHINE) == []


def test_no_file_names_the_host_of_a_package_registry():
    assert lines_with(HOSTS) == []


def test_nothing_is_left_to_do_in_a_comment():
    marks = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b|type:\s*" + "ignore")
    found = [
        f"{short(path)}:{token.start[0]}"
        for path in python_files()
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.COMMENT and marks.search(token.string)
    ]
    assert found == []


def test_no_pictograph_stands_in_the_interface():
    sources = [path for path in python_files() if path.relative_to(ROOT).parts[0] in PACKAGES]
    assert [short(path) for path in sources if PICTOGRAPH.search(path.read_text(encoding="utf-8"))] == []


def test_every_file_in_git_ends_its_lines_as_unix_does():
    texts = [path for path in tracked() if path.suffix in TEXT]
    assert [short(path) for path in texts if b"\r\n" in path.read_bytes()] == []
