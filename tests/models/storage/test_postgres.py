"""An office on a server when things are not as they should be: nothing is said to be saved that is not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from models.administration.checking import check
from models.errors import DamageFound, DatabaseTooNew, DatabaseTooOld, OfficeError, ShareUnavailable
from models.requests import AddComment, FindOperation
from models.storage.dialects import file_of, open_place
from models.storage.postgres import ServerDatabase, open_server, server_engine, server_maintenance
from models.storage.tables import SCHEMA
from tests.models.office import Office, operation
from tests.postgres_server import GUARDED, PASSWORD, PostgresServer, name_of
from views.words.trouble_words import TroubleWords
from views.words.words import Words


def refusal(address: str) -> tuple[type[OfficeError], object]:
    """How opening that address is refused; the sentence is one, and no password is told."""
    with pytest.raises(OfficeError) as caught:
        open_place(address, patience=0.2)
    sentence = TroubleWords(Words()).sentence(caught.value)
    assert sentence != TroubleWords(Words()).sentence(ShareUnavailable(problem="tiada"))
    assert PASSWORD not in sentence + str(caught.value.facts)
    assert caught.value.__class__.__name__ not in sentence
    return type(caught.value), caught.value.facts.get("problem")


def comment(office: Office, words: str = "x") -> AddComment:
    card = office.board().cards[0]
    return AddComment(operation_id=operation(), project_id=card.id, version=card.version, text=words)


def comments(office: Office) -> int:
    return office.board().cards[0].comments


@pytest.fixture
def guarded(server_office: Office, postgres_server: PostgresServer) -> Iterator[str]:
    """Address for a role with a password that may read but not write."""
    run = postgres_server.run
    run(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
    run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {GUARDED}", server_office.address)
    yield postgres_server.address(name_of(server_office.address), GUARDED, PASSWORD.replace(" ", "%20"))
    run(f"DROP OWNED BY {GUARDED}", server_office.address)
    run(f"DROP ROLE {GUARDED}")


def test_a_server_that_is_not_there_is_told_apart_from_one_that_refuses(postgres_server: PostgresServer):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        assert refusal(f"postgresql://a@127.0.0.1:{nobody.getsockname()[1]}/b") == (ShareUnavailable, "server_gone")
    assert refusal("postgresql://a@server.invalid/b") == (ShareUnavailable, "server_gone")
    assert refusal(postgres_server.address("tiada")) == (ShareUnavailable, "server_no_database")
    assert refusal(postgres_server.address("postgres", "orang_asing")) == (ShareUnavailable, "server_refused")
    assert refusal("postgresql://a@127.0.0.1/b?tiada=1") == (ShareUnavailable, "bad_address")


def test_a_wrong_or_missing_password_is_told_and_never_shown(guarded: str):
    assert refusal(guarded.replace("sandi", "salah")) == (ShareUnavailable, "server_refused")
    assert refusal(guarded.replace(":sandi%20uji", "")) == (ShareUnavailable, "server_refused")


def test_a_role_that_may_only_read_can_read_and_is_told_when_it_writes(guarded: str):
    database = open_place(guarded)
    assert isinstance(database, ServerDatabase)
    assert (database.account, PASSWORD in database.path) == (GUARDED, False)
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM member")).scalar_one() == 7
    with pytest.raises(ShareUnavailable) as caught, database.writing():
        pass
    assert caught.value.facts["problem"] == "server_readonly"
    database.close()


def test_a_database_without_an_office_is_no_office(address: str, postgres_server: PostgresServer, tmp_path: Path):
    assert refusal(address) == (ShareUnavailable, "no_office")
    postgres_server.run("CREATE TABLE kontak (nama text)", address)
    assert refusal(address) == (DamageFound, "foreign_application")
    with pytest.raises(DamageFound):
        Office(tmp_path, address=address)


def test_a_database_in_another_encoding_is_refused(postgres_server: PostgresServer):
    postgres_server.run("CREATE DATABASE huruf_lama ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert refusal(postgres_server.address("huruf_lama")) == (ShareUnavailable, "server_encoding")
    postgres_server.drop(postgres_server.address("huruf_lama"))


def test_an_office_is_never_made_over_another(server_office: Office, postgres_server: PostgresServer):
    with pytest.raises(ShareUnavailable) as caught:
        Office(server_office.folder, address=server_office.address)
    assert caught.value.facts["problem"] == "office_exists"
    assert server_office.board("tono").actor.name == "Tono Santoso"
    with closing(open_server(postgres_server.socket_address(name_of(server_office.address)))) as database:
        assert database.account == "lajur"


def test_a_newer_or_older_office_is_refused_with_both_numbers(server_office: Office, postgres_server: PostgresServer):
    server_office.close()
    run = postgres_server.run
    run(f"UPDATE alembic_version SET version_num = '{SCHEMA + 4:04}'", server_office.address)
    run(f"UPDATE office SET min_writer = {SCHEMA + 4}", server_office.address)
    database = open_server(server_office.address)
    with database.reading():
        pass
    with pytest.raises(DatabaseTooNew), database.writing():
        pass
    database.close()
    run(f"UPDATE office SET min_reader = {SCHEMA + 4}", server_office.address)
    with pytest.raises(DatabaseTooNew) as newer:
        open_server(server_office.address)
    assert newer.value.facts == {"found": SCHEMA + 4, "known": SCHEMA}
    run("UPDATE alembic_version SET version_num = '0001'", server_office.address)
    with pytest.raises(DatabaseTooOld) as older:
        open_server(server_office.address)
    assert (older.value.facts["found"], older.value.facts["known"]) == (1, SCHEMA)


def test_another_office_in_its_place_is_refused(server_office: Office, postgres_server: PostgresServer):
    for change, problem in (("epoch = 9", "restored"), ("uuid = 'lain'", "replaced")):
        postgres_server.run(f"UPDATE office SET {change}", server_office.address)
        for attempt in (server_office.database.reading, server_office.database.writing):
            with pytest.raises(ShareUnavailable) as caught, attempt():
                pass
            assert caught.value.facts["problem"] == problem


def test_maintenance_lets_nobody_write_until_it_ends(server_office: Office):
    engine, _ = server_engine(server_office.address)
    who = "Administrator"
    with engine.connect() as connection, server_maintenance(connection, "", "upgrade", who, server_office.now):
        with pytest.raises(ShareUnavailable) as caught:
            server_office.new()
        assert server_office.board().cards == ()
    engine.dispose()
    assert (caught.value.facts["problem"], caught.value.facts["holder"]) == ("maintenance", who)
    assert server_office.new().number == "PRJ-2026-001"


def test_a_row_of_maintenance_that_a_crash_left_bars_nobody(server_office: Office, postgres_server: PostgresServer):
    values = "1, 'Administrator', 'upgrade', 'x', '2026-11-22'"
    postgres_server.run(f"INSERT INTO maintenance VALUES ({values})", server_office.address)
    assert server_office.new().number == "PRJ-2026-001"


def test_a_reader_sees_one_moment_and_holds_nobody_up(server_office: Office):
    server_office.new()
    other = open_server(server_office.address)
    with other.reading() as connection:
        count = text("SELECT comments FROM project")
        assert connection.execute(count).scalar_one() == 0
        server_office.ask(comment(server_office))
        assert connection.execute(count).scalar_one() == 0
        with pytest.raises(ShareUnavailable) as caught, other.reading():
            pass
        assert caught.value.facts["problem"] == "busy"
    with other.reading() as connection:
        assert connection.execute(count).scalar_one() == 1
    with pytest.raises(ShareUnavailable) as caught, other.reading() as connection:
        connection.execute(text("UPDATE project SET name = 'x'"))
    assert caught.value.facts["problem"] == "server_readonly"
    other.close()


def test_a_second_writer_waits_and_is_told_after_its_patience(server_office: Office):
    server_office.new()
    other = open_server(server_office.address)
    with other.writing():
        with pytest.raises(ShareUnavailable) as caught:
            server_office.ask(comment(server_office))
        assert caught.value.facts["problem"] == "busy"
    server_office.ask(comment(server_office))
    other.close()


def test_a_writer_that_is_let_in_sees_what_the_one_before_wrote(server_office: Office):
    server_office.new()
    other = open_server(server_office.address)
    names: list[str] = []
    inside, number = threading.Event(), text("SELECT max(sequence) FROM ledger")

    def second() -> None:
        inside.wait()
        with other.writing() as connection:
            names.append(str(connection.execute(number).scalar_one()))

    waiting = threading.Thread(target=second)
    waiting.start()
    with server_office.database.writing() as connection:
        inside.set()
        before = int(connection.execute(number).scalar_one())
        office = text("UPDATE office SET name = 'x'")
        connection.execute(office)
    waiting.join()
    assert names == [str(before)]
    other.close()


def test_a_server_that_was_started_anew_is_found_again_without_a_word(
    server_office: Office, postgres_server: PostgresServer
):
    server_office.new()
    for how in ("fast", "immediate"):
        postgres_server.stop(how)
        with pytest.raises(ShareUnavailable) as caught:
            server_office.board()
        assert caught.value.facts["problem"] == "server_gone"
        postgres_server.start()
        server_office.ask(comment(server_office))
    assert comments(server_office) == 2
    assert check(server_office.database, server_office.store).clean


def break_off(office: Office) -> None:
    """A write whose connection is cut before its end."""
    with office.database.writing() as connection:
        connection.execute(text("UPDATE project SET name = 'separuh'"))
        sever(office.address)


def sever(address: str) -> None:
    """The server throws out everybody who works on that database."""
    with psycopg.connect(address.rpartition("/")[0] + "/postgres", autocommit=True) as server:
        found = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        server.execute(found, [name_of(address)])


def test_a_connection_that_breaks_inside_a_write_leaves_nothing(server_office: Office):
    server_office.new()
    request = comment(server_office)
    with pytest.raises(ShareUnavailable) as caught:
        break_off(server_office)
    assert caught.value.facts["problem"] == "server_gone"
    assert server_office.board().cards[0].name == "Sistem Uji"
    assert server_office.service.answer(FindOperation(request.operation_id), "semua") is None
    assert server_office.ask(request).cards[0].comments == 1


class _Line:
    """Stands between the driver and the office and loses the answer to one COMMIT, as a cut cable does."""

    def __init__(self, database: ServerDatabase, address: str) -> None:
        self._real = database._engine.dialect.do_commit
        self._address = address
        self.lost = 0
        database._engine.dialect.do_commit = self.commit

    def commit(self, raw: object) -> None:
        self._real(raw)
        if not self.lost:
            self.lost += 1
            sever(self._address)
            self._real_query(raw)

    def _real_query(self, raw: object) -> None:
        raw.execute("SELECT 1")


def test_a_commit_whose_answer_is_lost_is_saved_once_and_said_to_be_saved(server_office: Office):
    server_office.new()
    assert isinstance(server_office.database, ServerDatabase)
    request = comment(server_office)
    line = _Line(server_office.database, server_office.address)
    assert server_office.ask(request).cards[0].comments == 1
    assert line.lost == 1
    assert server_office.ask(request).cards[0].comments == comments(server_office) == 1


def test_what_only_a_file_has_is_refused_on_a_server(server_office: Office):
    with pytest.raises(ShareUnavailable) as caught:
        file_of(server_office.database)
    assert caught.value.facts["problem"] == "on_server"


def test_the_programs_own_mistakes_are_not_hidden(server_office: Office):
    with pytest.raises(Exception, match="tiada") as caught, server_office.database.reading() as connection:
        connection.execute(text("SELECT * FROM tiada"))
    assert not isinstance(caught.value, OfficeError)
