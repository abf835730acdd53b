"""The files of the house, as its own tests look at them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("desktop", "views", "models")
OURS = (*PACKAGES, "packaging", "tests")


def tracked() -> list[Path]:
    """Every file that git keeps; without git (an unpacked archive) every file that is not made by tools."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        names = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
        return [path for path in names if path.is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not any(map(is_made, path.relative_to(ROOT).parts))]


def is_made(part: str) -> bool:
    """Whether a folder of this name is made by tools: environments, caches, bundles, the tour's pictures."""
    kept = {".ci", ".github", ".gitignore"}
    made = {"build", "dist", "tur", "__pycache__", "htmlcov"}
    return part in made or part.endswith(".egg-info") or (part.startswith(".") and part not in kept)


def python_files() -> list[Path]:
    """Tracked Python files, PyInstaller's recipe among them."""
    return [path for path in tracked() if path.suffix in {".py", ".spec"}]


def short(path: Path) -> str:
    """The path from the root, with forward slashes on every system."""
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    """`views.board.board_view` for views/board/board_view.py; a package for its __init__.py."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> list[str]:
    """Every module of the three storeys, besides those that Alembic itself runs and the program's entry."""
    of_alembic = ("models/migrations/env.py", "models/migrations/versions/")
    files = [path for path in python_files() if path.relative_to(ROOT).parts[0] in PACKAGES]
    return sorted(module_name(path) for path in files if not short(path).startswith(of_alembic))


@dataclass(frozen=True)
class Source:
    """One Python file. name: its path from the root with forward slashes. lines: how many it has."""

    name: str
    lines: int
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder it stands in: "views/board"."""
        return self.name.rpartition("/")[0]

    @property
    def module(self) -> str:
        """The name by which it is imported: "views.board.board_view"."""
        return self.name.removesuffix(".py").replace("/", ".")

    @cached_property
    def _nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def nodes[Node: ast.AST](self, *kinds: type[Node]) -> Iterator[Node]:
        """Every node of these kinds in the file."""
        return (node for node in self._nodes if isinstance(node, kinds))


def read_sources(paths: Iterable[Path], root: Path = ROOT) -> list[Source]:
    """The files parsed, in the order of their names. Raises SyntaxError where one is not Python."""
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return [Source(name, len(text.splitlines()), ast.parse(text)) for name, text in sorted(texts.items())]


def read_program(paths: Iterable[Path], root: Path = ROOT) -> list[Source]:
    """Those of the files that are the program: desktop, views and models, without the empty `__init__.py`."""
    ours = [path for path in paths if path.relative_to(root).parts[0] in PACKAGES and path.suffix == ".py"]
    return read_sources([path for path in ours if path.name != "__init__.py"], root)
