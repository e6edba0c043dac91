"""A TCP proxy between a desk and its hub, in a thread of its own, that spoils the exchanges it is told to spoil.

It knows where an HTTP message ends and nothing else of HTTP: what it cuts it cuts at a byte.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, Self

Kind = Literal[
    "pass", "no_request", "cut_request", "twice", "later", "no_answer", "cut_answer", "status", "garbled", "trickle"
]
_HEAD_END = b"\r\n\r\n"
_MOST = 64 * 2**20


@dataclass(frozen=True)
class Fate:
    """What becomes of one request.

    no_request  the hub never hears of it            no_answer   it was done, the desk never hears of it
    cut_request the hub gets its first `at` bytes     cut_answer  the desk gets the answer's first `at` bytes
    twice       the hub gets it twice, one answer     status      it was done, the desk is told `at` (500, 504 ...)
    later       the desk hears nothing; the hub gets it when the test says so
    trickle     both ways in pieces of `at` bytes     garbled     it was done, the desk gets somebody's web page
    pass        with `seconds`: late, but whole
    """

    kind: Kind = "pass"
    at: int = 0
    seconds: float = 0.0
    path: str = ""  # waits for a request whose path begins so; others pass


@dataclass(frozen=True)
class Seen:
    """One request that came by: what was to become of it, and what the hub answered (0: it was not asked)."""

    path: str
    fate: Fate
    status: int


@dataclass
class Proxy:
    """`with Proxy(port) as proxy`: desks talk to proxy.url. `port` may be set anew when the hub comes back."""

    port: int
    host: str = "127.0.0.1"
    fates: deque[Fate] = field(default_factory=deque)
    seen: list[Seen] = field(default_factory=list)
    held: list[bytes] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._server = self._do(asyncio.start_server(self._serve, self.host, 0))
        self.url = f"http://{self.host}:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def next(self, *fates: Fate) -> None:
        """The fates of the requests to come, one each, in order."""
        self.fates.extend(fates)

    def deliver(self) -> list[int]:
        """Now the hub gets what was held back; answers its statuses (0: it could not be asked)."""
        held, self.held[:] = list(self.held), []
        return [_status(self._do(self._ask(request))) for request in held]

    def _do(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(60)

    async def _stop(self) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while request := await _message(reader):
                if not await self._suffer(request, writer):
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the other side hung up, or the test is over
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _suffer(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        """One request and its fate; answers whether the desk's connection goes on."""
        path = request.split(b" ", 2)[1].decode()
        fate = self._fate(path)
        await asyncio.sleep(fate.seconds)
        answer = await self._answer(request, fate)
        self.seen.append(Seen(path, fate, _status(answer)))
        match fate.kind:
            case "status":
                answer = b"HTTP/1.1 %d spoiled\r\ncontent-length: 0\r\n\r\n" % fate.at
            case "garbled":
                answer = b"HTTP/1.1 200 spoiled\r\ncontent-length: 6\r\n\r\n<html>"
            case "cut_answer":
                answer = answer[: fate.at % max(1, len(answer))]
            case "no_answer":
                answer = b""
        await _write(writer, answer, fate.at if fate.kind == "trickle" else 0)
        return bool(answer) and fate.kind != "cut_answer"

    def _fate(self, path: str) -> Fate:
        if self.fates and path.startswith(self.fates[0].path):
            return self.fates.popleft()
        return Fate()

    async def _answer(self, request: bytes, fate: Fate) -> bytes:
        match fate.kind:
            case "no_request":
                return b""
            case "later":
                self.held.append(request)
                return b""
            case "cut_request":
                await self._ask(request[: fate.at % len(request)], whole=False)
                return b""
            case "twice":
                await self._ask(request)
            case "trickle":
                return await self._ask(request, piece=fate.at)
        return await self._ask(request)

    async def _ask(self, request: bytes, *, whole: bool = True, piece: int = 0) -> bytes:
        """What the hub answers; empty when it is not there or hangs up."""
        try:
            reader, writer = await asyncio.open_connection(self.host, self.port)
        except OSError:
            return b""
        try:
            await _write(writer, request, piece)
            return await _message(reader) if whole else b""
        except (OSError, asyncio.IncompleteReadError):
            return b""
        finally:
            writer.close()


async def _write(writer: asyncio.StreamWriter, data: bytes, piece: int) -> None:
    """All at once, or piece after piece with a breath between them."""
    for start in range(0, len(data), piece or len(data) or 1):
        writer.write(data[start : start + (piece or len(data))])
        await writer.drain()
        if piece:
            await asyncio.sleep(0)


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One whole request or answer; empty at the end of the line. Raises IncompleteReadError on half of one."""
    try:
        head = await reader.readuntil(_HEAD_END)
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return b""
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
    if fields.get(b"transfer-encoding", b"").strip() == b"chunked":
        return head + await _chunks(reader)
    length = int(fields.get(b"content-length", b"0"))
    assert length <= _MOST
    return head + await reader.readexactly(length)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    pieces = []
    size = -1
    while size:
        line = await reader.readuntil(b"\r\n")
        size = int(line.split(b";")[0], 16)
        pieces += [line, await reader.readexactly(size + 2)]
    return b"".join(pieces)


def _status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0
