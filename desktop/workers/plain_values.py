"""Frozen values as JSON and back: for the outbox and for the command line's --json. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum

from models import requests

KIND = "@"
"""Key that names the class of a value; only written when the value is to be read back."""


def to_plain(value: object, *, named: bool = False) -> object:
    """JSON value of dataclasses, mappings, sequences, dates (ISO) and enums. named: keep class names for from_plain.

    Raises TypeError for anything else.
    """
    if value is None or isinstance(value, str | int | float | bool):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, datetime | date):
        return {KIND: "date", "iso": value.isoformat()} if named else value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_plain(each, named=named) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(each, named=named) for each in value]
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value) and not isinstance(value, type):
        content = {each.name: to_plain(getattr(value, each.name), named=named) for each in fields(value)}
        return {KIND: type(value).__name__, **content} if named else content
    raise TypeError(type(value).__name__)


def from_plain(value: object) -> object:
    """The request that to_plain(named=True) wrote. Raises ValueError, KeyError or TypeError on anything else."""
    if isinstance(value, list):
        return [from_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if KIND not in value:
        return {key: from_plain(each) for key, each in value.items()}
    if value[KIND] == "date":
        return date.fromisoformat(value["iso"])
    kind = getattr(requests, value[KIND], None)
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise ValueError(value[KIND])
    content = {key: from_plain(each) for key, each in value.items() if key != KIND}
    return kind(**{key: tuple(each) if isinstance(each, list) else each for key, each in content.items()})
