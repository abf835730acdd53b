"""A place is a file or an address; no password leaves the address that was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from models import places


@pytest.mark.parametrize(
    "place", ["postgresql://h/d", "postgres://u@h", "PostgreSQL://h", " postgresql:///d?host=/run"]
)
def test_an_address_of_a_server_is_known(place: str):
    assert places.is_address(place)
    assert places.absolute(place).startswith("postgresql://")
    assert places.absolute(place) == places.absolute(places.absolute(place))


@pytest.mark.parametrize("place", ["", "kantor.db", "/a/postgresql.db", "C:\\kantor\\lajur.db", "//server/a/b.db"])
def test_a_path_is_no_address(place: str):
    assert not places.is_address(place)
    assert places.absolute(place) == str(Path(place).absolute())
    assert places.without_password(place) == place


def test_a_path_object_made_of_an_address_is_understood_all_the_same():
    assert places.address(str(Path("postgresql://u@h/d"))) == "postgresql://u@h/d"
    assert not places.is_address(Path("kantor.db"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("postgresql://u:rahasia@h/d", "postgresql://u@h/d"),
        ("postgresql://u:r@hasi@@h:5432/d?sslmode=require", "postgresql://u@h:5432/d?sslmode=require"),
        ("postgresql://u@h/d?password=rahasia&sslmode=require", "postgresql://u@h/d?sslmode=require"),
        ("postgresql://u@h/d?sslmode=require&sslpassword=rahasia", "postgresql://u@h/d?sslmode=require"),
        ("postgresql://h/d?PASSWORD=rahasia", "postgresql://h/d"),
        ("postgres://:rahasia@h/d", "postgresql://@h/d"),
        ("postgresql:///d?host=/run", "postgresql:///d?host=/run"),
    ],
)
def test_a_password_is_never_shown(typed: str, shown: str):
    assert places.without_password(typed) == shown
    assert places.without_password(shown) == shown
