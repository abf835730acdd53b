"""What can be counted in the program by reading its code: sizes, imports, names, journeys. Pure functions."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tests.house.sources import PACKAGES, Source

type Sources = Sequence[Source]
type Imports = Mapping[str, set[str]]
type Function = ast.FunctionDef | ast.AsyncFunctionDef

LONGEST_FILE, LONGEST_CLASS, LONGEST_FUNCTION = 450, 250, 50
"""Lines at which each stops."""
SMALL_FILE = 40
"""Lines under which a file that is used once needs a reason."""

# sizes ---------------------------------------------------------------------------------------------------------------


def file_lengths(sources: Sources) -> dict[str, int]:
    """File to its lines."""
    return {each.name: each.lines for each in sources}


def class_lengths(sources: Sources) -> dict[str, int]:
    """ "file:line:Class" to its lines."""
    return {_place(each, node): _span(node) for each in sources for node in each.nodes(ast.ClassDef)}


def function_lengths(sources: Sources) -> dict[str, int]:
    """ "file:line:function" to its lines, nested functions too; not those of Alembic's versions, which list tables."""
    written = [each for each in sources if "/versions/" not in each.name]
    return {_place(each, node): _span(node) for each in written for node in _functions(each)}


def _place(source: Source, node: ast.ClassDef | Function) -> str:
    return f"{source.name}:{node.lineno}:{node.name}"


def _span(node: ast.ClassDef | Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _functions(source: Source) -> Iterator[Function]:
    return source.nodes(ast.FunctionDef, ast.AsyncFunctionDef)


# imports -------------------------------------------------------------------------------------------------------------


def imports_of(sources: Sources, *, for_typing: bool = True) -> dict[str, set[str]]:
    """Module to the modules of the program that it imports, wherever in its file the import stands.

    for_typing: also what stands under `if TYPE_CHECKING`, and so is never imported when the program runs.
    """
    known = {each.module for each in sources}
    found = {}
    for each in sources:
        unseen = set() if for_typing else set(_for_typing(each))
        nodes = [node for node in each.nodes(ast.Import, ast.ImportFrom) if node not in unseen]
        found[each.module] = {name for node in nodes for name in _targets(node, known)}
    return found


def _for_typing(source: Source) -> Iterator[ast.AST]:
    for branch in source.nodes(ast.If):
        if ast.unparse(branch.test).endswith("TYPE_CHECKING"):
            yield from (node for statement in branch.body for node in ast.walk(statement))


def _targets(node: ast.Import | ast.ImportFrom, known: set[str]) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names} & known
    return {name for alias in node.names for name in (node.module, f"{node.module}.{alias.name}") if name in known}


def small_and_used_once(sources: Sources, below: int = SMALL_FILE) -> dict[str, str]:
    """File of fewer lines than `below` to the one file of the program that imports it.

    A file that names a module in a text, as `importlib.import_module("desktop.app")` does, imports it too.
    """
    importers: dict[str, set[str]] = {each.module: set() for each in sources}
    imports = imports_of(sources)
    for each in sources:
        named = {node.value for node in each.nodes(ast.Constant) if isinstance(node.value, str)}
        for target in imports[each.module] | (named & importers.keys()):
            importers[target].add(each.name)
    small = [each for each in sources if each.lines < below and len(importers[each.module]) == 1]
    return {each.name: next(iter(importers[each.module])) for each in small}


def circles(imports: Imports) -> list[set[str]]:
    """The groups of modules that import each other, directly or by way of others."""
    below = {module: _reach(imports, module) for module in imports}
    rings = [{other for other in seen if module in below[other]} for module, seen in below.items() if module in seen]
    return [ring for place, ring in enumerate(rings) if ring not in rings[:place]]


def _reach(imports: Imports, start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(imports[start])
    while waiting:
        if (module := waiting.pop()) not in seen:
            seen.add(module)
            waiting.extend(imports[module])
    return seen


def floors(sources: Sources, room: str) -> int:
    """Files on the longest chain of imports inside a room; its own folders do not count. A circle is one floor."""
    inside = [each for each in sources if each.room == room]
    imports = imports_of(inside)
    rings = circles(imports)
    depths: dict[str, int] = {}

    def depth(module: str) -> int:
        if module not in depths:
            ring = next((ring for ring in rings if module in ring), {module})
            below = {name for each in ring for name in imports[each]} - ring
            depths.update(dict.fromkeys(ring, 1 + max(map(depth, below), default=0)))
        return depths[module]

    return max(map(depth, imports), default=0)


# names ---------------------------------------------------------------------------------------------------------------


def homonyms(sources: Sources) -> dict[str, list[str]]:
    """Name of a class or a type alias to the files that define it, where they are two or more."""
    places: dict[str, list[str]] = defaultdict(list)
    for each in sources:
        for name in _classes(each) | _aliases(each):
            places[name].append(each.name)
    return {name: files for name, files in places.items() if len(files) > 1}


def borrowed_names(sources: Sources) -> dict[str, set[str]]:
    """Name of a class of ours to the libraries from which the program imports something by the same bare name."""
    ours = {name for each in sources for name in _classes(each)}
    found: dict[str, set[str]] = defaultdict(set)
    for node in (node for each in sources for node in each.nodes(ast.ImportFrom)):
        if node.module and node.module.partition(".")[0] not in PACKAGES:
            for name in {alias.asname or alias.name for alias in node.names} & ours:
                found[name].add(node.module)
    return dict(found)


def _classes(source: Source) -> set[str]:
    return {node.name for node in source.nodes(ast.ClassDef)}


def _aliases(source: Source) -> set[str]:
    """`type Then = …`, and what is assigned at the top to a name written as a class's: `Then = Callable[…]`."""
    told = {node.name.id for node in source.nodes(ast.TypeAlias)}
    assigned = [node.targets[0] for node in source.tree.body if isinstance(node, ast.Assign)]
    names = {node.id for node in assigned if isinstance(node, ast.Name)}
    return told | {name for name in names if name[0].isupper() and not name.isupper()}


# journeys ------------------------------------------------------------------------------------------------------------


def takers(sources: Sources, kind: str) -> list[str]:
    """Every function and method with a parameter that is annotated `kind` or `kind | None`: "file:line:name"."""
    return [_place(each, node) for each in sources for node in _functions(each) if _takes(node, kind)]


def _takes(node: Function, kind: str) -> bool:
    parameters = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
    kinds = {ast.unparse(each.annotation).strip("'\"") for each in parameters if each.annotation}
    return not kinds.isdisjoint({kind, f"{kind} | None"})


def calls(sources: Sources, name: str) -> int:
    """How often something of this name is called, alone (`partial(`) or of an object (`self.tr(`)."""
    return sum(called(node) == name for each in sources for node in each.nodes(ast.Call))


def called(node: ast.AST | None) -> str:
    """The bare name of what is called there: "emit"; "" where nothing is called or it has no name."""
    called = node.func if isinstance(node, ast.Call) else None
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def files_naming_heirs(sources: Sources, parent: str) -> dict[str, set[str]]:
    """Class of the program that descends from `parent` and has no heir itself, to the files whose code names it."""
    parents = {node.name: set(map(ast.unparse, node.bases)) for each in sources for node in each.nodes(ast.ClassDef)}
    family = {parent}
    while grown := {name for name, above in parents.items() if above & family} - family:
        family |= grown
    leaves = {name for name in family - {parent} if not any(name in above for above in parents.values())}
    naming: dict[str, set[str]] = {name: set() for name in leaves}
    for each in sources:
        used = {node.id for node in each.nodes(ast.Name)} | {node.attr for node in each.nodes(ast.Attribute)}
        for name in leaves & (used | {node.name for node in each.nodes(ast.alias, ast.ClassDef)}):
            naming[name].add(each.name)
    return naming
