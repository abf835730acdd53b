"""Folders, settings, identity: this computer's side of the program."""

from __future__ import annotations

import getpass
import json
import sys

import platformdirs
import pytest

from desktop import identity
from desktop.paths import Folders, resource
from desktop.settings import Settings, read_settings, write_settings


def test_all_user_folders_can_be_put_under_one_place(tmp_path):
    folders = Folders.find({"LAJUR_HOME": str(tmp_path)})
    for each in (folders.settings, folders.outbox, folders.training, folders.copies, folders.last_seen, folders.log):
        assert each.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_an_override_the_folders_are_the_users_own():
    assert Folders.find({}).data == platformdirs.user_data_path("lajur" if sys.platform == "linux" else "Lajur", False)


def test_shipped_files_lie_beside_the_program():
    assert resource("sop").name == "sop"
    assert resource("icons").is_dir()


def test_settings_come_back_as_they_were_saved(tmp_path):
    path = tmp_path / "baru" / "settings.json"
    chosen = Settings(database="S:/TIP/lajur.db", text_scale=1.15, person="ratna")
    write_settings(path, chosen)
    assert read_settings(path) == chosen
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"theme": 7, "text_scale": "besar", "other": 1}', "\udcff"]
)
def test_broken_settings_fall_back_to_the_defaults(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert read_settings(path) == Settings()


def test_one_wrong_setting_does_not_cost_the_others(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": 7, "paper": "F4"}), "utf-8")
    assert read_settings(path) == Settings(paper="F4")


def test_a_folder_that_cannot_be_written_costs_no_exception(tmp_path):
    blocked = tmp_path / "berkas"
    blocked.write_text("", "utf-8")
    write_settings(blocked / "settings.json", Settings())
    assert read_settings(blocked / "settings.json") == Settings()


def test_the_account_is_the_processes_own_and_not_the_environments(monkeypatch):
    real = identity.login()
    for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "kepala")
    assert getpass.getuser() == "kepala"
    assert identity.login() == real != "kepala"
    assert identity.workstation()
