"""A small file is replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.storage.durable import replace_durably


@pytest.mark.parametrize("sync", [True, False])
def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path, sync: bool):
    path = tmp_path / "pilihan.json"
    for content in (b"lama", b"baru"):
        replace_durably(path, content, sync=sync)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("pilihan.json", b"baru")]


@pytest.mark.parametrize("sync", [True, False])
def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path, sync: bool):
    path = tmp_path / "pilihan"
    path.mkdir()
    (path / "isi").write_bytes(b"lama")
    with pytest.raises(OSError, match="pilihan"):
        replace_durably(path, b"baru", sync=sync)
    assert [each.name for each in tmp_path.iterdir()] == ["pilihan"]
    assert (path / "isi").read_bytes() == b"lama"
