"""A SOP file is read whole or refused with the place and the problem; a stored one comes back the same."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from models.errors import BadSop
from models.sop import reading
from models.sop.procedure import (
    Decision,
    DocumentKind,
    Fact,
    FactColumn,
    Identity,
    Performer,
    Role,
    Sop,
    StandardTime,
    Step,
)

SHIPPED = (Path(__file__).parents[3] / "resources" / "sop" / "sop-057-17000-2025.toml").read_text(encoding="utf-8")
SECOND_FILE = Path(__file__).parents[1] / "second_sop.toml"
SECOND = SECOND_FILE.read_text(encoding="utf-8")


def refusal(text: str | bytes, name: str = "sop.toml") -> BadSop:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(BadSop) as caught:
        reading.parse(content, name)
    assert caught.value.facts["file"] == name
    assert caught.value.facts["place"]
    return caught.value


def changed(old: str, new: str, text: str = SECOND) -> str:
    assert old in text
    return text.replace(old, new, 1)


def line_of(text: str, start: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def problem(old: str, new: str) -> str:
    return str(refusal(changed(old, new)).facts["problem"])


def test_a_second_procedure_with_other_steps_roles_and_documents_is_read() -> None:
    sop = reading.read(SECOND_FILE)
    assert [step.title for step in sop.steps] == ["Usulan", "Penulisan", "Penyuntingan", "Pemeriksaan", "Terbit"]
    assert [role.code for role in sop.roles] == ["penulis", "penyunting", "kepala"]
    assert sop.version == 3
    assert sop.step(2).documents[1] == DocumentKind("DATA", "Lampiran data", 2, required=False, link=True)
    assert sop.step(2).facts[0].columns[1] == FactColumn(
        "state", "Keadaan", choices=(("ready", "Siap"), ("draft", "Konsep"))
    )
    assert sop.decision("approve").accepts == (("verdict", ("print",)),)
    assert sop.decision("straight_to_check").roles == ("penyunting", "kepala")


@pytest.mark.parametrize("text", [SHIPPED, SECOND])
def test_a_stored_sop_comes_back_equal(text: str) -> None:
    sop = reading.parse(text.encode(), "sop.toml")
    assert reading.load(reading.dump(sop)) == sop
    assert reading.dump(reading.load(reading.dump(sop))) == reading.dump(sop)


def test_the_hash_is_that_of_the_content_and_not_of_version_or_layout() -> None:
    sop = reading.parse(SECOND.encode(), "a.toml")
    values = json.loads(reading.dump(sop))
    del values["version"]
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert sop.hash == hashlib.sha256(canonical.encode()).hexdigest()
    again = reading.parse(changed("version = 3", "version = 7").replace("\n", "\r\n").encode(), "b.toml")
    assert again.hash == sop.hash
    assert again == replace(sop, version=7)
    assert reading.parse(changed("Judul buku", "Nama buku").encode(), "c.toml").hash != sop.hash


def test_a_spelled_out_default_changes_neither_sop_nor_hash() -> None:
    spelled = changed('code = "USUL"\n', 'code = "USUL"\nrequired = true\nlink = false\nform = ""\n')
    assert reading.parse(spelled.encode(), "x") == reading.parse(SECOND.encode(), "x")


def test_every_field_of_the_shapes_can_be_written_in_the_file() -> None:
    """A field added to models/sop/procedure.py and forgotten by the reader would silently stay at its default."""
    source = Path(reading.__file__).read_text(encoding="utf-8")
    for shape in (Sop, Identity, Role, Step, StandardTime, Performer, DocumentKind, Fact, FactColumn, Decision):
        for each in fields(shape):
            if each.name not in ("hash", "step"):
                assert f'"{each.name}"' in source, f"{shape.__name__}.{each.name} is never read"


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert reading.parse(b"\xef\xbb\xbf" + SECOND.encode(), "x") == reading.parse(SECOND.encode(), "x")


def test_a_slip_of_syntax_is_refused_with_its_line() -> None:
    wrong = changed('code = "penyunting"', 'code = "penyunting')
    error = refusal(wrong)
    assert error.facts["problem"] == "syntax"
    assert str(error.facts["place"]).startswith(f"baris {line_of(wrong, 'code = "penyunting')}, kolom ")


def test_a_file_cut_off_in_the_middle_is_refused_at_its_end() -> None:
    error = refusal(SECOND[: SECOND.index("Judul buku") + 3])
    assert error.facts["problem"] == "syntax"
    assert str(error.facts["place"]).startswith("baris ")


def test_bad_utf8_is_refused_with_its_line_and_byte() -> None:
    content = SECOND.encode()
    at = content.index(b"Penerbitan Buku")
    error = refusal(content[:at] + b"\xff" + content[at:])
    assert error.facts["problem"] == "bad_encoding"
    assert error.facts["place"] == f"baris {line_of(SECOND, 'name = "Penerbitan')}, bita ke-{at + 1}"
    assert refusal(b"\xef\xbb\xbf\xff").facts["place"] == "baris 1, bita ke-4"


def test_lines_inside_a_long_text_are_no_keys() -> None:
    quotes = '"' * 3
    long = changed(
        'activity = "Menyunting naskah"', f"activity = {quotes}\nMenyunting\n[[steps]]\nnumber = 9\n{quotes}"
    )
    wrong = changed("minimum = 1, maximum = 3", "minimum = 4, maximum = 3", long)
    line = line_of(wrong, "standard = { minimum = 4")
    assert refusal(wrong).facts["place"] == f"baris {line} (steps[3].standard)"


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x00\x01", b"SQLite format 3\x00", b"%PDF-1.7", b"[" * 50_000])
def test_something_else_than_a_sop_is_refused(content: bytes) -> None:
    assert refusal(content).facts["problem"] in ("missing_key", "syntax")


def test_a_huge_file_is_refused_before_it_is_parsed() -> None:
    assert refusal(b"#" * (reading.LARGEST_FILE + 1)).facts["problem"] == "too_large"


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "tidak-ada.toml"):
        with pytest.raises(BadSop) as caught:
            reading.read(path)
        assert caught.value.facts["problem"] == "unreadable"
        assert caught.value.facts["file"] == path.name


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", '{"code": 3}', "[" * 100_000, '{"code": "\\ud800"}'])
def test_a_damaged_stored_sop_is_refused(text: str) -> None:
    with pytest.raises(BadSop):
        reading.load(text, "sop_version")


def test_an_unknown_role_names_its_line_and_key() -> None:
    wrong = changed('roles = ["penyunting", "kepala"]', 'roles = ["penyunting", "kepalla"]')
    error = refusal(wrong)
    assert error.facts["problem"] == "unknown_role"
    assert error.facts["value"] == "kepalla"
    assert error.facts["place"] == f"baris {line_of(wrong, 'roles = ["penyunting"')} (steps[2].decisions[2].roles)"


def test_a_minimum_above_the_maximum_names_its_step() -> None:
    wrong = changed("minimum = 1, maximum = 3", "minimum = 4, maximum = 3")
    error = refusal(wrong)
    assert error.facts["problem"] == "minimum_above_maximum"
    line = line_of(wrong, "standard = { minimum = 4")
    assert error.facts["place"] == f"baris {line} (steps[3].standard)"


def test_a_fault_inside_an_inline_table_names_the_line_of_its_key() -> None:
    wrong = changed('{ code = "terms", label = "Istilah" }', '{ code = "terms", label = 5 }')
    error = refusal(wrong)
    assert (error.facts["problem"], error.facts["expected"], error.facts["found"]) == ("wrong_type", "text", "number")
    line = line_of(wrong, 'choices = [{ code = "spelling"')
    assert error.facts["place"] == f"baris {line} (steps[3].facts[1].choices[2].label)"


def test_a_missing_key_names_the_table_that_lacks_it() -> None:
    wrong = changed('label = "Teruskan ke pemeriksaan"\n', "")
    error = refusal(wrong)
    assert (error.facts["problem"], error.facts["key"]) == ("missing_key", "label")
    line = line_of(wrong, 'code = "pass_on"') - 1
    assert error.facts["place"] == f"baris {line} (steps[3].decisions[1].label)"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('role = "kepala", proposal', 'role = "direktur", proposal', "unknown_role"),
        ('holders = ["kepala"]', 'holders = ["direktur"]', "unknown_role"),
        ('involved = ["penyunting"]', 'involved = ["direktur"]', "unknown_role"),
        ('kind = "text"\nbinds = "team"', 'kind = "member"\nrole = "direktur"\nbinds = "coordinator"', "unknown_role"),
        ("target = 5\ndemand", "target = 6\ndemand", "unknown_step"),
        ("targets = [1]", "targets = [9]", "unknown_step"),
        ("targets = [1]\n", "", "target_missing"),
        ('kind = "close"', 'kind = "close"\ntarget = 2', "target_not_for_kind"),
        ('kind = "close"', 'kind = "close"\ntargets = [2]', "target_not_for_kind"),
        ('kind = "return"\ntarget = 2', 'kind = "return"\ntarget = 5', "wrong_direction"),
        ('kind = "return"\ntarget = 2', 'kind = "return"\ntarget = 3', "wrong_direction"),
        ('kind = "forward"\ntarget = 3', 'kind = "forward"\ntarget = 1', "wrong_direction"),
        ('kind = "forward"\ntarget = 3', 'kind = "forward"', "target_missing"),
        ('kind = "forward"\ntarget = 3', 'kind = "skip"\ntarget = 3', "no_forward"),
        ('kind = "close"', 'kind = "cancel"', "no_close"),
        ("number = 4", "number = 3", "doubled_code"),
        ("number = 5", "number = 6", "step_gap"),
        ("number = 5", "number = 0", "out_of_range"),
        ('code = "penyunting"', 'code = "penulis"', "doubled_code"),
        ('code = "NASKAH"', 'code = "Usul"', "doubled_code"),
        ('key = "verdict"', 'key = "unit"', "doubled_code"),
        ('code = "rework"\nlabel', 'code = "propose"\nlabel', "doubled_code"),
        ('code = "terms"', 'code = "spelling"', "doubled_code"),
        ('key = "state"', 'key = "title"', "doubled_code"),
        ('code = "draft"', 'code = "ready"', "doubled_code"),
        ('binds = "team"', 'binds = "project_name"', "doubled_code"),
        ('binds = "team"\n', "", "missing_binding"),
        ('binds = "project_name"\n', "", "missing_binding"),
        ('binds = "team"', 'binds = "tim"', "unknown_value"),
        ('binds = "team"', 'binds = "letter_date"', "wrong_kind_for_binding"),
        ('unit = "week"', 'unit = "minggu"', "unknown_value"),
        ('kind = "checklist"', 'kind = "daftar"', "unknown_value"),
        ('kind = "reject"', 'kind = "tolak"', "unknown_value"),
        ('code = "BUKU"', 'code = "BUKU"\nform = "poster"', "unknown_value"),
        ('code = "BUKU"', 'code = "../BUKU"', "bad_code"),
        ('code = "BUKU"', 'code = ""', "blank"),
        ('title = "Terbit"', 'title = "  "', "blank"),
        ('title = "Terbit"', 'title = "Ter\\u0000bit"', "bad_text"),
        ('title = "Terbit"', 'titel = "Terbit"', "missing_key"),
        ('title = "Terbit"', 'title = "Terbit"\nwarna = "merah"', "unknown_key"),
        ('title = "Terbit"', "title = 2026-11-22", "wrong_type"),
        ("demand = true", 'demand = "ya"', "wrong_type"),
        ("demand = true", "demand = 1", "wrong_type"),
        ("number = 5", "number = true", "wrong_type"),
        ("minimum = 1, maximum = 5", "minimum = 1, maximum = 5000", "out_of_range"),
        ("minimum = 1, maximum = 5", "minimum = 0, maximum = 0", "out_of_range"),
        ("minimum = 1, maximum = 5", "minimum = -1, maximum = 5", "out_of_range"),
        ("minimum = 1, maximum = 5", "minimum = 1.5, maximum = 5", "wrong_type"),
        ("confidence = 0.5", "confidence = 1.5", "out_of_range"),
        ("confidence = 0.5", "confidence = nan", "out_of_range"),
        ("confidence = 0.5", "confidence = true", "wrong_type"),
        ('involved = ["penyunting"]', "involved = [1]", "wrong_type"),
        ('involved = ["penyunting"]', 'involved = "penyunting"', "wrong_type"),
        ('fact = "verdict"', 'fact = "putusan"', "unknown_fact"),
        ('fact = "verdict"', 'fact = "book_title"', "unknown_fact"),
        ('kind = "choice"\nfresh', 'kind = "checklist"\nfresh', "unknown_choice"),
        ('codes = ["print"]', 'codes = ["cetak"]', "unknown_choice"),
        ('codes = ["print"]', "codes = []", "unknown_choice"),
        ('kind = "text"\nbinds = "team"', 'kind = "choice"\nbinds = "team"', "needs_choices"),
        ('kind = "text"\nbinds = "team"', 'kind = "rows"\nbinds = "team"', "needs_columns"),
        ('kind = "text"\nbinds = "team"', 'kind = "text"\nfuture = true\nbinds = "team"', "not_for_kind"),
        ('kind = "text"\nbinds = "team"', 'kind = "text"\nrole = "kepala"\nbinds = "team"', "not_for_kind"),
        ('performers = [{ role = "penyunting", proposal = false }]', "performers = []", "empty"),
        ('performers = [{ role = "penyunting", proposal = false }]', 'performers = ["penyunting"]', "wrong_type"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(old: str, new: str, expected: str) -> None:
    error = refusal(changed(old, new))
    assert error.facts["problem"] == expected
    assert re.match(r"baris \d+ \(.+\)$", str(error.facts["place"]))


def test_a_decision_cannot_depend_on_a_fact_of_another_step() -> None:
    wrong = changed('code = "hand_in"\n', 'code = "hand_in"\naccepts = [{ fact = "verdict", codes = ["print"] }]\n')
    assert refusal(wrong).facts["problem"] == "unknown_fact"


def test_a_step_that_no_decision_leads_to_is_refused() -> None:
    wrong = changed('kind = "forward"\ntarget = 3', 'kind = "forward"\ntarget = 4')
    assert reading.parse(wrong.encode(), "still reached by the return").step(3)
    error = refusal(changed('kind = "return"\ntarget = 3', 'kind = "return"\ntarget = 2', wrong))
    assert (error.facts["problem"], error.facts["step"]) == ("unreachable_step", 3)
    followed = changed('kind = "return"\ntarget = 3', 'kind = "return"\ntarget = 2', wrong)
    assert reading.parse(changed("targets = [1]", "targets = [1, 3]", followed).encode(), "reached by a child")


def test_a_sop_without_steps_or_roles_is_refused() -> None:
    head = SECOND[: SECOND.index("[[roles]]")]
    assert refusal(head).facts["key"] == "roles"
    assert refusal("steps = []\n" + SECOND[: SECOND.index("[[steps]]")]).facts["problem"] == "empty"
    assert refusal("steps = 5\n" + SECOND[: SECOND.index("[[steps]]")]).facts["problem"] == "wrong_type"


def test_the_same_table_written_twice_is_refused() -> None:
    assert problem("[[roles]]", "[identity]\n[[roles]]") == "syntax"
