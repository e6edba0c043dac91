"""Rebuilding the computed tables from the journal, and comparing two sets of them row by row."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from desk.errors import BadEnvironment
from desk.storage.backup import copy_database
from desk.storage.faults import journal_faults
from desk.storage.projection.subject import recompute
from desk.storage.tables import COMPUTED, fact
from desk.storage.vault import Vault

SEARCH_ROWS = "search"


def rebuild(vault: Vault, key: bytes) -> tuple[bool, int]:
    """Writes every computed row anew; answers whether they were right before, and how many facts there are.

    Raises BadEnvironment journal_damaged, and then changes nothing: a table may be the last to know what a damaged
    journal has lost.
    """
    with vault.read() as connection:
        if journal_faults(connection):
            raise BadEnvironment("journal_damaged")
    equal = not differing_tables(vault, key)
    with vault.write() as connection:
        recompute(connection)
        facts = connection.execute(select(func.count()).select_from(fact)).scalar_one()
    return equal, int(facts)


def differing_tables(vault: Vault, key: bytes) -> list[str]:
    """The computed tables (and `search`) that are not what the journal says, by rebuilding into an empty database."""
    with _rebuilt_copy(vault, key) as copy, vault.read() as live, copy.read() as fresh:
        wrong = [table.name for table in COMPUTED if not _same(_rows(live, table.name), _rows(fresh, table.name))]
        return wrong if _same(_search_rows(live), _search_rows(fresh)) else [*wrong, SEARCH_ROWS]


@contextmanager
def _rebuilt_copy(vault: Vault, key: bytes) -> Iterator[Vault]:
    with tempfile.TemporaryDirectory(dir=vault.path.parent, prefix=".rebuilding-") as folder:
        path = Path(folder) / "desk.db"
        copy_database(vault, key, path)
        copy = Vault(path, key)
        try:
            with copy.write() as connection:
                recompute(connection)
            yield copy
        finally:
            copy.close()


def _same(one: Iterator[object], other: Iterator[object]) -> bool:
    return all(a == b for a, b in zip_longest(one, other))


def _rows(connection: Connection, table: str) -> Iterator[object]:
    rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY n").yield_per(1000)  # noqa: S608  # own names
    return (tuple(row) for row in rows)


def _search_rows(connection: Connection) -> Iterator[object]:
    """Every token and the row it stands in, through a vocabulary table of this connection."""
    name = "temp.search_words"
    connection.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5vocab(main, case_search, instance)"))
    rows = connection.exec_driver_sql("SELECT term, doc FROM temp.search_words ORDER BY term, doc")
    return (tuple(row) for row in rows.yield_per(1000))
