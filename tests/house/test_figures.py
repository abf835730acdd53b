"""The measures of the house, each on a few files made up for it, so that a figure of the table can be trusted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import figures, measuring
from tests.house.signals import declared_signals
from tests.house.sources import ROOT, Source, read_program


def made_up(root: Path, files: dict[str, str]) -> list[Source]:
    """The program of a tree with these files: path to text."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_program([root / name for name in files], root)


# what is read ---------------------------------------------------------------------------------------------------------


def test_the_program_is_what_stands_in_the_three_storeys_without_empty_files(tmp_path: Path):
    program = made_up(
        tmp_path,
        {"views/look.py": "A = 1\nB = 2\n", "views/__init__.py": "", "tests/test_look.py": "", "models/sop.toml": ""},
    )
    assert measuring.file_lengths(program) == {"views/look.py": 2}
    assert [(each.room, each.module) for each in program] == [("views", "views.look")]


def test_lengths_of_classes_and_functions_go_to_the_last_line_of_the_body(tmp_path: Path):
    text = "class Card:\n    def move(self):\n        def inner():\n            pass\n\n        return inner\n"
    program = made_up(tmp_path, {"models/board.py": text})
    assert measuring.class_lengths(program) == {"models/board.py:1:Card": 6}
    assert measuring.function_lengths(program) == {"models/board.py:2:move": 5, "models/board.py:3:inner": 2}


def test_functions_of_migrations_are_not_measured(tmp_path: Path):
    text = "def upgrade():\n    pass\n"
    program = made_up(tmp_path, {"models/migrations/versions/v1.py": text, "models/migrations/env.py": text})
    assert measuring.function_lengths(program) == {"models/migrations/env.py:1:upgrade": 2}


# imports --------------------------------------------------------------------------------------------------------------


def test_imports_are_found_however_they_are_written(tmp_path: Path):
    text = "import models.a\nfrom models import b\nfrom models.c import C\nimport os\ndef late():\n    import models.d"
    program = made_up(tmp_path, {"desktop/app.py": text, **{f"models/{name}.py": "" for name in "abcde"}})
    assert measuring.imports_of(program)["desktop.app"] == {"models.a", "models.b", "models.c", "models.d"}


def test_a_circle_is_found_and_one_for_typing_alone_is_told_apart(tmp_path: Path):
    typing = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from models.a import A\n"
    program = made_up(
        tmp_path,
        {"models/a.py": "import models.b", "models/b.py": "import models.c", "models/c.py": typing, "models/d.py": ""},
    )
    assert measuring.circles(measuring.imports_of(program)) == [{"models.a", "models.b", "models.c"}]
    assert measuring.circles(measuring.imports_of(program, for_typing=False)) == []


def test_floors_are_the_longest_chain_inside_the_room(tmp_path: Path):
    program = made_up(
        tmp_path,
        {
            "views/top.py": "import views.middle\nimport views.low",
            "views/middle.py": "import views.low",
            "views/low.py": "import views.board.cards\nimport models.sop",
            "views/board/cards.py": "import views.board.ink",
            "views/board/ink.py": "",
            "models/sop.py": "",
        },
    )
    assert {room: measuring.floors(program, room) for room in ("views", "views/board", "models", "desktop")} == {
        "views": 3, "views/board": 2, "models": 1, "desktop": 0,
    }  # fmt: skip


def test_a_circle_is_one_floor(tmp_path: Path):
    program = made_up(
        tmp_path, {"views/a.py": "import views.b", "views/b.py": "import views.a, views.c", "views/c.py": ""}
    )
    assert measuring.floors(program, "views") == 2


def test_a_small_file_that_is_used_once_is_reported_with_its_importer(tmp_path: Path):
    program = made_up(
        tmp_path,
        {
            "desktop/app.py": "import models.once, models.twice, models.long",
            "desktop/cli.py": "import models.twice",
            "models/once.py": "A = 1\n" * 39,
            "models/twice.py": "",
            "models/long.py": "A = 1\n" * 40,
            "models/never.py": "",
        },
    )
    assert measuring.small_and_used_once(program) == {"models/once.py": "desktop/app.py"}


def test_a_module_named_in_a_text_is_used_there(tmp_path: Path):
    program = made_up(
        tmp_path,
        {"desktop/app.py": "import models.sop", "desktop/cli.py": "load('models.sop')", "models/sop.py": ""},
    )
    assert measuring.small_and_used_once(program) == {}


# names ----------------------------------------------------------------------------------------------------------------


def test_a_class_or_an_alias_defined_in_two_files_is_a_homonym(tmp_path: Path):
    program = made_up(
        tmp_path,
        {
            "models/a.py": "class Page: ...\nclass Card: ...\nThen = int | str\nLIMIT = 1",
            "views/b.py": "class Page: ...\ntype Then = str\nLIMIT = 2\nclass Row:\n    class Row: ...",
        },
    )
    both = ["models/a.py", "views/b.py"]
    assert measuring.homonyms(program) == {"Page": both, "Then": both}


def test_a_class_named_as_one_that_is_imported_from_a_library_is_found(tmp_path: Path):
    program = made_up(
        tmp_path,
        {
            "models/board.py": "class Path: ...\nclass Card: ...\nclass Date: ...",
            "desktop/app.py": "from pathlib import Path, PurePath\nfrom models.board import Card",
            "desktop/cli.py": "from datetime import date as Date",
        },
    )
    assert measuring.borrowed_names(program) == {"Path": {"pathlib"}, "Date": {"datetime"}}


# journeys -------------------------------------------------------------------------------------------------------------


def test_whoever_takes_an_answer_is_counted(tmp_path: Path):
    text = """
class Moves:
    def _moved(self, card: Card, answer: Answer) -> None: ...
    async def _later(self, *, answer: "Answer | None") -> None: ...
    def tell(self, then: Callable[[Answer], None]) -> Answer: ...
def sentence(answer: Answer) -> str: ...
"""
    program = made_up(tmp_path, {"desktop/moves.py": text})
    assert measuring.takers(program, "Answer") == [
        "desktop/moves.py:6:sentence", "desktop/moves.py:3:_moved", "desktop/moves.py:4:_later",
    ]  # fmt: skip


def test_calls_are_counted_and_not_what_is_only_named(tmp_path: Path):
    text = "from functools import partial\nimport functools\npartial(f)(partial)\nfunctools.partial(f)\n# partial(f)"
    assert measuring.calls(made_up(tmp_path, {"desktop/moves.py": text}), "partial") == 2


def test_the_files_that_name_a_write_are_found_for_each_kind_of_write(tmp_path: Path):
    requests = "class Write: ...\nclass ProjectWrite(Write): ...\nclass SetFacts(ProjectWrite): ...\nclass Read: ..."
    program = made_up(
        tmp_path,
        {
            "models/requests.py": requests + "\nclass AddMember(Write): ...",
            "models/desk.py": "from models.requests import SetFacts as Facts",
            "desktop/moves.py": "import models.requests as m\nprint(m.SetFacts, 'AddMember')",
        },
    )
    assert measuring.files_naming_heirs(program, "Write") == {
        "SetFacts": {"models/requests.py", "models/desk.py", "desktop/moves.py"},
        "AddMember": {"models/requests.py"},
    }
    assert measuring.files_naming_heirs(program, "Nobody") == {}


SIGNALS = """
class Bar(QWidget):
    said = Signal(str)
    relayed = Signal()
    wrapped: Signal = Signal(int)
    both = Signal()
    handed = Signal()
    outside = Signal()
    silent = Signal()
    other = 1

    def build(self, row):
        row.said.connect(self.said)
        row.relayed.connect(self.relayed)
        row.chosen.connect(lambda: self.wrapped.emit(1))
        row.both.connect(self.both)
        row.outside.connect(self.outside)
        read(progress=self.handed.emit)
        self.said.emit("built")
        self.changed(lambda: self.both.emit())
"""


@pytest.mark.parametrize(
    ("name", "emitted", "forwarded", "wrapped", "only_forwards"),
    [
        ("said", 1, 1, 0, False),
        ("relayed", 0, 1, 0, True),
        ("wrapped", 0, 0, 1, True),
        ("both", 1, 1, 0, False),
        ("handed", 1, 0, 0, False),
        ("outside", 1, 1, 0, False),
        ("silent", 0, 0, 0, False),
    ],
)
def test_a_signal_only_forwards_when_nothing_emits_it_but_another_signal(
    tmp_path: Path, name: str, emitted: int, forwarded: int, wrapped: int, only_forwards: bool
):
    elsewhere = "def walk(dialog):\n    dialog.bar.outside.emit()\n"
    program = made_up(tmp_path, {"views/bar.py": SIGNALS, "desktop/tour.py": elsewhere})
    found = {each.place: each for each in declared_signals(program)}
    assert len(found) == 7
    signal = found[f"views/bar.py:Bar.{name}"]
    assert (signal.emitted, signal.forwarded, signal.wrapped) == (emitted, forwarded, wrapped)
    assert signal.only_forwards is only_forwards


def test_a_signal_that_an_heir_emits_does_not_only_forward(tmp_path: Path):
    text = "class Lane:\n    back = Signal()\n    def a(self, it):\n        it.back.connect(self.back)\n"
    heir = "class Child(Lane):\n    def b(self):\n        self.back.emit()\n"
    assert [each.only_forwards for each in declared_signals(made_up(tmp_path, {"desktop/a.py": text}))] == [True]
    both = made_up(tmp_path, {"desktop/a.py": text, "desktop/b.py": heir})
    assert [each.only_forwards for each in declared_signals(both)] == [False]


# the table ------------------------------------------------------------------------------------------------------------


def test_the_table_says_what_was_measured_beside_what_is_wanted(tmp_path: Path):
    program = made_up(
        tmp_path,
        {
            "desktop/app.py": "import models.requests\npartial(f)\n",
            "models/requests.py": "class Write: ...\nclass SetFacts(Write): ...\ndef tell(answer: Answer): ...\n",
            "models/records/cards.py": "import models.records.people\n",
            "models/records/people.py": "",
        },
    )
    lines = {line.split("  ")[0]: line.split()[-6:] for line in figures.table(program).splitlines()}
    assert lines["desktop: files in its top room"][-4:] == ["1", "at", "most", "15"]
    assert lines["models/records: files, floors"][-6:] == ["2,", "2", "at", "most", "20", "files"]
    assert lines["`partial(` calls"][-4:] == ["1", "at", "most", "25"]
    assert lines["functions and methods that take an `answer`"][-4:] == ["1", "at", "most", "15"]


def test_the_script_prints_the_table_of_this_tree():
    done = subprocess.run(
        [sys.executable, "-m", "tests.house.figures"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].split() == ["figure", "now", "wanted"]
    assert "\nHomonyms:" in done.stdout
