"""Statements of the hot path: compiled once from the tables, then run by the driver inside SQLAlchemy's transaction.

A statement costs SQLAlchemy about 100 microseconds each time, the driver about 10; saving one case takes sixteen.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import ClauseElement, Connection, Table, TableValuedAlias, bindparam, func, insert
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect(paramstyle="named")
_TOGETHER = 50  # rows of one statement


def compiled(clause: ClauseElement) -> str:
    """The SQL of a clause whose values are all bindparams."""
    return str(clause.compile(dialect=_DIALECT))


def inserting(table: Table, *, without: str = "") -> str:
    """INSERT of every column but `without` (a key that the database counts)."""
    names = [column.name for column in table.columns if column.name != without]
    return str(insert(table).compile(dialect=_DIALECT, column_keys=names))


def last_number(connection: Connection, table: Table) -> int:
    """The greatest key; 0 where there are no rows."""
    row = _driver(connection).execute(f"SELECT max(n) FROM {table.name}").fetchone()  # noqa: S608  # own names
    return row[0] or 0


def listed(name: str) -> TableValuedAlias:
    """A table of one column `value`: the numbers or hex digits of a bindparam that `as_list` wrote."""
    return func.json_each(bindparam(name)).table_valued("value", name=f"{name}_list")


def as_list(values: Iterable[int | str]) -> str:
    return orjson.dumps(list(values)).decode()


def run(connection: Connection, sql: str, **values: Any) -> Any:
    """The driver's cursor of a statement. Raises the driver's errors, which the vault names."""
    return _driver(connection).execute(sql, values)


def run_many(connection: Connection, sql: str, rows: Iterable[Any]) -> None:
    """One statement for each row: a mapping of its columns, or a tuple where the statement counts its values."""
    _driver(connection).executemany(sql, rows)


def add_rows(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows by their columns. What is None is left out: the driver takes longer to bind nothing than to bind a text."""
    shapes: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        shapes.setdefault(tuple([name for name, value in row.items() if value is not None]), []).append(row)
    for names, alike in shapes.items():
        _put(connection, "INSERT", table, names, list(map(itemgetter(*names), alike)))


def put_rows(connection: Connection, table: Table, rows: Sequence[Sequence[Any]], verb: str = "INSERT") -> None:
    """Rows of every column in its turn; `verb` may say OR REPLACE or OR IGNORE."""
    _put(connection, verb, table, tuple(table.columns.keys()), rows)


def _put(
    connection: Connection, verb: str, table: Table, names: tuple[str, ...], rows: Sequence[Sequence[Any]]
) -> None:
    """Many rows a statement: it costs as much as a row does."""
    whole = len(rows) - len(rows) % _TOGETHER
    if whole:
        together = (chain.from_iterable(rows[at : at + _TOGETHER]) for at in range(0, whole, _TOGETHER))
        run_many(connection, _inserting(verb, table.name, names, _TOGETHER), map(_bound, together))
    if rows[whole:]:
        run_many(connection, _inserting(verb, table.name, names, 1), map(_bound, rows[whole:]))


def _bound(values: Iterable[Any]) -> list[Any]:
    """The driver asks what every value may be adapted to, and takes a bytearray without asking."""
    return [bytearray(value) if type(value) is bytes else value for value in values]


@lru_cache(maxsize=256)
def _inserting(verb: str, table: str, names: tuple[str, ...], count: int) -> str:
    row = f"({', '.join('?' * len(names))})"
    return f"{verb} INTO {table} ({', '.join(names)}) VALUES {', '.join([row] * count)}"


def expect_much(connection: Connection) -> None:
    """Many transactions of many rows come: this connection keeps more of the file decrypted, and the write-ahead log
    grows longer before it is written into the file. Whoever is done says `expect_little`."""
    _set(connection, cache_size=-64 * 2**10, wal_autocheckpoint=8_000)


def expect_little(connection: Connection) -> None:
    _set(connection, cache_size=-8_000, wal_autocheckpoint=1_000)


def _set(connection: Connection, **pragmas: int) -> None:
    for name, value in pragmas.items():
        _driver(connection).execute(f"PRAGMA {name} = {value}")


@contextmanager
def in_bulk() -> Iterator[None]:
    """Very many rows and no ring among them: looking for one rests meanwhile, it takes a fifth of the time."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
