"""Work on the whole file: others read on, are told who works, and are not locked out by the dead."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from models.administration.backup import Backups
from models.errors import ShareUnavailable
from models.storage.database import Database, open_office
from models.storage.maintenance import end_left_maintenance, maintenance
from models.upkeep import Pace
from tests.models.office import ROOT, Office

WORK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from models.storage.database import open_office
from models.storage.maintenance import maintenance
with maintenance(open_office(Path(sys.argv[1])), "restore", "Rina (PC-7)", datetime(2026, 3, 2, 2, 0, tzinfo=UTC)):
    print("working", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def work(office: Office) -> Iterator[subprocess.Popen[str]]:
    """Another workstation that works on the whole file until it is told to end."""
    command = [sys.executable, "-c", WORK, str(office.place)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "working\n"
            yield process
        finally:
            process.kill()


def refusal(office: Office) -> dict[str, object]:
    with pytest.raises(ShareUnavailable) as caught:
        office.new()
    return caught.value.facts


def test_others_read_but_do_not_write_and_know_who_works(office: Office):
    card = office.new()
    with work(office) as worker:
        facts = refusal(office)
        assert (facts["problem"], facts["holder"], facts["operation"]) == ("maintenance", "Rina (PC-7)", "restore")
        assert facts["since"] == "2026-03-02T02:00:00.000000Z"
        assert office.card(card.id) == card
        with pytest.raises(ShareUnavailable) as caught, maintenance(office.database, "upgrade", "PC-1", office.now):
            pass
        assert caught.value.facts["holder"] == "Rina (PC-7)"
        with pytest.raises(ShareUnavailable):
            end_left_maintenance(office.database, "PC-1")
        assert Backups(office.place).make_if_due(office.database, office.now, "PC-1", Pace()) is None
        worker.communicate("\n")
    assert office.new().number == "PRJ-2026-002"


def test_what_a_dead_one_left_is_told_and_can_be_ended(office: Office):
    with work(office):
        pass
    assert refusal(office)["problem"] == "maintenance_left"
    assert end_left_maintenance(office.database, "PC-1")
    assert not end_left_maintenance(office.database, "PC-1")
    assert office.new().step == 1


def test_what_a_dead_one_left_is_taken_over(office: Office):
    with work(office):
        pass
    with maintenance(office.database, "upgrade", "PC-1", office.now):
        assert office.new().number == "PRJ-2026-001"
    assert office.new().number == "PRJ-2026-002"


def test_it_ends_with_the_block_even_if_that_fails(office: Office):
    with pytest.raises(ZeroDivisionError), maintenance(office.database, "upgrade", "PC-1", office.now):
        raise ZeroDivisionError
    assert office.new().step == 1


def test_a_second_connection_of_the_same_computer_is_refused_too(office: Office):
    with work(office):
        second: Database = open_office(office.place)
        with pytest.raises(ShareUnavailable), second.writing():
            pass
        second.close()
