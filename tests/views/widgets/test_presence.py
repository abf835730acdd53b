"""Who is in: one row a person, oneself last, three pictures and a number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.board import Present
from models.people import Person
from views.look import Look
from views.widgets.presence import PresenceMenu, PresenceStrip, attendants
from views.words.words import Words

AT = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
LOGINS = ("sari", "dimas", "ratna", "bagas", "joko")
PEOPLE = tuple(Person(number, login, login.title()) for number, login in enumerate(LOGINS, 1))


def present(*logins: str, own: str = "sari") -> tuple[Present, ...]:
    return tuple(
        Present(login, f"PC-{place}", AT - timedelta(minutes=place), login == own) for place, login in enumerate(logins)
    )


@pytest.fixture
def strip(qtbot, look: Look) -> PresenceStrip:
    made = PresenceStrip(look.theme, PresenceMenu(look.theme, look.words))
    qtbot.addWidget(made)
    return made


def test_two_windows_of_one_person_are_one_row_with_both_places():
    (dimas,) = attendants(present("dimas", "dimas"), PEOPLE, Words())
    assert dimas.where == "PC-0, sejak 09.15; PC-1, sejak 09.14"


def test_oneself_stands_last_and_an_unknown_login_is_shown_as_it_is():
    shown = attendants(present("sari", "dimas", "tamu"), PEOPLE, Words())
    assert [each.person.name for each in shown] == ["Dimas", "tamu", "Sari"]
    assert [each.own for each in shown] == [False, False, True]


def test_the_strip_counts_the_others_and_names_everybody(strip):
    people = attendants(present("sari", "dimas", "ratna", "bagas", "joko"), PEOPLE, Words())
    strip.show_people(people, "5 orang membuka")
    assert strip.count == 4
    assert strip.accessibleName() == "5 orang membuka: Dimas, Ratna, Bagas, Joko, Sari"
    assert strip.sizeHint().width() > 3 * 25


def test_alone_there_is_nothing_to_see(strip):
    strip.show_people(attendants(present("sari"), PEOPLE, Words()), "Hanya Anda")
    assert strip.count == 0
    assert strip.sizeHint().width() == 0


def test_the_menu_marks_oneself(look: Look, qtbot):
    menu = PresenceMenu(look.theme, look.words)
    qtbot.addWidget(menu)
    menu.show_people(attendants(present("sari", "dimas"), PEOPLE, Words()))
    assert [each.text() for each in menu.actions()] == [
        "Dimas   PC-1, sejak 09.14",
        "Sari (Anda)   PC-0, sejak 09.15",
    ]
