"""The board and its news, each by one query over the project rows."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Connection, bindparam, select

from models.board import Card
from models.records.cards import CardMaker, CardRow
from models.records.tables import ProjectRow

_PROJECT = ProjectRow.table()
_NAMES = tuple(CardRow.__annotations__)
_ALL = select(*(_PROJECT.c[name] for name in _NAMES))
_SINCE = _ALL.where(_PROJECT.c.changed_seq > bindparam("sequence"))


def all_cards(connection: Connection, maker: CardMaker) -> tuple[Card, ...]:
    """Every project of the office, in no particular order."""
    return _cards(connection.execute(_ALL).all(), maker)


def cards_since(connection: Connection, maker: CardMaker, sequence: int) -> tuple[Card, ...]:
    """The projects changed after that ledger line."""
    return _cards(connection.execute(_SINCE, {"sequence": sequence}).all(), maker)


def _cards(found: Any, maker: CardMaker) -> tuple[Card, ...]:
    return tuple(maker.card(cast("CardRow", row)) for row in found)
