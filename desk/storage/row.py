"""The base of every table's row.

`from __future__ import annotations` must stay out of files with tables: it breaks SQLModel.
"""

from typing import Any, cast

from sqlalchemy import Column, CursorResult, LargeBinary, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

metadata = MetaData()


class Row(SQLModel, registry=registry(metadata=metadata)):
    """Own registry: the hub's tables live in another one."""


def bytes_column(nullable: bool = False, **how: Any) -> Any:
    return Field(sa_column=Column(LargeBinary, nullable=nullable, **how))


def table_of(row: type) -> Table:
    return cast(Table, vars(row)["__table__"])


def new_key(result: CursorResult[Any]) -> int:
    """The integer key of the row just inserted."""
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])
