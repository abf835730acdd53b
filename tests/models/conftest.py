"""Every test has an office of its own, in a file, and where its module says so on a PostgreSQL server as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.models.office import FILE, SERVER, Office
from tests.postgres_server import PostgresServer, name_of


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module's KINDS are the kinds of office that its tests run on; the operations' run on both by themselves."""
    if "kind" in metafunc.fixturenames:
        usual = (FILE, SERVER) if metafunc.module.__name__.startswith("tests.models.operations.") else (FILE,)
        metafunc.parametrize("kind", getattr(metafunc.module, "KINDS", usual), scope="session")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of an office with one person for each role, made once."""
    made = Office(tmp_path_factory.mktemp("kantor"))
    made.hire()
    made.close()
    return made.place.read_bytes()


@pytest.fixture(scope="session")
def server_template(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same on the server: the name of a database that others are made of."""
    made = Office(tmp_path_factory.mktemp("kantor"), address=postgres_server.create())
    made.hire()
    made.close()
    return name_of(made.address)


@pytest.fixture
def server_office(postgres_server: PostgresServer, server_template: str, tmp_path: Path) -> Iterator[Office]:
    """An office on the server with one person for each role."""
    made = Office(tmp_path, address=postgres_server.create(server_template), made=True)
    yield made
    made.close()
    postgres_server.drop(made.address)


@pytest.fixture
def office(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """An office with one person for each role."""
    if kind == SERVER:
        yield request.getfixturevalue("server_office")
        return
    made = Office(tmp_path, template=request.getfixturevalue("template"))
    yield made
    made.close()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Makes a file of that name and content."""

    def make(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make
