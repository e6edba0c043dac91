"""The least that any exchange costs: a bare outbox, a bare hub, and the pull the other way.

SQLite (WAL, FULL) in the clear; records of about 600 bytes of JSON, packed with zstd, 1,000 in a request; the hub puts
each batch into its table in one transaction, the desk then marks it as sent for good. No order, no hashes, no
signatures, no encryption, no index of words: what the product adds is measured against this.

`python -m tests.bench.exchange_floor PORT FILE` is its hub.
"""

import random
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import orjson
import zstandard

from tests.bench.stage import words

BATCH = 1_000
COLUMNS = "id desk recorder visitor phone office category content state occurred_at updated_at rev".split()
_NAMED = ", ".join(COLUMNS)
_TABLE = f"CREATE TABLE record ({_NAMED}, seq INT, PRIMARY KEY (id)); CREATE INDEX by_seq ON record (seq);"
_OUTBOX = "CREATE TABLE outbox (id TEXT PRIMARY KEY); CREATE TABLE reached (seq INT); INSERT INTO reached VALUES (0);"
_PUT = (
    f"INSERT INTO record ({_NAMED}, seq) VALUES ({', '.join('?' * 13)}) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in [*COLUMNS[1:], "seq"])
    + " WHERE excluded.rev > record.rev"
)
Record = dict[str, Any]


def make_records(chance: random.Random, count: int, first: int = 0) -> list[Record]:
    return [_record(chance, number) for number in range(first, first + count)]


def _record(chance: random.Random, number: int) -> Record:
    at = 1_767_225_600_000 + number * 37_000
    return {
        "id": str(UUID(int=at << 80 | 7 << 76 | 2 << 62 | chance.getrandbits(60))),
        "desk": "desk-001",
        "recorder": "卫某",
        "visitor": chance.choice("王李张刘陈杨") + "某",
        "phone": f"139{chance.randrange(10**8):08}",
        "office": "晨光居民区征集点",
        "category": f"{chance.randint(1, 16):02}",
        "content": words(chance, 104),
        "state": "pending",
        "occurred_at": at,
        "updated_at": at + 40_000,
        "rev": 1,
    }


def form_of(record: Record) -> dict[str, Any]:
    """The same texts as a case."""
    return {
        "original_text": record["content"],
        "nature": "JY",
        "category": record["category"],
        "suggester": {"name": record["visitor"], "phone": record["phone"]},
    }


class FloorDesk:
    """One side's file. `push` and `pull` go until nothing is left, and answer how many requests that took."""

    def __init__(self, file: Path) -> None:
        self.file = _open(file)
        self.file.executescript(_TABLE + _OUTBOX)
        self._pack = zstandard.ZstdCompressor(level=3)

    def add(self, records: Iterable[Record]) -> None:
        rows = [tuple(record[name] for name in COLUMNS) for record in records]
        self.file.execute("BEGIN")
        self.file.executemany(_PUT, [(*row, 0) for row in rows])
        self.file.executemany("INSERT INTO outbox VALUES (?)", [(row[0],) for row in rows])
        self.file.execute("COMMIT")

    def push(self, line: httpx.Client) -> int:
        named = ", ".join(f"record.{name}" for name in COLUMNS)
        chosen = f"SELECT {named} FROM outbox JOIN record ON record.id = outbox.id LIMIT ?"
        count = 0
        while rows := self.file.execute(chosen, (BATCH,)).fetchall():
            body = self._pack.compress(orjson.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows]))
            line.post("/push", content=body).raise_for_status()
            self.file.execute("BEGIN")
            self.file.executemany("DELETE FROM outbox WHERE id = ?", [(row[0],) for row in rows])
            self.file.execute("COMMIT")
            count += 1
        return count

    def pull(self, line: httpx.Client) -> int:
        count = 0
        while True:
            (after,) = self.file.execute("SELECT seq FROM reached").fetchone()
            answer = line.get("/pull", params={"after": after, "most": BATCH}).raise_for_status()
            rows = orjson.loads(zstandard.decompress(answer.content, max_output_size=1 << 28))
            if not rows:
                return count
            self.file.execute("BEGIN")
            self.file.executemany(_PUT, [tuple(row[name] for name in [*COLUMNS, "seq"]) for row in rows])
            self.file.execute("UPDATE reached SET seq = ?", (rows[-1]["seq"],))
            self.file.execute("COMMIT")
            count += 1

    def count(self) -> int:
        return int(self.file.execute("SELECT count(*) FROM record").fetchone()[0])


def _open(file: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    opened.execute("PRAGMA journal_mode=WAL")
    opened.execute("PRAGMA synchronous=FULL")
    return opened


def serve(port: int, file: Path) -> None:
    """The bare hub."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    kept, pack, last = _open(file), zstandard.ZstdCompressor(level=3), 0
    kept.executescript(_TABLE)

    async def push(request: Request) -> Response:
        nonlocal last
        rows = orjson.loads(zstandard.decompress(await request.body(), max_output_size=1 << 28))
        kept.execute("BEGIN IMMEDIATE")
        kept.executemany(_PUT, [(*(row[name] for name in COLUMNS), last + n) for n, row in enumerate(rows, 1)])
        kept.execute("COMMIT")
        last += len(rows)
        return Response(orjson.dumps({"taken": len(rows)}))

    async def pull(request: Request) -> Response:
        after, most = int(request.query_params["after"]), int(request.query_params["most"])
        found = kept.execute(f"SELECT {_NAMED}, seq FROM record WHERE seq > ? ORDER BY seq LIMIT ?", (after, most))
        rows = [dict(zip([*COLUMNS, "seq"], row, strict=True)) for row in found]
        return Response(pack.compress(orjson.dumps(rows)))

    routes = [Route("/push", push, methods=["POST"]), Route("/pull", pull)]
    uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=port, log_level="warning", access_log=False)


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
