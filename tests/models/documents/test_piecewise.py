"""A document read piece by piece is judged as if it were read at once."""

from __future__ import annotations

import hashlib
import os

import pytest

from models.documents.piecewise import PIECE, PieceByPiece
from models.documents.store import DocumentStore
from models.errors import DamageFound


@pytest.fixture
def store(tmp_path) -> DocumentStore:
    (tmp_path / "Dokumen").mkdir()
    return DocumentStore(tmp_path / "Dokumen")


@pytest.fixture
def pieces(store):
    made = PieceByPiece(store)
    yield made
    made.close()


def put(store: DocumentStore, name: str, content: bytes) -> tuple[str, str, int]:
    (store.root / name).write_bytes(content)
    return name, hashlib.sha256(content).hexdigest(), len(content)


def asked(pieces: PieceByPiece, *document) -> list[bool | None]:
    told = []
    while not told or told[-1] is None:
        told.append(pieces.check(*document))
    return told


def test_a_large_document_takes_a_call_for_each_megabyte(store, pieces):
    document = put(store, "srs.docx", os.urandom(3 * PIECE + 5))
    assert asked(pieces, *document) == [None, None, None, None, True]


@pytest.mark.parametrize("size", [0, 1, PIECE])
def test_a_document_of_any_size_is_found_intact(store, pieces, size):
    assert asked(pieces, *put(store, "a.pdf", b"x" * size))[-1] is True


def test_one_changed_byte_is_found(store, pieces):
    name, sha256, size = put(store, "a.pdf", b"x" * 2 * PIECE)
    (store.root / name).write_bytes(b"x" * (2 * PIECE - 1) + b"y")
    assert asked(pieces, name, sha256, size)[-1] is False


def test_a_missing_file_a_folder_and_another_size_are_not_intact(store, pieces):
    name, sha256, size = put(store, "a.pdf", b"x")
    (store.root / "folder").mkdir()
    assert asked(pieces, "tidak ada.pdf", sha256, size) == [False]
    assert asked(pieces, "folder", sha256, size) == [False]
    assert asked(pieces, name, sha256, 2) == [False]


def test_beginning_another_document_begins_the_first_anew(store, pieces):
    one, other = put(store, "a", os.urandom(2 * PIECE)), put(store, "b", os.urandom(2 * PIECE))
    assert pieces.check(*one) is None
    assert asked(pieces, *other)[-1] is True
    assert asked(pieces, *one) == [None, None, True]


def test_a_record_that_points_out_of_the_folder_is_damage(pieces):
    with pytest.raises(DamageFound):
        pieces.check("../lajur.db", "", 0)
