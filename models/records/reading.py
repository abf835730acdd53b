"""The board and its news, each by one query over the project rows."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Connection, bindparam, select

from models.board import Card
from models.records.cards import CardMaker, CardRow
from models.storage import rows
from models.storage.tables import ProjectRow

_PROJECT = ProjectRow.table()
_Found = namedtuple("_Found", CardRow.__annotations__)
_ALL = select(*(_PROJECT.c[name] for name in _Found._fields))
_SINCE = _ALL.where(_PROJECT.c.changed_seq > bindparam("sequence"))


def all_cards(connection: Connection, maker: CardMaker) -> tuple[Card, ...]:
    """Every project of the office, in no particular order."""
    return _cards(rows.found(connection, _ALL), maker)


def cards_since(connection: Connection, maker: CardMaker, sequence: int) -> tuple[Card, ...]:
    """The projects changed after that ledger line."""
    return _cards(rows.found(connection, _SINCE, sequence=sequence), maker)


def _cards(found: Iterable[tuple[Any, ...]], maker: CardMaker) -> tuple[Card, ...]:
    return tuple(maker.card(cast("CardRow", each)) for each in map(_Found._make, found))
