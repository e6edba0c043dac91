"""The vault: one SQLCipher file, opened with a raw key; the only place where transactions begin and end."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from desk.errors import BadEnvironment, DeskError

BUSY_MS = 15_000
PAGE = 4096  # bytes of the file that are encrypted at once; whoever opens it must know
_A_GAP = 0.0005  # seconds
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    f"busy_timeout={BUSY_MS}",
)
_TROUBLES = (
    ("database or disk is full", "disk_full"),
    ("readonly database", "home_read_only"),
    ("unable to open database", "home_unreadable"),
    ("file is not a database", "not_a_database"),
    ("malformed", "database_damaged"),
    ("database is locked", "database_busy"),
    ("disk I/O error", "disk_failing"),
)


class Vault:
    """An open database. `write` and `read` are the only ways to it; every statement stands in a transaction."""

    def __init__(self, path: Path, key: bytes, page: int = PAGE) -> None:
        self.path, self.page = path, page
        self.instance_known = False  # whether this process has seen that the file is no copy
        self.engine: Engine = _engine(path, key, page)
        self._turn = threading.Lock()
        self._asking = set[int]()  # threads that wait for their turn to write

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """BEGIN IMMEDIATE … COMMIT. What is in it is on disk when the block is left, or none of it is."""
        with named_troubles(), self._in_turn(), self.engine.connect() as pooled:
            connection = pooled.execution_options(begin="BEGIN IMMEDIATE")
            with connection.begin():
                yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Threads queue here: the engine's own waiting only looks again from time to time, and may never get in."""
        self._asking.add(threading.get_ident())
        taken = self._turn.acquire(timeout=BUSY_MS / 1000)
        self._asking.discard(threading.get_ident())
        if not taken:
            raise BadEnvironment("database_busy")
        try:
            yield
        finally:
            self._turn.release()

    def give_way(self) -> None:
        """Between two of many transactions: whoever waits to write goes first, another process may get in."""
        time.sleep(_A_GAP)
        while self._asking:
            time.sleep(_A_GAP)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One unchanging picture of the tables."""
        with named_troubles(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """The driver's own connection, outside any transaction: for backup, VACUUM and checkpoints."""
        with named_troubles():
            pooled = self.engine.raw_connection()
            try:
                yield pooled.driver_connection
            finally:
                pooled.close()

    def forget_deleted(self) -> None:
        """After an erasure: nothing of it may stay in the write-ahead log."""
        with self.raw() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def settle(self) -> None:
        """After much was written: the write-ahead log goes into the file, as far as nobody reads it."""
        with self.raw() as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def named_troubles() -> Iterator[None]:
    """Turns the engine's failures into errors that have a sentence; bugs pass."""
    try:
        yield
    except (DBAPIError, _driver().Error) as error:
        original = error.orig if isinstance(error, DBAPIError) else error
        raise _trouble(str(original)) or error from None


def _trouble(message: str) -> DeskError | None:
    return next((BadEnvironment(code) for words, code in _TROUBLES if words in message), None)


@cache
def _driver() -> Any:
    """The driver looks for a way to adapt every value that is not a number or a text, and where it finds none that
    costs a hidden exception, more than the insert: so it is told."""
    from sqlcipher3 import dbapi2

    dbapi2.register_adapter(bytes, bytearray)
    dbapi2.register_adapter(bool, int)
    dbapi2.register_adapter(type(None), lambda none: none)
    return dbapi2


def connect(path: Path, key: bytes, page: int = PAGE) -> Any:
    """A driver connection with key and pragmas; raises the driver's errors."""
    connection = _driver().connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()  # it would write to standard error
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_page_size = {page}")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.create_function("fold", 1, _fold, deterministic=True)
    return connection


def _fold(text: str | None) -> str | None:
    """Lower case in every script; SQLite's own lower() knows ASCII alone."""
    return text and text.lower()


def _engine(path: Path, key: bytes, page: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=_driver(),
        creator=lambda: connect(path, key, page),
        poolclass=QueuePool,
        pool_reset_on_return=None,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine
