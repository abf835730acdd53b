"""What all tables have in common."""

from __future__ import annotations

import re
from typing import ClassVar

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import SQLModel

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=CONVENTION))):
    """What every table has in common: one set of names, one catalogue. ProjectRow is the table "project"."""

    __table__: ClassVar[Table]

    # SQLModel types the name as an attribute of its own kind; SQLAlchemy documents this form.
    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 # pyright: ignore[reportIncompatibleVariableOverride]
        """The class's name without Row, in small letters with underscores."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__.removesuffix("Row")).lower()

    @classmethod
    def table(cls) -> Table:
        """The table behind the class."""
        return cls.__table__
