"""The signals that the program declares, and which of them only hand on what another signal told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.house.measuring import Sources, called


@dataclass(frozen=True)
class DeclaredSignal:
    """One `name = Signal(...)` of a class, and how often what sets it off is written in the program.

    place: "file:Class.name". emitted: by `.emit`, in its class or on any object that has a signal of this name.
    forwarded: by `other.connect(self.name)`. wrapped: by `other.connect(lambda: self.name.emit(...))`.
    """

    place: str
    emitted: int
    forwarded: int
    wrapped: int

    @property
    def only_forwards(self) -> bool:
        """Whether it tells nothing of its own."""
        return not self.emitted and self.forwarded + self.wrapped > 0


def declared_signals(sources: Sources) -> list[DeclaredSignal]:
    """Every signal of every class of the program."""
    classes = [(each.name, node) for each in sources for node in each.nodes(ast.ClassDef)]
    foreign = [name for each in sources for node in each.nodes(ast.Attribute) if (name := _emitted(node, own=False))]
    foreign += [name for _, heir in classes for name in _emits(heir) if name not in _names(heir)]
    return [
        DeclaredSignal(
            f"{file}:{owner.name}.{name}",
            emitted=_emits(owner).count(name) - wrapped + foreign.count(name),
            forwarded=sum(ast.unparse(each) == f"self.{name}" for each in _connected(owner)),
            wrapped=wrapped,
        )
        for file, owner in classes
        for name in _names(owner)
        for wrapped in [sum(_emits(each).count(name) for each in _connected(owner) if isinstance(each, ast.Lambda))]
    ]


def _names(owner: ast.ClassDef) -> list[str]:
    """The signals that a class declares: `name = Signal()`, with or without an annotation."""
    lines = [line for line in owner.body if isinstance(line, ast.Assign | ast.AnnAssign)]
    made = [line for line in lines if called(line.value) == "Signal"]
    targets = [line.target if isinstance(line, ast.AnnAssign) else line.targets[0] for line in made]
    return [each.id for each in targets if isinstance(each, ast.Name)]


def _emits(tree: ast.AST) -> list[str]:
    """The name of an own signal for every `self.name.emit` in there, called or handed over to be called."""
    return [name for node in ast.walk(tree) if (name := _emitted(node, own=True))]


def _emitted(node: ast.AST, *, own: bool) -> str:
    """The `name` of `self.name.emit` (own) or of `other.name.emit` (not own); "" where neither is written."""
    if not isinstance(node, ast.Attribute) or node.attr != "emit" or not isinstance(node.value, ast.Attribute):
        return ""
    return node.value.attr if (ast.unparse(node.value.value) == "self") is own else ""


def _connected(owner: ast.ClassDef) -> Iterator[ast.expr]:
    """What is handed to `connect` in the class."""
    for node in ast.walk(owner):
        if isinstance(node, ast.Call) and called(node) == "connect":
            yield from node.args
