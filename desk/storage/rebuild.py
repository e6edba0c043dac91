"""Rebuilding the computed tables from the journal, and comparing two sets of them row by row."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from desk.errors import BadEnvironment
from desk.storage.backup import copy_from
from desk.storage.faults import journal_faults
from desk.storage.projection.subject import recompute
from desk.storage.receiving import compute_waiting
from desk.storage.statement import run
from desk.storage.tables import COMPUTED, fact, waiting
from desk.storage.vault import Vault

SEARCH_ROWS = "search"
_THROWN_AWAY = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536")  # of a copy that nobody keeps


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
    """The computed tables (and `search`) that are not what the journal says, by rebuilding into an empty database.

    What still waits to be computed is computed first. Both sides are of one moment, whatever is saved meanwhile.
    """
    while True:
        compute_waiting(vault)
        with vault.read() as live:
            if live.execute(select(waiting).limit(1)).first() is None:
                return _differing(live, vault, key)


def _differing(live: Connection, vault: Vault, key: bytes) -> list[str]:
    with _rebuilt_copy(live, vault, key) as copy, copy.read() as fresh:
        wrong = [table.name for table in COMPUTED if not _same(_rows(live, table.name), _rows(fresh, table.name))]
        return wrong if _same(_search_rows(live), _search_rows(fresh)) else [*wrong, SEARCH_ROWS]


@contextmanager
def _rebuilt_copy(live: Connection, vault: Vault, key: bytes) -> Iterator[Vault]:
    with tempfile.TemporaryDirectory(dir=vault.path.parent, prefix=".rebuilding-") as folder:
        path = Path(folder) / "desk.db"
        copy_from(live.connection.driver_connection, key, path)
        copy = Vault(path, key)
        try:
            with copy.raw() as driver:
                for pragma in _THROWN_AWAY:
                    driver.execute(f"PRAGMA {pragma}").fetchall()
            with copy.write() as connection:
                recompute(connection)
            yield copy
        finally:
            copy.close()


def _same(one: Iterable[object], other: Iterable[object]) -> bool:
    return all(a == b for a, b in zip_longest(one, other))


def _rows(connection: Connection, table: str) -> Iterable[object]:
    return run(connection, f"SELECT * FROM {table} ORDER BY n")  # type: ignore[no-any-return]  # noqa: S608  # own names


def _search_rows(connection: Connection) -> Iterable[object]:
    """Every token and the rows it stands in, through a vocabulary table of this connection, which gives both in
    order."""
    name = "temp.search_words"
    connection.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5vocab(main, case_search, instance)"))
    return run(connection, f"SELECT term, group_concat(doc) FROM {name} GROUP BY term ORDER BY term")  # type: ignore[no-any-return]  # noqa: S608
