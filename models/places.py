"""Where an office is kept: a database file, or an address of a PostgreSQL server. Pure text, nothing is looked at."""

from __future__ import annotations

import re
from pathlib import Path

_SCHEME = re.compile(r"(?i)\s*postgres(?:ql)?(?:\+psycopg)?:/{0,2}")
_PASSWORD = re.compile(r"(?i)^([a-z+]+://[^/?#@:]*):[^/?#]*@")
_PASSWORD_OPTION = re.compile(r"(?i)([?&])(?:password|sslpassword)=[^&#]*(&?)")


def is_address(place: object) -> bool:
    """Whether it names a database on a server ("postgresql://user@host/database") and not a file."""
    return isinstance(place, str) and _SCHEME.match(place) is not None


def address(place: str) -> str:
    """The address in the one form that the driver knows, also from "postgres://" and one slash too few."""
    return "postgresql://" + _SCHEME.sub("", place, count=1).strip()


def without_password(place: str) -> str:
    """What may be shown, kept in settings and written in logs."""
    if not is_address(place):
        return place
    shown = _PASSWORD.sub(r"\1@", address(place))
    return _PASSWORD_OPTION.sub(lambda found: found[1] if found[2] else "", shown)


def absolute(place: str) -> str:
    """A file's path from the root; an address stays as it is."""
    return address(place) if is_address(place) else str(Path(place).absolute())
