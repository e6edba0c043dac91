"""The hub's records on either engine: an SQLCipher file, or PostgreSQL. One writer at a time, its lock taken first."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnClause,
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty

from desk.errors import BadEnvironment
from desk.hub.tables import counter
from desk.storage.upgrade import migrate
from desk.storage.vault import BUSY_MS, Vault

HEAD = "0001"
_FOLDER = "desk.hub:migrations"
_LOCK = select(counter.c.n).with_for_update()
_UPGRADE_LOCK = text("SELECT pg_advisory_xact_lock(6103201)")  # two hubs that start at once
_IDLE_MS = 60_000  # a writer that fell asleep in its transaction loses it
_CONNECT_SECONDS = 10
_TRIES, _PAUSE = 5, 0.1
_AGAIN = ("40001", "40P01")  # could not serialize, deadlock
_MOST_KEYS = 1_000  # of one statement
PAGE = 8192  # bytes: a fact fills a quarter of 4,096, and every page is encrypted, signed and written by itself
_CACHE_PAGES = -65_536  # 64 MiB of decrypted pages
_STATES = (  # of SQLSTATE, the first that it begins with
    ("53100", "disk_full"),
    ("58", "disk_failing"),
    ("XX00", "database_damaged"),
    ("25006", "database_read_only"),
    ("28", "database_refuses"),
    ("3D", "database_refuses"),
    ("08", "database_unreachable"),
    ("57P", "database_unreachable"),
    ("25P03", "database_busy"),
    ("40", "database_busy"),
    ("53", "database_busy"),
    ("55P03", "database_busy"),
    ("57014", "database_busy"),
)
_NOT_LET_IN = ("authentication failed", "does not exist", "no pg_hba.conf entry", "no password supplied")


class HubEngine:
    """The only way to the hub's records; made by open_engine. Troubles come out as BadEnvironment, bugs pass."""

    def __init__(self, engine: Engine, vault: Vault | None) -> None:
        self._engine = engine
        self._vault = vault

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One unchanging picture of the tables."""
        if self._vault is not None:
            with self._vault.read() as connection:
                yield connection
            return
        with _named_states(), self._engine.connect() as pooled:
            connection = pooled.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The one lock first, COMMIT last: nobody else writes between them, and what they read stays so.

        When the block is left without an error, what was written is on disk. Raises BadEnvironment, of which
        database_busy says that another writer kept its turn too long.
        """
        if self._vault is not None:
            with self._vault.write() as connection:
                yield connection
            return
        with _named_states(), _locked(self._engine) as connection:
            yield connection

    @contextmanager
    def note(self) -> Iterator[Connection]:
        """A transaction beside the writers' turn, where the engine can: for tables that no verdict reads."""
        if self._vault is not None:
            with self.write() as connection:
                yield connection
            return
        with _named_states(), self._engine.begin() as connection:
            yield connection

    def insert_many(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Adds rows of all columns of a table in their order, in one go."""
        if not rows:
            return
        driver: Any = connection.connection.driver_connection
        if self._vault is not None:
            driver.executemany(_inserting(table), rows)
            return
        with driver.cursor() as cursor, cursor.copy(_copying(table)) as copy:
            copy.set_types(_types(table))
            for row in rows:
                copy.write_row(row)

    def find(
        self, connection: Connection, key: Column[Any], values: Sequence[Any], *columns: ColumnClause[Any]
    ) -> list[tuple[Any, ...]]:
        """The columns of every row whose key is among the values, in no order."""
        found: list[tuple[Any, ...]] = []
        driver: Any = connection.connection.driver_connection
        names = ", ".join(column.name for column in columns)
        sql = f"SELECT {names} FROM {key.table.name} WHERE {key.name}"  # noqa: S608  # names of our own tables
        for first in range(0, len(values), _MOST_KEYS):
            some = values[first : first + _MOST_KEYS]
            if self._vault is not None:
                found += driver.execute(f"{sql} IN ({', '.join('?' * len(some))})", some).fetchall()
            else:
                found += driver.execute(f"{sql} = ANY(%b)", [list(some)], binary=True).fetchall()
        return found

    def upgrade(self) -> None:
        """Brings the schema to HEAD, or leaves it as it was. Raises BadEnvironment newer_version, upgrade_failed."""
        with self._upgrading() as connection:
            current = _revision(connection)
            if current is not None and current > HEAD:
                raise BadEnvironment("newer_version", revision=current, known=HEAD)
            if current != HEAD:
                migrate(connection, _FOLDER, HEAD)

    def is_empty(self) -> bool:
        """Whether no hub has ever written here."""
        if self._vault is not None:
            return not self._vault.path.exists()
        with self.read() as connection:
            return _revision(connection) is None

    def forget_deleted(self) -> None:
        """After an erasure: nothing of it may stay in SQLite's write-ahead log. A reader that is under way keeps it
        until the next time."""
        if self._vault is not None:
            self._vault.forget_deleted()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _upgrading(self) -> Iterator[Connection]:
        if self._vault is not None:
            with self._vault.write() as connection:
                yield connection
            return
        with _named_states(), self._engine.begin() as connection:
            connection.execute(_UPGRADE_LOCK)
            yield connection


def file_of(url: str) -> Path | None:
    """The SQLite file that a URL names; None for a server's."""
    if "://" in url and not url.startswith("sqlite:///"):
        return None
    return Path(url.removeprefix("sqlite:///"))


def open_file(file: Path, key: bytes) -> Vault:
    """A hub's SQLCipher file, or a copy of one."""
    return Vault(file, key, PAGE)


def open_engine(url: str, key: bytes) -> HubEngine:
    """From sqlite:///path, a plain path (an SQLCipher file under this key), or postgresql://…; touches nothing yet.

    Raises BadEnvironment database_url_wrong.
    """
    file = file_of(url)
    if file is not None:
        vault = open_file(file, key)
        event.listen(vault.engine, "connect", _with_more_memory)
        return HubEngine(vault.engine, vault)
    try:
        parsed = make_url(url)
    except Exception:  # SQLAlchemy's error would print the password
        raise BadEnvironment("database_url_wrong") from None
    if parsed.get_backend_name() != "postgresql":
        raise BadEnvironment("database_url_wrong")
    engine = create_engine(
        parsed.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "options": f"-c lock_timeout={BUSY_MS} -c idle_in_transaction_session_timeout={_IDLE_MS}",
        },
    )
    return HubEngine(engine, None)


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    """A transaction of PostgreSQL that holds the lock. Read committed: a statement after the lock sees what the
    writer before has committed. Nothing was done before the lock, so that much may be tried again."""
    for left in reversed(range(_TRIES)):
        connection = engine.connect()
        try:
            transaction = connection.begin()
            connection.execute(_LOCK)
            break
        except DBAPIError as error:
            connection.close()
            if not left or not (error.connection_invalidated or _state(error.orig) in _AGAIN):
                raise
            time.sleep(_PAUSE)
        except BaseException:
            connection.close()
            raise
    with connection, transaction:
        yield connection


@contextmanager
def _named_states() -> Iterator[None]:
    """What vault.named_troubles is for SQLite."""
    from psycopg import Error, OperationalError

    try:
        yield
    except PoolIsEmpty:
        raise BadEnvironment("database_busy") from None
    except (DBAPIError, Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        state = _state(original)
        code = next((code for start, code in _STATES if state.startswith(start)), None)
        if code is None and isinstance(original, OperationalError) and not state:  # there was no connection to ask
            refused = any(words in str(original) for words in _NOT_LET_IN)
            code = "database_refuses" if refused else "database_unreachable"
        if code is None:
            raise
        raise BadEnvironment(code) from None


def _state(error: BaseException | None) -> str:
    return getattr(error, "sqlstate", None) or ""


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _with_more_memory(connection: Any, _record: object) -> None:
    connection.execute(f"PRAGMA cache_size={_CACHE_PAGES}").fetchall()


@cache
def _inserting(table: Table) -> str:
    return str(insert(table).compile(dialect=sqlite.dialect(paramstyle="qmark")))


@cache
def _copying(table: Table) -> str:
    return f"COPY {table.name} ({', '.join(column.name for column in table.columns)}) FROM STDIN (FORMAT BINARY)"


@cache
def _types(table: Table) -> tuple[str, ...]:
    names = {"INTEGER": "int8", "BIGINT": "int8", "BLOB": "bytea", "VARCHAR": "text", "BOOLEAN": "bool"}
    return tuple(names[str(column.type)] for column in table.columns)
