"""The figures that say how the house stands, measured on the tree beside: `python -m tests.house.figures`.

Printed as a table (figure, now, wanted), then the small files that are used once and the names with two meanings.
"""

from __future__ import annotations

import sys
from statistics import median

from tests.house import measuring, signals
from tests.house.measuring import Sources
from tests.house.sources import python_files, read_program

SMALL_ROOMS = ("models/records", "models/storage", "models/documents", "models/administration")
"""The rooms of the database and the documents."""

type Row = tuple[str, str, str]
"""figure, now, wanted."""


def sizes(program: Sources) -> list[Row]:
    """How much there is, and the longest of each kind."""
    lengths = (
        ("file", measuring.file_lengths(program), measuring.LONGEST_FILE),
        ("class", measuring.class_lengths(program), measuring.LONGEST_CLASS),
        ("function", measuring.function_lengths(program), measuring.LONGEST_FUNCTION),
    )
    lines = sum(each.lines for each in program)
    rows = [("files / lines of program", f"{len(program)} / {lines}", "about 300 / at most 42500")]
    for kind, found, limit in lengths:
        longest = max(found, key=found.__getitem__)
        rows.append((f"longest {kind}", f"{found[longest]} ({longest})", f"at most {limit}"))
    return rows


def rooms(program: Sources) -> list[Row]:
    """Files and floors of the rooms of models, files in the top room of desktop, imports in circles."""
    files = {room: sum(each.room == room for each in program) for room in sorted({each.room for each in program})}
    wanted = dict.fromkeys(SMALL_ROOMS, "at most 20 files")
    always, running = (
        measuring.circles(measuring.imports_of(program, for_typing=for_typing)) for for_typing in (True, False)
    )
    small = measuring.small_and_used_once(program)
    return [
        *(
            (f"{room}: files, floors", f"{number}, {measuring.floors(program, room)}", wanted.get(room, ""))
            for room, number in files.items()
            if room.startswith("models") and not room.endswith("versions")
        ),
        ("desktop: files in its top room", str(files["desktop"]), "at most 15"),
        ("import circles / those when the program runs", f"{len(always)} / {len(running)}", "0 / 0"),
        (f"files under {measuring.SMALL_FILE} lines with one importer", str(len(small)), "each with a reason"),
    ]


def names(program: Sources) -> list[Row]:
    """Words with two meanings."""
    borrowed = measuring.borrowed_names(program)
    return [
        ("homonyms (classes and type aliases with two meanings)", str(len(measuring.homonyms(program))), "0"),
        ("class names that a library's class has beside them", str(len(borrowed)), "0"),
    ]


def journeys(program: Sources) -> list[Row]:
    """What cuts a journey into pieces, and what is told on the way."""
    declared = signals.declared_signals(program)
    forwarding = [each for each in declared if each.only_forwards]
    straight = sum(not each.wrapped for each in forwarding)
    naming = measuring.files_naming_heirs(program, "Write")
    return [
        ("functions and methods that take an `answer`", str(len(measuring.takers(program, "Answer"))), "at most 15"),
        ("`partial(` calls", str(measuring.calls(program, "partial")), "at most 25"),
        ("signals", str(len(declared)), ""),
        ("signals that only forward", f"{len(forwarding)} ({straight} without a lambda)", "at most 25"),
        ("files that name a write, the middle one of all writes", f"{median(map(len, naming.values())):g}", "4"),
        ("`tr(` calls", str(measuring.calls(program, "tr")), "0"),
    ]


def table(program: Sources) -> str:
    """The rows in three columns under a head, each as wide as its longest text."""
    rows = [("figure", "now", "wanted"), *sizes(program), *rooms(program), *names(program), *journeys(program)]
    figure, now = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "\n".join(f"{row[0]:{figure}}  {row[1]:{now}}  {row[2]}".rstrip() for row in rows)


def main() -> None:
    """Print the table of this tree, and what stands behind three of its figures."""
    program = read_program(python_files())
    small = [f"  {file} (by {importer})" for file, importer in measuring.small_and_used_once(program).items()]
    double = [f"  {name}: {', '.join(files)}" for name, files in sorted(measuring.homonyms(program).items())]
    beside = [f"  {name}: {', '.join(sorted(of))}" for name, of in sorted(measuring.borrowed_names(program).items())]
    parts = [
        table(program),
        "\n".join([f"Files under {measuring.SMALL_FILE} lines with one importer:", *small]),
        "\n".join(["Homonyms:", *double]),
        "\n".join(["Class names of ours that a library has too:", *beside]),
    ]
    sys.stdout.write("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
