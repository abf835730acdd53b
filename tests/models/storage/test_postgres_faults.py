"""Whatever the server itself says in the middle of a save becomes one of the office's own troubles."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import text

from models.administration.checking import check
from models.errors import DamageFound, OfficeError, ShareUnavailable
from models.migrations.build import build_on_server
from models.requests import AddComment, FindOperation
from models.storage.dialects import open_place
from models.storage.postgres import must_be_fit, open_server, server_engine
from tests.models.office import Office, operation
from tests.postgres_server import PostgresServer, name_of

TRIGGER = """
CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '{code}'; END $$;
CREATE TRIGGER trouble BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION trouble()
"""


def made_to_say(office: Office, server: PostgresServer, code: str) -> OfficeError:
    """What a save ends with when the server raises that SQLSTATE; nothing of it is kept."""
    card = office.new()
    request = AddComment(operation_id=operation(), project_id=card.id, version=card.version, text="x")
    server.run(TRIGGER.format(code=code), office.address)
    with pytest.raises(OfficeError) as caught:
        office.ask(request)
    server.run("DROP TRIGGER trouble ON ledger", office.address)
    assert office.service.answer(FindOperation(request.operation_id), "semua") is None
    assert office.ask(request).cards[0].comments == 1
    assert check(office.database, office.store).clean
    return caught.value


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("53100", "full"),
        ("53200", "full"),
        ("25006", "server_readonly"),
        ("40001", "busy"),
        ("40P01", "busy"),
        ("55P03", "busy"),
        ("57P01", "server_gone"),
        ("58030", "server_gone"),
    ],
)
def test_a_save_refused_by_the_server_is_told_and_can_be_repeated(
    server_office: Office, postgres_server: PostgresServer, code: str, problem: str
):
    error = made_to_say(server_office, postgres_server, code)
    assert (type(error), error.facts["problem"]) == (ShareUnavailable, problem)
    assert error.facts["path"] == server_office.address


def test_damage_of_the_server_is_damage(server_office: Office, postgres_server: PostgresServer):
    error = made_to_say(server_office, postgres_server, "XX001")
    assert (type(error), error.facts["problem"]) == (DamageFound, "malformed")


def test_what_the_program_did_wrong_is_not_taken_for_a_trouble_of_the_server(
    server_office: Office, postgres_server: PostgresServer
):
    with pytest.raises(Exception, match="trouble") as caught:
        made_to_say(server_office, postgres_server, "23514")
    assert not isinstance(caught.value, OfficeError)


def test_a_database_set_to_read_only_can_be_read(server_office: Office, postgres_server: PostgresServer):
    name = name_of(server_office.address)
    postgres_server.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with closing(open_place(server_office.address)) as database:
        with database.reading() as connection:
            assert connection.execute(text("SELECT count(*) FROM member")).scalar_one() == 7
        with pytest.raises(ShareUnavailable) as caught, database.writing():
            pass
        assert caught.value.facts["problem"] == "server_readonly"
    with pytest.raises(ShareUnavailable):
        build_on_server(server_office.address, lambda connection: None)


def test_a_server_without_fsync_is_never_written(postgres_server: PostgresServer, server_office: Office):
    postgres_server.run("ALTER SYSTEM SET fsync = off")
    postgres_server.stop("fast")
    postgres_server.start()
    try:
        with closing(open_server(server_office.address)) as database:
            assert database.barred is not None
            assert database.barred.facts["problem"] == "server_no_fsync"
    finally:
        postgres_server.run("ALTER SYSTEM RESET fsync")
        postgres_server.stop("fast")
        postgres_server.start()


def test_an_asynchronous_server_is_asked_to_wait_for_its_disk(address: str, postgres_server: PostgresServer):
    postgres_server.run(f"ALTER DATABASE {name_of(address)} SET synchronous_commit = off")
    engine, _ = server_engine(address)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
        assert must_be_fit(connection, "") is None
    engine.dispose()
