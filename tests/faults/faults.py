"""What goes wrong inside one process: a crash at a statement, a full disk, a line that spoils what passes.

A crash is raised out of the driver and is no Exception, so that no product code can catch it; from then on every
statement of that file crashes too, as nothing runs on in a process that was killed.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from sqlcipher3 import dbapi2

from desk.storage.vault import PAGE

_PLENTY = 2**31 - 2  # pages


class Crash(BaseException):
    """The process is gone."""


@dataclass
class Fuse:
    """Blows at a statement of a database; `left` counts down by the name of its folder."""

    left: dict[str, int] = field(default_factory=dict)
    full: set[str] = field(default_factory=set)
    ticks: dict[str, int] = field(default_factory=dict)

    def tick(self, folder: str) -> None:
        self.ticks[folder] = self.ticks.get(folder, 0) + 1
        if folder in self.left:
            self.left[folder] -= 1
            if self.left[folder] < 0:
                raise Crash(folder)

    def blown(self, folder: str) -> bool:
        return self.left.get(folder, 0) < 0

    def mend(self, folder: str) -> None:
        self.left.pop(folder, None)


@contextmanager
def fused(fuse: Fuse, *, fast: bool = True) -> Iterator[None]:
    """Every SQLCipher connection opened meanwhile hangs on the fuse. `fast` leaves out waiting for the disk: a crash of
    the process, unlike one of the computer, keeps what the system was given."""
    from desk.storage import vault

    class Cursor(dbapi2.Cursor):
        def execute(self, *given: Any) -> Any:
            _before(self.connection, given[0])
            return super().execute(*given)

        def executemany(self, *given: Any) -> Any:
            _before(self.connection, given[0])
            return super().executemany(*given)

    class Connection(dbapi2.Connection):
        def __init__(self, path: str, **how: Any) -> None:
            super().__init__(path, **how)
            self.folder = Path(path).parent.name

        def cursor(self, *given: Any, **how: Any) -> Any:
            return super().cursor(Cursor)

        def commit(self) -> None:
            fuse.tick(self.folder)
            super().commit()
            fuse.tick(self.folder)

    def _before(connection: Any, sql: str) -> None:
        if sql.startswith("PRAGMA"):
            return
        fuse.tick(connection.folder)
        if sql.startswith("BEGIN"):
            most = 1 if connection.folder in fuse.full else _PLENTY  # SQLite raises it to the pages there are
            dbapi2.Cursor.execute(dbapi2.Connection.cursor(connection), f"PRAGMA max_page_count={most}").fetchall()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dbapi2, "connect", partial(_plain_connect, factory=Connection))
        if fast:
            patch.setattr(vault, "_PRAGMAS", tuple(line.replace("=FULL", "=OFF") for line in vault._PRAGMAS))
        yield


_plain_connect = dbapi2.connect


def eye(path: Path, key: bytes, page: int = PAGE) -> Any:
    """A connection of the test's own, past every fuse."""
    connection = _plain_connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_page_size = {page}")
    connection.execute("PRAGMA busy_timeout=15000").fetchall()
    return connection


class Answer(NamedTuple):
    """What the hub says."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def to(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(self.status, headers=self.headers, stream=httpx.ByteStream(self.body), request=request)


App = Callable[[Any, Any, Any], Any]


@dataclass
class Inside:
    """An ASGI app answering in this thread, as one process answers one request."""

    app: App
    loop: asyncio.AbstractEventLoop

    def answer(self, request: httpx.Request, body: bytes, *, whole: bool = True) -> Answer:
        """Raises Crash when the hub dies of it."""
        status, headers, pieces = 500, list[tuple[bytes, bytes]](), list[bytes]()
        given = [{"type": "http.request", "body": body, "more_body": not whole}]

        async def receive() -> dict[str, Any]:
            return given.pop() if given else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers.extend(message.get("headers", ()))
            else:
                pieces.append(message.get("body", b""))

        self.loop.run_until_complete(self.app(_scope(request), receive, send))
        return Answer(status, headers, b"".join(pieces))


def _scope(request: httpx.Request) -> dict[str, Any]:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.partition(b"?")[0],
        "query_string": request.url.query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 1),
        "server": (request.url.host, request.url.port),
        "state": {},
    }
