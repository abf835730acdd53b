"""The outbox keeps a write exactly, and survives broken files."""

from __future__ import annotations

import json
from datetime import date, datetime
from uuid import uuid4

import pytest

from desktop.workers.outbox import KeptWrite, Outbox
from desktop.workers.plain_values import from_plain, to_plain
from models.office_mark import OfficeMark
from models.requests import Attachment, FindingNote, HoldProject, RequestProject, TakeDecision


def decision() -> TakeDecision:
    return TakeDecision(
        operation_id=uuid4().hex,
        note="catatan",
        project_id=14,
        version=3,
        decision="submit_srs",
        reason="karena …",
        facts={"a": "teks", "b": ["satu", "dua"], "c": [{"x": "1"}]},
        attachments=(Attachment("SRS", "C:\\berkas\\srs.pdf", "srs.pdf", letter_date=date(2026, 11, 22)),),
        findings=(FindingNote(description="cacat"),),
    )


def test_a_kept_write_comes_back_equal(tmp_path):
    box = Outbox(tmp_path / "kotak", "S:/lajur.db")
    request = decision()
    box.keep(KeptWrite("ratna", request))
    assert box.leftovers() == (KeptWrite("ratna", request),)
    box.drop(request.operation_id)
    assert box.leftovers() == ()


def test_a_kept_write_remembers_for_which_office_it_was_meant(tmp_path):
    box = Outbox(tmp_path, "S:/lajur.db")
    kept = KeptWrite("ratna", decision(), OfficeMark("6f1c", 29_000_000))
    box.keep(kept)
    assert box.leftovers() == (kept,)


def test_a_file_of_an_older_lajur_knows_no_office_and_is_read_all_the_same(tmp_path):
    box = Outbox(tmp_path, "S:/lajur.db")
    request = decision()
    box.keep(KeptWrite("ratna", request))
    path = tmp_path / f"{request.operation_id}.json"
    content = json.loads(path.read_text("utf-8"))
    del content["office"]
    path.write_text(json.dumps(content), "utf-8")
    assert box.leftovers() == (KeptWrite("ratna", request),)


def test_a_file_that_goes_while_the_folder_is_read_hides_no_other(tmp_path):
    box = Outbox(tmp_path, "p")
    (tmp_path / "a.json").symlink_to(tmp_path / "sudah tiada")
    kept = KeptWrite("ratna", decision())
    box.keep(kept)
    assert box.leftovers() == (kept,)


def test_writes_of_another_database_are_left_alone(tmp_path):
    Outbox(tmp_path, "S:/lajur.db").keep(KeptWrite("ratna", decision()))
    assert Outbox(tmp_path, "T:/lain.db").leftovers() == ()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"place": "p", "login": "x", "request": {"@": "os"}}', '{"place": "p"}']
)
def test_a_broken_file_is_left_alone_and_hides_no_other(tmp_path, content):
    box = Outbox(tmp_path, "p")
    (tmp_path / "a.json").write_text(content, "utf-8")
    request = HoldProject(operation_id="b", project_id=1, version=1, reason="menunggu", expected=date(2026, 12, 1))
    box.keep(KeptWrite("ratna", request))
    assert box.leftovers() == (KeptWrite("ratna", request),)


def test_a_request_without_facts_comes_back_too():
    request = RequestProject(operation_id="a")
    assert from_plain(to_plain(request, named=True)) == request


def test_plain_values_for_scripts_carry_no_class_names():
    assert to_plain({"at": datetime(2026, 11, 22, 9, 15), "of": (1, None)}) == {
        "at": "2026-11-22T09:15:00",
        "of": [1, None],
    }
    with pytest.raises(TypeError):
        to_plain(object())
